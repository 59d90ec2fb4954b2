/**
 * Sums products of transforms over many weighted values, one quantity after another (variable elimination, as for
 * Bayesian networks: Zhang and Poole 1994). A quantity that acts on few threats is summed out among those alone.
 */
import type { Spectrum } from './fft.ts';
import type { Workspace } from './workspace.ts';

/** A transform for every combination of the values of `variables`, the last of which runs fastest. */
export interface Factor {
  readonly variables: readonly number[];
  readonly table: readonly Spectrum[];
}

export interface Order {
  readonly variables: readonly number[];
  /** Products of two transforms that it takes. */
  readonly work: number;
}

/** How many combinations some variables have. */
export function combinations(variables: Iterable<number>, sizes: readonly number[]): number {
  let count = 1;
  for (const v of variables) count *= sizes[v];
  return count;
}

/** More variables than this are out of reach anyway. */
const mostVariables = 40;

/** In which order to sum out all variables: the one that costs least next. */
export function eliminationOrder(scopes: readonly (readonly number[])[], sizes: readonly number[]): Order {
  let live = scopes.map((s) => new Set(s));
  const left = new Set(scopes.flat());
  if (left.size > mostVariables) return { variables: [], work: Number.POSITIVE_INFINITY };
  const order: number[] = [];
  let work = 0;
  while (left.size > 0) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const v of left) {
      const touched = live.filter((s) => s.has(v));
      const cost = combinations(new Set(touched.flatMap((s) => [...s])), sizes) * touched.length;
      if (cost < least) {
        least = cost;
        best = v;
      }
    }
    const touched = live.filter((s) => s.has(best));
    const joined = new Set(touched.flatMap((s) => [...s]));
    joined.delete(best);
    live = [...live.filter((s) => !s.has(best)), joined];
    left.delete(best);
    order.push(best);
    work += least;
  }
  return { variables: order, work: work + live.length };
}

/**
 * Σ Π factors over all combinations; `weight(v, values)` is the weight of the value of v given those of what it depends
 * on. The factors' tables are given back to the workspace.
 */
export function eliminate(
  factors: readonly Factor[],
  order: readonly number[],
  sizes: readonly number[],
  weight: (variable: number, values: Int32Array) => number,
  length: number,
  workspace: Workspace,
): Spectrum {
  let live = [...factors];
  const values = new Int32Array(sizes.length);
  for (const v of order) {
    const touched = live.filter((f) => f.variables.includes(v));
    const out = [...new Set(touched.flatMap((f) => f.variables))].filter((u) => u !== v).sort((a, b) => a - b);
    const table: Spectrum[] = [];
    const count = combinations(out, sizes);
    for (let i = 0; i < count; i++) {
      spread(i, out, sizes, values);
      const sum = workspace.borrow(length);
      sum.re.fill(0);
      sum.im.fill(0);
      for (let k = 0; k < sizes[v]; k++) {
        values[v] = k;
        const w = weight(v, values);
        if (w > 0) addProduct(sum, w, touched, values, sizes);
      }
      table.push(sum);
    }
    for (const factor of touched) factor.table.forEach(workspace.giveBack);
    live = [...live.filter((f) => !touched.includes(f)), { variables: out, table }];
  }
  const total = workspace.spectrumOf(length);
  total.re.fill(0);
  total.im.fill(0);
  addProduct(total, 1, live, values, sizes);
  for (const factor of live) factor.table.forEach(workspace.giveBack);
  return total;
}

/** Sets the values of combination `index`. */
export function spread(index: number, variables: readonly number[], sizes: readonly number[], into: Int32Array): void {
  let rest = index;
  for (let i = variables.length - 1; i >= 0; i--) {
    const size = sizes[variables[i]];
    into[variables[i]] = rest % size;
    rest = (rest / size) | 0;
  }
}

/** The place of some values in a table over `variables`. */
export function placeOf(variables: readonly number[], sizes: readonly number[], values: Int32Array): number {
  let place = 0;
  for (const v of variables) place = place * sizes[v] + values[v];
  return place;
}

/** sum += weight · Π factors at the values. */
function addProduct(
  sum: Spectrum,
  weight: number,
  factors: readonly Factor[],
  values: Int32Array,
  sizes: readonly number[],
): void {
  const parts = factors.map((f) => f.table[placeOf(f.variables, sizes, values)]);
  if (parts.length === 1) addOne(sum, weight, parts[0]);
  else if (parts.length === 2) addPair(sum, weight, parts[0], parts[1]);
  else addSeveral(sum, weight, parts);
}

function addOne({ re, im }: Spectrum, weight: number, a: Spectrum): void {
  const ar = a.re;
  const ai = a.im;
  for (let k = 0; k < re.length; k++) {
    re[k] += weight * ar[k];
    im[k] += weight * ai[k];
  }
}

function addPair({ re, im }: Spectrum, weight: number, a: Spectrum, b: Spectrum): void {
  const ar = a.re;
  const ai = a.im;
  const br = b.re;
  const bi = b.im;
  for (let k = 0; k < re.length; k++) {
    re[k] += weight * (ar[k] * br[k] - ai[k] * bi[k]);
    im[k] += weight * (ar[k] * bi[k] + ai[k] * br[k]);
  }
}

function addSeveral(sum: Spectrum, weight: number, parts: readonly Spectrum[]): void {
  const n = sum.re.length;
  for (let k = 0; k < n; k++) {
    let a = weight;
    let b = 0;
    for (let i = 0; i < parts.length; i++) {
      const x = parts[i].re[k];
      const y = parts[i].im[k];
      const t = a * x - b * y;
      b = a * y + b * x;
      a = t;
    }
    sum.re[k] += a;
    sum.im[k] += b;
  }
}
