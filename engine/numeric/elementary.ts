/**
 * Elementary functions made of + − × ÷ and correctly rounded primitives only, so that the same bits come out on every
 * JavaScript engine (the language leaves the last bits of Math.exp and its like to the engine).
 *
 * The tests hold them against the platform's functions, over their whole range: at most 2 ulp apart, `sinh`, `cosh` and
 * `tanh` at most 3. How far either is from the true value is not measured.
 */
export { atan } from './arctangent.ts';
export { exp, expm1 } from './exponential.ts';
export { acosh, asinh, cosh, sinh, tanh } from './hyperbolic.ts';
export { log, log1p } from './logarithm.ts';
export { pow } from './power.ts';
export { cos, sin, sincos } from './trigonometric.ts';
