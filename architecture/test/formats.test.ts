import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Architecture } from '../index.ts';
import { readArchitecture, resolve } from '../index.ts';
import { bill, composeFile, dragon, manifests, openThreatModelText, threagileText } from './texts.ts';

function read(path: string, text: string, more: Record<string, string> = {}): Architecture {
  const files = [{ path, text }, ...Object.entries(more).map(([file, content]) => ({ path: file, text: content }))];
  const { sketches, problems } = readArchitecture(files);
  assert.deepEqual(problems, []);
  return resolve(sketches);
}

const ends = ({ flows }: Architecture): readonly string[] => flows.map(({ from, to }) => `${from} to ${to}`).sort();
const kinds = ({ elements }: Architecture) => Object.fromEntries(elements.map(({ name, kind }) => [name, kind]));

describe('descriptions of an architecture', () => {
  it('Kubernetes: workloads, images, zones, and flows by Services, settings and entrances', () => {
    const shop = read('all.yaml', manifests);
    assert.deepEqual(kinds(shop), {
      Frontend: 'service',
      Ads: 'service',
      Cart: 'service',
      CartDb: 'store',
      ApiPaymentsExampleCom: 'external',
      Internet: 'external',
    });
    assert.deepEqual(ends(shop), [
      'Cart to CartDb',
      'Frontend to Ads',
      'Frontend to ApiPaymentsExampleCom',
      'Frontend to Cart',
      'Internet to Frontend',
    ]);
    const [frontend] = shop.elements;
    assert.deepEqual(frontend.images, ['registry.example:5000/shop/frontend']);
    assert.deepEqual(frontend.workloads, ['shop/deployment/frontend']);
    assert.deepEqual(frontend.hosts, ['shop.example.com']);
    assert.deepEqual(shop.zones.map(({ name }) => name).sort(), ['MarketingNamespace', 'ShopNamespace']);
    assert.equal(shop.flows.find(({ from }) => from === 'Internet')?.encrypted, true);
  });

  it('compose: settings wire, depends_on does not, .env gives values', () => {
    const shop = read('deploy/compose.yaml', composeFile, { 'deploy/.env': 'API_HOST="api"\nTAG=1' });
    assert.deepEqual(kinds(shop), { Web: 'service', Api: 'service', Cache: 'store', Db: 'store' });
    assert.deepEqual(ends(shop), ['Api to Db', 'Web to Api', 'Web to Cache']);
    assert.deepEqual(shop.elements[1].images, ['shop/api']);
    assert.deepEqual(ends(read('compose.yaml', composeFile)), ['Api to Db', 'Web to Cache']);
  });

  it('CycloneDX: services, zones, classes of data, dependencies', () => {
    const shop = read('bom.json', bill);
    assert.deepEqual(kinds(shop), { Web: 'service', Orders: 'service' });
    assert.deepEqual(ends(shop), ['Web to Orders']);
    assert.equal(shop.flows[0].authenticated, true);
    assert.deepEqual(shop.assets, [{ name: 'OrdersData', title: 'Orders', data: 'restricted' }]);
    assert.deepEqual([shop.elements[0].zone, shop.elements[1].holds], ['Dmz', ['OrdersData']]);
  });

  it('Open Threat Model: zones of nested components, both directions, threats where they strike', () => {
    const shop = read('shop.otm', openThreatModelText);
    assert.deepEqual(kinds(shop), { Web: 'external', CustomerDatabase: 'store' });
    assert.deepEqual(ends(shop), ['CustomerDatabase to Web', 'Web to CustomerDatabase']);
    assert.equal(shop.elements[1].zone, 'Private');
    const [threat] = shop.threats;
    assert.deepEqual(threat.stride, ['tampering', 'information-disclosure']);
    assert.deepEqual([threat.on, threat.cwe], [['CustomerDatabase', 'Web to CustomerDatabase'], [89]]);
  });

  it('Threat Dragon: boundaries by place, threats but those that do not apply', () => {
    const shop = read('model.json', dragon);
    assert.deepEqual(kinds(shop), { WebApp: 'service', Browser: 'external' });
    assert.deepEqual(
      shop.elements.map(({ zone }) => zone),
      ['Cloud', null],
    );
    assert.deepEqual(shop.flows[0].over, ['HTTPS']);
    assert.deepEqual(
      shop.threats.map(({ name, on }) => [name, on]),
      [['StolenSession', ['WebApp']]],
    );
  });

  it('Threagile: merge keys, nested boundaries, links, risks that people added', () => {
    const shop = read('threagile.yaml', threagileText);
    assert.deepEqual(kinds(shop), { Customer: 'external', Web: 'service', Database: 'store' });
    assert.deepEqual(
      shop.assets.map(({ data }) => data),
      ['restricted', 'confidential'],
    );
    assert.deepEqual(
      shop.zones.map(({ name, parent }) => [name, parent]),
      [
        ['Network', null],
        ['Inner', 'Network'],
      ],
    );
    assert.deepEqual(
      shop.flows.map(({ encrypted, authenticated }) => [encrypted, authenticated]),
      [
        [true, true],
        [false, false],
      ],
    );
    assert.deepEqual(
      shop.threats.map(({ title, cwe, on }) => [title, cwe, on]),
      [['No log at Web', [693], ['Web']]],
    );
  });
});

describe('bad input of an architecture', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((c, i) => `${c}: &${c} [${`*${'abcdefghi'[i]},`.repeat(9)}]`).join('\n')}\n`;
  const broken: readonly (readonly [string, string, string])[] = [
    ['broken JSON', 'a.json', '{"a": '],
    ['broken YAML', 'a.yaml', 'a: "b\nc: [}'],
    ['a template', 'a.yaml', 'kind: Deployment\n{{- if .Values.x }}\na: 1\n'],
    ['aliases that multiply', 'a.yaml', bomb],
    ['deep nesting', 'a.json', '['.repeat(100_000)],
    ['deep lists', 'a.yaml', `${'- '.repeat(50_000)}x`],
  ];
  for (const [title, path, text] of broken) {
    it(`${title}: named, the others are read`, () => {
      const { sketches, problems } = readArchitecture([
        { path, text },
        { path: 'compose.yaml', text: composeFile },
      ]);
      assert.deepEqual(
        problems.map(({ file }) => file),
        [path],
      );
      assert.equal(sketches.length, 1);
    });
  }

  it('takes any shape of a value under the keys that it knows', () => {
    const keys = [
      'kind',
      'apiVersion',
      'metadata',
      'name',
      'spec',
      'template',
      'containers',
      'services',
      'otmVersion',
      'components',
      'id',
      'parent',
      'component',
      '__proto__',
      'bomFormat',
      'technical_assets',
      'dataflows',
      'env',
    ];
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(null, 1, 'Deployment', 'CycloneDX', 'a'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 }),
      ),
    })).value;
    fc.assert(
      fc.property(value, (any) => {
        const { sketches } = readArchitecture([{ path: 'a.json', text: JSON.stringify(any) }]);
        resolve(sketches);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
