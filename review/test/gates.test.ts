import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DiffSystem, DiffThreat, RiskDiff } from '../../protocol/index.ts';
import { currencyFault, type Gate, judgeGates, parseAmount, parseGate } from '../index.ts';

function gate(text: string): Gate {
  const parsed = parseGate(text);
  assert.ok(!('message' in parsed), JSON.stringify(parsed));
  return parsed;
}

const moved = (base: number | null, head: number | null) => ({
  base,
  head,
  delta: base === null || head === null ? null : head - base,
});
const place = { file: 'a.risk', line: 1, column: 1, endLine: 1, endColumn: 2 };

function threat(name: string, ale: DiffThreat['ale'], notComparable: string | null = null): DiffThreat {
  const change = ale.base === null ? 'added' : 'changed';
  return { name, title: null, change, renamedFrom: null, place, ale, target: ale, notComparable, causes: [] };
}

function system(changed: Partial<DiffSystem>): DiffSystem {
  return {
    name: 'Shop',
    title: null,
    change: 'changed',
    renamedFrom: null,
    place,
    currency: 'USD',
    notComparable: null,
    headline: '',
    ale: moved(1000, 1100),
    target: moved(500, 500),
    p95: moved(4000, 4500),
    probabilityOfLoss: moved(0.5, 0.5),
    causes: [],
    threats: [threat('Leak', moved(1000, 1100))],
    controls: [],
    elements: [],
    appetite: [],
    expectations: [],
    unquantified: [],
    concessions: [],
    changes: [],
    ...changed,
  };
}

function diffOf(...systems: readonly DiffSystem[]): RiskDiff {
  const version = { name: 'x', commit: null };
  return {
    format: 'risk-diff/1',
    tool: { name: 'risk', version: '1.0.0' },
    asOf: '2026-11-21',
    base: version,
    head: version,
    headline: '',
    method: '',
    systems,
    damage: [],
    gates: [],
    diagnostics: [],
  };
}

function verdict(text: string, ...systems: readonly DiffSystem[]): { tripped: boolean; explanation: string } {
  const [{ tripped, explanation }] = judgeGates(diffOf(...systems), [gate(text)]);
  return { tripped, explanation };
}

describe('the text of a gate', () => {
  const good = [
    'ale +10%',
    'ale +$100k',
    'ale+1.5M CHF',
    'p95 > $5M',
    'p95>5_000_000',
    'target +5%',
    'threat +$50k',
    'appetite',
    ' new-unquantified ',
  ];
  for (const text of good) it(`is understood: ${text}`, () => assert.ok(gate(text)));

  const bad = [
    '',
    'ale',
    'ale 10%',
    'ale +10',
    'p95 < $5M',
    'p99 > $5M',
    'ale > 10%',
    'ale +$10%',
    'ale +$5 EUR',
    'appetit',
    'ale +-5%',
    'ale +1e6',
  ];
  for (const text of bad.filter((each) => each !== 'ale +10'))
    it(`is refused with what to write: ${JSON.stringify(text)}`, () => {
      const parsed = parseGate(text);
      assert.ok('message' in parsed, JSON.stringify(parsed));
      assert.match(parsed.message, /write/);
    });

  it('has amounts as the language writes them', () => {
    assert.deepEqual(parseAmount('$1.5M'), { unit: 'money', value: 1_500_000, currency: 'USD' });
    assert.deepEqual(parseAmount('250k EUR'), { unit: 'money', value: 250_000, currency: 'EUR' });
    assert.deepEqual(parseAmount('12.5%'), { unit: 'share', value: 0.125 });
    assert.deepEqual(parseAmount('1_000'), { unit: 'money', value: 1000, currency: null });
    assert.equal(parseAmount('10K'), null);
  });
});

describe('a gate', () => {
  const verdicts: readonly (readonly [gate: string, changed: Partial<DiffSystem>, says: RegExp | null])[] = [
    ['ale +10%', {}, null],
    ['ale +9.9%', {}, /rises by \$100 \(\+10%\), more than 9.9%/],
    ['ale +$100', {}, null],
    ['ale +$99', {}, /rises by \$100, more than \$99/],
    ['ale +5%', { ale: moved(0, 10) }, /from nothing/],
    ['ale +5%', { ale: moved(1000, 900) }, null],
    ['p95 > $4.5k', {}, null],
    ['p95 > $4k', {}, /P95 of the annual loss is \$4.5k, above \$4k/],
    ['threat +$99', {}, /annual loss of Leak rises by \$100/],
    ['threat +$100', {}, null],
    ['threat +$50', { threats: [threat('New', { base: null, head: 60, delta: 60 })] }, /New rises by \$60/],
    ['threat > $1k', {}, /Leak is \$1.1k/],
    [
      'appetite',
      { appetite: [{ probability: 0.1, above: 1e6, change: 'newly-broken', actual: moved(0, 1) }] },
      /at most 10% chance above \$1M/,
    ],
    ['appetite', { appetite: [{ probability: 0.1, above: 1e6, change: 'still-broken', actual: moved(1, 1) }] }, null],
    [
      'new-unquantified',
      { unquantified: [{ threat: 'X', change: 'lost-figures', message: '', place }] },
      /newly without figures: X/,
    ],
    ['new-unquantified', { unquantified: [{ threat: 'X', change: 'still', message: '', place }] }, null],
    [
      'new-concessions',
      { concessions: [{ kind: 'ignore', subject: 'X', text: 'risk-ignore stale: x', ...place }] },
      /risk-ignore stale/,
    ],
    [
      'expectations',
      { expectations: [{ text: 'expect X', change: 'newly-broken', found: moved(1, 2), ...place }] },
      /expect X/,
    ],
  ];
  for (const [text, changed, says] of verdicts)
    it(`${text} ${says === null ? 'passes' : 'trips'}: ${JSON.stringify(Object.keys(changed))}`, () => {
      const { tripped, explanation } = verdict(text, system(changed));
      assert.equal(tripped, says !== null, explanation);
      if (says !== null) assert.match(explanation, says);
    });

  it('does not pass on what is unknown', () => {
    const unquantified = [{ threat: 'X', change: 'lost-figures' as const, message: 'no loss', place }];
    const still = [{ threat: 'X', change: 'still' as const, message: 'no loss', place }];
    assert.match(verdict('ale +50%', system({ unquantified })).explanation, /cannot be decided: X has no figures/);
    assert.ok(verdict('p95 > $5M', system({ unquantified: still })).tripped);
    // The same unknown on both sides is no part of the difference.
    assert.ok(!verdict('ale +50%', system({ unquantified: still })).tripped);
    const damaged = [threat('Leak', { base: 5, head: null, delta: null }, 'a.risk could not be read.')];
    assert.ok(verdict('threat +$50k', system({ threats: damaged })).tripped);
    const currency = { notComparable: 'The currency changed from USD to EUR.', ale: { base: 1, head: 2, delta: null } };
    assert.match(verdict('ale +1%', system(currency)).explanation, /currency changed/);
  });

  it('is judged for each system, and names it', () => {
    const two = [system({ name: 'A' }), system({ name: 'B', ale: moved(1000, 1000) })];
    assert.match(verdict('ale +5%', ...two).explanation, /^A: /);
  });

  it('in another currency than a system is wrong use', () => {
    const diff = diffOf(system({ currency: 'EUR' }));
    assert.match(currencyFault(diff, [gate('ale +$5k')]) ?? '', /is in USD, but Shop is in EUR/);
    assert.equal(currencyFault(diff, [gate('ale +€5k'), gate('ale +5k'), gate('ale +5%')]), null);
  });
});
