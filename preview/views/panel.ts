/** The whole panel as a tree, from its state. Pure: works in a webview, a page and a test. */
import type { ExceedanceChart } from '../charts/exceedance.ts';
import type { Palette } from '../charts/palette.ts';
import { h, type ViewNode } from '../dom/node.ts';
import { type PanelState, tabOf, tabsOf } from '../state.ts';
import { controlsView } from './controls.ts';
import { curveView } from './curve.ts';
import { findingsIn, findingsView } from './findings.ts';
import { header } from './header.ts';
import { registerView } from './register.ts';
import { tabList } from './tabs.ts';

export interface PanelView {
  readonly nodes: readonly ViewNode[];
  /** The chart on the screen; null where another view is shown. */
  readonly chart: ExceedanceChart | null;
}

const tables = { register: registerView, controls: controlsView, findings: findingsView };

export function panelView(state: PanelState, width: number, palette: Palette): PanelView {
  const { system } = state;
  if (system === null) return { nodes: [message(state)], chart: null };
  const tab = tabOf(state);
  const curve = tab === 'curve' ? curveView(system, state, width, palette) : null;
  const shown = curve?.view ?? tables[tab as keyof typeof tables](system, state);
  const main = h('main', { id: 'view', role: 'tabpanel', 'aria-labelledby': `tab-${tab}` }, shown);
  const counts = {
    register: system.threats.length,
    controls: system.controls.length,
    findings: findingsIn(system),
  };
  return {
    nodes: [header(system, state.figures === 'stale'), tabList(tabsOf(state), tab, counts), main],
    chart: curve?.chart ?? null,
  };
}

function message(state: PanelState): ViewNode {
  const text = state.reason ?? (state.figures === 'waiting' ? 'Computing the figures…' : 'There are no figures yet.');
  return h('div', { class: 'message', role: 'status' }, h('p', {}, text));
}
