/** An expression as a program that computes it for many rows (years, or events) at once. */
import { emptyScope, environment, lawOf } from '../expressions/index.ts';
import type { Expression } from '../model.ts';
import { type Seed, type Stream, type StreamKey, streamFor, streamKey } from '../random/stream.ts';
import { distributionSampler, lawSampler, type Sampler, type TableCache } from './sampler.ts';
import type { Scratch } from './scratch.ts';

/** The rows for which a program runs: the years of a block, or the events of some of them. */
export interface Rows {
  readonly count: number;
  /** The block of years whose streams are drawn from. */
  readonly block: number;
  /** Streams go on from run to run within an epoch and start anew in another. */
  readonly epoch: object;
  readonly scratch: Scratch;
  /** Values of a shared quantity, one for each row; not to be written to. */
  shared(index: number): Float64Array;
  /** Values of the `let`s of the loss, one for each row; not to be written to. */
  readonly lets: readonly Float64Array[];
}

/** Values for the rows, in an array of the scratch that the caller may overwrite. */
export type Program = (rows: Rows) => Float64Array;

/** What programs of one run have in common. */
export interface Compiler {
  readonly seed: Seed;
  readonly tables: TableCache;
}

/** Where a quantity stands in the model: its owner's name and the path inside. */
export type Place = readonly (string | number)[];

/** Something that is made anew for each epoch and kept within it. */
export function perEpoch<R extends Pick<Rows, 'epoch'>, T>(make: (rows: R) => T): (rows: R) => T {
  let epoch: object | null = null;
  let made: T;
  return (rows) => {
    if (rows.epoch !== epoch) {
      made = make(rows);
      epoch = rows.epoch;
    }
    return made;
  };
}

/** The generator of one place: continues within an epoch. */
export function placeStream(compiler: Compiler, place: Place): (rows: Pick<Rows, 'block' | 'epoch'>) => Stream {
  const key: StreamKey = streamKey(compiler.seed, ...place);
  return perEpoch((rows) => streamFor(key, rows.block));
}

/** The sampler of an expression that is one draw; null if it is anything else. */
function samplerOf(compiler: Compiler, expression: Expression): Sampler | null {
  if (expression.kind === 'draw') return lawSampler(expression.law, compiler.tables);
  if (expression.kind !== 'truncate' && expression.kind !== 'observed') return null;
  const law = lawOf(expression, environment(emptyScope));
  return distributionSampler(law, compiler.tables, JSON.stringify(expression));
}

function drawn(compiler: Compiler, place: Place, sampler: Sampler): Program {
  const streamOf = placeStream(compiler, place);
  return (rows) => {
    const values = rows.scratch.take(rows.count);
    sampler.fill(streamOf(rows), values, rows.count);
    return values;
  };
}

function copied(read: (rows: Rows) => Float64Array): Program {
  return (rows) => {
    const values = rows.scratch.take(rows.count);
    const from = read(rows);
    for (let i = 0; i < rows.count; i++) values[i] = from[i];
    return values;
  };
}

type Combine = (left: Float64Array, right: Float64Array, count: number) => void;

const combinations: { readonly [K in 'sum' | 'difference' | 'product' | 'quotient' | 'min' | 'max']: Combine } = {
  sum: (left, right, count) => {
    for (let i = 0; i < count; i++) left[i] += right[i];
  },
  difference: (left, right, count) => {
    for (let i = 0; i < count; i++) left[i] -= right[i];
  },
  product: (left, right, count) => {
    for (let i = 0; i < count; i++) left[i] *= right[i];
  },
  quotient: (left, right, count) => {
    for (let i = 0; i < count; i++) left[i] /= right[i];
  },
  min: (left, right, count) => {
    for (let i = 0; i < count; i++) if (right[i] < left[i]) left[i] = right[i];
  },
  max: (left, right, count) => {
    for (let i = 0; i < count; i++) if (right[i] > left[i]) left[i] = right[i];
  },
};

/** Runs the parts in order and folds them into the first. */
function folded(parts: readonly Program[], combine: Combine): Program {
  return (rows) => {
    const result = parts[0](rows);
    const mark = rows.scratch.mark();
    for (let k = 1; k < parts.length; k++) {
      combine(result, parts[k](rows), rows.count);
      rows.scratch.release(mark);
    }
    return result;
  };
}

/** The program of an expression that stands at `place`. */
export function programOf(compiler: Compiler, expression: Expression, place: Place): Program {
  const part = (inner: Expression, position: string | number): Program =>
    programOf(compiler, inner, [...place, position]);
  switch (expression.kind) {
    case 'constant':
      return (rows) => rows.scratch.take(rows.count).fill(expression.value, 0, rows.count);
    case 'draw':
    case 'truncate':
    case 'observed':
      return drawn(compiler, place, samplerOf(compiler, expression) as Sampler);
    case 'shared':
      return copied((rows) => rows.shared(expression.index));
    case 'let':
      return copied((rows) => rows.lets[expression.index]);
    case 'sum':
    case 'difference':
    case 'product':
    case 'quotient':
      return folded([part(expression.left, 'left'), part(expression.right, 'right')], combinations[expression.kind]);
    case 'exceedance':
      throw new Error('A chance of exceeding is no quantity of a model: state a contest as the vulnerability.');
    case 'min':
    case 'max':
      return folded(expression.items.map(part), combinations[expression.kind]);
  }
}

/** Adds a value for each row to `sums[to[row]]` and gives the sum of all. */
export type Adder = (rows: Rows, sums: Float64Array, to: Int32Array) => number;

function addAll(values: Float64Array, sums: Float64Array, to: Int32Array, count: number): number {
  let total = 0;
  for (let i = 0; i < count; i++) {
    total += values[i];
    sums[to[i]] += values[i];
  }
  return total;
}

/** The values of `programOf` added up where they belong; a draw is not stored in between. */
export function adderOf(compiler: Compiler, expression: Expression, place: Place): Adder {
  const sampler = samplerOf(compiler, expression);
  if (sampler?.addTo) {
    const streamOf = placeStream(compiler, place);
    return (rows, sums, to) => sampler.addTo?.(streamOf(rows), sums, to, rows.count) ?? 0;
  }
  const program = programOf(compiler, expression, place);
  return (rows, sums, to) => {
    const mark = rows.scratch.mark();
    const total = addAll(program(rows), sums, to, rows.count);
    rows.scratch.release(mark);
    return total;
  };
}
