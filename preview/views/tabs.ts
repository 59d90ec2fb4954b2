import type { PreviewTab } from '../../protocol/index.ts';
import { h, type ViewElement } from '../dom/node.ts';

const titles: Readonly<Record<PreviewTab, string>> = {
  curve: 'Loss exceedance',
  register: 'Register',
  controls: 'Controls',
  findings: 'Findings',
};

/** The row of tabs; arrow keys go from one to the next. */
export function tabList(
  tabs: readonly PreviewTab[],
  selected: PreviewTab,
  counts: Partial<Record<PreviewTab, number>>,
): ViewElement {
  return h(
    'div',
    { role: 'tablist', class: 'tabs', 'aria-label': 'Views' },
    tabs.map((tab) =>
      h(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `tab-${tab}`,
          'aria-selected': tab === selected ? 'true' : 'false',
          'aria-controls': 'view',
          tabindex: tab === selected ? 0 : -1,
          'data-action': 'tab',
          'data-value': tab,
        },
        titles[tab],
        counts[tab] === undefined ? null : h('span', { class: 'count' }, String(counts[tab])),
      ),
    ),
  );
}
