/** How much work the laws of a severity take: what depends on itself in many ways is left to the simulation. */
import { effortOf, integralsOf } from '../expressions/effort.ts';
import { type Environment, inLoss, isCertain, withShared } from '../expressions/index.ts';
import type { Expression } from '../model.ts';
import { commonScales, type Severity } from './severity.ts';
import { sharedIn } from './state-model.ts';

/** Laws that may be integrated for one threat: a second or two. */
export const mostIntegrals = 200;
/** Values of the year that a law is built for at least, where it is not only scaled by them. */
const corners = 3;

type Unchecked = Omit<Severity, 'outside'>;

/** Laws to integrate for all patterns of coins and reactions. */
export function severityEffort(severity: Unchecked, env: Environment): number {
  let effort = 0;
  overGroups(severity, env, (group, patterns, local) => {
    const times = changesByYear(severity, group, env) ? corners : 1;
    effort += times * patterns((terms) => effortOf(terms, local));
    return effort <= mostIntegrals;
  });
  return effort;
}

/** Laws to integrate anew for each value of the year. */
export function yearlyEffort(severity: Unchecked, env: Environment): number {
  let effort = 0;
  overGroups(severity, env, (group, patterns, local) => {
    if (changesByYear(severity, group, env)) effort += patterns((terms) => integralsOf(terms, local));
    return true;
  });
  return effort;
}

/** The sum of an effort over the patterns of coins and reactions of a group of lines. */
type Patterns = (effortOfTerms: (terms: readonly Expression[]) => number) => number;

/** Visits the groups of lines, with the quantities of the year given, until told that it is enough. */
function overGroups(
  { threat, lets, clusters, reactions, shared, amounts }: Unchecked,
  env: Environment,
  visit: (group: readonly number[], patterns: Patterns, local: Environment) => boolean,
): void {
  const values: (number | undefined)[] = [...env.shared];
  for (const index of shared) values[index] = 1;
  const local = withShared(inLoss(env, lets), values);
  for (const { secondaries, groups } of clusters)
    for (const group of groups) {
      const coins = new Set(group.flatMap((i) => threat.lines[i].cuts.map(({ coin }) => coin)));
      const patterns: Patterns = (effortOfTerms) => {
        // The same lines have the same law, whichever reactions they belong to.
        const known = new Set<string>();
        let sum = 0;
        for (let pattern = 0; pattern < 1 << secondaries.length; pattern++) {
          const active = group.filter((i) => reactions[i] < 0 || pattern & (1 << secondaries.indexOf(reactions[i])));
          if (active.length === 0 || known.has(active.join())) continue;
          known.add(active.join());
          sum += effortOfTerms(active.map((i) => amounts[i])) * (1 << coins.size);
        }
        return sum;
      };
      if (!visit(group, patterns, local)) return;
    }
}

/** Whether values of the year do more to the lines than to scale all of them alike. */
function changesByYear(severity: Unchecked, group: readonly number[], env: Environment): boolean {
  const { threat, amountShared } = severity;
  const scales = commonScales(severity, group);
  const uncertain = (index: number): boolean => !isCertain(env.scope.shared[index].expression, env);
  const all = group.flatMap((i) => [
    ...amountShared[i],
    ...threat.lines[i].cuts.flatMap(({ by }) => [...sharedIn(by)]),
  ]);
  return all.some((index) => !scales.includes(index) && uncertain(index));
}
