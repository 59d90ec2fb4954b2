import assert from 'node:assert/strict';
import { directions, sobolCoordinates, sobolDimensions } from '../../random/sobol.ts';
import { seedOf, streamFor, streamKey } from '../../random/stream.ts';

const stream = (...path: (string | number)[]) => streamFor(streamKey(seedOf('sobol'), ...path), 0);

/** Whether every elementary interval of 1/2^a × 1/2^b holds as many points as any other. */
function isNet(x: Float64Array, y: Float64Array, a: number, b: number): boolean {
  const counts = new Int32Array(1 << (a + b));
  x.forEach((u, i) => {
    counts[Math.floor(u * (1 << a)) * (1 << b) + Math.floor(y[i] * (1 << b))]++;
  });
  return counts.every((count) => count === x.length >> (a + b));
}

describe('scrambled Sobol points', () => {
  it('have the directions of Joe and Kuo', () => {
    // Dimension 3 has s = 2, a = 1, m = 1, 3: m₃ = 2·3 ⊕ 4·1 ⊕ 1 = 3, m₄ = 2·3 ⊕ 4·3 ⊕ 3 = 9.
    assert.deepEqual(
      [...directions(2).subarray(0, 4)].map((v, k) => v >>> (31 - k)),
      [1, 3, 3, 9],
    );
    for (let d = 0; d < sobolDimensions; d++)
      directions(d).forEach((v, k) => {
        assert.equal((v >>> (31 - k)) & 1, 1, `m_${k + 1} of dimension ${d} is odd`);
      });
  });

  it('fill every interval of each dimension, and the plane of the first two, evenly', () => {
    const points = Array.from({ length: sobolDimensions }, (_, d) => sobolCoordinates(d, 64, stream('even', d)));
    for (const x of points) assert.equal(new Set(x.map((u) => Math.floor(u * 64))).size, 64);
    for (let a = 0; a <= 6; a++) assert.ok(isNet(points[0], points[1], a, 6 - a));
  });

  it('are uniform over the scramblings', () => {
    let [sum, square] = [0, 0];
    const times = 2000;
    for (let r = 0; r < times; r++) {
      const [first] = sobolCoordinates(5, 1, stream('uniform', r));
      sum += first / times;
      square += (first * first) / times;
    }
    assert.ok(Math.abs(sum - 0.5) < 4 * Math.sqrt(1 / 12 / times));
    assert.ok(Math.abs(square - 1 / 3) < 4 * Math.sqrt(4 / 45 / times));
  });

  it('integrate a smooth function far better than independent points', () => {
    const means = Array.from({ length: 8 }, (_, r) => {
      const axes = Array.from({ length: 6 }, (_, d) => sobolCoordinates(d, 256, stream('smooth', r, d)));
      let sum = 0;
      for (let i = 0; i < 256; i++) sum += axes.reduce((product, u) => product * (1 + 0.5 * (u[i] - 0.5)), 1) / 256;
      return sum;
    });
    // Independent points have a standard deviation of about 0.38/√256 = 0.024.
    for (const mean of means) assert.ok(Math.abs(mean - 1) < 0.003, `${mean}`);
  });
});
