import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { SystemDescription } from '../../protocol/index.ts';
import { assertFits, mistakes } from '../../protocol/test/schemas.ts';
import { canonicalJson, jsonPieces, modelHash, riskCheck, riskReport, systemReport, toJson } from '../index.ts';
import { sha256 } from '../sha256.ts';
import { description, figures, gap, model, parts } from './innovapay.ts';

const head = { version: '0.1.0', asOf: '2026-11-21' };
const system = systemReport(parts);

describe('risk-report/1', () => {
  it('fits its schema, with and without figures', () => {
    assertFits('risk-report-1', riskReport(head, [system, systemReport({ ...parts, figures: null })], [gap]));
  });

  it('would not fit with a key less or a figure that is no number', () => {
    const { roi: _, ...control } = system.controls[0];
    assert.notDeepEqual(
      mistakes('risk-report-1', riskReport(head, [{ ...system, controls: [control as never] }], [])),
      [],
    );
    const total = { ...system.total, current: { ...system.total.current!, ale: null as never } };
    assert.notDeepEqual(mistakes('risk-report-1', riskReport(head, [{ ...system, total }], [])), []);
  });

  it('joins a threat with its figures by name, whatever the order', () => {
    const [tampering] = system.threats;
    assert.equal(tampering.current?.ale, 800_000);
    assert.equal(tampering.target?.ale, 40_000);
    assert.equal(tampering.factors.lossEventFrequency.mean, 0.5);
    const reversed = systemReport({
      ...parts,
      description: { ...description, threats: [...description.threats].reverse() },
    });
    assert.deepEqual(
      reversed.threats.map((threat) => [threat.name, threat.current?.ale ?? null]),
      [
        ['OrderReplay', null],
        ['RecipientTampering', 800_000],
      ],
    );
  });

  it('has null, not 0, where a threat has no figures, and says why', () => {
    const replay = system.threats[1];
    assert.deepEqual([replay.inherent, replay.current, replay.target], [null, null, null]);
    assert.deepEqual(replay.aleWithConsequences, { inherent: null, current: null, target: null });
    assert.deepEqual(replay.missing, ['frequency']);
    assert.deepEqual(system.uncounted, [
      { threat: 'OrderReplay', reason: 'missing-frequency', message: 'OrderReplay has no frequency.' },
    ]);
  });

  it('keeps a group that lacks parts, and names what it lacks', () => {
    const owner = system.owners[0];
    assert.equal(owner.current?.ale, 800_000);
    assert.deepEqual(owner.lacks, ['OrderReplay']);
    assert.equal(system.elements[0].current, null);
    assert.deepEqual(system.elements[0].threats, ['OrderReplay']);
  });

  it('has STRIDE categories in the order of the acronym', () => {
    assert.deepEqual(
      system.stride.map((category) => category.name),
      ['spoofing', 'tampering'],
    );
  });

  it('has a declared thing that no threat concerns, without figures', () => {
    assert.deepEqual(
      [system.agents[0].name, system.agents[0].threats, system.agents[0].current],
      ['Fraudster', [], null],
    );
  });

  it('has the figures of a control as computed, and none of a retired one', () => {
    const [encryption, old] = system.controls;
    assert.equal(encryption.netBenefit, 1_808_593.71);
    assert.deepEqual(encryption.byThreat, [{ threat: 'RecipientTampering', riskReduction: 760_000 }]);
    assert.deepEqual([old.costOnce, old.riskReduction, old.roi, old.byThreat], [null, null, null, []]);
  });

  it('lists expectations that nobody judged without a result', () => {
    assert.deepEqual(
      system.expectations.map(({ text, found, holds }) => ({ text, found, holds })),
      [{ text: 'expect system ale below $2M', found: null, holds: null }],
    );
  });
});

describe('the appetite', () => {
  const whole: SystemDescription = { ...description, uncounted: [] };
  const within = (actual: number | null, standardError = 0, described = whole): boolean | null =>
    systemReport({
      ...parts,
      description: described,
      figures: { ...figures, appetite: [{ probability: 0.1, above: 1e6, actual, standardError, target: null }] },
    }).appetite[0].within;

  it('is kept at the limit and broken above it', () => {
    assert.equal(within(0.1), true);
    assert.equal(within(0.1000001), false);
  });
  it('is undecided within two standard errors and without figures', () => {
    assert.equal(within(0.09, 0.006), null);
    assert.equal(within(0.09, 0.004), true);
    assert.equal(within(0.11, 0.006), null);
    assert.equal(within(null), null);
  });
  it('can be broken but not kept while threats lack figures', () => {
    assert.equal(within(0.2, 0, description), false);
    assert.equal(within(0.05, 0, description), null);
  });
});

describe('risk-check/1', () => {
  it('fits its schema', () => assertFits('risk-check-1', riskCheck(head, [gap])));
});

describe('the hash of a model', () => {
  it('does not depend on the order of keys, and does on every value', () => {
    const { name, ...rest } = model;
    assert.equal(modelHash({ ...rest, name }), modelHash(model));
    assert.notEqual(modelHash({ ...model, seed: 'other' }), modelHash(model));
    assert.match(modelHash(model), /^sha256:[0-9a-f]{64}$/);
  });

  it('is SHA-256 of the UTF-8 bytes, as the platform computes it', () => {
    const platform = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => assert.equal(sha256(text), platform(text))),
      { seed: 1, numRuns: 200 },
    );
  });

  it('tells apart numbers that JSON cannot write', () => {
    assert.notEqual(canonicalJson({ a: Infinity }), canonicalJson({ a: null }));
  });
});

describe('the JSON', () => {
  it('is the same in pieces, of lists or of what is found on the way', () => {
    const values = [
      {},
      { a: 1 },
      { a: [] },
      { a: [1, 2] },
      { a: [{}], b: { c: [{ d: 1 }] } },
      { a: [{ x: [1, {}] }, null], b: undefined },
    ];
    for (const value of values) assert.equal([...jsonPieces(value)].join(''), toJson(value));
    function* found() {
      yield { b: 1 };
      yield { b: 2 };
    }
    assert.equal([...jsonPieces({ a: found() })].join(''), toJson({ a: [{ b: 1 }, { b: 2 }] }));
    assert.equal([...jsonPieces({ a: new Set(), c: 1 })].join(''), toJson({ a: [], c: 1 }));
  });

  it('reads back as what was written, with a line for each point of a curve', () => {
    const report = riskReport(head, [system], [gap]);
    assert.deepEqual(JSON.parse(toJson(report)), JSON.parse(JSON.stringify(report)));
    assert.match(toJson(system.total.current), /\n {4}\[1600000, 0\.09/);
    assert.equal(
      toJson({ a: [], b: {}, c: undefined, d: [{ e: null }] }),
      '{\n  "a": [],\n  "b": {},\n  "d": [\n    {\n      "e": null\n    }\n  ]\n}\n',
    );
  });
});
