/** Fourier transform of real sequences whose length is a power of two. */
import { sincos } from '../numeric/elementary.ts';

/** Half spectrum of a real sequence of length n: n/2 + 1 complex numbers. */
export interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export interface Transform {
  readonly length: number;
  /** Σ x_j e^(−2πi jk/n). */
  forward(x: Float64Array): Spectrum;
  /** The real sequence whose half spectrum is given; the spectrum is left as it is. */
  inverse(of: Spectrum): Float64Array;
}

export function spectrumOf(size: number): Spectrum {
  return { re: new Float64Array(size), im: new Float64Array(size) };
}

/** A transform of length n (a power of two, at least 4) with its tables. Its scratch arrays make it not reentrant. */
export function createTransform(n: number): Transform {
  const m = n / 2;
  const cosine = new Float64Array(m + 1);
  const sine = new Float64Array(m + 1);
  const pair = new Float64Array(2);
  for (let k = 0; k <= m; k++) {
    sincos((2 * Math.PI * k) / n, pair);
    sine[k] = pair[0];
    cosine[k] = pair[1];
  }
  const reversed = new Uint32Array(m);
  for (let i = 1, bits = Math.round(31 - Math.clz32(m)); i < m; i++)
    reversed[i] = (reversed[i >> 1] >> 1) | ((i & 1) << (bits - 1));
  const re = new Float64Array(m);
  const im = new Float64Array(m);

  /** In place on `re`, `im`, whose input is in bit-reversed order; sign −1 forward. */
  const butterflies = (): void => {
    for (let half = 1; half < m; half <<= 1) {
      const stride = m / half;
      for (let start = 0; start < m; start += half << 1) {
        for (let j = 0; j < half; j++) {
          const wr = cosine[j * stride];
          const wi = -sine[j * stride];
          const a = start + j;
          const b = a + half;
          const tr = re[b] * wr - im[b] * wi;
          const ti = re[b] * wi + im[b] * wr;
          re[b] = re[a] - tr;
          im[b] = im[a] - ti;
          re[a] += tr;
          im[a] += ti;
        }
      }
    }
  };

  const forward = (x: Float64Array): Spectrum => {
    for (let i = 0; i < m; i++) {
      const j = reversed[i];
      re[i] = x[2 * j];
      im[i] = x[2 * j + 1];
    }
    butterflies();
    const out = spectrumOf(m + 1);
    for (let k = 0; k <= m; k++) {
      const a = k === m ? 0 : k;
      const b = k === 0 ? 0 : m - k;
      const er = 0.5 * (re[a] + re[b]);
      const ei = 0.5 * (im[a] - im[b]);
      const or = 0.5 * (im[a] + im[b]);
      const oi = -0.5 * (re[a] - re[b]);
      out.re[k] = er + cosine[k] * or + sine[k] * oi;
      out.im[k] = ei + cosine[k] * oi - sine[k] * or;
    }
    return out;
  };

  const inverse = (of: Spectrum): Float64Array => {
    // Conjugate in, so that the forward butterflies compute the inverse.
    for (let i = 0; i < m; i++) {
      const k = reversed[i];
      const xr = of.re[k];
      const xi = -of.im[k];
      const yr = of.re[m - k];
      const yi = of.im[m - k];
      const er = xr + yr;
      const ei = xi + yi;
      const dr = xr - yr;
      const di = xi - yi;
      // conj of (E + i·e^(2πik/n)·D) with E, D of the unconjugated spectrum.
      const c = cosine[k];
      const s = sine[k];
      const pr = dr * c + di * s;
      const pi = di * c - dr * s;
      re[i] = 0.5 * (er + pi);
      im[i] = 0.5 * (ei - pr);
    }
    butterflies();
    const out = new Float64Array(n);
    for (let i = 0; i < m; i++) {
      out[2 * i] = re[i] / m;
      out[2 * i + 1] = -im[i] / m;
    }
    return out;
  };
  return { length: n, forward, inverse };
}
