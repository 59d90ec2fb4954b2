import assert from 'node:assert/strict';
import type { ReportBase, ToPreview } from '../../protocol/index.ts';
import { paperPalette, themePalette } from '../charts/palette.ts';
import { markup } from '../dom/markup.ts';
import { svgFile } from '../export/index.ts';
import { initialState, type PanelState, received } from '../state.ts';
import { panelView } from '../views/panel.ts';
import { figures, shop, threat } from './fixture.ts';

const before = figures({ chance: 0.5, median: 400e3, sigma: 1.2 });

function shown(base: ReportBase | null, item: string | null = null): PanelState {
  const message: ToPreview = {
    type: 'show',
    uri: 'file:///shop.risk',
    system: shop(),
    state: 'fresh',
    reason: null,
    base,
  };
  const state = received(initialState(null), message);
  return item === null ? state : received(state, { type: 'follow', item: { kind: 'threat', name: item } });
}

const base = (change: Partial<ReportBase> = {}): ReportBase => ({
  revision: 'HEAD',
  system: shop({ total: { inherent: before, current: before, target: before } }),
  renamed: {},
  ...change,
});

const drawn = (state: PanelState) => panelView(state, 900, themePalette).nodes.map(markup).join('');

describe('the panel beside a revision', () => {
  it('draws the curve of the revision thin and grey, with its name', () => {
    const page = drawn(shown(base()));
    assert.match(page, /<path class="curve base" [^>]*stroke="var\(--risk-base\)" stroke-width="1.25"/);
    assert.match(page, /class="label base"[^>]*>HEAD</);
    assert.ok(page.indexOf('class="curve base"') < page.indexOf('class="curve current"'), 'the base lies behind');
  });

  it('has the figures of the revision in a column of their own', () => {
    const page = drawn(shown(base()));
    assert.match(page, /<th scope="col" class="number base">.*?HEAD<\/th>/);
    assert.equal(page.match(/<td class="number base">/g)?.length, 10);
    assert.match(page, /Chance of a loss.*?<td class="number base">50%/);
  });

  it('shows nothing of it without a comparison, or where nothing moved', () => {
    for (const none of [null, base({ system: shop() })]) assert.doesNotMatch(drawn(shown(none)), /base|HEAD/);
  });

  it('finds a threat under the name that it had, and nothing for one that is new', () => {
    const old = threat('OldLeak', 52, { inherent: before, current: before, target: before });
    const system = shop({ threats: [old] });
    assert.match(drawn(shown(base({ system, renamed: { OrderLeak: 'OldLeak' } }), 'OrderLeak')), /curve base/);
    assert.doesNotMatch(drawn(shown(base({ system }), 'OrderLeak')), /curve base/);
  });

  it('is in the exported picture, too', () => {
    const file = svgFile(shown(base({ revision: 'v1.2' })));
    assert.ok(file);
    assert.ok(file.content.includes(paperPalette.state.base));
    assert.match(file.content, />v1\.2</);
  });
});
