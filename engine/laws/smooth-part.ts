/** What is left of a law without its point masses. */
import type { Distribution } from './distribution.ts';

/** As much of a law as putting it on the cells of a grid needs. */
export type CellLaw = Pick<
  Distribution,
  'min' | 'max' | 'mean' | 'variance' | 'cdf' | 'survival' | 'upperQuantile' | 'upToEdges'
>;

/** The law given that no point mass was hit, and the chance of that; null where there is next to nothing but point masses. */
export function smoothPart(law: Distribution): { readonly law: CellLaw; readonly share: number } | null {
  if (law.atoms === null) return { law, share: 1 };
  const { values, weights } = law.atoms;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = 1 - total;
  if (law.discrete || share < negligible) return null;
  const upTo = (x: number): number => {
    let sum = 0;
    for (let i = 0; i < values.length && values[i] <= x; i++) sum += weights[i];
    return sum;
  };
  const mean = (law.mean - values.reduce((sum, x, i) => sum + weights[i] * x, 0)) / share;
  const square =
    (law.variance + law.mean * law.mean - values.reduce((sum, x, i) => sum + weights[i] * x * x, 0)) / share;
  const { upToEdges } = law;
  return {
    share,
    law: {
      min: law.min,
      max: law.max,
      mean,
      variance: Math.max(0, square - mean * mean),
      cdf: (x) => Math.max(0, law.cdf(x) - upTo(x)) / share,
      survival: (x) => Math.max(0, law.survival(x) - (total - upTo(x))) / share,
      upperQuantile: (q) => law.upperQuantile(q * share),
      ...(upToEdges && {
        upToEdges: (h: number, into: Float64Array) => {
          upToEdges(h, into);
          for (let k = 0; k < into.length; k++) into[k] = Math.max(0, into[k] - upTo((k + 0.5) * h)) / share;
        },
      }),
    },
  };
}

const negligible = 1e-12;
