/** Every function of the language. A new one is one file and one line here. */
import { beta } from './beta.ts';
import { discrete } from './discrete.ts';
import { empirical } from './empirical.ts';
import { exponential } from './exponential.ts';
import { max, min } from './extremes.ts';
import type { QuantityFunction } from './function.ts';
import { gamma } from './gamma.ts';
import { lognormal } from './lognormal.ts';
import { normal } from './normal.ts';
import { pareto } from './pareto.ts';
import { pert } from './pert.ts';
import { poisson } from './poisson.ts';
import { triangular } from './triangular.ts';
import { truncate } from './truncate.ts';
import { uniform } from './uniform.ts';

const all: readonly QuantityFunction[] = [
  pert,
  triangular,
  uniform,
  normal,
  lognormal,
  beta,
  gamma,
  exponential,
  pareto,
  poisson,
  discrete,
  empirical,
  truncate,
  min,
  max,
];

/** By name. */
export const quantityFunctions: ReadonlyMap<string, QuantityFunction> = new Map(all.map((f) => [f.name, f]));

export type { ListFunction, Parameter, PlainFunction, QuantityFunction } from './function.ts';
