/**
 * Figures of every system: computed when the text has settled, one system after the other, cancelled by the next edit,
 * cached by the model. Nobody waits for them: who shows figures takes the last ones and asks again when told to.
 */
import { Cancelled } from '../../engine/index.ts';
import type { Host } from '../host.ts';
import { createSignal, type Signal } from '../systems/events.ts';
import type { Shown, SystemFigures, SystemState } from '../systems/state.ts';
import { type Computation, createComputation } from './cancellation.ts';

/** Milliseconds without an edit before figures are computed. */
const settleTime = 150;

export type Assess = (state: SystemState, computation: Computation) => Promise<SystemFigures>;

/** Figures of an equal model, joined with the text as it is now; null while the text is being linked. */
export type Rejoin = (state: SystemState, figures: SystemFigures) => SystemFigures | null;

export interface FiguresChange {
  readonly systems: readonly { readonly id: string; readonly state: 'stale' | 'fresh' }[];
}

export interface Figures {
  readonly changed: Signal<FiguresChange>;
  of(state: SystemState): Shown;
  /** Stops what is being computed: the text is another, and its names are not linked yet. `settle` goes on. */
  interrupt(): void;
  /** The systems as they are now: what changed is computed once no further call came for a while. */
  settle(states: readonly SystemState[]): void;
  /** Forgets what was computed and computes again. */
  again(states: readonly SystemState[]): void;
  dispose(): void;
}

export function createFigures(host: Host, assess: Assess, rejoin: Rejoin, report: (error: unknown) => void): Figures {
  const changed = createSignal<FiguresChange>(report);
  const last = new Map<string, SystemFigures>();
  const computedFor = new Map<string, SystemState>();
  const failedFor = new Map<string, SystemState>();
  let running: Computation | null = null;
  let forget: (() => void) | null = null;

  /** Fresh figures are those of an equal model: places and titles move without a figure changing. */
  const isFresh = (state: SystemState) => last.get(state.id)?.state.modelKey === state.modelKey;

  function of(state: SystemState): Shown {
    let figures = last.get(state.id) ?? null;
    if (figures && figures.state !== state && isFresh(state)) {
      figures = rejoin(state, figures) ?? figures;
      last.set(state.id, figures);
    }
    return { figures, state: isFresh(state) ? 'fresh' : 'stale' };
  }

  function interrupt(): void {
    running?.cancel();
    running = null;
    forget?.();
    forget = null;
  }

  function settle(states: readonly SystemState[]): void {
    interrupt();
    const ids = new Set(states.map(({ id }) => id));
    for (const id of last.keys()) if (!ids.has(id)) last.delete(id);
    for (const id of computedFor.keys()) if (!ids.has(id)) computedFor.delete(id);
    const waiting = states.filter((state) => computedFor.get(state.id) !== state && failedFor.get(state.id) !== state);
    if (waiting.length === 0) return;
    const stale = waiting.filter((state) => !isFresh(state)).map(({ id }) => ({ id, state: 'stale' as const }));
    if (stale.length > 0) changed.fire({ systems: stale });
    forget = host.after(settleTime, () => void compute(waiting));
  }

  async function compute(states: readonly SystemState[]): Promise<void> {
    const computation = createComputation(host);
    running = computation;
    for (const state of states) {
      try {
        const figures = await assess(state, computation);
        if (computation.cancelled) return;
        last.set(state.id, figures);
        computedFor.set(state.id, state);
        changed.fire({ systems: [{ id: state.id, state: 'fresh' }] });
      } catch (error) {
        if (error instanceof Cancelled || computation.cancelled) return;
        failedFor.set(state.id, state);
        report(error);
      }
      await host.breathe();
      if (computation.cancelled) return;
    }
    running = null;
  }

  return {
    changed,
    of,
    interrupt,
    settle,
    again(states) {
      computedFor.clear();
      failedFor.clear();
      settle(states);
    },
    dispose() {
      running?.cancel();
      forget?.();
    },
  };
}
