/** Means that have no closed form, by simulating what they are the means of. */
import type { Cancellation } from '../cancellation.ts';
import type { RiskModel } from '../model.ts';
import { simulate } from '../simulation/simulate.ts';

/** ALE of some threats when the marked controls work, and no others; money a year. */
export async function simulatedAles(
  model: RiskModel,
  works: readonly boolean[],
  threats: readonly number[],
  cancellation: Cancellation,
): Promise<ReadonlyMap<number, number>> {
  const variant: RiskModel = {
    ...model,
    threats: model.threats.map((threat) => ({ ...threat, unknownIn: [] })),
    controls: model.controls.flatMap((c, i) => (works[i] ? [{ ...c, status: 'in-place' as const }] : [])),
  };
  const { trials, seed } = model;
  const result = await simulate(variant, { trials, seed, threats, groups: [], total: false, cancellation });
  return new Map(threats.map((t) => [t, result.threats.get(t)?.current?.ale ?? 0]));
}
