/** What the exact solver keeps between its steps: tables, laws and spectra, by content. */
import type { Quantiles } from '../assembly/product-law.ts';
import type { Distribution } from '../laws/index.ts';
import type { RiskModel } from '../model.ts';
import { exp } from '../numeric/elementary.ts';
import type { Nodes } from '../numeric/gauss.ts';
import type { CountLaw } from './count-law.ts';
import { createTransform, type Spectrum, spectrumOf, type Transform } from './fft.ts';
import type { ExactLaw, Outside } from './group.ts';
import { createKept, type Kept } from './kept.ts';
import type { StateBase, StateThreat } from './state-model.ts';

/** Cells k·h for k < n; `tilt` is the exponent of the tilting per cell. */
export interface Grid {
  readonly h: number;
  readonly n: number;
  readonly tilt: number;
  /** Its content as text. */
  readonly key: string;
}

export interface Workspace {
  readonly laws: Kept<string, Distribution>;
  /** What all states of a model have in common, as long as the model is kept. */
  readonly bases: WeakMap<RiskModel, StateBase>;
  /** Threats of states by content: equal ones are one object in all states and models. */
  readonly threats: Kept<string, StateThreat>;
  /** Rules for rates by content (null: a gamma law needs none), and the laws of counts made of them by scale. */
  readonly counts: Kept<number, { readonly rule: Nodes | null; readonly laws: Map<number, CountLaw> }>;
  /** Fine rules of laws, and their Gauss rules by order. */
  readonly fine: WeakMap<Distribution, Nodes>;
  readonly gauss: WeakMap<Distribution, Nodes[]>;
  readonly hermite: Map<number, Nodes>;
  /** Values of laws at the middles of equal chances. */
  readonly strata: WeakMap<Distribution, Float64Array>;
  /** The factors of a threat's frequency that are drawn, as text. */
  readonly texts: WeakMap<object, string>;
  /** Blocks of a state of a model, as long as that is kept. */
  readonly blocks: WeakMap<object, unknown>;
  /** What blocks take from a threat alone, as long as that is kept. */
  readonly ofThreat: WeakMap<object, unknown>;
  /** What others keep of a state of a model, as long as that is kept. */
  readonly ofState: WeakMap<object, unknown>;
  /** Laws of expected annual losses by content. */
  readonly spreads: Kept<number, Quantiles | null>;
  /** The same of blocks, and [P5, P95] of sums of them, by content. */
  readonly blockSpreads: Kept<string, Quantiles | null>;
  readonly sumSpreads: Kept<string, readonly [number, number]>;
  /** Expected losses of an event of a threat by the values of the year, as long as the threat is kept. */
  readonly losses: WeakMap<object, Map<string, unknown>>;
  /** Closed-form means of threats, by their block. */
  readonly means: Kept<number, unknown>;
  /** Factors of threats before any control, by content. */
  readonly factors: Kept<number, unknown>;
  /** Figures made of a law, as long as that is kept. */
  readonly figures: WeakMap<object, unknown>;
  /** Blocks with their plans. */
  readonly ready: Kept<string, unknown>;
  /** Groups that were looked at and not solved yet. */
  readonly prepared: Kept<string, unknown>;
  readonly solved: Kept<string, ExactLaw | Outside>;
  /** A number that stands for a text: equal for equal texts, never given to another. */
  idOf(text: string): number;
  /** A number that stands for a law, as long as the law is kept. */
  lawId(law: object): number;
  transform(n: number): Transform;
  /** A table of constants, made once. */
  table(kind: 'scores' | 'point' | 'spread', of: number, make: () => Float64Array): Float64Array;
  /** e^(−tilt · k) for every cell of a grid. */
  tilt(grid: Grid): Float64Array;
  /** Cells to work with until the next call: their content is anything. */
  cells(n: number): Float64Array;
  /** The same for any number of cells. */
  fineCells(n: number): Float64Array;
  /** A new transform, of any content: cheap where there are many. */
  spectrumOf(length: number): Spectrum;
  /** New numbers, of any content: to keep, or to be forgotten soon. */
  numbers(n: number): Float64Array;
  passing(n: number): Float64Array;
  /** A transform of a length to work with, of any content, until it is given back. */
  borrow(length: number): Spectrum;
  giveBack(spectrum: Spectrum): void;
  /** Counts cells that were computed; returns those since the last rest. */
  worked(cells: number): number;
  rested(): void;
  /** A transform from the store by content. Old ones are dropped when it grows too big. */
  kept(key: string): Spectrum | undefined;
  keep(key: string, spectrum: Spectrum): void;
  /** The value of `key` in the store, computed if it is not there. */
  spectrum(key: string, compute: () => Spectrum | null): Spectrum | null;
  /** Told before a model is solved: of each kind of result as many are kept as serve a few models of so many threats. */
  expect(threats: number): void;
}

/** About 200 MB of spectra at most. */
const maxCells = 25_000_000;

export function createWorkspace(): Workspace {
  const transforms = new Map<number, Transform>();
  const free = new Map<number, Spectrum[]>();
  const tables = { scores: new Map<number, Float64Array>(), point: new Map(), spread: new Map() };
  const tilts = new Map<number, Map<number, Float64Array>>();
  const table: Workspace['table'] = (kind, of, make) => {
    let made = tables[kind].get(of);
    if (!made) {
      made = make();
      tables[kind].set(of, made);
    }
    return made;
  };
  let spectra = new Map<string, Spectrum | null>();
  let older = new Map<string, Spectrum | null>();
  let cells = 0;
  let ids = new Map<string, number>();
  const lawIds = new WeakMap<object, number>();
  let lastId = 0;
  const toKeep = createSlabs();
  const toPass = createSlabs();
  let fine = new Float64Array(0);
  const scratch = new Map<number, Float64Array>();
  let work = 0;
  let most = fewest;
  const stores = <K, V>(): Kept<K, V> => createKept(() => most);
  const keep = (key: string, made: Spectrum | null): void => {
    spectra.set(key, made);
    cells += made ? 2 * made.re.length : 1;
    if (cells > maxCells / 2) {
      older = spectra;
      spectra = new Map();
      cells = 0;
    }
  };
  return {
    laws: stores(),
    bases: new WeakMap(),
    threats: stores(),
    counts: stores(),
    fine: new WeakMap(),
    gauss: new WeakMap(),
    hermite: new Map(),
    strata: new WeakMap(),
    texts: new WeakMap(),
    blocks: new WeakMap(),
    ofThreat: new WeakMap(),
    ofState: new WeakMap(),
    spreads: stores(),
    blockSpreads: stores(),
    sumSpreads: stores(),
    losses: new WeakMap(),
    means: stores(),
    factors: stores(),
    figures: new WeakMap(),
    ready: stores(),
    prepared: stores(),
    solved: stores(),
    idOf: (text) => {
      const known = ids.get(text);
      if (known !== undefined) return known;
      if (ids.size >= maxIds) ids = new Map();
      ids.set(text, ++lastId);
      return lastId;
    },
    lawId: (law) => {
      let id = lawIds.get(law);
      if (id === undefined) {
        id = ++lastId;
        lawIds.set(law, id);
      }
      return id;
    },
    transform: (n) => {
      const known = transforms.get(n);
      if (known) return known;
      const made = createTransform(n);
      transforms.set(n, made);
      return made;
    },
    table,
    tilt: ({ n, tilt }) => {
      const damping = tilt * n;
      let byLength = tilts.get(damping);
      if (!byLength) {
        byLength = new Map();
        tilts.set(damping, byLength);
      }
      let made = byLength.get(n);
      if (!made) {
        made = Float64Array.from({ length: n }, (_, k) => exp(-tilt * k));
        byLength.set(n, made);
      }
      return made;
    },
    cells: (n) => {
      const known = scratch.get(n);
      if (known) return known;
      const made = new Float64Array(n);
      scratch.set(n, made);
      return made;
    },
    fineCells: (n) => {
      if (fine.length < n) fine = new Float64Array(2 * n);
      return fine.subarray(0, n);
    },
    spectrumOf: (length) => {
      if (length > mostOfSlab) return spectrumOf(length);
      const { slab, at } = toKeep(2 * length);
      return { re: new Float64Array(slab, 8 * at, length), im: new Float64Array(slab, 8 * (at + length), length) };
    },
    numbers: (n) => numbersIn(toKeep, n),
    passing: (n) => numbersIn(toPass, n),
    borrow: (length) => free.get(length)?.pop() ?? spectrumOf(length),
    giveBack: (spectrum) => {
      const length = spectrum.re.length;
      const kept = free.get(length);
      if (kept === undefined) free.set(length, [spectrum]);
      else if (kept.length * length < maxFree) kept.push(spectrum);
    },
    worked: (more) => {
      work += more;
      return work;
    },
    rested: () => {
      work = 0;
    },
    kept: (key) => spectra.get(key) ?? older.get(key) ?? undefined,
    keep,
    spectrum: (key, compute) => {
      const known = spectra.get(key) ?? older.get(key);
      if (known !== undefined) return known;
      const made = compute();
      keep(key, made);
      return made;
    },
    expect: (threats) => {
      most = Math.max(fewest, perThreat * threats);
    },
  };
}

const maxIds = 100_000;
/** Numbers in a piece of memory that what is new shares, and most of one. */
const slabSize = 16_384;
const mostOfSlab = slabSize / 8;
/** Cells of one length that are kept to work with. */
const maxFree = 2_000_000;

/** Results of one kind that are kept at least, and for each threat of the model: a threat has a few laws in each state. */
const fewest = 2_000;
const perThreat = 20;

/** Room for some numbers, at a place of a piece of memory: much cheaper than a piece for each. */
type Slabs = (numbers: number) => { readonly slab: ArrayBuffer; readonly at: number };

function createSlabs(): Slabs {
  let slab = new ArrayBuffer(8 * slabSize);
  let used = 0;
  return (numbers) => {
    if (used + numbers > slabSize) {
      slab = new ArrayBuffer(8 * slabSize);
      used = 0;
    }
    const at = used;
    used += numbers;
    return { slab, at };
  };
}

function numbersIn(slabs: Slabs, n: number): Float64Array {
  if (n > mostOfSlab) return new Float64Array(n);
  const { slab, at } = slabs(n);
  return new Float64Array(slab, 8 * at, n);
}

/** `damping` is the exponent of the tilting over the whole grid. */
export function gridOf(h: number, n: number, damping = 16): Grid {
  return { h, n, tilt: damping / n, key: `${h} ${n} ${damping}` };
}
