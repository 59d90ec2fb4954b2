/** atan(k/8) for k = 0…8. */
const anchors = [
  0, 0.12435499454676144, 0.24497866312686414, 0.35877067027057225, 0.4636476090008061, 0.5585993153435624,
  0.6435011087932844, 0.7188299996216245, 0.7853981633974483,
];

/** Taylor's series, for |t| ≤ 1/16. */
function kernel(t: number): number {
  const q = t * t;
  return t + t * q * (-1 / 3 + q * (1 / 5 + q * (-1 / 7 + q * (1 / 9 + q * (-1 / 11 + q * (1 / 13 - q / 15))))));
}

/** Arc tangent in radians: atan(x) = atan(c) + atan((x − c) / (1 + cx)) with c the nearest eighth. */
export function atan(x: number): number {
  if (x < 0) return -atan(-x);
  if (x > 1) return 1.5707963267948966 - atan(1 / x);
  const k = Math.round(8 * x);
  if (k === 0) return kernel(x);
  if (Number.isNaN(k)) return x;
  const c = k / 8;
  return anchors[k] + kernel((x - c) / (1 + c * x));
}
