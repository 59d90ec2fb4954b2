/** Means of a state in closed form: events, losses, and the law of the expected annual loss over the year's parameters. */

import { constant, flatten, productOfAll, type StateModel, type StateThreat, sharedIn } from '../exact/state-model.ts';
import { conditionsOf } from '../exact/variables.ts';
import type { Workspace } from '../exact/workspace.ts';
import {
  type Environment,
  effortOfExpectation,
  environment,
  expectationOf,
  inLoss,
  isCertain,
  type KeptRules,
  momentsOf,
  repeatedIn,
} from '../expressions/index.ts';
import type { Expression } from '../model.ts';
import { areIndependent, frequencyParts, meanEvents, meanWithConsequences, waysTo } from './independent-means.ts';

export interface ThreatMeans {
  /** Money per year; Infinity where it does not exist. */
  readonly ale: number;
  readonly primary: number;
  readonly secondary: number;
  /** Events per year, own and set off. */
  readonly events: number;
  /** Standard error of `ale`: 0 in closed form. */
  readonly error: number;
}

const zero = constant(0);

/** Expressions grow with the ways in which events come to a threat: more than this are left to the simulation. */
const mostWays = 1500;

export function sumOfAll(terms: readonly Expression[]): Expression {
  const rest = terms.filter((t) => !(t.kind === 'constant' && t.value === 0));
  return rest.length === 0 ? zero : rest.reduce((left, right) => ({ kind: 'sum', left, right }));
}

/** Events a year of a threat given the year's parameters: its own and those that others set off. */
export function eventsOf(model: StateModel, t: number): Expression {
  const own = model.threats[t].frequency;
  const setOff = model.sources[t].flatMap((s) =>
    model.threats[s].leadsTo
      .filter((c) => c.target === t)
      .map((c) => productOfAll([...flatten(eventsOf(model, s)), ...flatten(c.probability)])),
  );
  return sumOfAll([own === null ? zero : productOfAll(own), ...setOff]);
}

/** Expected value of an amount given the shared quantities, as an expression of them; null where it does not separate. */
function yearly(amount: Expression, env: Environment): Expression | null {
  if (!dependsOnYear(amount, env)) return constant(momentsOf(amount, env).mean);
  switch (amount.kind) {
    case 'shared':
      return amount;
    case 'let':
      return yearly(env.scope.lets[amount.index], env);
    case 'sum':
    case 'difference': {
      const left = yearly(amount.left, env);
      const right = yearly(amount.right, env);
      return left && right && { kind: amount.kind, left, right };
    }
    case 'product': {
      if (repeatedIn([amount], env).some((r) => r.place === 'lets')) return null;
      const left = yearly(amount.left, env);
      const right = yearly(amount.right, env);
      return left && right && productOfAll([...flatten(left), ...flatten(right)]);
    }
    case 'quotient': {
      if (repeatedIn([amount], env).some((r) => r.place === 'lets') || dependsOnYear(amount.right, env)) return null;
      const left = yearly(amount.left, env);
      const inverse = momentsOf({ kind: 'quotient', left: constant(1), right: amount.right }, env).mean;
      return left && productOfAll([constant(inverse), ...flatten(left)]);
    }
    default:
      return null;
  }
}

/** Whether an uncertain shared quantity without a value takes part, directly or through a `let`. */
function dependsOnYear(e: Expression, env: Environment): boolean {
  return directlyShared(e, env).some(
    (i) => env.shared[i] === undefined && !isCertain(env.scope.shared[i].expression, env),
  );
}

function directlyShared(e: Expression, env: Environment): number[] {
  const found = sharedIn(e);
  const lets = (x: Expression): void => {
    if (x.kind === 'let') {
      const inner = env.scope.lets[x.index];
      sharedIn(inner, found);
      lets(inner);
    } else if (x.kind === 'min' || x.kind === 'max') x.items.forEach(lets);
    else if (x.kind === 'truncate' || x.kind === 'observed') lets(x.of);
    else if ('left' in x) {
      lets(x.left);
      lets(x.right);
    }
  };
  lets(e);
  return [...found];
}

/** Expected loss of one event given the year's parameters: primary and secondary part, or what needs values in `env`. */
export function lossOf(
  threat: StateThreat,
  env: Environment,
): { primary: Expression; secondary: Expression } | { needs: number[] } {
  const local = inLoss(env, threat.lets);
  const primary: Expression[] = [];
  const secondary: Expression[] = [];
  for (const line of threat.lines) {
    const mean = yearly(line.amount, local);
    if (mean === null)
      return {
        needs: directlyShared(line.amount, local).filter(
          (i) => env.shared[i] === undefined && !isCertain(env.scope.shared[i].expression, env),
        ),
      };
    const factors = [...flatten(mean)];
    for (const coin of new Set(line.cuts.map((c) => c.coin))) {
      const cut = productOfAll(line.cuts.filter((c) => c.coin === coin).map((c) => c.by));
      const chance = threat.coins[coin];
      // 1 − chance · (1 − cut).
      const shrinks: Expression =
        cut.kind === 'constant' ? constant(1 - cut.value) : { kind: 'difference', left: constant(1), right: cut };
      const off = productOfAll([...flatten(chance), shrinks]);
      factors.push(
        off.kind === 'constant' ? constant(1 - off.value) : { kind: 'difference', left: constant(1), right: off },
      );
    }
    if (line.secondary < 0) primary.push(productOfAll(factors));
    else secondary.push(productOfAll([...factors, ...flatten(threat.secondary[line.secondary])]));
  }
  return { primary: sumOfAll(primary), secondary: sumOfAll(secondary) };
}

/** The same by content: means, spreads and what is set off ask for it in turn. */
function keptLoss(threat: StateThreat, env: Environment, workspace: Workspace): ReturnType<typeof lossOf> {
  let known = workspace.losses.get(threat);
  if (!known) {
    known = new Map();
    workspace.losses.set(threat, known);
  }
  const key = valuesIn(threat, env);
  let loss = known.get(key) as ReturnType<typeof lossOf> | undefined;
  if (!loss) {
    loss = lossOf(threat, env);
    if (known.size >= mostLosses) known.clear();
    known.set(key, loss);
  }
  return loss;
}

const mostLosses = 1000;

/** The values or meanings of all shared quantities that the loss of a threat depends on. */
function valuesIn(threat: StateThreat, env: Environment): string {
  const found = new Set<number>();
  const visit = (e: Expression): void => {
    for (const index of sharedIn(e)) {
      if (found.has(index)) continue;
      found.add(index);
      if (env.shared[index] === undefined) visit(env.scope.shared[index].expression);
    }
  };
  const { lines, lets, coins, secondary } = threat;
  for (const e of [...lets, ...coins, ...secondary]) visit(e);
  for (const { amount, cuts } of lines) for (const e of [amount, ...cuts.map(({ by }) => by)]) visit(e);
  return JSON.stringify([...found].map((i) => [i, env.shared[i] ?? env.scope.shared[i].expression]));
}

export interface Piece {
  readonly weight: number;
  readonly env: Environment;
  readonly events: Expression;
  readonly primary: Expression;
  readonly secondary: Expression;
}

/** The threat's means as expressions, once for each value of the quantities that do not separate; null: too many. */
export function piecesOf(
  model: StateModel,
  t: number,
  workspace: Workspace,
  known: Expression | null = null,
): Piece[] | null {
  if (known === null && waysTo(model, t, mostWays) >= mostWays) return null;
  const events = known ?? eventsOf(model, t);
  const base = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const threat = model.threats[t];
  const needed = new Set<number>();
  for (let round = 0; round < 4; round++) {
    const level = needed.size <= 1 ? 2 : needed.size === 2 ? 3 : 0;
    const nodes = conditionsOf(
      [...needed].sort((a, b) => a - b),
      model,
      level,
      workspace,
      flatten(events),
    );
    if (nodes === null) return null;
    const pieces: Piece[] = [];
    let more: number[] = [];
    for (const { env, weight } of needed.size === 0 ? [{ env: base, weight: 1 }] : nodes) {
      const loss = keptLoss(threat, env, workspace);
      if ('needs' in loss) {
        more = loss.needs;
        break;
      }
      pieces.push({ weight, env, events, ...loss });
    }
    if (more.length === 0) return pieces;
    for (const index of more) needed.add(index);
  }
  return null;
}

/** Means of one threat; null where they have no closed form within reach. */
export function meansOf(model: StateModel, t: number, workspace: Workspace): ThreatMeans | null {
  const quick = independentMeans(model, t, workspace);
  if (quick !== null) return quick;
  const pieces = piecesOf(model, t, workspace);
  return pieces && effortOf(pieces) <= mostValues ? meansOfPieces(pieces) : null;
}

/** The means of a threat that others lead to, if nothing counts twice in them; else null. */
function independentMeans(model: StateModel, t: number, workspace: Workspace): ThreatMeans | null {
  const parts = frequencyParts(model, t);
  if (parts.length < 8) return null;
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const loss = lossOf(model.threats[t], env);
  if ('needs' in loss || !areIndependent([...parts, loss.primary, loss.secondary], env)) return null;
  const events = meanEvents(model, t, env);
  const primary = events * expectationOf(loss.primary, env);
  const secondary = events * expectationOf(loss.secondary, env);
  return { ale: primary + secondary, primary, secondary, events, error: 0 };
}

/** ALE of a threat and of all that it sets off, if nothing counts twice in it; else null. */
function independentTotal(model: StateModel, t: number, workspace: Workspace): number | null {
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const reached = [...reachableFrom(model, t)];
  if (reached.length < 4) return null;
  const means = new Map<number, number>();
  const parts = frequencyParts(model, t);
  for (const u of reached) {
    const loss = lossOf(model.threats[u], env);
    if ('needs' in loss) return null;
    parts.push(loss.primary, loss.secondary, ...model.threats[u].leadsTo.map((c) => c.probability));
    means.set(u, expectationOf(loss.primary, env) + expectationOf(loss.secondary, env));
  }
  if (!areIndependent(parts, env)) return null;
  const perEvent = meanWithConsequences(model, t, (u) => means.get(u) ?? 0, env);
  return meanEvents(model, t, env) * perEvent;
}

/** Terms of a sum multiplied out, and values of factors looked at for all of them: more are left to others. */
const mostTerms = 4_000;
const mostValues = 2_000_000;
/** With consequences, of which there are many to ask for. */
const mostValuesWithConsequences = 1_000_000;

/** The terms of an expression with its sums multiplied out: each way to an event uses most quantities once. null: too many. */
function termsOf(e: Expression): Expression[] | null {
  if (e.kind === 'sum') {
    const left = termsOf(e.left);
    const right = left && termsOf(e.right);
    return left && right && left.length + right.length <= mostTerms ? [...left, ...right] : null;
  }
  if (e.kind !== 'product') return [e];
  const left = termsOf(e.left);
  const right = left && termsOf(e.right);
  if (!left || !right || left.length * right.length > mostTerms) return null;
  return left.flatMap((a) => right.map((b) => productOfAll([...flatten(a), ...flatten(b)])));
}

/** About how many values of factors the means of some pieces take; none of them is computed for it. */
function effortOf(pieces: readonly Piece[]): number {
  let values = 0;
  for (const p of pieces)
    for (const e of [p.events, timesLoss(p, p.primary), timesLoss(p, p.secondary)]) {
      const terms = termsOf(e);
      if (terms === null) return Number.POSITIVE_INFINITY;
      for (const term of terms) values += effortOfExpectation(term, p.env);
    }
  return values;
}

function timesLoss(p: Piece, loss: Expression): Expression {
  return productOfAll([...flatten(p.events), ...flatten(loss)]);
}

function meansOfPieces(pieces: readonly Piece[]): ThreatMeans {
  const rules: KeptRules = new Map();
  const mean = (e: Expression, env: Environment): number =>
    (termsOf(e) ?? [e]).reduce((sum, term) => sum + expectationOf(term, env, rules), 0);
  let events = 0;
  let primary = 0;
  let secondary = 0;
  for (const p of pieces) {
    events += p.weight * mean(p.events, p.env);
    primary += p.weight * mean(timesLoss(p, p.primary), p.env);
    secondary += p.weight * mean(timesLoss(p, p.secondary), p.env);
  }
  return { ale: primary + secondary, primary, secondary, events, error: 0 };
}

/** How many events of `target` an event of t is and sets off, on average given the year's parameters. */
function eventsSetOff(model: StateModel, t: number, target: number): Expression {
  const own = t === target ? [constant(1)] : [];
  const further = model.threats[t].leadsTo.map((c) =>
    productOfAll([...flatten(c.probability), ...flatten(eventsSetOff(model, c.target, target))]),
  );
  return sumOfAll([...own, ...further]);
}

/** ALE of all events of a threat and of what they set off, directly or further on; null as in `meansOf`. */
export function aleWithConsequences(model: StateModel, t: number, workspace: Workspace): number | null {
  const quick = independentTotal(model, t, workspace);
  if (quick !== null) return quick;
  if ([...reachableFrom(model, t)].some((u) => waysTo(model, u, mostWays) >= mostWays)) return null;
  const events = eventsOf(model, t);
  const all: Piece[][] = [];
  let effort = 0;
  for (const u of reachableFrom(model, t)) {
    const pieces = piecesOf(
      model,
      u,
      workspace,
      productOfAll([...flatten(events), ...flatten(eventsSetOff(model, t, u))]),
    );
    effort += pieces === null ? Number.POSITIVE_INFINITY : effortOf(pieces);
    if (pieces === null || effort > mostValuesWithConsequences) return null;
    all.push(pieces);
  }
  return all.reduce((sum, pieces) => sum + meansOfPieces(pieces).ale, 0);
}

function reachableFrom(model: StateModel, t: number, found: Set<number> = new Set()): Set<number> {
  found.add(t);
  for (const { target } of model.threats[t].leadsTo) if (!found.has(target)) reachableFrom(model, target, found);
  return found;
}
