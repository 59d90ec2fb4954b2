import type { Distribution } from '../laws/index.ts';
import { distributionOf } from '../laws/index.ts';
import type { Law } from '../model.ts';
import { exp } from '../numeric/elementary.ts';
import type { Stream } from '../random/stream.ts';
import { discreteSampler } from './discrete-sampler.ts';
import { poissonSampler } from './poisson.ts';
import { type QuantileTable, quantileTable } from './quantile-table.ts';
import { tableSampler } from './table-sampler.ts';

/** Draws `count` independent values into `into`. */
export interface Sampler {
  fill(stream: Stream, into: Float64Array, count: number): void;
  /** Adds each of the values that `fill` would give to the sum of its row, `sums[to[i]]`; gives the sum of all. */
  addTo?(stream: Stream, sums: Float64Array, to: Int32Array, count: number): number;
}

/** Tables by the law in its standard form: threats with laws of one shape share one. */
export type TableCache = Map<string, QuantileTable>;

/** A law as scale·X + shift, X of a law whose table many can share. */
interface Standardised {
  readonly law: Law;
  readonly scale: number;
  readonly shift: number;
}

function standardised(law: Law): Standardised {
  switch (law.law) {
    case 'pert': {
      const width = law.max - law.min;
      return { law: { ...law, min: 0, mode: (law.mode - law.min) / width, max: 1 }, scale: width, shift: law.min };
    }
    case 'triangular': {
      const width = law.max - law.min;
      return { law: { ...law, min: 0, mode: (law.mode - law.min) / width, max: 1 }, scale: width, shift: law.min };
    }
    case 'uniform':
      return { law: { ...law, min: 0, max: 1 }, scale: law.max - law.min, shift: law.min };
    case 'normal':
      return { law: { ...law, mean: 0, sd: 1 }, scale: law.sd, shift: law.mean };
    case 'lognormal':
      return { law: { ...law, mu: 0 }, scale: exp(law.mu), shift: 0 };
    case 'gamma':
      return { law: { ...law, scale: 1 }, scale: law.scale, shift: 0 };
    case 'exponential':
      return { law: { ...law, mean: 1 }, scale: law.mean, shift: 0 };
    case 'pareto':
      return { law: { ...law, min: 1 }, scale: law.min, shift: 0 };
    default:
      return { law, scale: 1, shift: 0 };
  }
}

/** Always the same value. */
export function constantSampler(value: number): Sampler {
  return { fill: (_stream, into, count) => void into.fill(value, 0, count) };
}

/** A sampler of any distribution: its atoms if it has nothing else, else its quantile function. */
export function distributionSampler(distribution: Distribution, cache: TableCache, key: string): Sampler {
  if (distribution.discrete && distribution.atoms) {
    return discreteSampler([...distribution.atoms.values], [...distribution.atoms.weights]);
  }
  if (distribution.min === distribution.max) return constantSampler(distribution.min);
  let table = cache.get(key);
  if (table === undefined) {
    table = quantileTable(distribution);
    cache.set(key, table);
  }
  return tableSampler(table, 1, 0);
}

/** A sampler of a law of the language. */
export function lawSampler(law: Law, cache: TableCache): Sampler {
  if (law.law === 'discrete') return discreteSampler(law.values, law.weights);
  if (law.law === 'poisson') return poissonSampler(law.mean);
  if ('max' in law && !(law.max > law.min)) return constantSampler(law.law === 'uniform' ? law.min : law.mode);
  const standard = standardised(law);
  const key = JSON.stringify(standard.law);
  let table = cache.get(key);
  if (table === undefined) {
    table = quantileTable(distributionOf(standard.law));
    cache.set(key, table);
  }
  return tableSampler(table, standard.scale, standard.shift);
}
