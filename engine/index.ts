/** The engine: from a risk model to its figures. The entry of the library. */
export type { Outline } from './assembly/expected-figures.ts';
export * from './cancellation.ts';
export * from './decisions/figures.ts';
export { type OptimizeOptions, optimize } from './decisions/optimize.ts';
export { expectedLoss } from './expected-loss.ts';
export * from './expressions/index.ts';
export * from './figures.ts';
export { affine, constantLaw, type Distribution, distributionOf } from './laws/index.ts';
export * from './model.ts';
export * from './sensitivity/figures.ts';
export { type SensitivityOptions, sensitivityOf } from './sensitivity/sensitivity.ts';
export { createSolverCache, type SolveOptions, type SolverCache, solve } from './solve.ts';
export { InvalidModel, problemsOf } from './validity/model.ts';
