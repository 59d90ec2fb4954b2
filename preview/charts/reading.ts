/** Readings of a loss exceedance curve: points `[loss, P(annual loss > loss)]` with rising loss. */
export type Curve = readonly (readonly [loss: number, chance: number])[];

/** Below this many points the annual loss is made of a few steps, and the curve is drawn as a staircase. */
const fewPoints = 64;

export function isStaircase(curve: Curve): boolean {
  return curve.length < fewPoints;
}

/** P(annual loss > loss): of a staircase the step that holds, else between the neighbours, straight in the loss. */
export function chanceAbove(curve: Curve, loss: number): number {
  if (curve.length === 0) return 0;
  const next = firstAbove(curve, loss);
  if (next === 0) return curve[0][1];
  const [left, chance] = curve[next - 1];
  if (next === curve.length) return isStaircase(curve) || loss === left ? chance : 0;
  if (isStaircase(curve) || loss === left) return chance;
  const [right, chanceRight] = curve[next];
  return chance + ((chanceRight - chance) * (loss - left)) / (right - left);
}

/** The smallest loss of the curve whose exceedance is at most `chance`; the last loss where none is. */
export function lossAt(curve: Curve, chance: number): number {
  const index = curve.findIndex(([, value]) => value <= chance);
  if (index < 0) return curve.at(-1)?.[0] ?? 0;
  if (index === 0 || isStaircase(curve)) return curve[index][0];
  const [left, before] = curve[index - 1];
  const [right, after] = curve[index];
  return before === after ? right : left + ((right - left) * (before - chance)) / (before - after);
}

function firstAbove(curve: Curve, loss: number): number {
  let low = 0;
  let high = curve.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (curve[middle][0] > loss) high = middle;
    else low = middle + 1;
  }
  return low;
}
