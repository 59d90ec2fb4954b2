/** What the exact solver keeps between its steps: tables, laws and spectra, by content. */
import type { Distribution } from '../laws/index.ts';
import { exp } from '../numeric/elementary.ts';
import type { Nodes } from '../numeric/gauss.ts';
import type { CountLaw } from './count-law.ts';
import { createTransform, type Spectrum, spectrumOf, type Transform } from './fft.ts';
import type { ExactLaw, Outside } from './group.ts';

/** Cells k·h for k < n; `tilt` is the exponent of the tilting per cell. */
export interface Grid {
  readonly h: number;
  readonly n: number;
  readonly tilt: number;
}

export interface Workspace {
  readonly laws: Map<string, Distribution>;
  /** Rules for rates by content (null: a gamma law needs none), and the laws of counts made of them by scale. */
  readonly counts: Map<number, { readonly rule: Nodes | null; readonly laws: Map<number, CountLaw> }>;
  /** Fine rules of laws, and their Gauss rules by order. */
  readonly fine: WeakMap<Distribution, Nodes>;
  readonly gauss: WeakMap<Distribution, Nodes[]>;
  readonly hermite: Map<number, Nodes>;
  /** Transforms of single laws, as long as the laws are kept: by grid and part. */
  readonly lawSpectra: WeakMap<Distribution, Map<string, Spectrum>>;
  /** Values of laws at the middles of equal chances. */
  readonly strata: WeakMap<Distribution, Float64Array>;
  /** The factors of a threat's frequency that are drawn, as text. */
  readonly texts: WeakMap<object, string>;
  /** What others keep of a state of a model, as long as that is kept. */
  readonly ofState: WeakMap<object, unknown>;
  /** Laws of expected annual losses by content. */
  readonly spreads: Map<number, { readonly min: number; readonly max: number; quantile(p: number): number } | null>;
  /** Groups that were looked at and not solved yet. */
  readonly prepared: Map<string, unknown>;
  readonly solved: Map<string, ExactLaw | Outside>;
  /** A number that stands for a text: equal for equal texts, never given to another. */
  idOf(text: string): number;
  transform(n: number): Transform;
  /** A table of constants, made once. */
  table(name: string, make: () => Float64Array): Float64Array;
  /** e^(−tilt · k) for every cell of a grid. */
  tilt(grid: Grid): Float64Array;
  /** A transform of a length to work with, of any content, until it is given back. */
  borrow(length: number): Spectrum;
  giveBack(spectrum: Spectrum): void;
  /** The value of `key` in the store of spectra, computed if it is not there. Old ones are dropped when it grows too big. */
  spectrum(key: string, compute: () => Spectrum | null): Spectrum | null;
}

/** About 200 MB of spectra at most. */
const maxCells = 25_000_000;

export function createWorkspace(): Workspace {
  const transforms = new Map<number, Transform>();
  const free = new Map<number, Spectrum[]>();
  const tables = new Map<string, Float64Array>();
  const table = (name: string, make: () => Float64Array): Float64Array => {
    let made = tables.get(name);
    if (!made) {
      made = make();
      tables.set(name, made);
    }
    return made;
  };
  let spectra = new Map<string, Spectrum | null>();
  let older = new Map<string, Spectrum | null>();
  let cells = 0;
  let ids = new Map<string, number>();
  let lastId = 0;
  return {
    laws: new Map(),
    counts: new Map(),
    fine: new WeakMap(),
    gauss: new WeakMap(),
    hermite: new Map(),
    lawSpectra: new WeakMap(),
    strata: new WeakMap(),
    texts: new WeakMap(),
    ofState: new WeakMap(),
    spreads: new Map(),
    prepared: new Map(),
    solved: new Map(),
    idOf: (text) => {
      const known = ids.get(text);
      if (known !== undefined) return known;
      if (ids.size >= maxIds) ids = new Map();
      ids.set(text, ++lastId);
      return lastId;
    },
    transform: (n) => {
      const known = transforms.get(n);
      if (known) return known;
      const made = createTransform(n);
      transforms.set(n, made);
      return made;
    },
    table,
    tilt: ({ n, tilt }) => table(`tilt ${n} ${tilt}`, () => Float64Array.from({ length: n }, (_, k) => exp(-tilt * k))),
    borrow: (length) => free.get(length)?.pop() ?? spectrumOf(length),
    giveBack: (spectrum) => {
      const length = spectrum.re.length;
      const kept = free.get(length);
      if (kept === undefined) free.set(length, [spectrum]);
      else if (kept.length * length < maxFree) kept.push(spectrum);
    },
    spectrum: (key, compute) => {
      const known = spectra.get(key) ?? older.get(key);
      if (known !== undefined) return known;
      const made = compute();
      spectra.set(key, made);
      cells += made ? 2 * made.re.length : 1;
      if (cells > maxCells / 2) {
        older = spectra;
        spectra = new Map();
        cells = 0;
      }
      return made;
    },
  };
}

const maxIds = 50_000;
/** Cells of one length that are kept to work with. */
const maxFree = 2_000_000;

/** Forgets everything that was kept by content once there is much of it: called between models, never within one. */
export function trimWorkspace(workspace: Workspace): void {
  for (const kept of [workspace.laws, workspace.counts, workspace.spreads, workspace.prepared, workspace.solved])
    if (kept.size > maxKept) kept.clear();
}

/** Laws, rules or results of one kind; those of a model of 100 threats are about 2 000. */
const maxKept = 6_000;

/** `damping` is the exponent of the tilting over the whole grid. */
export function gridOf(h: number, n: number, damping = 16): Grid {
  return { h, n, tilt: damping / n };
}
