/** Monotone piecewise cubic interpolation (Fritsch and Butland). */

/** A function through rising `xs` and monotone `ys` that is monotone between them; beyond the ends it stays constant. */
export function monotoneCubic(xs: Float64Array, ys: Float64Array): (x: number) => number {
  const n = xs.length;
  const slopes = new Float64Array(n);
  if (n === 1) return () => ys[0];
  const secant = (i: number): number => (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]);
  for (let i = 1; i < n - 1; i++) {
    const left = secant(i - 1);
    const right = secant(i);
    if (left * right <= 0) continue;
    const h0 = xs[i] - xs[i - 1];
    const h1 = xs[i + 1] - xs[i];
    const parabola = (left * h1 + right * h0) / (h0 + h1);
    const limit = 3 * Math.min(Math.abs(left), Math.abs(right));
    slopes[i] = Math.abs(parabola) > limit ? Math.sign(parabola) * limit : parabola;
  }
  slopes[0] = secant(0);
  slopes[n - 1] = secant(n - 2);
  return (x) => {
    if (!(x > xs[0])) return ys[0];
    if (x >= xs[n - 1]) return ys[n - 1];
    let low = 0;
    let high = n - 1;
    while (high - low > 1) {
      const mid = (low + high) >> 1;
      if (xs[mid] <= x) low = mid;
      else high = mid;
    }
    const h = xs[high] - xs[low];
    const t = (x - xs[low]) / h;
    const s = 1 - t;
    return (
      ys[low] * s * s * (1 + 2 * t) + ys[high] * t * t * (3 - 2 * t) + h * t * s * (slopes[low] * s - slopes[high] * t)
    );
  };
}
