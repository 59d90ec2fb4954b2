/** The controls view: what each control costs and saves. */
import type { ReportSystem } from '../../protocol/index.ts';
import { h, type ViewElement } from '../dom/node.ts';
import type { PanelState } from '../state.ts';
import { controlColumns, controlsSorting } from '../tables/controls.ts';
import { table } from '../tables/table.ts';
import { exports } from './tools.ts';

export function controlsView(system: ReportSystem, { kept }: PanelState): ViewElement {
  if (system.controls.length === 0) {
    return h('p', { class: 'empty' }, 'The system has no controls yet. Declare one with "control Name { … }".');
  }
  return h(
    'div',
    { class: 'controls-view' },
    h(
      'div',
      { class: 'table-tools' },
      h(
        'span',
        { class: 'hint' },
        'Each control by itself against the controls in place. Savings overlap: they do not add up.',
      ),
      exports(['csv']),
    ),
    table({
      id: 'controls',
      caption: 'Controls by net benefit',
      columns: controlColumns(system),
      rows: system.controls,
      sorting: kept.sorting.controls ?? controlsSorting,
      isHighlighted: (control) => kept.item?.kind === 'control' && control.name === kept.item.name,
    }),
  );
}
