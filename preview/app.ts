/** The running panel: state in, view out, and what people do in it. */
import type { PreviewState } from '../protocol/index.ts';
import type { ExceedanceChart } from './charts/exceedance.ts';
import { themePalette } from './charts/palette.ts';
import { patchChildren } from './dom/patch.ts';
import { actionOf } from './events/actions.ts';
import { followChart } from './events/chart.ts';
import { followTabs } from './events/tabs.ts';
import { exportFile } from './export/index.ts';
import type { Host } from './host.ts';
import { type Action, acted, initialState, received, tabOf, tabsOf } from './state.ts';
import { panelView } from './views/panel.ts';

/** Widths of the layout in pixels, as the style sheet has them: the sides, and from where there are two columns. */
const layout = { sides: 40, twoColumns: 980, chartShare: 0.62, gap: 32 };

/** Shows the panel in `root` and keeps it up to date until the page goes. */
export function startPanel(root: HTMLElement, host: Host): void {
  let state = initialState(host.stored());
  let stored: PreviewState = state.kept;
  let chart: ExceedanceChart | null = null;

  const draw = () => {
    const view = panelView(state, chartWidth(root.clientWidth), themePalette);
    chart = view.chart;
    patchChildren(root, view.nodes);
    if (state.kept !== stored) host.store(state.kept);
    stored = state.kept;
  };
  const act = (action: Action) => {
    state = acted(state, action);
    draw();
  };
  const save = (kind: 'svg' | 'png' | 'csv') => {
    exportFile(kind, state).then((file) => file && host.post({ type: 'save', ...file }));
  };

  host.listen((message) => {
    if (message.type === 'export') return save(message.what);
    const before = state.kept.item;
    state = received(state, message);
    draw();
    if (state.kept.item !== before || (message.type === 'follow' && message.tab !== undefined))
      root.querySelector('tr.highlighted')?.scrollIntoView({ block: 'nearest' });
  });
  root.addEventListener('click', (event) => {
    const found = actionOf(event.target, state);
    if (found?.type === 'reveal') host.post(found);
    else if (found?.type === 'export') save(found.kind);
    else if (found) act(found);
  });
  root.addEventListener('input', (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const { value: filter, dataset } = event.target;
    act({ type: 'filter', filter, ...(dataset.input === 'findings' ? { of: 'findings' } : {}) });
  });
  followTabs(root, () => ({ tabs: tabsOf(state), selected: tabOf(state) }), act);
  followChart(root, () => ({ chart, state }), act);
  new ResizeObserver(draw).observe(root);
  draw();
  host.post({ type: 'ready' });
}

function chartWidth(width: number): number {
  const inner = Math.min(width, 1400) - layout.sides;
  return Math.max(280, Math.floor(width >= layout.twoColumns ? (inner - layout.gap) * layout.chartShare : inner));
}
