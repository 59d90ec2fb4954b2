/** The law of a threat's yearly event rate as a few weighted rates. */

import { productOf } from '../expressions/combine.ts';
import { scoreRule } from '../expressions/index.ts';
import type { Distribution } from '../laws/index.ts';
import { exp, sincos } from '../numeric/elementary.ts';
import { gaussRule, type Nodes } from '../numeric/gauss.ts';

/** Points −(1 − s) at which a rule has to reproduce E e^(λ(s − 1)): real ones, and on the circle |s| = 1. */
const reals = [-0.5, -1, -2];
const angles = [0.0625, 0.125, 0.25, 0.5, 1, 2, 3];
const tolerance = 1e-6;

/** E e^(λ u) at the test points: real and imaginary parts in turn. */
function generating(
  { values, weights }: { values: ArrayLike<number>; weights: ArrayLike<number> },
  scale: number,
  more: readonly number[],
): number[] {
  const out: number[] = [];
  const turn = new Float64Array(2);
  const at = (re: number, im: number): void => {
    let a = 0;
    let b = 0;
    for (let i = 0; i < values.length; i++) {
      const rate = values[i] * scale;
      const size = weights[i] * exp(rate * re);
      if (im === 0) a += size;
      else {
        sincos(rate * im, turn);
        a += size * turn[1];
        b += size * turn[0];
      }
    }
    out.push(a, b);
  };
  for (const t of reals) at(t, 0);
  for (const w of [...angles, ...more]) {
    sincos(w, turn);
    at(-2 * half(w), turn[0]);
  }
  return out;
}

/** sin²(w/2). */
function half(w: number): number {
  const turn = new Float64Array(2);
  sincos(0.5 * w, turn);
  return turn[0] * turn[0];
}

function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((worst, x, i) => Math.max(worst, Math.abs(x - b[i])), 0);
}

/**
 * Rates and weights that stand for the product of independent factors, good for rates up to `scale` times it: a Gauss
 * rule of 3, 5 or 7 nodes where it reproduces the generating function to 1e-6, else the trapezoid rule over the score
 * of the product, doubled until that function stands.
 */
export function mixingRule(factors: readonly Distribution[], scale: number): Nodes {
  if (factors.length === 0) return { values: Float64Array.of(1), weights: Float64Array.of(1) };
  const nodes = factors.map(nodesOf);
  const few = nodes.filter((one) => one.values.length <= fewNodes);
  const narrow = few.length > 0 ? [few.reduce((one, other) => tensor(shortened(one), other))] : [];
  const reference = [...narrow, ...nodes.filter((one) => one.values.length > fewNodes)].reduce(tensor);
  let mean = 0;
  let square = 0;
  for (let i = 0; i < reference.values.length; i++) {
    mean += reference.weights[i] * reference.values[i];
    square += reference.weights[i] * reference.values[i] * reference.values[i];
  }
  const sd = scale * Math.sqrt(Math.max(0, square - mean * mean));
  const more = sd > 1 ? [0.5 / sd, 1 / sd, 2 / sd, 4 / sd] : [];
  const goal = generating(reference, scale, more);
  for (const order of [3, 5, 7]) {
    const rule = gaussRule(reference.values, reference.weights, order);
    if (distance(generating(rule, scale, more), goal) < tolerance) return rule;
  }
  return standing(factors.reduce(productOf), scale, more);
}

/** The trapezoid rule over the score, doubled until the generating function stands. */
function standing(law: Distribution, scale: number, more: readonly number[]): Nodes {
  let rule = toNodes(law, 48);
  let known = generating(rule, scale, more);
  for (let intervals = 96; intervals <= 1536; intervals *= 2) {
    const next = toNodes(law, intervals);
    const found = generating(next, scale, more);
    const close = distance(found, known) < 0.1 * tolerance;
    if (close) return rule;
    rule = next;
    known = found;
  }
  return rule;
}

function toNodes(law: Distribution, intervals: number): Nodes {
  const rule = scoreRule(law, intervals);
  return { values: Float64Array.from(rule.values), weights: Float64Array.from(rule.weights) };
}

/** A factor that varies little is known well enough by its first moments. */
const fewNodes = 12;
const littleVariation = 0.6;

function nodesOf(law: Distribution): Nodes {
  const nodes = toNodes(law, 64);
  const narrow = Math.sqrt(law.variance) < littleVariation * Math.abs(law.mean) && Number.isFinite(law.max);
  return narrow && nodes.values.length > fewNodes ? gaussRule(nodes.values, nodes.weights, fewNodes) : nodes;
}

/** The product of some that vary little is known by its first moments as well. */
function shortened(nodes: Nodes): Nodes {
  return nodes.values.length > 2 * fewNodes ? gaussRule(nodes.values, nodes.weights, 2 * fewNodes) : nodes;
}

/** Values of the product of two independent quantities. */
function tensor(one: Nodes, other: Nodes): Nodes {
  const values = new Float64Array(one.values.length * other.values.length);
  const weights = new Float64Array(values.length);
  let k = 0;
  for (let i = 0; i < one.values.length; i++)
    for (let j = 0; j < other.values.length; j++) {
      values[k] = one.values[i] * other.values[j];
      weights[k] = one.weights[i] * other.weights[j];
      k++;
    }
  return { values, weights };
}

/**
 * Values and weights that stand for one quantity in so many places that rates of at most `rate` times it depend on: a Gauss rule of as few
 * nodes as reproduce the generating function, else evenly spaced scores.
 */
export function ruleForRate(
  law: Distribution,
  rate: number,
  places: number,
  reference: Nodes,
  gauss: (order: number) => Nodes,
): Nodes {
  if (law.discrete && law.atoms && law.atoms.values.length <= 64) return law.atoms;
  const sd = rate * Math.sqrt(law.variance);
  const more = sd > 1 ? [0.5 / sd, 1 / sd, 2 / sd, 4 / sd] : [];
  const goal = generating(reference, rate, more);
  // A product of two factors with it has a mean that one value in its place would miss, however rare the events are.
  for (const order of [1, 2, 3, 4, 5, 6, 7]) {
    if (order === 1 && places > 1) continue;
    const rule = gauss(order);
    if (distance(generating(rule, rate, more), goal) < fine) return rule;
  }
  return standing(law, rate, more);
}

/** Error of the generating function that one of several quantities may bring. */
const fine = 1e-6;
