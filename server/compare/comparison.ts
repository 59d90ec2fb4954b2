/**
 * The workspace against a revision: compared when its figures are fresh, one root after the other, stopped by the next
 * edit. Nobody waits for it: who shows a difference takes the last one and asks again when told to.
 */
import { URI } from 'langium';
import { Cancelled, type ModelFigures, type RiskModel } from '../../engine/index.ts';
import { type Computation, createComputation } from '../figures/cancellation.ts';
import type { Host } from '../host.ts';
import { createSignal, type Signal } from '../systems/events.ts';
import type { Shown, SystemFigures, SystemState } from '../systems/state.ts';
import { type Base, readBase } from './base.ts';
import { baseSolver, type FigureCache, type Solve } from './base-figures.ts';
import { type ComparedRoot, type ComparedSystem, compareRoot } from './compare-root.ts';
import type { FoundRevision } from './revisions.ts';

/** Milliseconds after the figures of the last system. */
const pause = 30;

export interface ComparisonParts {
  readonly host: Host;
  readonly rootOf: (state: SystemState) => URI;
  readonly states: () => readonly SystemState[];
  readonly shownOf: (state: SystemState) => Shown;
  readonly solve: (model: RiskModel, computation: Computation) => Promise<ModelFigures>;
  /** Whether people want it, and trust the workspace. */
  readonly isWanted: () => boolean;
  readonly report: (error: unknown) => void;
}

export interface Comparison {
  /** Ids of systems whose difference is another now. */
  readonly changed: Signal<readonly string[]>;
  /** The difference of the figures that are shown; null where there is none to tell. */
  of(state: SystemState): ComparedSystem | null;
  /** The difference of the root that a system is in. */
  rootOf(state: SystemState): ComparedRoot | null;
  /** Figures of a model of a revision that were computed already, by the model as text. */
  known(modelKey: string): Promise<ModelFigures> | null;
  /** The revision that is compared with; null: none. */
  readonly chosen: string | null;
  /** Compares with another revision, or with none. A sentence where no root has it: nothing changes then. */
  choose(revision: string | null): Promise<string | null>;
  /** Figures, settings or the revision may be others now. */
  settle(): void;
  /** The text is about to change: what is being compared is its syntax tree. Who settles afterwards compares again. */
  interrupt(): void;
  dispose(): void;
}

/** What is known of a root; a comparison that was stopped leaves behind what the next can use. */
interface KnownRoot {
  readonly cache: FigureCache;
  base: Base | null;
  compared: ComparedRoot | null;
  /** What was compared: nothing is done again for the same. */
  inputs: readonly unknown[];
}

export function createComparison(parts: ComparisonParts): Comparison {
  const { host, report } = parts;
  const changed = createSignal<readonly string[]>(report);
  const known = new Map<string, KnownRoot>();
  let chosen: string | null = 'HEAD';
  let running: Computation | null = null;
  let forget: (() => void) | null = null;
  let ended = false;
  // Figures of a revision stay right whatever is typed: they are computed to their end.
  const steady = createComputation(host);
  const solve: Solve = (model) => parts.solve(model, steady);

  const isOn = (): boolean => !ended && chosen !== null && host.revisions !== undefined && parts.isWanted();

  function clear(): void {
    const ids = [...known.values()].flatMap(({ compared }) => [...(compared?.systems.keys() ?? [])]);
    known.clear();
    if (ids.length > 0) changed.fire(ids);
  }

  function interrupt(): void {
    running?.cancel();
    running = null;
    forget?.();
    forget = null;
  }

  function settle(): void {
    interrupt();
    if (!isOn()) {
      clear();
      return;
    }
    forget = host.after(pause, () => void run());
  }

  async function run(): Promise<void> {
    const computation = createComputation(host);
    running = computation;
    try {
      const roots = byRoot();
      for (const root of known.keys()) if (!roots.has(root)) known.delete(root);
      for (const [root, states] of roots) {
        await one(URI.parse(root), states, computation);
        if (computation.cancelled) return;
      }
    } catch (error) {
      if (!(error instanceof Cancelled) && !computation.cancelled) report(error);
    }
    if (running === computation) running = null;
  }

  function byRoot(): Map<string, SystemState[]> {
    const roots = new Map<string, SystemState[]>();
    for (const state of parts.states()) {
      const root = parts.rootOf(state).toString();
      roots.set(root, [...(roots.get(root) ?? []), state]);
    }
    return roots;
  }

  async function one(root: URI, states: readonly SystemState[], computation: Computation): Promise<void> {
    const shown = states.map(parts.shownOf);
    // The last of the figures calls again.
    if (shown.some(({ state, figures }) => state === 'stale' || figures === null)) return;
    const figures = shown.flatMap(({ figures: each }): SystemFigures[] => (each === null ? [] : [each]));
    const memory: KnownRoot = known.get(root.toString()) ?? {
      cache: new Map(),
      base: null,
      compared: null,
      inputs: [],
    };
    known.set(root.toString(), memory);
    const revision = await host.revisions!.find(root, chosen!);
    if (computation.cancelled) return;
    const base = 'message' in revision ? null : await baseAt(root, revision, states[0], memory.base);
    memory.base = base;
    if (computation.cancelled) return;
    const inputs = [base, ...figures.map(({ state }) => state)];
    if (sameItems(memory.inputs, inputs)) return;
    const solver = baseSolver(solve, memory.cache);
    const compared = base === null ? null : await compareRoot(root, base, figures, solver, computation);
    if (computation.cancelled) return;
    solver.done();
    const isNews = compared !== null || memory.compared !== null;
    memory.compared = compared;
    memory.inputs = inputs;
    if (isNews) changed.fire(states.map(({ id }) => id));
  }

  async function baseAt(
    root: URI,
    revision: FoundRevision,
    { today, evidence }: SystemState,
    last: Base | null,
  ): Promise<Base | null> {
    const { name, commit } = revision;
    if (last?.revision.commit === commit && last.today === today && last.evidence === evidence)
      return last.revision.name === name ? last : { ...last, revision };
    const files = await host.revisions!.read(root, commit);
    return 'message' in files ? null : readBase(root, revision, files, today, evidence);
  }

  const rootOf = (state: SystemState): ComparedRoot | null =>
    known.get(parts.rootOf(state).toString())?.compared ?? null;
  return {
    changed,
    rootOf,
    of(state) {
      const compared = rootOf(state)?.systems.get(state.id) ?? null;
      return compared?.modelKey === parts.shownOf(state).figures?.state.modelKey ? compared : null;
    },
    known(modelKey) {
      for (const { cache } of known.values()) {
        const figures = cache.get(modelKey);
        if (figures) return figures;
      }
      return null;
    },
    get chosen() {
      return chosen;
    },
    async choose(revision) {
      if (revision !== null) {
        const fault = await faultOf(revision);
        if (fault !== null) return fault;
      }
      chosen = revision;
      settle();
      return null;
    },
    settle,
    interrupt,
    dispose() {
      ended = true;
      running?.cancel();
      steady.cancel();
      forget?.();
    },
  };

  async function faultOf(revision: string): Promise<string | null> {
    if (host.revisions === undefined || !parts.isWanted())
      return 'Nothing can be compared here: it takes git, a trusted workspace, and the setting risk.compare.enabled.';
    // Before the first files are read there is no root to ask: the name is taken as it is.
    let fault: string | null = null;
    for (const root of byRoot().keys()) {
      const found = await host.revisions.find(URI.parse(root), revision);
      if (!('message' in found)) return null;
      fault = found.message;
    }
    return fault;
  }
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
