/** The systems of the workspace as the text says them now, lowered and checked once for each change of their files. */
import type { EvidenceSnapshot } from '../../language/evidence/files.ts';
import { evidenceDeclarations } from '../../language/evidence/requests.ts';
import type { LinkedSystem } from '../../language/stages.ts';
import type { SystemState } from './state.ts';

export interface SystemSource {
  /** Whether every document is linked: in the middle of a build there is nothing to read. */
  isSettled(): boolean;
  linked(): readonly LinkedSystem[];
  /** A new day may let something expire. */
  today(): string;
  /** What the evidence says now; another object where something in it is another. */
  evidence(): EvidenceSnapshot | undefined;
  /** Milliseconds of a clock. */
  now(): number;
  /** Lowers and checks; costs time in proportion to the system. */
  read(system: LinkedSystem): SystemState;
}

export interface Systems {
  /** Every system, brought up to date first. */
  all(): readonly SystemState[];
  /**
   * The system of a document, by its URI; null for what is no part of the model. Brought up to date first, unless that
   * would keep whoever asks waiting: then as it was read last.
   */
  of(uri: string): SystemState | null;
  /** Something changed: what is not the same any more is read again when asked for. */
  invalidate(): void;
  /** Milliseconds that the last reading took. */
  readonly cost: number;
}

/** Above so many milliseconds a reading waits until the text has settled. */
export const slow = 100;

export function createSystems(source: SystemSource): Systems {
  let states: readonly SystemState[] = [];
  let byDocument = new Map<string, SystemState>();
  let valid = false;
  let cost = 0;

  function refresh(): void {
    if (valid || !source.isSettled()) return;
    const today = source.today();
    const evidence = source.evidence();
    const started = source.now();
    const before = new Map(states.map((state) => [state.id, state]));
    states = source.linked().map((linked) => {
      const known = before.get(linked.id);
      return known && isSame(known, linked, today, evidence) ? known : source.read(linked);
    });
    byDocument = new Map(
      states.flatMap((state) => state.linked.documents.map((document) => [document.uri.toString(), state] as const)),
    );
    valid = true;
    cost = source.now() - started;
  }

  return {
    all() {
      refresh();
      return states;
    },
    get cost() {
      return cost;
    },
    of(uri) {
      if (cost < slow || states.length === 0) refresh();
      return byDocument.get(uri) ?? null;
    },
    invalidate() {
      valid = false;
    },
  };
}

/** Syntax trees are made anew when a text changes, so the same trees are the same texts. */
function isSame(
  state: SystemState,
  linked: LinkedSystem,
  today: string,
  evidence: EvidenceSnapshot | undefined,
): boolean {
  return (
    state.today === today &&
    (state.evidence === evidence || evidenceDeclarations(linked).length === 0) &&
    state.linked.name === linked.name &&
    state.trees.length === linked.documents.length &&
    linked.documents.every((document, index) => document.parseResult.value === state.trees[index])
  );
}
