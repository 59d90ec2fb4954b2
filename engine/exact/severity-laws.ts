/** The laws that the loss of one event of a threat is made of, for every pattern of coins and reactions. */
import { type Environment, inLoss, isCertain, lawOf, momentsOf, withShared } from '../expressions/index.ts';
import { affine, constantLaw, type Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import { ofValues } from './hybrid/scratch.ts';
import { type Cluster, commonScales, type Severity } from './severity.ts';
import { constant, flatten, productOfAll, sharedIn } from './state-model.ts';

/** The value of an expression that is certain in the environment. */
export function certainValue(e: Expression, env: Environment): number {
  return e.kind === 'constant' ? e.value : momentsOf(e, env).mean;
}

/** Calls `visit(pattern, chance)` for every pattern of coins with a chance above 0. */
function overPatterns(chances: readonly number[], visit: (pattern: number, chance: number) => void): void {
  for (let pattern = 0; pattern < 1 << chances.length; pattern++) {
    let chance = 1;
    chances.forEach((p, i) => {
      chance *= pattern & (1 << i) ? p : 1 - p;
    });
    if (chance > 0) visit(pattern, chance);
  }
}

/**
 * The law of the sum of some lines of one group, under a pattern of coins; kept by its content. What only scales all of them
 * does so to one law, which serves all values of the year.
 */
function groupLaw(severity: Severity, lines: readonly number[], coins: number, env: Environment): Distribution {
  // Only what these lines depend on: other coins and chances leave their law as it is.
  const shared = new Set<number>();
  let falling = 0;
  for (const i of lines) {
    for (const index of severity.amountShared[i]) shared.add(index);
    for (const { coin, by } of severity.threat.lines[i].cuts) {
      if (!(coins & (1 << coin))) continue;
      falling |= 1 << coin;
      sharedIn(by, shared);
    }
  }
  const kept = (what: string, values: readonly (number | undefined)[], make: () => Distribution): Distribution => {
    const given = values.some((value) => value !== undefined) ? ofValues : '';
    const key = `${given}${what} ${lines.join()} ${falling} ${values.join(' ')} ${severity.id}`;
    const known = env.memo.get(key);
    if (known) return known;
    const law = make();
    env.memo.set(key, law);
    return law;
  };
  const all = [...shared];
  return kept(
    'lines',
    all.map((i) => env.shared[i]),
    () => {
      const scales = commonScales(severity, lines).filter((i) => env.shared[i] !== undefined);
      if (scales.length === 0) return newGroupLaw(severity, lines, coins, env);
      const unit = [...env.shared];
      for (const i of scales) unit[i] = 1;
      const rest = all.map((i) => (scales.includes(i) ? undefined : env.shared[i]));
      const law = kept('unit lines', rest, () => newGroupLaw(severity, lines, coins, withShared(env, unit)));
      return affine(
        0,
        scales.reduce((product, i) => product * (env.shared[i] as number), 1),
        law,
      );
    },
  );
}

function newGroupLaw(severity: Severity, lines: readonly number[], coins: number, env: Environment): Distribution {
  const local = inLoss(env, severity.lets);
  const terms = lines.map((i) => {
    const cuts = severity.threat.lines[i].cuts
      .filter((c) => coins & (1 << c.coin))
      .map((c) => constant(certainValue(c.by, env)));
    // Values of the year are taken out as a scale: what is left is the same for all of them, and its law is kept.
    const known = flatten(severity.amounts[i]).map((f) =>
      f.kind !== 'constant' && f.kind !== 'draw' && isCertain(f, local) ? constant(momentsOf(f, local).mean) : f,
    );
    return productOfAll([...known, ...cuts]);
  });
  return lawOf(sumOfTerms(terms), local);
}

/** The sum of terms with a `let` that multiplies all of them put outside, so that it is used once. */
function sumOfTerms(terms: readonly Expression[]): Expression {
  const total = (items: readonly Expression[]): Expression =>
    items.reduce((left, right) => ({ kind: 'sum', left, right }));
  if (terms.length < 2) return terms[0];
  const factors = terms.map((term) => flatten(term));
  const common = factors[0].find(
    (f) => f.kind === 'let' && factors.every((all) => all.some((g) => g.kind === 'let' && g.index === f.index)),
  );
  if (common === undefined || common.kind !== 'let') return total(terms);
  const rest = factors.map((all) => {
    const at = all.findIndex((g) => g.kind === 'let' && g.index === common.index);
    return productOfAll(all.filter((_, i) => i !== at));
  });
  return { kind: 'product', left: common, right: sumOfTerms(rest) };
}

/** What one cluster may cost under a pattern of coins: with each chance the sum of independent losses. */
export type Terms = readonly { readonly chance: number; readonly laws: readonly Distribution[] }[];

/** One pattern of coins: how the clusters, which are independent, go on. */
export interface Pattern {
  readonly chance: number;
  readonly clusters: readonly Terms[];
}

/** Every pattern of coins and reactions that can be, with its laws; kept where no value of the year takes part. */
export function patternsOf(severity: Severity, env: Environment): readonly Pattern[] {
  if (severity.fixed.patterns) return severity.fixed.patterns;
  const patterns: Pattern[] = [];
  overPatterns(
    severity.threat.coins.map((c) => certainValue(c, env)),
    (coins, chance) => {
      const clusters = severity.clusters.map((cluster): Terms => {
        const terms: { chance: number; laws: Distribution[] }[] = [];
        overPatterns(
          cluster.secondaries.map((s) => certainValue(severity.threat.secondary[s], env)),
          (reactions, share) => {
            const laws: Distribution[] = [];
            for (const group of cluster.groups) {
              const active = activeLines(severity, cluster, group, reactions);
              if (active.length > 0) laws.push(groupLaw(severity, active, coins, env));
            }
            terms.push({ chance: share, laws: withConstantsMoved(laws) });
          },
        );
        return terms;
      });
      patterns.push({ chance, clusters });
    },
  );
  if (severity.shared.length === 0) severity.fixed.patterns = patterns;
  return patterns;
}

/** The laws that occur under the environment: for ranges and lattices. */
export function lawsOf(severity: Severity, env: Environment): Distribution[] {
  return patternsOf(severity, env).flatMap(({ clusters }) => clusters.flatMap((terms) => terms.flatMap((t) => t.laws)));
}

function activeLines(severity: Severity, cluster: Cluster, group: readonly number[], reactions: number): number[] {
  return group.filter((i) => {
    const s = severity.reactions[i];
    return s < 0 || (reactions & (1 << cluster.secondaries.indexOf(s))) !== 0;
  });
}

/** Whether some value of one event's loss, 0 included, has a chance of its own: whether every cluster may give one. */
export function hasAtoms(severity: Severity, env: Environment): boolean {
  return patternsOf(severity, env).some(({ clusters }) => mayBePoint(clusters));
}

/** Whether the sum over the clusters may be a point mass: each of them may. */
export function mayBePoint(clusters: readonly Terms[]): boolean {
  return clusters.every((terms) => terms.some(({ laws }) => laws.every((law) => law.atoms !== null)));
}

/** Adds constants to a law without atoms, if there is one: a shift of a smooth law needs no place on the grid. */
function withConstantsMoved(laws: readonly Distribution[]): Distribution[] {
  const fixed = laws.filter((l) => l.discrete && l.min === l.max);
  const rest = laws.filter((l) => !(l.discrete && l.min === l.max));
  const shift = fixed.reduce((sum, l) => sum + l.min, 0);
  if (shift === 0) return rest;
  const smooth = rest.findIndex((l) => l.atoms === null);
  if (smooth < 0) return [constantLaw(shift), ...rest];
  return rest.map((l, i) => (i === smooth ? affine(shift, 1, l) : l));
}
