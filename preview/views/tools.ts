/** The chart's switches and exports. */
import type { PreviewState } from '../../protocol/index.ts';
import { h, type ViewElement } from '../dom/node.ts';

export function chartTools(kept: PreviewState): ViewElement {
  return h(
    'div',
    { class: 'tools', role: 'toolbar', 'aria-label': 'Chart' },
    choice('Loss', 'scale', kept.scale),
    choice('Chance', 'chance', kept.chance),
    exports(['svg', 'png']),
  );
}

/** Buttons that save what is shown. */
export function exports(kinds: readonly ('svg' | 'png' | 'csv')[]): ViewElement {
  return h(
    'span',
    { class: 'exports' },
    kinds.map((kind) =>
      h(
        'button',
        {
          type: 'button',
          class: 'plain',
          'data-action': 'export',
          'data-value': kind,
          'aria-label': `Save as ${kind.toUpperCase()}`,
          title: `Save as ${kind.toUpperCase()}`,
        },
        kind.toUpperCase(),
      ),
    ),
  );
}

function choice(title: string, action: 'scale' | 'chance', selected: 'log' | 'linear'): ViewElement {
  return h(
    'span',
    { class: 'choice', role: 'group', 'aria-label': `${title} axis` },
    h('span', { class: 'choice-title', 'aria-hidden': 'true' }, title),
    (['log', 'linear'] as const).map((value) =>
      h(
        'button',
        {
          type: 'button',
          'data-action': action,
          'data-value': value,
          'aria-pressed': value === selected ? 'true' : 'false',
        },
        value,
      ),
    ),
  );
}
