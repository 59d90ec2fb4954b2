/** Gauss rules: from any discrete measure, and for the normal law. */
import { exp } from './elementary.ts';

export interface Nodes {
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The Gauss rule with (at most) `order` nodes that has the same first 2·order − 1 moments as a discrete measure of
 * total weight 1. Recurrence by Stieltjes, nodes as the roots of the last polynomial, found between those of the one
 * before. Of points in few clusters some nodes come too close to each other to be told apart: then it has fewer nodes.
 */
export function gaussRule(values: ArrayLike<number>, weights: ArrayLike<number>, order: number): Nodes {
  const n = values.length;
  const polynomials = [new Float64Array(n).fill(1)];
  const norms: number[] = [];
  const a: number[] = [];
  const b: number[] = [];
  for (let k = 0; k < order; k++) {
    const current = polynomials[k];
    let norm = 0;
    let moment = 0;
    for (let i = 0; i < n; i++) {
      const w = weights[i] * current[i] * current[i];
      norm += w;
      moment += w * values[i];
    }
    const beta = k === 0 ? 0 : norm / norms[k - 1];
    const scale = Math.abs(a[0] ?? 1);
    // A measure of fewer distinct points has no further polynomial.
    if (k > 0 && !(beta > 1e-26 * scale * scale)) break;
    a.push(moment / norm);
    b.push(beta);
    norms.push(norm);
    const next = new Float64Array(n);
    const before = k === 0 ? next : polynomials[k - 1];
    for (let i = 0; i < n; i++) next[i] = (values[i] - a[k]) * current[i] - beta * before[i];
    // Of points in few clusters the polynomials stop being orthogonal after some steps, and rounding takes over.
    if (k >= stable) for (let j = k; j >= 0; j--) takeOut(next, polynomials[j], norms[j], weights);
    polynomials.push(next);
  }
  for (let k = a.length; ; k--) {
    const rule = rootsOf(a.slice(0, k), b.slice(0, k));
    if (k <= 2 || isRuleOf(rule, values, weights)) return rule;
  }
}

/** Whether total, mean and variance are those of the measure. */
function isRuleOf(rule: Nodes, values: ArrayLike<number>, weights: ArrayLike<number>): boolean {
  const [total, mean, variance] = firstMoments(values, weights);
  const [ruleTotal, ruleMean, ruleVariance] = firstMoments(rule.values, rule.weights);
  const sd = Math.sqrt(variance);
  return (
    Math.abs(ruleTotal - total) < close &&
    Math.abs(ruleMean - mean) <= close * Math.max(sd, Math.abs(mean)) &&
    Math.abs(ruleVariance - variance) <= close * Math.max(variance, mean * mean)
  );
}

const close = 1e-9;

function firstMoments(values: ArrayLike<number>, weights: ArrayLike<number>): [number, number, number] {
  let total = 0;
  let mean = 0;
  for (let i = 0; i < values.length; i++) {
    total += weights[i];
    mean += weights[i] * values[i];
  }
  let variance = 0;
  for (let i = 0; i < values.length; i++) variance += weights[i] * (values[i] - mean) * (values[i] - mean);
  return [total, mean, variance];
}

/** Steps that need no help to stay orthogonal. */
const stable = 6;

/** Makes a polynomial orthogonal to another one. */
function takeOut(next: Float64Array, other: Float64Array, norm: number, weights: ArrayLike<number>): void {
  let share = 0;
  for (let i = 0; i < next.length; i++) share += weights[i] * next[i] * other[i];
  share /= norm;
  for (let i = 0; i < next.length; i++) next[i] -= share * other[i];
}

/** p_k at x, and its slope in `slope[0]`, by the recurrence. */
function evaluate(a: readonly number[], b: readonly number[], k: number, x: number, slope: Float64Array): number {
  let p0 = 0;
  let p1 = 1;
  let d0 = 0;
  let d1 = 0;
  for (let j = 0; j < k; j++) {
    const p2 = (x - a[j]) * p1 - b[j] * p0;
    const d2 = p1 + (x - a[j]) * d1 - b[j] * d0;
    p0 = p1;
    p1 = p2;
    d0 = d1;
    d1 = d2;
  }
  slope[0] = d1;
  return p1;
}

function rootsOf(a: readonly number[], b: readonly number[]): Nodes {
  const order = a.length;
  const slope = new Float64Array(1);
  let roots: number[] = [];
  let reach = 0;
  for (let j = 0; j < order; j++)
    reach = Math.max(reach, Math.abs(a[j] - a[0]) + Math.sqrt(b[j]) + Math.sqrt(b[j + 1] ?? 0));
  for (let k = 1; k <= order; k++) {
    const ends = [a[0] - 2 * reach - 1e-300, ...roots, a[0] + 2 * reach + 1e-300];
    const next: number[] = [];
    for (let i = 0; i < k; i++)
      next.push(k === 1 ? a[0] : rootBetween((x) => evaluate(a, b, k, x, slope), slope, ends[i], ends[i + 1]));
    roots = next;
  }
  // Christoffel numbers: 1 / Σ p_k(x)² / h_k.
  const weights = roots.map((x) => {
    let p0 = 0;
    let p1 = 1;
    let h = 1;
    let sum = 1;
    for (let j = 0; j + 1 < order; j++) {
      const p2 = (x - a[j]) * p1 - b[j] * p0;
      p0 = p1;
      p1 = p2;
      h *= b[j + 1];
      sum += (p1 * p1) / h;
    }
    return 1 / sum;
  });
  return { values: Float64Array.from(roots), weights: Float64Array.from(weights) };
}

/** Newton's steps as long as they stay between the ends and at least halve what is left, else halving. */
function rootBetween(f: (x: number) => number, slope: Float64Array, low: number, high: number): number {
  let a = low;
  let b = high;
  const sign = Math.sign(f(b));
  let x = 0.5 * (a + b);
  let before = b - a;
  for (let i = 0; i < 200; i++) {
    const value = f(x);
    if (value === 0) return x;
    if (Math.sign(value) === sign) b = x;
    else a = x;
    const newton = x - value / slope[0];
    const next = newton > a && newton < b && Math.abs(newton - x) <= 0.5 * before ? newton : 0.5 * (a + b);
    before = Math.abs(next - x);
    if (next === x || before <= 2e-16 * Math.max(Math.abs(a), Math.abs(b))) return next;
    x = next;
  }
  return x;
}

/** The Gauss rule for the standard normal law (probabilists' Hermite); weights add up to 1. */
export function hermiteRule(order: number): Nodes {
  const values: number[] = [];
  const weights: number[] = [];
  const steps = 1200;
  for (let i = -steps; i <= steps; i++) {
    const z = (i / steps) * 16;
    values.push(z);
    weights.push(exp(-0.5 * z * z));
  }
  const total = weights.reduce((s, w) => s + w, 0);
  return gaussRule(
    values,
    weights.map((w) => w / total),
    order,
  );
}
