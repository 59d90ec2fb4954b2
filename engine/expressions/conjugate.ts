/** Laws that evidence leaves in their family: gamma with counts of events, beta with shares. */
import type { Expression, Law } from '../model.ts';

export type GammaLaw = Extract<Law, { law: 'gamma' }>;

/**
 * The gamma law of a quantity that is one draw, with or without counts of events observed: shape + Σ n and rate + Σ exposure.
 * null: it is no gamma law.
 */
export function gammaLawOf(e: Expression): GammaLaw | null {
  if (e.kind === 'draw') {
    if (e.law.law === 'gamma') return e.law;
    return e.law.law === 'exponential' ? { law: 'gamma', shape: 1, scale: e.law.mean } : null;
  }
  if (e.kind !== 'observed') return null;
  const prior = gammaLawOf(e.of);
  if (prior === null) return null;
  let { shape } = prior;
  let rate = 1 / prior.scale;
  for (const seen of e.observations) {
    if (seen.observed !== 'events') return null;
    shape += seen.count;
    rate += seen.scale * seen.years;
  }
  return { law: 'gamma', shape, scale: 1 / rate };
}

/** The law of a quantity with evidence, where that is of the same family as before. */
export function conjugateLaw(e: Extract<Expression, { kind: 'observed' }>): Law | null {
  const gamma = gammaLawOf(e);
  if (gamma !== null) return gamma;
  const prior = e.of;
  if (prior.kind !== 'draw' || prior.law.law !== 'beta') return null;
  let { alpha, beta } = prior.law;
  for (const seen of e.observations) {
    // With a multiplier inside, (1 − x·scale) is not of the family.
    if (seen.observed !== 'share' || seen.scale !== 1) return null;
    alpha += seen.successes;
    beta += seen.trials - seen.successes;
  }
  return { law: 'beta', alpha, beta };
}
