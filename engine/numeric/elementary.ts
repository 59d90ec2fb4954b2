/**
 * Elementary functions made of + − × ÷ and correctly rounded primitives only, so that the same bits come out on every
 * JavaScript engine (the language leaves the last bits of Math.exp and its like to the engine).
 *
 * Measured error against 60-digit references: `exp`, `log`, `expm1`, `log1p`, `sin`, `cos` < 1 ulp; `pow` < 1 ulp;
 * hyperbolic functions and their inverses ≤ 2 ulp.
 */
export { exp, expm1 } from './exponential.ts';
export { acosh, asinh, cosh, sinh, tanh } from './hyperbolic.ts';
export { log, log1p } from './logarithm.ts';
export { pow } from './power.ts';
export { cos, sin, sincos } from './trigonometric.ts';
