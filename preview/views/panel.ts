/** The whole panel as a tree, from its state. Pure: works in a webview, a page and a test. */
import type { ExceedanceChart } from '../charts/exceedance.ts';
import type { Palette } from '../charts/palette.ts';
import { h, type ViewNode } from '../dom/node.ts';
import type { PanelState } from '../state.ts';
import { controlsView } from './controls.ts';
import { curveView } from './curve.ts';
import { header } from './header.ts';
import { registerView } from './register.ts';
import { tabList } from './tabs.ts';

export interface PanelView {
  readonly nodes: readonly ViewNode[];
  /** The chart on the screen; null where another view is shown. */
  readonly chart: ExceedanceChart | null;
}

export function panelView(state: PanelState, width: number, palette: Palette): PanelView {
  const { system, kept } = state;
  if (system === null) return { nodes: [message(state)], chart: null };
  const curve = kept.tab === 'curve' ? curveView(system, state, width, palette) : null;
  const shown = curve?.view ?? (kept.tab === 'register' ? registerView(system, state) : controlsView(system, state));
  const main = h('main', { id: 'view', role: 'tabpanel', 'aria-labelledby': `tab-${kept.tab}` }, shown);
  const counts = { register: system.threats.length, controls: system.controls.length };
  return {
    nodes: [header(system, state.figures === 'stale'), tabList(kept.tab, counts), main],
    chart: curve?.chart ?? null,
  };
}

function message(state: PanelState): ViewNode {
  const text = state.reason ?? (state.figures === 'waiting' ? 'Computing the figures…' : 'There are no figures yet.');
  return h('div', { class: 'message', role: 'status' }, h('p', {}, text));
}
