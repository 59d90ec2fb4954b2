/** Grid lines, tick labels and titles of an exceedance chart. */
import { moneyInWords, percentInWords } from '../../protocol/words/index.ts';
import { h, type ViewElement } from '../dom/node.ts';
import type { ScaleKind } from './domain.ts';
import type { Frame } from './frame.ts';
import type { Palette } from './palette.ts';
import { chanceTicks, lossTicks, minorTicks } from './ticks.ts';

export interface AxesOptions {
  readonly frame: Frame;
  readonly lossScale: ScaleKind;
  readonly chanceScale: ScaleKind;
  readonly currency: string;
  readonly palette: Palette;
}

const font = 11;

export function axes(options: AxesOptions): ViewElement {
  const { frame, palette } = options;
  return h(
    'g',
    { 'font-size': font, fill: palette.quiet, class: 'axes' },
    losses(options),
    chances(options),
    h('line', {
      x1: frame.left,
      x2: frame.right,
      y1: frame.bottom,
      y2: frame.bottom,
      stroke: palette.quiet,
      'stroke-opacity': 0.6,
    }),
    h('text', { x: frame.right, y: frame.height - 6, 'text-anchor': 'end' }, 'Annual loss'),
    h('text', { x: 4, y: 14 }, 'Chance of losing more in a year'),
  );
}

function losses({ frame, lossScale, currency, palette }: AxesOptions): ViewElement[] {
  const count = Math.max(3, Math.floor((frame.right - frame.left) / 62));
  const minor = lossScale === 'log' ? minorTicks(frame.domain.loss) : [];
  const ticks = lossTicks(frame.domain.loss, lossScale, count);
  return [
    ...minor.map((value) => upright(frame, frame.x(value), palette.grid, 0.45)),
    ...ticks.map((value) => upright(frame, frame.x(value), palette.grid, 1)),
    ...ticks.map((value) =>
      h(
        'text',
        { x: px(frame.x(value)), y: frame.bottom + 17, 'text-anchor': 'middle' },
        moneyInWords(value, currency),
      ),
    ),
  ];
}

function chances({ frame, chanceScale, palette }: AxesOptions): ViewElement[] {
  return chanceTicks(frame.domain.chance, chanceScale).flatMap((value) => {
    const y = px(frame.y(value));
    return [
      h('line', { x1: frame.left, x2: frame.right, y1: y, y2: y, stroke: palette.grid }),
      h('text', { x: frame.left - 8, y: y + 4, 'text-anchor': 'end' }, percentInWords(value)),
    ];
  });
}

function upright(frame: Frame, at: number, stroke: string, opacity: number): ViewElement {
  const x = px(at);
  return h('line', { x1: x, x2: x, y1: frame.top, y2: frame.bottom, stroke, 'stroke-opacity': opacity });
}

/** Pixels with two decimals: readable markup, and the same on every machine. */
export function px(value: number): number {
  return Math.round(value * 100) / 100;
}
