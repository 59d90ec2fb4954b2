/** Quantities that are a function of the year's shared values, computed without simulating events. */
import { withWayIn } from '../assembly/way-in.ts';
import { breathe, type Cancellation } from '../cancellation.ts';
import { chanceOfExceeding } from '../exact/contest.ts';
import { type Environment, environment, lawOf, momentsOf, partsOf, type Scope } from '../expressions/index.ts';
import type { Distribution } from '../laws/index.ts';
import type { Expression, Vulnerability } from '../model.ts';
import type { Years } from './year.ts';

/** Values by year of a block. `direct`: computed year by year, for the first few. */
export interface YearFunction {
  readonly direct: boolean;
  /** Does the slow part of `of` for these years, breathing in between; `of` alone does it in one go. */
  prepare(years: Years, cancellation: Cancellation): Promise<void>;
  of(years: Years): Float64Array;
}

const nothingToPrepare = async (): Promise<void> => {};

/** A function that costs little. */
const quick = (of: (years: Years) => Float64Array): YearFunction => ({ direct: false, prepare: nothingToPrepare, of });

/** Years that are computed one by one where that is necessary; the rest of a block is NaN. */
export const directYears = 512;

/** Nodes of the table of a function of one shared quantity. */
const tableNodes = 192;

/** Shared quantities that an expression refers to, through its `let`s too. */
export function sharedIn(expression: Expression, scope: Scope, found = new Set<number>()): Set<number> {
  if (expression.kind === 'shared') found.add(expression.index);
  if (expression.kind === 'let') sharedIn(scope.lets[expression.index], scope, found);
  for (const part of partsOf(expression)) sharedIn(part, scope, found);
  return found;
}

/** `let`s that an expression refers to, through other `let`s too. */
export function letsIn(expression: Expression, scope: Scope, found = new Set<number>()): Set<number> {
  if (expression.kind === 'let' && !found.has(expression.index)) {
    found.add(expression.index);
    letsIn(scope.lets[expression.index], scope, found);
  }
  for (const part of partsOf(expression)) letsIn(part, scope, found);
  return found;
}

export function constantFunction(value: number): YearFunction {
  return quick((years) => new Float64Array(years.count).fill(value));
}

/** `value` at the year's values of the shared quantities `indices`. */
export function functionOfShared(
  scope: Scope,
  indices: ReadonlySet<number>,
  value: (env: Environment) => number,
): YearFunction {
  const base = environment(scope);
  if (indices.size === 0) return constantFunction(value(base));
  const at = (values: readonly (number | undefined)[]): number => value({ ...base, shared: values });
  const [first] = indices;
  if (indices.size === 1) return interpolated(first, tableOf(lawOf(scope.shared[first].expression, base), first, at));
  return yearByYear(indices, at);
}

/** Computed for each of the first years; the same block has the same values, which are kept. */
function yearByYear(
  indices: ReadonlySet<number>,
  at: (values: readonly (number | undefined)[]) => number,
): YearFunction {
  const known: number[] = [];
  const extend = (years: Years): void => {
    const values: (number | undefined)[] = [];
    for (const index of indices) values[index] = years.shared(index)[known.length];
    known.push(at(values));
  };
  const wanted = (years: Years): number => (years.block === 0 ? Math.min(years.count, directYears) : 0);
  return {
    direct: true,
    async prepare(years, cancellation) {
      while (known.length < wanted(years)) {
        extend(years);
        await breathe(cancellation);
      }
    },
    of(years) {
      while (known.length < wanted(years)) extend(years);
      const result = new Float64Array(years.count).fill(Number.NaN);
      result.set(known.slice(0, wanted(years)));
      return result;
    },
  };
}

interface Table {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

function tableOf(law: Distribution, index: number, at: (values: readonly (number | undefined)[]) => number): Table {
  const x: number[] = [];
  for (let k = 0; k <= tableNodes; k++) {
    const node = law.quantileAtScore(-5.5 + (11 * k) / tableNodes);
    if (Number.isFinite(node) && (x.length === 0 || node > x[x.length - 1])) x.push(node);
  }
  const values: number[] = [];
  return {
    x,
    y: x.map((node) => {
      values[index] = node;
      return at(values);
    }),
  };
}

/** Linear between the nodes of the table, and beyond its ends along the last pieces. */
function interpolated(index: number, { x, y }: Table): YearFunction {
  const last = Math.max(0, x.length - 2);
  const value = (at: number): number => {
    if (x.length === 1) return y[0];
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (x[middle] <= at) low = middle;
      else high = middle - 1;
    }
    if (at === x[low]) return y[low];
    return y[low] + ((at - x[low]) * (y[low + 1] - y[low])) / (x[low + 1] - x[low]);
  };
  return quick((years) => years.shared(index).slice(0, years.count).map(value));
}

function combined(left: YearFunction, right: YearFunction, fold: (a: number, b: number) => number): YearFunction {
  return {
    direct: left.direct || right.direct,
    async prepare(years, cancellation) {
      await left.prepare(years, cancellation);
      await right.prepare(years, cancellation);
    },
    of(years) {
      const result = left.of(years);
      const other = right.of(years);
      for (let y = 0; y < years.count; y++) result[y] = fold(result[y], other[y]);
      return result;
    },
  };
}

/** Mean of an expression given the year's shared values, its own draws and its `let`s integrated out. */
export function meanByYear(expression: Expression, scope: Scope): YearFunction {
  const opaque = (): YearFunction =>
    functionOfShared(scope, sharedIn(expression, scope), (env) => momentsOf(expression, env).mean);
  switch (expression.kind) {
    case 'shared':
      return quick((years) => years.shared(expression.index).slice(0, years.count));
    case 'let':
      return meanByYear(scope.lets[expression.index], scope);
    case 'sum':
    case 'difference': {
      const sign = expression.kind === 'sum' ? 1 : -1;
      return combined(meanByYear(expression.left, scope), meanByYear(expression.right, scope), (a, b) => a + sign * b);
    }
    case 'product': {
      const left = letsIn(expression.left, scope);
      const right = letsIn(expression.right, scope);
      if ([...left].some((index) => right.has(index))) return opaque();
      return combined(meanByYear(expression.left, scope), meanByYear(expression.right, scope), (a, b) => a * b);
    }
    default:
      return opaque();
  }
}

/** P(capability > resistance), strictly, given the year's shared values, or the further way in. */
export function contestByYear(contest: Extract<Vulnerability, { by: 'contest' }>, scope: Scope): YearFunction {
  const { capability, resistance } = contest;
  const indices = sharedIn(resistance, scope, sharedIn(capability, scope));
  return functionOfShared(scope, indices, (env) =>
    withWayIn(chanceOfExceeding(lawOf(capability, env), lawOf(resistance, env)), contest),
  );
}
