/** The cross-hair follows the pointer and the keys. */
import { type ExceedanceChart, readingLines } from '../charts/exceedance.ts';
import type { Frame } from '../charts/frame.ts';
import type { Action, PanelState } from '../state.ts';
import { subjectOf } from '../subject.ts';

interface Shown {
  readonly chart: ExceedanceChart | null;
  readonly state: PanelState;
}

export function followChart(root: HTMLElement, shown: () => Shown, act: (action: Action) => void): void {
  const read = (reading: number | null) => act({ type: 'reading', reading });
  root.addEventListener('pointermove', (event) => {
    const { chart, state } = shown();
    const picture = root.querySelector('#chart svg');
    if (!chart || !picture) return;
    const over = event.target instanceof Element && event.target.closest('#chart') !== null;
    if (over) read(pointed(chart.frame, event.clientX - picture.getBoundingClientRect().left));
    else if (state.reading !== null && root.ownerDocument.activeElement?.id !== 'chart') read(null);
  });
  root.addEventListener('pointerleave', () => read(null));
  root.addEventListener('keydown', (event) => {
    const { chart, state } = shown();
    if (!chart || !(event.target instanceof Element) || event.target.id !== 'chart') return;
    const reading = keyed(event.key, chart.frame, state.reading, quantiles(state));
    if (reading === undefined) return;
    event.preventDefault();
    read(reading);
  });
}

function pointed(frame: Frame, x: number): number {
  return frame.lossAtX(Math.min(Math.max(x, frame.left), frame.right));
}

/** P50, P90, P95 and P99 of the current state: what Page Up and Page Down go through. */
function quantiles({ system, kept }: PanelState): number[] {
  const current = system && subjectOf(system, kept.item).states.current;
  return current ? readingLines.map(({ key }) => current[key]).filter((value) => value > 0) : [];
}

/** The reading that a key leads to; undefined where the key means nothing here. */
export function keyed(
  key: string,
  frame: Frame,
  reading: number | null,
  stops: readonly number[],
): number | null | undefined {
  const step = (pixels: number) => pointed(frame, frame.x(reading ?? frame.domain.loss[0]) + pixels);
  const now = reading ?? 0;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return step(6);
    case 'ArrowLeft':
    case 'ArrowDown':
      return step(-6);
    case 'PageUp':
      return stops.find((stop) => stop > now * 1.000001) ?? now;
    case 'PageDown':
      return stops.findLast((stop) => stop < now * 0.999999) ?? now;
    case 'Home':
      return frame.domain.loss[0];
    case 'End':
      return frame.domain.loss[1];
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}
