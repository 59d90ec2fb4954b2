/** The register view: filter and table of threats. */
import type { ReportSystem, ReportThreat } from '../../protocol/index.ts';
import { h, type ViewElement } from '../dom/node.ts';
import type { PanelState } from '../state.ts';
import { filtered, registerColumns, registerSorting } from '../tables/register.ts';
import { table } from '../tables/table.ts';
import { exports } from './tools.ts';

export function registerView(system: ReportSystem, { kept }: PanelState): ViewElement {
  const rows = filtered(system.threats, kept.filter);
  const found = kept.filter.trim() === '' ? '' : `${rows.length} of ${system.threats.length} threats`;
  return h(
    'div',
    { class: 'register-view' },
    h(
      'div',
      { class: 'table-tools' },
      h('input', {
        type: 'search',
        id: 'filter',
        value: kept.filter,
        placeholder: 'Filter by name, STRIDE, element, owner',
        'aria-label': 'Filter threats',
        'data-input': 'filter',
      }),
      h('span', { class: 'hint', role: 'status' }, found),
      exports(['csv']),
    ),
    rows.length === 0 ? h('p', { class: 'empty' }, noRows(system)) : registerTable(system, rows, kept),
    h(
      'p',
      { class: 'hint' },
      'ALE and P95 with the controls in place. The annual losses of threats add up, their percentiles do not.',
    ),
  );
}

function registerTable(system: ReportSystem, rows: readonly ReportThreat[], kept: PanelState['kept']): ViewElement {
  const { item } = kept;
  const isHighlighted = (threat: ReportThreat) =>
    (item?.kind === 'threat' && threat.name === item.name) ||
    (item?.kind === 'element' && threat.on.includes(item.name)) ||
    (item?.kind === 'control' && threat.reducedBy.some((control) => control.control === item.name));
  return table({
    id: 'register',
    caption: 'Threats by expected annual loss',
    columns: registerColumns(system),
    rows,
    sorting: kept.sorting.register ?? registerSorting,
    isHighlighted,
  });
}

function noRows(system: ReportSystem): string {
  if (system.threats.length === 0) return 'The system has no threats yet. Declare one with "threat Name { … }".';
  return 'No threat matches the filter.';
}
