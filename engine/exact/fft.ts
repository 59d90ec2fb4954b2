/** Fourier transform of real sequences whose length is a power of two. */
import { sincos } from '../numeric/elementary.ts';

/** Half spectrum of a real sequence of length n: n/2 + 1 complex numbers. */
export interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export interface Transform {
  readonly length: number;
  /** Σ x_j e^(−2πi jk/n), written into `into` if it is given. */
  forward(x: Float64Array, into?: Spectrum): Spectrum;
  /** The real sequence whose half spectrum is given, written into `into` if it is given; the spectrum is left as it is. */
  inverse(of: Spectrum, into?: Float64Array): Float64Array;
}

/** Both halves share one piece of memory. */
export function spectrumOf(size: number): Spectrum {
  const buffer = new ArrayBuffer(16 * size);
  return { re: new Float64Array(buffer, 0, size), im: new Float64Array(buffer, 8 * size, size) };
}

/** Twiddle factors of the radix-4 passes, one pass after the other: e^(−2πi j/4H) and its square and cube. */
function twiddlesOf(m: number, first: number): Float64Array {
  const all: number[] = [];
  const pair = new Float64Array(2);
  for (let quarter = first; quarter < m; quarter *= 4)
    for (let j = 0; j < quarter; j++)
      for (const power of [2, 1, 3]) {
        sincos((Math.PI * j * power) / (2 * quarter), pair);
        all.push(pair[1], -pair[0]);
      }
  return Float64Array.from(all);
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
  const bits = Math.round(31 - Math.clz32(m));
  const reversed = new Uint32Array(m);
  for (let i = 1; i < m; i++) reversed[i] = (reversed[i >> 1] >> 1) | ((i & 1) << (bits - 1));
  /** An odd number of halvings starts with a pass of radix 2, an even one with a pass of radix 4 that turns nothing. */
  const first = bits % 2 === 1 ? 2 : 4;
  const twiddles = twiddlesOf(m, first);
  const re = new Float64Array(m);
  const im = new Float64Array(m);

  /** In place on `re`, `im`, whose input is in bit-reversed order; sign −1 forward. */
  const butterflies = (): void => {
    if (first === 2)
      for (let a = 0; a < m; a += 2) {
        const xr = re[a];
        const xi = im[a];
        const yr = re[a + 1];
        const yi = im[a + 1];
        re[a] = xr + yr;
        im[a] = xi + yi;
        re[a + 1] = xr - yr;
        im[a + 1] = xi - yi;
      }
    else
      for (let a = 0; a < m; a += 4) {
        const pr = re[a] + re[a + 1];
        const pi = im[a] + im[a + 1];
        const qr = re[a] - re[a + 1];
        const qi = im[a] - im[a + 1];
        const rr = re[a + 2] + re[a + 3];
        const ri = im[a + 2] + im[a + 3];
        const sr = re[a + 2] - re[a + 3];
        const si = im[a + 2] - im[a + 3];
        re[a] = pr + rr;
        im[a] = pi + ri;
        re[a + 1] = qr + si;
        im[a + 1] = qi - sr;
        re[a + 2] = pr - rr;
        im[a + 2] = pi - ri;
        re[a + 3] = qr - si;
        im[a + 3] = qi + sr;
      }
    let pass = 0;
    for (let quarter = first; quarter < m; quarter *= 4) {
      for (let start = 0; start < m; start += quarter * 4) {
        for (let j = 0, t = pass; j < quarter; j++, t += 6) {
          const a = start + j;
          const b = a + quarter;
          const c = b + quarter;
          const d = c + quarter;
          const br = re[b] * twiddles[t] - im[b] * twiddles[t + 1];
          const bi = re[b] * twiddles[t + 1] + im[b] * twiddles[t];
          const cr = re[c] * twiddles[t + 2] - im[c] * twiddles[t + 3];
          const ci = re[c] * twiddles[t + 3] + im[c] * twiddles[t + 2];
          const dr = re[d] * twiddles[t + 4] - im[d] * twiddles[t + 5];
          const di = re[d] * twiddles[t + 5] + im[d] * twiddles[t + 4];
          const pr = re[a] + br;
          const pi = im[a] + bi;
          const qr = re[a] - br;
          const qi = im[a] - bi;
          const rr = cr + dr;
          const ri = ci + di;
          const sr = cr - dr;
          const si = ci - di;
          re[a] = pr + rr;
          im[a] = pi + ri;
          re[b] = qr + si;
          im[b] = qi - sr;
          re[c] = pr - rr;
          im[c] = pi - ri;
          re[d] = qr - si;
          im[d] = qi + sr;
        }
      }
      pass += 6 * quarter;
    }
  };

  const forward = (x: Float64Array, into: Spectrum = spectrumOf(m + 1)): Spectrum => {
    for (let i = 0; i < m; i++) {
      const j = 2 * reversed[i];
      re[i] = x[j];
      im[i] = x[j + 1];
    }
    butterflies();
    const { re: outRe, im: outIm } = into;
    outRe[0] = re[0] + im[0];
    outIm[0] = 0;
    outRe[m] = re[0] - im[0];
    outIm[m] = 0;
    // k and m − k together: both are made of the same two values.
    for (let k = 1, b = m - 1; k <= b; k++, b--) {
      const er = 0.5 * (re[k] + re[b]);
      const ei = 0.5 * (im[k] - im[b]);
      const or = 0.5 * (im[k] + im[b]);
      const oi = 0.5 * (re[b] - re[k]);
      const tr = cosine[k] * or + sine[k] * oi;
      const ti = cosine[k] * oi - sine[k] * or;
      outRe[k] = er + tr;
      outIm[k] = ei + ti;
      outRe[b] = er - tr;
      outIm[b] = ti - ei;
    }
    return into;
  };

  const inverse = (of: Spectrum, into: Float64Array = new Float64Array(n)): Float64Array => {
    const { re: inRe, im: inIm } = of;
    // Conjugate in, so that the forward butterflies compute the inverse.
    for (let i = 0; i < m; i++) {
      const k = reversed[i];
      const xr = inRe[k];
      const xi = -inIm[k];
      const yr = inRe[m - k];
      const yi = inIm[m - k];
      const dr = xr - yr;
      const di = xi - yi;
      // conj of (E + i·e^(2πik/n)·D) with E, D of the unconjugated spectrum.
      const c = cosine[k];
      const s = sine[k];
      re[i] = 0.5 * (xr + yr + (di * c - dr * s));
      im[i] = 0.5 * (xi + yi - (dr * c + di * s));
    }
    butterflies();
    const scale = 1 / m;
    for (let i = 0; i < m; i++) {
      into[2 * i] = re[i] * scale;
      into[2 * i + 1] = -im[i] * scale;
    }
    return into;
  };
  return { length: n, forward, inverse };
}
