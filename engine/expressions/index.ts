export { type Bounds, supportOf } from './bounds.ts';
export { chanceWithin, isConstant, isSurprising, likelihoodIsZero, meanOf, varianceOf } from './checks.ts';
export { type Description, describe, describeLaw } from './describe.ts';
export { lawOf } from './law.ts';
export { expectationOf, type Moments, momentsOf } from './moments.ts';
export { type Environment, emptyScope, environment, type Reference, type Scope, withValue } from './scope.ts';
export { scoreRule, type WeightedValues } from './score-rule.ts';
export { countUses, isCertain, partsOf, repeatedIn } from './usage.ts';
