/** How a block's yearly quantities are summed out: variables, their rules, and which threat depends on which. */
import { type Environment, environment, lawOf, momentsOf, withShared } from '../expressions/index.ts';
import type { Expression } from '../model.ts';
import type { Nodes } from '../numeric/gauss.ts';
import type { Block } from './block.ts';
import { combinations, eliminationOrder, type Order, spread } from './elimination.ts';
import { ruleForRate } from './mixing.ts';
import { yearlyEffort } from './severity-effort.ts';
import type { StateModel, StateThreat } from './state-model.ts';
import { fineRule, gaussOf, ruleFor, ruleForChance, type Variable, variablesIn } from './variables.ts';
import type { Workspace } from './workspace.ts';

/** What does not depend on how fine the rules are. */
export interface Structure {
  readonly variables: readonly Variable[];
  /** By threat: variables that the transform of one of its events depends on, and those of all its own events; rising. */
  readonly eventScopes: ReadonlyMap<number, readonly number[]>;
  readonly yearScopes: ReadonlyMap<number, readonly number[]>;
  /** By threat: those that the laws of its losses depend on; rising. */
  readonly lawScopes: ReadonlyMap<number, readonly number[]>;
  /** Whether some rule is to be tried finer. */
  readonly adaptive: boolean;
}

export interface Plan {
  readonly structure: Structure;
  /** By variable: how many values it has. */
  readonly sizes: readonly number[];
  /** By variable: its rule for each combination of its parents. */
  readonly rules: readonly (readonly Nodes[])[];
  readonly order: Order;
  /** Transforms to compute or multiply, about. */
  readonly work: number;
}

export function structureOf(block: Block, model: StateModel, workspace: Workspace): Structure {
  const { conditions, threats } = block;
  const parents = conditions.map((index) => variablesIn([model.shared[index].expression], model, conditions));
  const closed = (found: Iterable<number>): number[] => {
    const all = new Set<number>();
    const add = (v: number): void => {
      if (all.has(v)) return;
      all.add(v);
      for (const parent of parents[v]) add(parent);
    };
    for (const v of found) add(v);
    return [...all].sort((a, b) => a - b);
  };
  const scope = (expressions: Iterable<Expression>): number[] => closed(variablesIn(expressions, model, conditions));
  const eventScopes = new Map<number, readonly number[]>();
  const yearScopes = new Map<number, readonly number[]>();
  const lawScopes = new Map<number, readonly number[]>();
  for (const t of [...threats].reverse()) {
    const found = new Set<number>();
    const severity = block.severities.get(t);
    if (severity) lawScopes.set(t, scope([...model.threats[t].lets, ...amountsOf(model.threats[t])]));
    for (const index of severity?.shared ?? []) {
      const v = conditions.indexOf(index);
      if (v >= 0) found.add(v);
    }
    for (const { target, probability } of model.threats[t].leadsTo) {
      const below = eventScopes.get(target);
      if (below === undefined) continue;
      for (const v of below) found.add(v);
      for (const v of scope([probability])) found.add(v);
    }
    eventScopes.set(t, closed(found));
    const { frequency } = model.threats[t];
    if (frequency !== null) yearScopes.set(t, closed([...found, ...scope(frequency)]));
  }
  const chances = threats.flatMap((t) => (model.threats[t].frequency ?? []).filter((e) => e.kind === 'exceedance'));
  const { rates, places } = ratesByVariable(block, model, workspace);
  const variables = conditions.map((index, v) => ({
    index,
    parents: [...parents[v]].sort((a, b) => a - b),
    rate: rates[v],
    places: places[v],
    chances: chances.filter((chance) => variablesIn([chance], model, conditions).has(v)),
  }));
  return { variables, eventScopes, yearScopes, lawScopes, adaptive: variables.some((v) => v.rate === null) };
}

function amountsOf({ lines }: Pick<StateThreat, 'lines'>): Expression[] {
  return lines.flatMap((line) => [line.amount, ...line.cuts.map(({ by }) => by)]);
}

/** See `Variable.rate` and `Variable.places`. */
function ratesByVariable(
  block: Block,
  model: StateModel,
  workspace: Workspace,
): { readonly rates: readonly (number | null)[]; readonly places: readonly number[] } {
  const { conditions, threats } = block;
  if (conditions.length === 0) return { rates: [], places: [] };
  const blank = environment({ shared: model.shared, lets: [] }, workspace.laws);
  let env: Environment = blank;
  const laws = conditions.map((index) => {
    const law = lawOf(model.shared[index].expression, env);
    const shared = [...env.shared];
    shared[index] = Number.isFinite(law.mean) ? law.mean : law.quantile(0.5);
    env = withShared(env, shared);
    return law;
  });
  const at = (v: number, value: number): Environment => {
    const shared = [...env.shared];
    shared[conditions[v]] = value;
    return withShared(env, shared);
  };
  const meanAt = (factors: readonly Expression[], e: Environment): number =>
    factors.reduce((product, factor) => product * momentsOf(factor, e).mean, 1);
  const rates: (number | null)[] = conditions.map(() => 0);
  const places = conditions.map(() => 0);
  const act = (factors: readonly Expression[], rate: number): void => {
    for (const factor of factors) for (const v of variablesIn([factor], model, conditions)) places[v]++;
    for (const v of variablesIn(factors, model, conditions)) {
      const low = laws[v].quantileAtScore(-1.5);
      const high = laws[v].quantileAtScore(1.5);
      const known = rates[v];
      if (known === null || !(high > low)) continue;
      const slope = Math.abs(meanAt(factors, at(v, high)) - meanAt(factors, at(v, low))) / (high - low);
      rates[v] = known + rate * slope;
    }
  };
  const events = new Map<number, number>();
  for (const t of threats) {
    const { frequency, leadsTo, coins, secondary, lets, lines } = model.threats[t];
    if (frequency) act(frequency, 1);
    const all = (events.get(t) ?? 0) + (frequency ? meanAt(frequency, env) : 0);
    for (const { target, probability } of leadsTo) {
      if (!threats.includes(target)) continue;
      act([probability], all);
      events.set(target, (events.get(target) ?? 0) + all * meanAt([probability], env));
    }
    if (!block.severities.has(t)) continue;
    for (const chance of [...coins, ...secondary]) act([chance], all);
    const amounts = [...lets, ...amountsOf({ lines })];
    for (const v of variablesIn(amounts, model, conditions)) rates[v] = null;
  }
  // A contest is no proportion.
  const contests = threats.flatMap((t) => (model.threats[t].frequency ?? []).filter((e) => e.kind === 'exceedance'));
  for (const v of variablesIn(contests, model, conditions)) rates[v] = null;
  // What a quantity acts on through another one counts as an amount.
  conditions.forEach((index) => {
    for (const v of variablesIn([model.shared[index].expression], model, conditions)) rates[v] = null;
  });
  return { rates, places };
}

/** A law that has to be integrated, in transforms. */
const perIntegral = 5;

export function planOf(
  block: Block,
  structure: Structure,
  model: StateModel,
  level: number,
  workspace: Workspace,
): Plan {
  const { variables } = structure;
  const base = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const amounts = variables.filter((v) => v.rate === null).length;
  const sizes: number[] = [];
  const rules: Nodes[][] = [];
  const values = new Int32Array(variables.length);
  for (const variable of variables) {
    const count = combinations(variable.parents, sizes);
    const found: Nodes[] = [];
    for (let i = 0; i < count && i < 4096; i++) {
      spread(i, variable.parents, sizes, values);
      const env = withValues(base, { structure, rules, sizes }, variable.parents, values);
      const law = lawOf(model.shared[variable.index].expression, env);
      const { index, chances } = variable;
      found.push(
        chances.length > 0
          ? ruleForChance(law, index, chances, level, env)
          : variable.rate === null
            ? ruleFor(law, level, amounts === 1, workspace)
            : ruleForRate(law, variable.rate, variable.places, fineRule(law, workspace), (order) =>
                gaussOf(law, order, workspace),
              ),
      );
    }
    rules.push(found);
    sizes.push(Math.max(...found.map((rule) => rule.values.length)));
  }
  const scopes = [...structure.yearScopes.values()];
  // What has one value only needs no summing out.
  const order = eliminationOrder(
    scopes.map((scope) => scope.filter((v) => sizes[v] > 1)),
    sizes,
  );
  let work = order.work;
  for (const scope of scopes) work += combinations(scope, sizes);
  for (const [t, scope] of structure.eventScopes) {
    const severity = block.severities.get(t);
    work += combinations(scope, sizes) * (severity ? 1 << severity.threat.coins.length : 1);
    const values = structure.lawScopes.get(t) ?? [];
    if (severity && values.length > 0) work += combinations(values, sizes) * perIntegral * yearlyEffort(severity, base);
  }
  return { structure, sizes, rules, order, work };
}

/** The rule of a variable at the values of those that it depends on. */
export function ruleAt(
  { structure, rules, sizes }: Pick<Plan, 'structure' | 'rules' | 'sizes'>,
  v: number,
  values: Int32Array,
): Nodes {
  let place = 0;
  for (const parent of structure.variables[v].parents) place = place * sizes[parent] + values[parent];
  return rules[v][place];
}

/** The environment with the values of some variables, whose parents are among them. */
export function withValues(
  env: Environment,
  plan: Pick<Plan, 'structure' | 'rules' | 'sizes'>,
  variables: readonly number[],
  values: Int32Array,
): Environment {
  if (variables.length === 0) return env;
  const shared: (number | undefined)[] = [];
  for (const v of variables) {
    const rule = ruleAt(plan, v, values);
    shared[plan.structure.variables[v].index] = rule.values[Math.min(values[v], rule.values.length - 1)];
  }
  return withShared(env, shared);
}
