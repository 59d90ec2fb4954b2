/** How much work the laws of a severity take: what depends on itself in many ways is left to the simulation. */
import { effortOf } from '../expressions/effort.ts';
import { type Environment, isCertain } from '../expressions/index.ts';
import type { Severity } from './severity.ts';
import { flatten, sharedIn } from './state-model.ts';

/** Laws that may be integrated for one threat: a second or two. */
export const mostIntegrals = 1000;
/** Values of the year that a law is built for, where it is not only scaled by them. */
const yearly = 12;

/** Laws to integrate for all patterns of coins and reactions. */
export function severityEffort(severity: Omit<Severity, 'outside'>, env: Environment): number {
  const { threat, lets, clusters, reactions, shared } = severity;
  const values: (number | undefined)[] = [...env.shared];
  for (const index of shared) values[index] = 1;
  const local: Environment = { ...env, scope: { shared: env.scope.shared, lets }, shared: values };
  let effort = 0;
  for (const { secondaries, groups } of clusters)
    for (const group of groups) {
      const coins = new Set(group.flatMap((i) => threat.lines[i].cuts.map(({ coin }) => coin)));
      let integrals = 0;
      for (let pattern = 0; pattern < 1 << secondaries.length; pattern++) {
        const active = group.filter((i) => reactions[i] < 0 || pattern & (1 << secondaries.indexOf(reactions[i])));
        integrals += effortOf(
          active.map((i) => severity.amounts[i]),
          local,
        );
        if (integrals > mostIntegrals) return integrals;
      }
      effort += integrals * (1 << coins.size) * (changesByYear(severity, group, env) ? yearly : 1);
    }
  return effort;
}

/** Whether values of the year do more to the lines than to scale all of them alike. */
function changesByYear(
  { threat, lets, amounts }: Omit<Severity, 'outside'>,
  group: readonly number[],
  env: Environment,
): boolean {
  const uncertain = (index: number): boolean => !isCertain(env.scope.shared[index].expression, env);
  if (group.some((i) => threat.lines[i].cuts.some(({ by }) => [...sharedIn(by)].some(uncertain)))) return true;
  if (lets.some((e) => [...sharedIn(e)].some(uncertain))) return true;
  const scales = group.map((i) => {
    const factors = flatten(amounts[i]);
    const plain = factors.flatMap((f) => (f.kind === 'shared' ? [f.index] : []));
    const inner = factors.some((f) => f.kind !== 'shared' && [...sharedIn(f)].some(uncertain));
    return {
      key: plain
        .filter(uncertain)
        .sort((a, b) => a - b)
        .join(),
      inner,
    };
  });
  return scales.some(({ key, inner }) => inner || key !== scales[0].key);
}
