/** The standard normal law. Rational approximations: W. J. Cody, Math. Comp. 23 (1969), and M. J. Wichura, AS 241 (1988). */
import { exp, log } from '../elementary.ts';

const A = [3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694, 0.18577770618460315];
const B = [23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const C = [
  0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769, 1712.0476126340707,
  2051.0783778260716, 1230.3393547979972, 2.1531153547440383e-8,
];
const D = [
  15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247,
  3439.3676741437216, 1230.3393548037495,
];
const P = [
  0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275, 0.0006587491615298378,
  0.016315387137302097,
];
const Q = [2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918];

const inverseRootPi = 0.5641895835477563;
const root2 = Math.SQRT2;
const inverseRoot2Pi = 0.3989422804014327;

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
    result = Number.isNaN(y) ? Number.NaN : 0;
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
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
];
const middle = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
];
const far = [
  [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
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
