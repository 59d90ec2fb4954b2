export { type Bounds, supportOf } from './bounds.ts';
export { chanceWithin, isConstant, isSurprising, likelihoodIsZero, meanOf, varianceOf } from './checks.ts';
export { type GammaLaw, gammaLawOf } from './conjugate.ts';
export { type Description, describe, describeLaw } from './describe.ts';
export { bendsOf, bentAt, chanceGiven, chanceOfExceeding, isQuick } from './exceedance.ts';
export { effortOfExpectation, expectationOf, type KeptRules } from './expectation.ts';
export { lawOf } from './law.ts';
export { type Moments, momentsOf } from './moments.ts';
export {
  type Environment,
  emptyScope,
  environment,
  inLoss,
  type Memo,
  type Reference,
  type Scope,
  withShared,
  withValue,
} from './scope.ts';
export { scoreRule, type WeightedValues } from './score-rule.ts';
export { countUses, freeIn, isCertain, partsOf, repeatedIn } from './usage.ts';
