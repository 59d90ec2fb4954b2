/** The distribution function of the standard normal law from a table: as exact as `normalCdf`, but for chances below 1e-16. */
import { normalCdf, normalDensity } from './normal.ts';

/** Taylor polynomials around the multiples of 1/16 on ±`reach`: what is left out is below 1e-15. */
const perUnit = 16;
const reach = 8.5;
const terms = 8;
const middle = reach * perUnit;
const coefficients = new Float64Array((2 * middle + 1) * terms);

for (let i = -middle; i <= middle; i++) {
  const z = i / perUnit;
  const at = (i + middle) * terms;
  const density = normalDensity(z);
  coefficients[at] = normalCdf(z);
  // The n-th derivative of the density is (−1)ⁿ times it times Hermite's polynomial He_n.
  let [before, hermite] = [0, 1];
  let factorial = 1;
  for (let n = 0; n + 1 < terms; n++) {
    factorial *= n + 1;
    coefficients[at + n + 1] = ((n % 2 === 0 ? hermite : -hermite) * density) / factorial;
    [before, hermite] = [hermite, z * hermite - n * before];
  }
}

/** Φ(z) to 1e-15. */
export function quickNormalCdf(z: number): number {
  if (!(z > -reach)) return z <= -reach ? 0 : Number.NaN;
  if (z >= reach) return 1;
  const i = (z * perUnit + (middle + 0.5)) | 0;
  const d = z - (i - middle) * (1 / perUnit);
  const c = coefficients;
  const at = i * terms;
  return (
    c[at] +
    d *
      (c[at + 1] +
        d * (c[at + 2] + d * (c[at + 3] + d * (c[at + 4] + d * (c[at + 5] + d * (c[at + 6] + d * c[at + 7]))))))
  );
}
