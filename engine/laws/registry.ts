/** Every law of the language and how it becomes a distribution. A new law is one file and one line here. */
import type { Law } from '../model.ts';
import { beta, pert } from './beta.ts';
import { discreteLaw } from './discrete.ts';
import type { Distribution } from './distribution.ts';
import { exponential } from './exponential.ts';
import { gamma } from './gamma.ts';
import { logitNormal } from './logit-normal.ts';
import { lognormal } from './lognormal.ts';
import { normal } from './normal.ts';
import { pareto } from './pareto.ts';
import { poisson } from './poisson.ts';
import { quantileParameterized } from './quantile-parameterized.ts';
import { triangular } from './triangular.ts';
import { uniform } from './uniform.ts';

const laws: { readonly [L in Law['law']]: (law: Extract<Law, { law: L }>) => Distribution } = {
  pert,
  triangular,
  uniform,
  normal,
  lognormal,
  'logit-normal': logitNormal,
  'quantile-parameterized': quantileParameterized,
  beta,
  gamma,
  exponential,
  pareto,
  poisson,
  discrete: discreteLaw,
};

/** The distribution of a law. Its parameters are taken to be valid: the language checks them. */
export function distributionOf(law: Law): Distribution {
  return (laws[law.law] as (law: Law) => Distribution)(law);
}
