import assert from 'node:assert/strict';
import type { ToPreview } from '../../protocol/index.ts';
import { themePalette } from '../charts/palette.ts';
import { markup } from '../dom/markup.ts';
import type { ViewNode } from '../dom/node.ts';
import { csvFile } from '../export/index.ts';
import { acted, initialState, type PanelState, received, tabOf, tabsOf } from '../state.ts';
import { panelView } from '../views/panel.ts';
import { shopFindings, shopWithEvidence } from './evidence-fixture.ts';
import { shop } from './fixture.ts';

function shown(change: Partial<Extract<ToPreview, { type: 'show' }>> = {}): PanelState {
  const state = received(initialState(null), {
    type: 'show',
    uri: 'file:///shop.risk',
    system: shopWithEvidence(),
    findings: shopFindings(),
    state: 'fresh',
    reason: null,
    ...change,
  });
  return acted(state, { type: 'tab', tab: 'findings' });
}

function html(state: PanelState): string {
  return panelView(state, 800, themePalette).nodes.map(markup).join('');
}

function words(node: ViewNode): string {
  return typeof node === 'string' ? node : node.children.map(words).join(' ');
}

function text(state: PanelState): string {
  const { nodes } = panelView(state, 800, themePalette);
  return nodes.map(words).join(' ').replace(/\s+/g, ' ');
}

describe('the findings', () => {
  it('stand by money, with what they are found on, what they concern and what they add', () => {
    const said = text(shown());
    assert.match(said, /Evidence raises the expected annual loss from \$1\.96M to \$2\.1M\./);
    assert.match(
      said,
      /CVE-2026-0001 SQL injection in the query builder of orm OrderProcessor OrderLeak orm 2\.4\.1 critical 40% \$84k/,
    );
    assert.match(said, /Terminal shell in container × 6 .* \$56k/);
    assert.match(said, /CVE-2026-0002 .* counted with a stronger one/);
    assert.match(said, /uncalibrated/);
    assert.ok(said.indexOf('CVE-2026-0001') < said.indexOf('Terminal shell'));
  });

  it('name the files, with their tool, their day and what is wrong with them', () => {
    const said = text(shown());
    assert.match(said, /trivy-orders\.json named in shop\.risk:30 Trivy 37 7 2026-11-19 counts/);
    assert.match(said, /old\.json .* moves no figure: too old/);
    assert.match(said, /broken\.json .* The file ends in the middle of a text\./);
  });

  it('list below what matches nothing', () => {
    const said = text(shown());
    assert.match(said, /Unmatched .* image shop\/batch:3\.1 no service 5 high CVE-2026-0007, CVE-2026-0008/);
    assert.match(said, /Frontend no threat on it 2 low/);
  });

  it('are found by any of their words', () => {
    const found = text(acted(shown(), { type: 'filter', filter: 'falco shell', of: 'findings' }));
    assert.match(found, /1 of 4 findings on services\./);
    assert.match(found, /Terminal shell/);
    assert.doesNotMatch(found, /CVE-2026-0001/);
    const none = acted(shown(), { type: 'filter', filter: 'nothing of this', of: 'findings' });
    assert.match(text(none), /No finding matches the filter\./);
    assert.equal(none.kept.filter, '');
  });

  it('have no tab where the model names no evidence, and another tab is in view', () => {
    const state = shown({ system: shop(), findings: null });
    assert.deepEqual(tabsOf(state), ['curve', 'register', 'controls']);
    assert.equal(tabOf(state), 'curve');
    assert.doesNotMatch(text(state), /[Ff]inding|[Ee]vidence/);
    assert.match(csvFile(state)?.name ?? '', /register/);
  });

  it('say so where no file is there, or none can be read', () => {
    const { evidence, ...system } = shopWithEvidence();
    const nothing = { rows: [], left: 0, unmatched: [] };
    const empty = { ...system, evidence: { ...evidence!, files: [] } };
    assert.match(text(shown({ system: empty, findings: nothing })), /No file matches what the model names/);
    const broken = { ...system, evidence: { ...evidence!, files: evidence!.files.slice(3) } };
    assert.match(text(shown({ system: broken, findings: nothing })), /No file could be read\./);
  });

  it('come into view from a lens, those of its item highlighted', () => {
    const start = acted(shown(), { type: 'tab', tab: 'curve' });
    const marks = (state: PanelState) => html(state).match(/class="highlighted"/g)?.length ?? 0;
    const service = received(start, { type: 'follow', item: { kind: 'element', name: 'Frontend' }, tab: 'findings' });
    assert.equal(tabOf(service), 'findings');
    assert.equal(marks(service), 2);
    const file = received(start, {
      type: 'follow',
      item: { kind: 'evidence', name: 'reports/*.json' },
      tab: 'findings',
    });
    assert.equal(marks(file), 8);
  });

  it('lead to the file, the service and the threat', () => {
    const said = html(shown());
    assert.match(said, /data-action="reveal" data-file="reports\/trivy-orders\.json" data-line="1"/);
    assert.match(
      said,
      /data-action="reveal" data-file="shop\.risk" data-line="20" data-column="1"[^>]*>OrderProcessor</,
    );
    assert.match(said, /data-action="reveal" data-file="shop\.risk" data-line="52" data-column="1"[^>]*>OrderLeak</);
    assert.doesNotMatch(said, / on[a-z]+=| style=|NaN|undefined/);
  });

  it('are saved as CSV, unrounded and filtered', () => {
    const file = csvFile(acted(shown(), { type: 'filter', filter: 'orm', of: 'findings' }));
    assert.equal(file?.name, 'Shop-findings.csv');
    assert.match(
      file?.content ?? '',
      /\r\nCVE-2026-0001,OrderProcessor,OrderLeak,orm 2\.4\.1,critical,0\.4,84000,reports\/trivy-orders\.json\r\n/,
    );
  });
});
