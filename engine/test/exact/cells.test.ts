import assert from 'node:assert/strict';
import { createTransform } from '../../exact/fft.ts';
import { guards, lawCells } from '../../exact/law-cells.ts';
import { createWorkspace } from '../../exact/workspace.ts';
import { emptyScope, environment, lawOf } from '../../expressions/index.ts';
import { chancesUpToEdges } from '../../laws/index.ts';
import type { Expression } from '../../model.ts';
import { normalCdf } from '../../numeric/special/normal.ts';
import { quickNormalCdf } from '../../numeric/special/normal-table.ts';
import { constant, draw, pert, plus, times, to } from '../examples.ts';

const law = (of: Expression) => lawOf(of, environment(emptyScope));

/** E[Xᵖ] by the midpoint rule over the quantiles' scores. */
function rawMoment(of: Expression, p: number): number {
  const { quantileAtScore } = law(of);
  let sum = 0;
  let total = 0;
  for (let z = -9; z <= 9; z += 1 / 64) {
    const w = Math.exp(-0.5 * z * z);
    sum += w * quantileAtScore(z) ** p;
    total += w;
  }
  return sum / total;
}

describe('a law on cells', () => {
  const cases: readonly (readonly [string, Expression, number])[] = [
    ['a hundredth of one wide', to(990, 1010), 40_000],
    ['about one wide', to(1000, 30_000), 20_000],
    ['bounded, three wide', pert(1000, 4000, 9000), 1000],
    ['steep near 0', to(1, 100), 5],
  ];
  for (const [name, of, h] of cases)
    it(`${name} keeps its moments`, () => {
      const n = 65_536;
      const cells = new Float64Array(n + guards);
      lawCells(law(of), h, n, cells, createWorkspace());
      for (const p of [0, 1, 2]) {
        // Cells hold the density at their middles: sums over them are integrals.
        const found = cells.reduce((sum, mass, i) => sum + mass * ((i - guards) * h) ** p, 0);
        const expected = rawMoment(of, p);
        assert.ok(Math.abs(found / expected - 1) < 1e-4, `moment ${p}: ${found} instead of ${expected}`);
      }
    });

  it('loses nothing, wherever its ends lie between the edges of the cells', () => {
    const narrow: readonly Expression[] = [
      draw({ law: 'uniform', min: 8464, max: 15_838 }),
      draw({ law: 'triangular', min: 8464, mode: 8500, max: 15_838 }),
      pert(8464, 15_000, 15_838),
    ];
    for (const of of narrow)
      for (let h = 4096; h < 5e6; h *= 1.37) {
        const cells = new Float64Array(64 + guards);
        lawCells(law(of), h, 64, cells, createWorkspace());
        const total = cells.reduce((sum, mass) => sum + mass, 0);
        assert.ok(Math.abs(total - 1) < 1e-11, `${total} with cells of ${h}`);
      }
  });

  it('makes no transform larger than that of frequency 0', () => {
    for (const [, of, h] of cases) {
      const n = 256;
      const cells = new Float64Array(n + guards);
      lawCells(law(of), h, n, cells, createWorkspace());
      const turned = Float64Array.from({ length: n }, (_, k) => cells[(k + guards) % n]);
      const { re, im } = createTransform(n).forward(turned);
      for (let k = 0; k < re.length; k++) assert.ok(Math.hypot(re[k], im[k]) < 1.001, `${k}`);
    }
  });
});

describe('chances at the edges of cells', () => {
  for (const [name, of] of [
    ['a lognormal', to(100, 5000)],
    ['a scaled one', times(constant(3), to(100, 5000))],
    ['a sum', plus(to(100, 5000), pert(10, 20, 900))],
    ['a product', times(to(0.5, 2), to(100, 5000))],
    ['a bounded law', draw({ law: 'triangular', min: 10, mode: 20, max: 900 })],
  ] as const)
    it(`of ${name} are those of one edge at a time`, () => {
      const into = new Float64Array(200);
      chancesUpToEdges(law(of), 37, into);
      into.forEach((p, k) => {
        assert.ok(Math.abs(p - law(of).cdf((k + 0.5) * 37)) < 1e-12);
      });
    });

  it('come from a table of the normal law that is as exact as the law', () => {
    for (let z = -9; z < 9; z += 0.0137) assert.ok(Math.abs(quickNormalCdf(z) - normalCdf(z)) < 2e-15);
    assert.ok(Number.isNaN(quickNormalCdf(Number.NaN)));
  });
});

describe('the transform', () => {
  for (const n of [4, 8, 16, 128, 512])
    it(`of ${n} numbers is the sum that it stands for, and goes back`, () => {
      const x = Float64Array.from({ length: n }, (_, i) => Math.sin(i * i) + 0.3);
      const transform = createTransform(n);
      const { re, im } = transform.forward(x);
      for (let k = 0; k <= n / 2; k++) {
        let [a, b] = [0, 0];
        x.forEach((value, j) => {
          a += value * Math.cos((2 * Math.PI * j * k) / n);
          b -= value * Math.sin((2 * Math.PI * j * k) / n);
        });
        assert.ok(Math.abs(a - re[k]) < 1e-11 * n && Math.abs(b - im[k]) < 1e-11 * n);
      }
      transform.inverse({ re, im }).forEach((value, i) => {
        assert.ok(Math.abs(value - x[i]) < 1e-14 * n);
      });
    });
});
