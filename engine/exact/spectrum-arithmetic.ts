/** Arithmetic of transforms, in place. */
import type { Spectrum } from './fft.ts';

/** a = weight · b. */
export function put({ re, im }: Spectrum, weight: number, b: Spectrum): void {
  const br = b.re;
  const bi = b.im;
  for (let k = 0; k < re.length; k++) {
    re[k] = weight * br[k];
    im[k] = weight * bi[k];
  }
}

/** a += weight · b. */
export function add({ re, im }: Spectrum, weight: number, b: Spectrum): void {
  const br = b.re;
  const bi = b.im;
  for (let k = 0; k < re.length; k++) {
    re[k] += weight * br[k];
    im[k] += weight * bi[k];
  }
}

/** a ·= b. */
export function multiply({ re, im }: Spectrum, b: Spectrum): void {
  const br = b.re;
  const bi = b.im;
  for (let k = 0; k < re.length; k++) {
    const x = re[k];
    const y = im[k];
    re[k] = x * br[k] - y * bi[k];
    im[k] = x * bi[k] + y * br[k];
  }
}
