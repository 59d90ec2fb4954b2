/** The standard normal law. Rational approximations: W. J. Cody, Math. Comp. 23 (1969), and M. J. Wichura, AS 241 (1988). */
import { exp, log } from '../elementary.ts';

const A = [3.1611237438705656, 113.864154151050156, 377.485237685302021, 3209.37758913846947, 0.185777706184603153];
const B = [23.6012909523441209, 244.024637934444173, 1282.61652607737228, 2844.23683343917062];
const C = [
  0.564188496988670089, 8.88314979438837594, 66.1191906371416295, 298.635138197400131, 881.95222124176909,
  1712.04761263407058, 2051.07837782607147, 1230.33935479799725, 2.15311535474403846e-8,
];
const D = [
  15.7449261107098347, 117.693950891312499, 537.181101862009858, 1621.38957456669019, 3290.79923573345963,
  4362.61909014324716, 3439.36767414372164, 1230.33935480374942,
];
const P = [
  0.305326634961232344, 0.360344899949804439, 0.125781726111229246, 0.0160837851487422766, 6.58749161529837803e-4,
  0.0163153871373020978,
];
const Q = [
  2.56852019228982242, 1.87295284992346725, 0.527905102951428412, 0.0605183413124413191, 0.00233520497626869185,
];

const inverseRootPi = 0.56418958354775628695;
const root2 = 1.4142135623730950488;
const inverseRoot2Pi = 0.39894228040143267794;

/** exp(−y²) with the square split so that its rounding does not reach the exponent. */
function expOfMinusSquare(y: number): number {
  const head = Math.trunc(y * 16) / 16;
  return exp(-head * head) * exp(-(y - head) * (y + head));
}

/** Complementary error function, relative error about 1e-15. */
export function erfc(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) {
    const s = y * y;
    let top = A[4] * s;
    let bottom = s;
    for (let i = 0; i < 3; i++) {
      top = (top + A[i]) * s;
      bottom = (bottom + B[i]) * s;
    }
    return 1 - (x * (top + A[3])) / (bottom + B[3]);
  }
  let result: number;
  if (y <= 4) {
    let top = C[8] * y;
    let bottom = y;
    for (let i = 0; i < 7; i++) {
      top = (top + C[i]) * y;
      bottom = (bottom + D[i]) * y;
    }
    result = ((top + C[7]) / (bottom + D[7])) * expOfMinusSquare(y);
  } else if (y < 27.3) {
    const s = 1 / (y * y);
    let top = P[5] * s;
    let bottom = s;
    for (let i = 0; i < 4; i++) {
      top = (top + P[i]) * s;
      bottom = (bottom + Q[i]) * s;
    }
    const r = (s * (top + P[4])) / (bottom + Q[4]);
    result = ((inverseRootPi - r) / y) * expOfMinusSquare(y);
  } else {
    result = y === y ? 0 : Number.NaN;
  }
  return x < 0 ? 2 - result : result;
}

/** Φ(z), with full relative accuracy in the lower tail. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z / root2);
}

/** The density of the standard normal law. */
export function normalDensity(z: number): number {
  return inverseRoot2Pi * exp(-0.5 * z * z);
}

const near = [
  [
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
    1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
  ],
  [
    5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
    687.1870074920579083, 42.313330701600911252, 1,
  ],
];
const middle = [
  [
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
  ],
  [
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
    0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
  ],
];
const far = [
  [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
    0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
  ],
  [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
    0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
  ],
];

function ratio(of: readonly (readonly number[])[], r: number): number {
  const [top, bottom] = of;
  let a = top[0];
  let b = bottom[0];
  for (let i = 1; i < 8; i++) {
    a = a * r + top[i];
    b = b * r + bottom[i];
  }
  return a / b;
}

/** Φ⁻¹(p) for p in 0–1; ±Infinity at the ends. Relative error about 1e-15. */
export function normalQuantile(p: number): number {
  if (!(p > 0)) return p === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (!(p < 1)) return p === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(near, 0.180625 - q * q);
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const z = r <= 5 ? ratio(middle, r - 1.6) : ratio(far, r - 5);
  return q < 0 ? -z : z;
}
