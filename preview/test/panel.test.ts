import assert from 'node:assert/strict';
import type { ToPreview } from '../../protocol/index.ts';
import { themePalette } from '../charts/palette.ts';
import { markup } from '../dom/markup.ts';
import type { ViewNode } from '../dom/node.ts';
import { keyed } from '../events/chart.ts';
import { neighbour } from '../events/tabs.ts';
import { csvFile, svgFile } from '../export/index.ts';
import { acted, initialState, type PanelState, received, tabsOf } from '../state.ts';
import { panelView } from '../views/panel.ts';
import { shop } from './fixture.ts';

const show = (change: Partial<Extract<ToPreview, { type: 'show' }>> = {}): ToPreview => ({
  type: 'show',
  uri: 'file:///shop.risk',
  system: shop(),
  state: 'fresh',
  reason: null,
  ...change,
});

const shown = (change = {}, kept: unknown = null) => received(initialState(kept), show(change));

/** The words of a tree, those of different elements apart. */
function words(node: ViewNode): string {
  return typeof node === 'string' ? node : node.children.map(words).join(' ');
}

function text(state: PanelState): string {
  const { nodes } = panelView(state, 800, themePalette);
  return nodes.map(words).join(' ').replace(/\s+/g, ' ');
}

describe('the panel', () => {
  it('shows the headline figures of the system', () => {
    const said = text(shown());
    for (const part of [/Shop Web shop/, /≥ \$2\.1M/, /1 of 2 broken 24% chance above \$2M, limit 10%/])
      assert.match(said, part);
  });

  it('says that totals are "at least" and names what has no figures', () => {
    assert.match(text(shown()), /1 threat has no figures, so every total is "at least": OrderReplay/);
    assert.doesNotMatch(text(shown({ system: shop({ uncounted: [] }) })), /≥|at least/);
  });

  it('marks figures that are out of date', () => {
    assert.match(text(shown({ state: 'stale' })), /Updating…/);
    assert.doesNotMatch(text(shown()), /Updating/);
  });

  it('gives the reason where there is nothing to show', () => {
    assert.match(text(shown({ system: null, state: 'none', reason: 'Open a .risk file.' })), /Open a \.risk file\./);
    assert.match(text(initialState(null)), /Computing the figures/);
  });

  it('shows the item that the cursor is on, and the way back', () => {
    const state = received(shown(), { type: 'follow', item: { kind: 'threat', name: 'RecipientTampering' } });
    assert.match(text(state), /threat RecipientTampering .*Show all of Shop/);
    assert.match(text(acted(state, { type: 'item', item: null })), /Annual loss of the system/);
  });

  it('stays where it is when the cursor is on nothing', () => {
    const state = received(shown(), { type: 'follow', item: { kind: 'element', name: 'Frontend' } });
    assert.equal(received(state, { type: 'follow', item: null }), state);
  });

  it('says why an item without figures has no curve', () => {
    const state = received(shown(), { type: 'follow', item: { kind: 'threat', name: 'OrderReplay' } });
    assert.match(text(state), /There is no figure to draw\. OrderReplay: OrderReplay has no frequency\./);
  });

  it('highlights the threats on the element that the cursor is on', () => {
    const state = acted(received(shown(), { type: 'follow', item: { kind: 'element', name: 'Frontend' } }), {
      type: 'tab',
      tab: 'register',
    });
    const { nodes } = panelView(state, 800, themePalette);
    assert.equal(
      nodes
        .map(markup)
        .join('')
        .match(/class="highlighted"/g)?.length,
      2,
    );
  });

  it('keeps its place over a reload', () => {
    const state = acted(acted(shown(), { type: 'tab', tab: 'controls' }), { type: 'filter', filter: 'leak' });
    const again = shown({}, JSON.parse(JSON.stringify(state.kept)));
    assert.deepEqual(again.kept, state.kept);
  });

  it('starts afresh from a state that makes no sense', () => {
    for (const kept of [undefined, 7, 'x', { tab: 'nowhere', item: 5, sorting: 'up' }]) {
      assert.equal(initialState(kept).kept.tab, 'curve');
      assert.match(text(shown({}, kept)), /Annual loss of the system/);
    }
  });

  it('reads the chances at the cross-hair aloud', () => {
    const said = text(acted(shown(), { type: 'reading', reading: 2e6 }));
    assert.match(
      said,
      /Chance of losing more than \$2M in a year: inherent \d+%, .*; current \d+%, .*; target [\d.]+%, 1 year in \d+\./,
    );
  });

  it('has the curve as a table', () => {
    assert.match(text(shown()), /The curve as a table .*Annual loss above Inherent Current Target \$0 93% 82% 55%/);
  });

  it('has names for buttons, and no handlers or styles in the markup', () => {
    for (const tab of ['curve', 'register', 'controls'] as const) {
      const { nodes } = panelView(acted(shown(), { type: 'tab', tab }), 400, themePalette);
      const all = nodes.map(markup).join('');
      assert.doesNotMatch(all, / on[a-z]+=| style=|NaN|undefined/);
      for (const [button] of all.matchAll(/<button[^>]*>.*?<\/button>/g)) {
        assert.ok(button.replace(/<[^>]*>/g, '').trim() !== '' || /aria-label="[^"]+"/.test(button), button);
      }
    }
  });
});

describe('keys', () => {
  it('lead round the tabs', () => {
    const tabs = tabsOf(shown());
    assert.equal(neighbour(tabs, 'curve', 'ArrowLeft'), 'controls');
    assert.equal(neighbour(tabs, 'controls', 'ArrowRight'), 'curve');
    assert.equal(neighbour(tabs, 'curve', 'End'), 'controls');
    assert.equal(neighbour(tabs, 'curve', 'x'), null);
  });

  it('lead along the curve and from percentile to percentile', () => {
    const { frame } = panelView(shown(), 800, themePalette).chart!;
    const [from, to] = frame.domain.loss;
    assert.ok(keyed('ArrowRight', frame, null, [])! > from);
    assert.ok(keyed('ArrowLeft', frame, 1e6, [])! < 1e6);
    assert.equal(keyed('PageUp', frame, 1e6, [5e5, 2e6, 4e6]), 2e6);
    assert.equal(keyed('PageDown', frame, 1e6, [5e5, 2e6, 4e6]), 5e5);
    assert.equal(keyed('End', frame, null, []), to);
    assert.equal(keyed('Escape', frame, 1e6, []), null);
    assert.equal(keyed('q', frame, 1e6, []), undefined);
  });
});

describe('exports', () => {
  it('save the chart by itself, with colours of its own', () => {
    const file = svgFile(shown());
    assert.equal(file?.name, 'Shop-exceedance.svg');
    assert.match(file?.content ?? '', /^<svg xmlns=.*<rect x="0" y="0" width="100%" height="100%" fill="#ffffff"/);
    assert.doesNotMatch(file?.content ?? '', /var\(/);
  });

  it('save the table in view, filtered', () => {
    const filtered = acted(acted(shown(), { type: 'tab', tab: 'register' }), { type: 'filter', filter: 'leak' });
    assert.equal(csvFile(filtered)?.content.trim().split('\r\n').length, 2);
    const controls = csvFile(acted(shown(), { type: 'tab', tab: 'controls' }));
    assert.equal(controls?.name, 'Shop-controls.csv');
    assert.match(controls?.content ?? '', /\r\nPayloadEncryption,planned,150000,760000,5\.0667,1808594,0\.1974,1\r\n/);
  });

  it('save nothing where there is nothing', () => {
    assert.equal(svgFile(initialState(null)), null);
    assert.equal(csvFile(initialState(null)), null);
  });
});
