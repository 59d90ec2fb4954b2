/**
 * Powers of two and the binary exponent of a number, without any function whose last bit a JavaScript engine may choose.
 */

const lowestExponent = -1074;
const powers = new Float64Array(1024 - lowestExponent);
for (let k = 0, power = 1; k <= 1023; k++, power *= 2) powers[k - lowestExponent] = power;
for (let k = -1, power = 0.5; k >= lowestExponent; k--, power *= 0.5) powers[k - lowestExponent] = power;

const cell = new Float64Array(1);
const words = new Int32Array(cell.buffer);
cell[0] = 1;
/** Which of the two words holds sign and exponent: 1 on little-endian machines. */
const high = words[1] === 0x3ff00000 ? 1 : 0;

/** 2^k, exact, for an integer k in −1074…1023. */
export function powerOfTwo(k: number): number {
  return powers[k - lowestExponent];
}

/** The integer k with 2^k ≤ |x| < 2^(k+1), for finite x ≠ 0; subnormal numbers included. */
export function exponentOf(x: number): number {
  cell[0] = x;
  const biased = (words[high] >>> 20) & 0x7ff;
  if (biased !== 0) return biased - 1023;
  cell[0] = x * 18014398509481984;
  return ((words[high] >>> 20) & 0x7ff) - 1023 - 54;
}

/** z in [1, 2) with x = 2^k·z, for finite x > 0 and k = `exponentOf(x)`; subnormal numbers included. */
export function significandOf(x: number, k: number): number {
  // 2^(-k) does not exist as a double for the subnormal x.
  return k >= -1022 ? x * powers[-k - lowestExponent] : x * 18014398509481984 * powers[-k - 54 - lowestExponent];
}
