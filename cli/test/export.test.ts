import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openThreatModelText } from '../../architecture/test/texts.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { innovapay } from '../../test/cli/texts.ts';
import { call } from './host.ts';

/** What the schema of OTM 0.2.0 requires of the items of each list. */
const required: Readonly<Record<string, readonly string[]>> = {
  assets: ['id', 'name', 'risk.confidentiality', 'risk.integrity', 'risk.availability'],
  trustZones: ['id', 'name', 'risk.trustRating'],
  components: ['id', 'name', 'type', 'parent.trustZone'],
  dataflows: ['id', 'name', 'source', 'destination'],
  threats: ['id', 'name', 'risk.likelihood', 'risk.impact'],
  mitigations: ['id', 'name', 'riskReduction'],
};

type Item = Readonly<Record<string, unknown>>;

function assertComplete(model: Item): void {
  assert.equal(model.otmVersion, '0.2.0');
  for (const [list, fields] of Object.entries(required)) {
    const ids = new Set<unknown>();
    for (const item of model[list] as readonly Item[]) {
      ids.add(item.id);
      for (const field of fields) {
        const value = field.split('.').reduce<unknown>((at, name) => (at as Item)[name], item);
        assert.notEqual(value, undefined, `${list}: ${field}`);
      }
    }
    assert.equal(ids.size, (model[list] as readonly Item[]).length, list);
  }
}

describe('risk export otm', () => {
  it('writes what the format requires, with figures', () =>
    withFolder({ '.git/': '', 'pay.risk': innovapay }, async ({ path }) => {
      const { code, stdout } = await call(path, ['export', 'otm']);
      assert.equal(code, 0);
      const model = JSON.parse(stdout);
      assertComplete(model);
      const [threat] = model.threats;
      // A loss every two years: 1 - exp(-0.5).
      assert.equal(threat.risk.likelihood, 39.35);
      assert.equal(threat.attributes.annualizedLossExpectancy, 800_000);
      const places = [...model.components, ...model.dataflows].filter(({ threats }) => threats.length > 0);
      assert.ok(places.length > 0);
    }));

  it('comes back as it went', () =>
    withFolder({ 'a/.git/': '', 'b/.git/': '', 'shop.yaml': openThreatModelText }, async ({ at }) => {
      await call(at('a'), ['init', '--from', '../shop.yaml']);
      const exported = await call(at('a'), ['export', 'otm', '--output', '../shop.json']);
      assert.equal(exported.code, 0);
      await call(at('b'), ['init', '--from', '../shop.json']);
      const again = await call(at('b'), ['export', 'otm']);
      const ends = (text: string) =>
        JSON.parse(text)
          .dataflows.map(({ source, destination }: Item) => `${source} to ${destination}`)
          .sort();
      assertComplete(JSON.parse(again.stdout));
      assert.deepEqual(ends(again.stdout), ['CustomerDatabase to Web', 'Web to CustomerDatabase']);
    }));
});
