import assert from 'node:assert/strict';
import type { Frequency, Law } from '../../model.ts';
import { seedOf, streamFor, streamKey } from '../../random/stream.ts';
import { countTable, fillFrom } from '../../simulation/count-table.ts';
import { newEvents, tabulatedEvents } from '../../simulation/events.ts';
import { gapTable, hitsByCoin, hitsByGap } from '../../simulation/hits.ts';
import { marginalCounts } from '../../simulation/marginal-counts.ts';
import type { ThreatProgram } from '../../simulation/threat-program.ts';
import type { Years } from '../../simulation/year.ts';
import { constant, draw, gamma, pert, product, rate, shared, sum, uniform } from '../models.ts';

const stream = (name: string) => streamFor(streamKey(seedOf('counts'), name), 0);

function numbers(chances: readonly number[], count: number): Float64Array {
  const found = new Float64Array(count);
  fillFrom(countTable(chances), stream('numbers'), found, count);
  return found;
}

/** Within 4.5 standard errors of a chance. */
function assertShare(hits: number, of: number, chance: number): void {
  const error = Math.sqrt((chance * (1 - chance)) / of) + 1e-12;
  assert.ok(Math.abs(hits / of - chance) < 4.5 * error, `${hits / of} instead of ${chance}`);
}

/** Chances of 0, 1, … under a frequency. */
function chancesOf(frequency: Frequency): number[] {
  const { table } = marginalCounts(frequency) ?? assert.fail('no table');
  const upTo = Array.from(table.bounds, (bound) => Math.min(1, bound / 2 ** 48));
  return upTo.map((chance, k) => chance - (k > 0 ? upTo[k - 1] : 0));
}

describe('tables of whole numbers', () => {
  it('give each number by its chance, the rare and the undecided too', () => {
    const chances = [0.1, 0.00001, 0.55, 0.3, 0.04999];
    const found = numbers(chances, 400_001);
    chances.forEach((chance, k) => {
      assertShare(found.filter((x) => x === k).length, found.length, chance);
    });
  });

  it('hold more numbers than a byte does', () => {
    const found = numbers(new Array(1000).fill(0.001), 100_000);
    assert.equal(Math.max(...found), 999);
    assert.ok(Math.abs(found.reduce((a, b) => a + b) / found.length - 499.5) < 4.5 * 0.92);
  });
});

describe('numbers of events without their rate', () => {
  it('are negative binomial for a gamma rate', () => {
    const chances = chancesOf(rate(gamma(2, 1.5)));
    // P(N = n) = (n + 1) p² (1 − p)ⁿ with p = 1 / 2.5.
    for (let n = 0; n < 30; n++) assert.ok(Math.abs(chances[n] - (n + 1) * 0.4 ** 2 * 0.6 ** n) < 1e-9);
  });

  it('are Poisson for a constant rate, a large one too', () => {
    assert.ok(Math.abs(chancesOf(rate(constant(1.5)))[2] - (Math.exp(-1.5) * 1.5 ** 2) / 2) < 1e-13);
    const large = chancesOf(rate(constant(900)));
    const mean = large.reduce((total, chance, n) => total + n * chance, 0);
    const variance = large.reduce((total, chance, n) => total + (n - mean) ** 2 * chance, 0);
    assert.ok(Math.abs(mean - 900) < 1e-6 && Math.abs(variance - 900) < 1e-4, `${mean}, ${variance}`);
  });

  it('mix the atoms of a discrete factor and the bends of another', () => {
    const law: Law = { law: 'discrete', values: [0, 2], weights: [0.25, 0.75] };
    const chances = chancesOf(rate(product(draw(law), uniform(0, 1))));
    // P(N = 0) = 1/4 + 3/4 · (1 − e^(−2)) / 2.
    assert.ok(Math.abs(chances[0] - (0.25 + (0.75 * (1 - Math.exp(-2))) / 2)) < 1e-7, `${chances[0]}`);
  });

  it('need the rate where it is shared, put together, in a contest or too large', () => {
    const contest: Frequency = {
      by: 'factors',
      threatEvents: { by: 'rate', threatEvents: constant(1) },
      vulnerability: { by: 'contest', capability: uniform(0, 1), resistance: uniform(0, 1) },
    };
    const without = [
      rate(product(constant(2), shared(0))),
      rate(sum(uniform(0, 1), uniform(0, 1))),
      contest,
      rate(constant(1e9)),
      rate(product(pert(1, 2, 3), product(uniform(0, 1), uniform(0, 1)))),
    ];
    for (const frequency of without) assert.equal(marginalCounts(frequency), null);
  });
});

describe('lists of events', () => {
  it('hold each year as often as its number says', () => {
    const table = countTable([0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05]);
    for (const count of [1, 2, 7, 2048]) {
      const expected = new Float64Array(count);
      fillFrom(table, stream('events'), expected, count);
      const threat = { counts: () => own } as unknown as ThreatProgram;
      const own = stream('events');
      const events = newEvents(1);
      tabulatedEvents(threat, { count } as Years, table, events);
      const found = new Float64Array(count);
      for (let i = 0; i < events.count; i++) found[events.year[i]]++;
      assert.deepEqual(found, expected);
      assert.deepEqual(events.year.slice(0, events.count), events.year.slice(0, events.count).sort());
    }
  });
});

describe('coins', () => {
  const count = 60_000;

  it('fall by their chance, from gap to gap and one by one', () => {
    for (const chance of [1e-3, 0.25, 0.9, 0.9999]) {
      const table = gapTable(constant(chance)) ?? assert.fail('no table');
      const into = new Int32Array(count + 1);
      assertShare(hitsByGap(table, stream(`gap ${chance}`), { length: 0, hit: false }, into, count), count, chance);
      const year = Int32Array.from({ length: count }, (_, i) => i & 1);
      const hits = hitsByCoin(Float64Array.of(chance, 0), 2, year, stream(`coin ${chance}`), into, count);
      assertShare(hits, count / 2, chance);
      assert.ok(
        into.subarray(0, hits).every((i) => year[i] === 0),
        'a coin of chance 0 fell',
      );
    }
  });

  it('always or never fall at the ends', () => {
    assert.deepEqual([gapTable(constant(0)), gapTable(constant(1)), gapTable(uniform(0, 1))], [null, null, null]);
    const into = new Int32Array(101);
    const year = new Int32Array(100);
    assert.equal(hitsByCoin(Float64Array.of(1), 1, year, stream('one'), into, 100), 100);
    assert.equal(hitsByCoin(Float64Array.of(0), 1, year, stream('none'), into, 100), 0);
  });

  it('are the same whatever the pieces in which the events come', () => {
    const table = gapTable(constant(0.1)) ?? assert.fail('no table');
    const whole = new Int32Array(count + 1);
    const hits = hitsByGap(table, stream('pieces'), { length: 0, hit: false }, whole, count);
    const found: number[] = [];
    const gap = { length: 0, hit: false };
    const source = stream('pieces');
    for (let from = 0, size = 1; from < count; from += size, size = Math.min(count - from, 1 + ((size * 7) % 50))) {
      const piece = new Int32Array(size + 1);
      const some = hitsByGap(table, source, gap, piece, size);
      found.push(...Array.from(piece.subarray(0, some), (i) => from + i));
    }
    assert.deepEqual(found, [...whole.subarray(0, hits)]);
  });
});
