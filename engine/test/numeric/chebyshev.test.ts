import assert from 'node:assert/strict';
import fc from 'fast-check';
import { interpolant } from '../../numeric/chebyshev.ts';

const tolerance = 1e-11;

describe('a function as polynomials on pieces', () => {
  it('is the function itself, to the tolerance, also where it falls over many decades', () => {
    const functions = [Math.sin, Math.exp, (x: number) => Math.exp(-x * x), (x: number) => 1 / (1 + 25 * x * x)];
    const place = fc.double({ min: -6, max: 6, noNaN: true });
    for (const f of functions) {
      const quick = interpolant(f, [-6, 6], { tolerance, least: 1 });
      fc.assert(
        fc.property(place, (x) => Math.abs(quick(x) - f(x)) <= 2 * tolerance * Math.max(1, Math.abs(f(x)))),
        { seed: 3, numRuns: 500 },
      );
    }
  });

  it('is the function itself around a bend that no cut tells of', () => {
    const f = (x: number): number => Math.abs(x - 0.3001);
    const quick = interpolant(f, [-1, 2], { tolerance });
    for (let i = 0; i <= 3000; i++) {
      const x = -1 + i / 1000;
      assert.ok(Math.abs(quick(x) - f(x)) <= 1e-10, `${x}: ${quick(x)}, not ${f(x)}`);
    }
  });

  it('keeps all digits of a step', () => {
    const quick = interpolant((x) => (x < 1 ? 392_650.1 : 7.3 / 3), [0, 1, 2], { tolerance });
    assert.equal(quick(0.77), 392_650.1);
    assert.equal(quick(1.01), 7.3 / 3);
  });

  it('asks the function beyond the cuts, and nowhere that it was not asked for', () => {
    const asked: number[] = [];
    const quick = interpolant(
      (x) => {
        asked.push(x);
        return x;
      },
      [0, 1, 2],
      { tolerance },
    );
    assert.equal(quick(7), 7);
    assert.deepEqual(asked, [7]);
    assert.ok(Math.abs(quick(0.4) - 0.4) < 1e-12);
    assert.ok(asked.slice(1).every((x) => x >= 0 && x <= 1));
  });

  it('is the same whatever was asked before', () => {
    const f = (x: number): number => Math.sqrt(x);
    const one = interpolant(f, [0, 1], { tolerance });
    const other = interpolant(f, [0, 1], { tolerance });
    const places = Array.from({ length: 200 }, (_, i) => ((i * 73) % 200) / 200);
    const rising = [...places].sort((a, b) => a - b).map((x) => [x, one(x)] as const);
    const mixed = new Map(places.map((x) => [x, other(x)]));
    for (const [x, y] of rising) assert.equal(mixed.get(x), y);
  });
});
