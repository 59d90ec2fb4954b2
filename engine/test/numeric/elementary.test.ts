import assert from 'node:assert/strict';
import {
  acosh,
  asinh,
  atan,
  cos,
  cosh,
  exp,
  expm1,
  log,
  log1p,
  pow,
  sin,
  sincos,
  sinh,
  tanh,
} from '../../numeric/elementary.ts';

const elementary = { acosh, asinh, atan, cos, cosh, exp, expm1, log, log1p, pow, sin, sincos, sinh, tanh };

const cell = new Float64Array(1);
const bits = new BigInt64Array(cell.buffer);

/** Number of doubles between two numbers of one sign. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || (a === 0 && b === 0)) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.POSITIVE_INFINITY;
  cell[0] = a;
  const left = bits[0];
  cell[0] = b;
  const distance = left - bits[0];
  return Number(distance < 0n ? -distance : distance);
}

/** Evenly spread points of an interval, with an irrational step so that no structure of a table is met. */
function points(from: number, to: number): number[] {
  return Array.from({ length: 20_000 }, (_, k) => from + (to - from) * ((k * 0.6180339887498949) % 1));
}

type Unary = 'exp' | 'log' | 'expm1' | 'log1p' | 'sin' | 'cos' | 'sinh' | 'cosh' | 'tanh' | 'asinh' | 'acosh' | 'atan';

/** The platform's own functions are within 1 ulp of the truth, so that a larger distance than `limit` is ours. */
function assertClose(name: Unary, xs: readonly number[], limit: number): void {
  let worst = 0;
  let at = 0;
  for (const x of xs) {
    const distance = ulps(elementary[name](x), Math[name](x));
    if (distance > worst) [worst, at] = [distance, x];
  }
  assert.ok(worst <= limit, `${name}(${at}) is ${worst} ulp from the platform's, more than ${limit}`);
}

const wide = points(-700, 700).map(Math.exp);

describe('elementary functions', () => {
  it('atan', () => assertClose('atan', [...points(-2, 2), ...points(-0.1, 0.1), ...wide], 2));
  it('exp', () => assertClose('exp', [...points(-745, 709.7), ...points(-1, 1)], 2));
  it('log', () => assertClose('log', [...wide, ...points(0.9, 1.1), ...points(5e-324, 1e-310)], 2));
  it('expm1', () => assertClose('expm1', [...points(-50, 700), ...points(-1, 1), ...points(-0.03, 0.03)], 2));
  it('log1p', () => assertClose('log1p', [...wide, ...points(-0.999, 1), ...points(-0.04, 0.04)], 2));
  it('sin', () => assertClose('sin', [...points(-10, 10), ...points(-1e6, 1e6), ...points(-1e15, 1e15)], 2));
  it('cos', () => assertClose('cos', [...points(-10, 10), ...points(-1e6, 1e6), ...points(-1e15, 1e15)], 2));
  it('sinh', () => assertClose('sinh', [...points(-10, 10), ...points(-710, 710)], 3));
  it('cosh', () => assertClose('cosh', [...points(-10, 10), ...points(-710, 710)], 3));
  it('tanh', () => assertClose('tanh', [...points(-1, 1), ...points(-30, 30)], 3));
  it('asinh', () => assertClose('asinh', [...points(-10, 10), ...wide], 2));
  it('acosh', () => assertClose('acosh', [...points(1, 10), ...wide.filter((x) => x > 1)], 2));

  it('pow', () => {
    let worst = 0;
    points(-20, 20).forEach((x, k) => {
      const y = ((k * 0.7548776662466927) % 1) * 60 - 30;
      worst = Math.max(worst, ulps(elementary.pow(Math.exp(x), y), Math.exp(x) ** y));
    });
    assert.ok(worst <= 2, `${worst} ulp`);
  });

  it('agree with the platform at the ends of the range', () => {
    const names: Unary[] = ['exp', 'log', 'expm1', 'log1p', 'sin', 'cos', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh'];
    const special = [0, -0, 1, -1, 5e-324, -5e-324, 1e-310, Infinity, -Infinity, Number.NaN];
    for (const name of names) {
      for (const x of special) {
        const distance = ulps(elementary[name](x), Math[name](x));
        assert.ok(distance <= 1, `${name}(${x}) = ${elementary[name](x)}, not ${Math[name](x)}`);
      }
    }
  });

  it('pow agrees with the operator in special cases', () => {
    const values = [0, -0, 1, -1, 2, -2, 3, 0.5, -0.5, Infinity, -Infinity, Number.NaN, 1e300, 5e-324];
    for (const x of values) {
      for (const y of values) {
        assert.ok(ulps(elementary.pow(x, y), x ** y) <= 1, `pow(${x}, ${y}) = ${elementary.pow(x, y)}, not ${x ** y}`);
      }
    }
  });

  it('undo one another', () => {
    for (const x of points(-300, 300)) {
      assert.ok(Math.abs(elementary.log(elementary.exp(x)) - x) <= 1e-13 * Math.max(1, Math.abs(x)));
    }
  });

  it('sincos gives both', () => {
    const pair = new Float64Array(4);
    elementary.sincos(2.5, pair, 2);
    assert.deepEqual([...pair], [0, 0, elementary.sin(2.5), elementary.cos(2.5)]);
  });
});
