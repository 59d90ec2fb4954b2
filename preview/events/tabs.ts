/** Arrow keys in the row of tabs. */
import type { PreviewTab } from '../../protocol/index.ts';
import type { Action } from '../state.ts';

export function followTabs(
  root: HTMLElement,
  now: () => { readonly tabs: readonly PreviewTab[]; readonly selected: PreviewTab },
  act: (action: Action) => void,
): void {
  root.addEventListener('keydown', (event) => {
    if (!(event.target instanceof Element) || event.target.getAttribute('role') !== 'tab') return;
    const { tabs, selected } = now();
    const tab = neighbour(tabs, selected, event.key);
    if (tab === null) return;
    event.preventDefault();
    act({ type: 'tab', tab });
    root.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
  });
}

/** The tab that a key leads to; null for other keys. */
export function neighbour(tabs: readonly PreviewTab[], tab: PreviewTab, key: string): PreviewTab | null {
  const index = tabs.indexOf(tab);
  if (key === 'ArrowRight') return tabs[(index + 1) % tabs.length];
  if (key === 'ArrowLeft') return tabs[(index + tabs.length - 1) % tabs.length];
  if (key === 'Home') return tabs[0];
  return key === 'End' ? tabs[tabs.length - 1] : null;
}
