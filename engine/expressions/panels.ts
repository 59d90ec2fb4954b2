/** Integrals over the score of a law whose quantile function has kinks or steps. */
import type { Distribution } from '../laws/index.ts';
import { exp } from '../numeric/elementary.ts';
import { legendreRule } from '../numeric/legendre.ts';
import { normalQuantile } from '../numeric/special/normal.ts';

const rule = legendreRule(24);
const widest = 2;
/** Scores beyond this count for nothing. */
export const reach = 16;

/** The score Φ⁻¹(F(x)), accurate in both tails. */
export function scoreOf(law: Pick<Distribution, 'cdf' | 'survival'>, x: number): number {
  const below = law.cdf(x);
  return below < 0.5 ? normalQuantile(below) : -normalQuantile(law.survival(x));
}

/** Calls `visit(z, weight)` for the nodes of a composite Gauss–Legendre rule for the normal law, split at `cuts`. */
export function overScores(cuts: readonly number[], visit: (z: number, weight: number) => void): void {
  const inner = [...new Set(cuts)].filter((z) => z > -reach && z < reach).sort((a, b) => a - b);
  const ends = [-reach, ...inner, reach];
  for (let i = 0; i + 1 < ends.length; i++) {
    const pieces = Math.max(1, Math.ceil((ends[i + 1] - ends[i]) / widest));
    const half = (0.5 * (ends[i + 1] - ends[i])) / pieces;
    if (!(half > 0)) continue;
    for (let k = 0; k < pieces; k++) {
      const middle = ends[i] + half * (2 * k + 1);
      for (let j = 0; j < rule.nodes.length; j++) {
        const z = middle + half * rule.nodes[j];
        visit(z, half * rule.weights[j] * 0.3989422804014327 * exp(-0.5 * z * z));
      }
    }
  }
}

/** Mean and variance by quadrature, split where the distribution function passes `kinks` (values of the law). */
export function panelMoments(
  law: Pick<Distribution, 'cdf' | 'below' | 'survival' | 'quantileAtScore'>,
  kinks: readonly number[],
): { mean: number; variance: number } {
  const cuts: number[] = [];
  for (const x of kinks) {
    if (!Number.isFinite(x)) continue;
    cuts.push(scoreOf(law, x));
    const below = law.below(x);
    if (below > 0 && below < 1) cuts.push(normalQuantile(below));
  }
  const centre = law.quantileAtScore(0);
  let first = 0;
  let second = 0;
  overScores(cuts, (z, w) => {
    const d = law.quantileAtScore(z) - centre;
    if (d === 0) return;
    first += w * d;
    second += w * d * d;
  });
  return { mean: centre + first, variance: Math.max(0, second - first * first) };
}
