/** The transform of the loss of one event of a threat. */
import { type Environment, isCertain, lawOf, momentsOf, partsOf, repeatedIn } from '../expressions/index.ts';
import { countUses } from '../expressions/usage.ts';
import { affine, constantLaw, type Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import type { Spectrum } from './fft.ts';
import { ofValues } from './hybrid/scratch.ts';
import { keptLawSpectrum, lawSpectrum, type Part } from './law-spectrum.ts';
import { mostIntegrals, severityEffort } from './severity-effort.ts';
import { add, multiply, put } from './spectrum-arithmetic.ts';
import { constant, flatten, productOfAll, type StateThreat, sharedIn } from './state-model.ts';
import type { Grid, Workspace } from './workspace.ts';

export type { Part };

/** Lines that must be taken together because they use the same `let`s, and all the reactions that they involve. */
interface Cluster {
  readonly secondaries: readonly number[];
  /** Sets of lines; the sums of different sets are independent given which reactions happen. */
  readonly groups: readonly (readonly number[])[];
}

/** A severity ready to be transformed: `let`s that are used once are put where they stand. */
export interface Severity {
  readonly threat: StateThreat;
  readonly lets: readonly Expression[];
  readonly amounts: readonly Expression[];
  /** By line: the reaction that it belongs to; −1 if it always happens. */
  readonly reactions: readonly number[];
  readonly clusters: readonly Cluster[];
  /** Shared quantities that it depends on. */
  readonly shared: readonly number[];
  /** By line: those that its amount depends on. */
  readonly amountShared: readonly (readonly number[])[];
  /** By line: those that do nothing to its amount but to scale it. */
  readonly scales: readonly (readonly number[])[];
  /** Stands for all that it consists of. */
  readonly id: number;
  readonly outside: string | null;
  /** Filled on demand. */
  readonly fixed: { patterns: readonly Pattern[] | null };
}

/** Coins and reactions are enumerated: their combinations must stay few. */
const maxCoins = 5;
const maxReactions = 6;

export function severityOf(threat: StateThreat, env: Environment, workspace: Workspace): Severity {
  const local: Environment = { ...env, scope: { shared: env.scope.shared, lets: threat.lets } };
  const repeated = new Set(
    repeatedIn(
      threat.lines.map((l) => l.amount),
      local,
    )
      .filter((r) => r.place === 'lets')
      .map((r) => r.index),
  );
  const inlined = (e: Expression): Expression => {
    if (e.kind === 'let') {
      const inner = threat.lets[e.index];
      if (repeated.has(e.index)) return e;
      if (inner.kind !== 'shared' && isCertain(inner, local)) return constant(momentsOf(inner, local).mean);
      return inlined(inner);
    }
    if (e.kind === 'min' || e.kind === 'max') return { ...e, items: e.items.map(inlined) };
    if (e.kind === 'sum' || e.kind === 'difference' || e.kind === 'product' || e.kind === 'quotient')
      return { ...e, left: inlined(e.left), right: inlined(e.right) };
    return e;
  };
  const amounts = threat.lines.map((l) => inlined(l.amount));
  const lets = threat.lets.map(inlined);
  const usesLets = amounts.map((a) =>
    [...countUses(a, { ...local, scope: { ...local.scope, lets } }).keys()].filter((k) => k.startsWith('lets:')),
  );
  const reactions = threat.lines.map((l) => {
    const chance = l.secondary < 0 ? null : threat.secondary[l.secondary];
    return chance === null || (chance.kind === 'constant' && chance.value === 1) ? -1 : l.secondary;
  });
  const clusters = clustersOf(reactions, usesLets);
  const shared = new Set<number>();
  for (const e of [
    ...amounts,
    ...lets,
    ...threat.coins,
    ...threat.secondary,
    ...threat.lines.flatMap((l) => l.cuts.map((c) => c.by)),
  ])
    sharedIn(e, shared);
  const inLets = new Set<number>();
  for (const e of lets) sharedIn(e, inLets);
  const scales = amounts.map((a) => scalesOf(a).filter((index) => !usesLet(a) || !inLets.has(index)));
  const amountShared = amounts.map((a) => {
    const found = sharedIn(a);
    // What a `let` is made of counts as well, for all of them together: they may use each other.
    if (usesLet(a)) for (const e of lets) sharedIn(e, found);
    return [...found];
  });
  const tooMany = threat.coins.length > maxCoins || clusters.some((c) => c.secondaries.length > maxReactions);
  const id = workspace.idOf(JSON.stringify([threat.lines, threat.coins, threat.lets, threat.secondary]));
  const made = {
    threat,
    lets,
    amounts,
    reactions,
    clusters,
    amountShared,
    scales,
    id,
    shared: [...shared].sort((a, b) => a - b),
    fixed: { patterns: null },
  };
  const outside = tooMany
    ? 'its loss has too many combinations of controls and reactions'
    : severityEffort(made, env) > mostIntegrals
      ? 'its losses depend on each other in too many ways'
      : null;
  return { ...made, outside };
}

/** Shared quantities that an amount is the product of one time, and that stand nowhere else in it. */
function scalesOf(amount: Expression): number[] {
  const factors = flatten(amount);
  return factors.flatMap((f, i) =>
    f.kind === 'shared' && factors.every((g, j) => i === j || !sharedIn(g).has(f.index)) ? [f.index] : [],
  );
}

/** Shared quantities that scale all of some lines alike, whichever of the coins fall, and do nothing else to them. */
export function commonScales(
  { threat, scales }: Pick<Severity, 'threat' | 'scales'>,
  lines: readonly number[],
): readonly number[] {
  const [first, ...rest] = lines;
  return scales[first].filter(
    (index) =>
      rest.every((i) => scales[i].includes(index)) &&
      lines.every((i) => threat.lines[i].cuts.every(({ by }) => !sharedIn(by).has(index))),
  );
}

function usesLet(e: Expression): boolean {
  return e.kind === 'let' || partsOf(e).some(usesLet);
}

function clustersOf(reactions: readonly number[], usesLets: readonly (readonly string[])[]): Cluster[] {
  const groups: number[][] = [];
  const groupOf = new Map<number, number[]>();
  reactions.forEach((_, i) => {
    const joined = new Set<number[]>();
    for (let j = 0; j < i; j++)
      if (usesLets[j].some((key) => usesLets[i].includes(key))) joined.add(groupOf.get(j) as number[]);
    const merged = [...[...joined].flat(), i].sort((a, b) => a - b);
    for (const old of joined) groups.splice(groups.indexOf(old), 1);
    groups.push(merged);
    for (const member of merged) groupOf.set(member, merged);
  });
  const clusters: { secondaries: number[]; groups: number[][] }[] = [];
  for (const group of groups) {
    const secondaries = [...new Set(group.map((i) => reactions[i]).filter((s) => s >= 0))];
    const touched = clusters.filter((c) =>
      secondaries.length === 0 ? c.secondaries.length === 0 : c.secondaries.some((s) => secondaries.includes(s)),
    );
    for (const c of touched) clusters.splice(clusters.indexOf(c), 1);
    clusters.push({
      secondaries: [...new Set([...touched.flatMap((c) => c.secondaries), ...secondaries])].sort((a, b) => a - b),
      groups: [...touched.flatMap((c) => c.groups), group],
    });
  }
  return clusters;
}

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
      const law = kept('unit lines', rest, () => newGroupLaw(severity, lines, coins, { ...env, shared: unit }));
      return affine(
        0,
        scales.reduce((product, i) => product * (env.shared[i] as number), 1),
        law,
      );
    },
  );
}

function newGroupLaw(severity: Severity, lines: readonly number[], coins: number, env: Environment): Distribution {
  const local: Environment = { ...env, scope: { shared: env.scope.shared, lets: severity.lets } };
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
type Terms = readonly { readonly chance: number; readonly laws: readonly Distribution[] }[];

/** One pattern of coins: how the clusters, which are independent, go on. */
interface Pattern {
  readonly chance: number;
  readonly clusters: readonly Terms[];
}

/** Every pattern of coins and reactions that can be, with its laws; kept where no value of the year takes part. */
function patternsOf(severity: Severity, env: Environment): readonly Pattern[] {
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
function mayBePoint(clusters: readonly Terms[]): boolean {
  return clusters.every((terms) => terms.some(({ laws }) => laws.every((law) => law.atoms !== null)));
}

/** The transform of one event's loss on a grid, tilted; null is the zero measure (no atoms). Certain shared values are in `env`. */
export function severitySpectrum(
  severity: Severity,
  env: Environment,
  grid: Grid,
  part: Part,
  workspace: Workspace,
): Spectrum | null {
  return workspace.spectrum(keyOfEvent(severity, env, grid, part), () => {
    const patterns = patternsOf(severity, env);
    let total: Spectrum | null = null;
    for (const { chance, clusters } of patterns) {
      const one = patternSpectrum(clusters, patterns.length > 1 || severity.shared.length > 0, grid, part, workspace);
      if (one === null) continue;
      if (total) add(total, chance, one);
      else {
        total = workspace.spectrumOf(grid.n / 2 + 1);
        put(total, chance, one);
      }
      workspace.giveBack(one);
    }
    return total;
  });
}

function keyOfEvent({ shared, id }: Severity, env: Environment, grid: Grid, part: Part): string {
  if (shared.length === 0) return `event ${grid.key} ${part} ${id}`;
  const values = shared.map((i) => env.shared[i]);
  const given = values.some((value) => value !== undefined) ? ofValues : '';
  return `${given}event ${grid.key} ${part} ${values.join(' ')} ${id}`;
}

/** Null is the zero measure; else a borrowed transform. `reused`: the laws are asked for again on the same grid. */
function patternSpectrum(
  clusters: readonly Terms[],
  reused: boolean,
  grid: Grid,
  part: Part,
  workspace: Workspace,
): Spectrum | null {
  const length = grid.n / 2 + 1;
  const product = workspace.borrow(length);
  const sum = workspace.borrow(length);
  const term = workspace.borrow(length);
  const own = workspace.borrow(length);
  const how = part === 'full' && !mayBePoint(clusters) ? 'smeared' : part;
  const transformed = (law: Distribution): Spectrum | null => {
    const of = law.atoms === null ? part : how;
    if (reused) return keptLawSpectrum(law, grid, of, workspace);
    return lawSpectrum(law, grid, of, workspace, own) ? own : null;
  };
  let first = true;
  let nothing = false;
  for (const terms of clusters) {
    const into = first ? product : sum;
    let any = false;
    let constant = 0;
    const addTo = (chance: number, one: Spectrum): void => {
      if (any) add(into, chance, one);
      else put(into, chance, one);
      any = true;
    };
    for (const { chance, laws } of terms) {
      if (laws.length === 0) {
        constant += chance;
        continue;
      }
      const one = transformed(laws[0]);
      if (one === null) continue;
      if (laws.length === 1) {
        addTo(chance, one);
        continue;
      }
      put(term, 1, one);
      let zero = false;
      for (let i = 1; i < laws.length && !zero; i++) {
        const next = transformed(laws[i]);
        if (next === null) zero = true;
        else multiply(term, next);
      }
      if (!zero) addTo(chance, term);
    }
    if (!any && constant === 0) {
      nothing = true;
      break;
    }
    if (!any) {
      into.re.fill(constant);
      into.im.fill(0);
    } else if (constant > 0) for (let k = 0; k < length; k++) into.re[k] += constant;
    if (!first) multiply(product, sum);
    first = false;
  }
  if (first && !nothing) {
    product.re.fill(1);
    product.im.fill(0);
  }
  workspace.giveBack(sum);
  workspace.giveBack(term);
  workspace.giveBack(own);
  if (!nothing) return product;
  workspace.giveBack(product);
  return null;
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
