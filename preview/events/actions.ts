/** What a click means, from the `data-action` of the element under it. */
import type { PreviewTab } from '../../protocol/index.ts';
import type { Action, PanelState } from '../state.ts';
import { controlsSorting } from '../tables/controls.ts';
import { filesSorting } from '../tables/evidence-files.ts';
import { findingsSorting } from '../tables/findings.ts';
import { registerSorting } from '../tables/register.ts';
import type { Sorting } from '../tables/table.ts';
import { unmatchedSorting } from '../tables/unmatched.ts';

export type Click =
  | Action
  | { readonly type: 'reveal'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly type: 'export'; readonly kind: 'svg' | 'png' | 'csv' };

export function actionOf(target: EventTarget | null, state: PanelState): Click | null {
  const element = target instanceof Element ? target.closest('[data-action]') : null;
  if (!(element instanceof HTMLElement)) return null;
  const { action, value = '', table = '', file = '', line, column } = element.dataset;
  switch (action) {
    case 'tab':
      return { type: 'tab', tab: value as PreviewTab };
    case 'scale':
    case 'chance':
      return { type: action, [action]: value === 'linear' ? 'linear' : 'log' } as Action;
    case 'sort':
      return sorted(state, table, value);
    case 'whole':
      return { type: 'item', item: null };
    case 'reveal':
      return { type: 'reveal', file, line: Number(line), column: Number(column) };
    case 'export':
      return { type: 'export', kind: value as 'svg' | 'png' | 'csv' };
    default:
      return null;
  }
}

/** The order of each table before somebody chooses another. */
const firstSorting: Readonly<Record<string, Sorting>> = {
  register: registerSorting,
  controls: controlsSorting,
  findings: findingsSorting,
  files: filesSorting,
  unmatched: unmatchedSorting,
};

/** The same column again turns the order; another one starts with the greatest. */
function sorted({ kept }: PanelState, table: string, key: string): Action {
  const now = kept.sorting[table] ?? firstSorting[table] ?? registerSorting;
  return { type: 'sort', table, key, descending: now.key === key ? !now.descending : true };
}
