import assert from 'node:assert/strict';
import { fillMarks, nextUniform, nextWord, seedOf, streamFor, streamKey } from '../../random/stream.ts';

const seed = seedOf('risk');

function marks(path: readonly (string | number)[], block = 0, count = 100_000): Float64Array {
  const values = new Float64Array(count);
  fillMarks(streamFor(streamKey(seed, ...path), block), values, count);
  return values;
}

function correlation(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return (12 * sum) / a.length;
}

describe('random streams', () => {
  it('follow xoshiro128** from a known state', () => {
    // By hand from the published step: state 1, 2, 3, 4.
    const stream = Int32Array.of(1, 2, 3, 4);
    assert.deepEqual(
      [nextWord(stream), nextWord(stream), nextWord(stream), nextWord(stream)],
      [11520, 0, 5927040, 70819200],
    );
  });

  it('are the same for one place, one seed and one block', () => {
    assert.deepEqual(marks(['threat', 'A', 'events'], 3, 50), marks(['threat', 'A', 'events'], 3, 50));
  });

  it('differ by seed, place and block, and are not correlated', () => {
    const base = marks(['threat', 'A']);
    const others = [
      marks(['threat', 'B']),
      marks(['threat', 'A'], 1),
      marks(['threatA']),
      marks(['threat', 'A', 0]),
      marks(['A', 'threat']),
    ];
    for (const other of others) {
      assert.notDeepEqual(base, other);
      assert.ok(Math.abs(correlation(base, other)) < 4.5 / Math.sqrt(base.length));
    }
  });

  it('tell apart paths that differ only in where their parts end', () => {
    assert.notDeepEqual(streamKey(seed, 'ab', 'c'), streamKey(seed, 'a', 'bc'));
    assert.notDeepEqual(streamKey(seed, 'a', ''), streamKey(seed, 'a'));
  });

  it('are uniform in each of many streams and across their first numbers', () => {
    const cells = new Float64Array(64);
    const streams = 20_000;
    for (let k = 0; k < streams; k++) {
      cells[Math.floor(nextUniform(streamFor(streamKey(seed, 'threat', `T${k}`), k & 7)) * 64)]++;
    }
    const expected = streams / 64;
    let chiSquare = 0;
    for (const count of cells) chiSquare += (count - expected) ** 2 / expected;
    // 63 degrees of freedom: mean 63, standard deviation 11.2.
    assert.ok(chiSquare < 63 + 5 * 11.2, `chi-square ${chiSquare}`);
  });

  it('give marks strictly between 0 and 1 with mean ½ and variance 1/12', () => {
    const values = marks(['moments'], 0, 400_000);
    let mean = 0;
    let square = 0;
    for (const value of values) {
      assert.ok(value > 0 && value < 1);
      mean += value / values.length;
      square += (value - 0.5) ** 2 / values.length;
    }
    assert.ok(Math.abs(mean - 0.5) < 4 * Math.sqrt(1 / 12 / values.length));
    assert.ok(Math.abs(square - 1 / 12) < 4 * Math.sqrt(1 / 180 / values.length));
  });
});
