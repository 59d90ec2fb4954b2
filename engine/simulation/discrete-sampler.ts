import { nextWord } from '../random/stream.ts';
import type { Sampler } from './sampler.ts';

const guides = 256;

/** Draws one of `values` by its weight; the weights add up to 1. A guide table makes the search short. */
export function discreteSampler(values: readonly number[], weights: readonly number[]): Sampler {
  const last = values.length - 1;
  const bounds = new Float64Array(values.length);
  let sum = 0;
  for (let i = 0; i <= last; i++) {
    sum += weights[i];
    bounds[i] = sum * 4294967296;
  }
  bounds[last] = Infinity;
  const guide = new Int32Array(guides);
  for (let g = 0, i = 0; g < guides; g++) {
    while (bounds[i] <= g * (4294967296 / guides)) i++;
    guide[g] = i;
  }
  return {
    fill(stream, into, count) {
      for (let k = 0; k < count; k++) {
        const word = nextWord(stream) >>> 0;
        let i = guide[word >>> 24];
        while (bounds[i] <= word) i++;
        into[k] = values[i];
      }
    },
  };
}
