/** The chance that one quantity exceeds another, given the values that both have for the year. */
import { constantLaw, type Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import { exp } from '../numeric/elementary.ts';
import { integrate } from '../numeric/kronrod.ts';
import { chanceAt, exceeding } from './exceeding.ts';
import { lawOf } from './law.ts';
import { momentsOf } from './moments.ts';
import { scoreOf } from './panels.ts';
import { definitionOf, type Environment, type Reference, withShared, withValue } from './scope.ts';
import { scoreRule } from './score-rule.ts';
import { freeIn, isCertain, partsOf } from './usage.ts';

export type Exceedance = Extract<Expression, { kind: 'exceedance' }>;

/** The chance given all shared quantities in it, which have values in `env`; kept where it takes an integral. */
export function chanceGiven(chance: Exceedance, env: Environment): number {
  const { left, right } = chance;
  if (isCertain(left, env)) return lawOf(right, env).below(momentsOf(left, env).mean);
  if (isCertain(right, env)) return lawOf(left, env).survival(momentsOf(right, env).mean);
  const scaled = exceeding(chance, env);
  if (scaled) return chanceAt(scaled, env);
  const values = sharedBelow(chance, env).map((index) => env.shared[index]);
  const key = `given ${values.join(' ')} ${JSON.stringify(chance)} ${definitions(chance, env)}`;
  const known = env.memo.get(key);
  if (known) return known.min;
  const found = chanceOfExceeding(lawOf(left, env), lawOf(right, env));
  env.memo.set(key, constantLaw(found));
  return found;
}

/** Whether no integral is needed once the shared quantities have values: one side has only one value then. */
export function isQuick(chance: Exceedance, env: Environment): boolean {
  const shared = [...env.shared];
  for (const index of sharedBelow(chance, env)) shared[index] ??= 0;
  const given = withShared(env, shared);
  return isCertain(chance.left, given) || isCertain(chance.right, given);
}

function sharedBelow(expression: Expression, env: Environment, found = new Set<number>()): number[] {
  if (expression.kind === 'shared') found.add(expression.index);
  for (const part of partsOf(expression)) sharedBelow(part, env, found);
  return [...found].sort((a, b) => a - b);
}

/** What the shared quantities without a value, which are all certain, stand for. */
function definitions(chance: Exceedance, env: Environment): string {
  const open = sharedBelow(chance, env).filter((index) => env.shared[index] === undefined);
  return open.length === 0 ? '' : JSON.stringify(open.map((index) => env.scope.shared[index].expression));
}

/** All chances in some expressions. */
export function chancesIn(expressions: Iterable<Expression>, found: Exceedance[] = []): Exceedance[] {
  for (const e of expressions) {
    if (e.kind === 'exceedance') found.push(e);
    else chancesIn(partsOf(e), found);
  }
  return found;
}

/** Whether a quantity acts on a chance in some expressions, directly or through others. */
export function actsOnChance(of: Reference, expressions: Iterable<Expression>, env: Environment): boolean {
  return of.place === 'shared' && chancesIn(expressions).some((chance) => freeIn(chance, env).includes(of.index));
}

/** A chance that moves by more than this from one of 96 scores to the next is looked at for a step. */
const steep = 0.05;

/** Values of a shared quantity at which chances in the expressions bend or jump: integrals over it are split there. */
export function bendsOf(of: Reference, expressions: Iterable<Expression>, env: Environment): number[] {
  if (of.place !== 'shared') return [];
  const found = new Set<number>();
  for (const chance of chancesIn(expressions)) {
    if (!freeIn(chance, env).includes(of.index)) continue;
    const [left, right] = [aliasOf(chance.left, env), aliasOf(chance.right, env)];
    const sides = [
      [left, right],
      [right, left],
    ];
    const own = (e: Expression): boolean => freeIn(e, env).every((index) => index === of.index);
    const one = sides.find(
      ([a, b]) => own(a) && isCertain(a, withValue(env, of, 0)) && !freeIn(b, env).includes(of.index),
    );
    if (one) {
      const [a, b] = one;
      const levels = edgesOf(lawOf(b, env));
      const at = (value: number): number => momentsOf(a, withValue(env, of, value)).mean;
      for (const x of a.kind === 'shared' ? levels : crossingsOf(of, at, levels, env)) found.add(x);
    } else if (isQuick(chance, env) && freeIn(chance, env).length === 1) {
      for (const x of stepsOf(of, (value) => chanceGiven(chance, withValue(env, of, value)), env)) found.add(x);
    }
  }
  return [...found].filter(Number.isFinite).sort((a, b) => a - b);
}

function aliasOf(e: Expression, env: Environment): Expression {
  if (e.kind !== 'shared') return e;
  const inner = env.scope.shared[e.index].expression;
  return inner.kind === 'shared' ? aliasOf(inner, env) : e;
}

/** Where a distribution function bends or jumps, and between which places it rises: that may be a small part of an integral. */
function edgesOf(law: Distribution): number[] {
  const { min, max, kinks, atoms, discrete } = law;
  const rise = discrete ? [] : [-3, -1.5, 0, 1.5, 3].map((z) => law.quantileAtScore(z));
  return [min, max, ...(kinks ?? []), ...(atoms?.values ?? []), ...rise].filter(Number.isFinite);
}

/** Values of a quantity at which a continuous function of it passes one of the levels, found by halving. */
function crossingsOf(
  of: Reference,
  f: (value: number) => number,
  levels: readonly number[],
  env: Environment,
): number[] {
  const { values } = scoreRule(lawOf(definitionOf(of, env.scope), env), 96);
  const at = values.map(f);
  return levels.flatMap((level) =>
    values.flatMap((value, i) => {
      if (i === 0 || at[i - 1] < level === at[i] < level) return [];
      let [low, high] = [values[i - 1], value];
      for (let k = 0; k < 52; k++) {
        const middle = 0.5 * (low + high);
        if (f(middle) < level === at[i] < level) high = middle;
        else low = middle;
      }
      return [0.5 * (low + high)];
    }),
  );
}

/** Where a function of a quantity jumps, found by halving. */
function stepsOf(of: Reference, f: (value: number) => number, env: Environment): number[] {
  const law = lawOf(definitionOf(of, env.scope), env);
  const { values } = scoreRule(law, 96);
  const found: number[] = [];
  let before = f(values[0]);
  for (let i = 1; i < values.length; i++) {
    const next = f(values[i]);
    if (Math.abs(next - before) > steep) {
      let [low, high] = [values[i - 1], values[i]];
      let [atLow, atHigh] = [before, next];
      for (let k = 0; k < 52; k++) {
        const middle = 0.5 * (low + high);
        const value = f(middle);
        if (Math.abs(value - atLow) > Math.abs(atHigh - value)) [high, atHigh] = [middle, value];
        else [low, atLow] = [middle, value];
      }
      if (Math.abs(atHigh - atLow) > 0.5 * steep) found.push(0.5 * (low + high));
    }
    before = next;
  }
  return found;
}

/** The law with more places at which integrals over it are split. */
export function bentAt(law: Distribution, places: readonly number[]): Distribution {
  const inside = places.filter((x) => x > law.min && x < law.max);
  return inside.length === 0 || law.discrete ? law : { ...law, kinks: [...(law.kinks ?? []), ...inside] };
}

/** P(X > Y) of independent X, Y: E[P(X > y)] over the score of Y. */
export function chanceOfExceeding(x: Distribution, y: Distribution): number {
  if (y.discrete && y.atoms) {
    let sum = 0;
    for (let i = 0; i < y.atoms.values.length; i++) sum += y.atoms.weights[i] * x.survival(y.atoms.values[i]);
    return sum;
  }
  if (x.discrete && x.atoms) {
    let sum = 0;
    for (let i = 0; i < x.atoms.values.length; i++) sum += x.atoms.weights[i] * y.below(x.atoms.values[i]);
    return sum;
  }
  // Where the law of X rises may be a small part of the range of Y.
  const rise = [-3, 0, 3].map((z) => x.quantileAtScore(z));
  const kinks = [
    x.min,
    x.max,
    y.min,
    y.max,
    ...rise,
    ...(x.kinks ?? []),
    ...(y.kinks ?? []),
    ...(x.atoms?.values ?? []),
    ...(y.atoms?.values ?? []),
  ].filter(Number.isFinite);
  const scores = kinks.flatMap((v) => [scoreOf(y, v), scoreOf({ cdf: y.below, survival: (u) => 1 - y.below(u) }, v)]);
  const cuts = new Set([...usualCuts, ...scores.filter((z) => z > -reachOfChance && z < reachOfChance)]);
  const density = (z: number): number => 0.3989422804014327 * exp(-0.5 * z * z);
  const sum = integrate(
    (z) => density(z) * x.survival(y.quantileAtScore(z)),
    [...cuts].sort((a, b) => a - b),
    toleranceOfChance,
  );
  return Math.max(0, Math.min(1, sum));
}

const toleranceOfChance = 1e-12;
/** Scores beyond this have a chance of 1e-18. */
const reachOfChance = 8.8;
const usualCuts = [-reachOfChance, -4, -2, 0, 2, 4, reachOfChance];
