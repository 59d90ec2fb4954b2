/** `risk-diff/1`: the difference of two versions, in declarations and in money. Keys may be added, never changed or dropped. */
import type { Concession } from './declaration.ts';
import type { Diagnostic, Place } from './diagnostic.ts';

/** A figure on both sides; null where a side has none. `delta` is null where it cannot be told. */
export interface Moved {
  readonly base: number | null;
  readonly head: number | null;
  readonly delta: number | null;
}

export type ChangeWord = 'added' | 'removed' | 'changed' | 'unchanged';

/**
 * Why a figure moved. The deltas of the causes of one threat add up to the delta of its expected annual loss, those of a
 * system to that of the system. Money a year.
 */
export interface DiffCause {
  readonly kind:
    | 'threat'
    | 'frequency'
    | 'loss'
    | 'leads-to'
    | 'control'
    /** The control's text is the same, but it now catches the threat, or no longer does. */
    | 'caught'
    | 'estimate'
    | 'distribution'
    | 'asset'
    | 'element'
    | 'agent'
    | 'system'
    | 'evidence'
    /** The threat moved to another system. */
    | 'membership'
    /** Several changes that were not told apart. */
    | 'together'
    | 'other';
  /** `OrderLeak.frequency.threat-events`, `MeshMtls.status`. */
  readonly path: string;
  /** Texts; null where there was, or is, none. */
  readonly before: string | null;
  readonly after: string | null;
  /** Of the current expected annual loss. */
  readonly delta: number;
  /** Of the target's: with all planned controls in place. */
  readonly targetDelta: number;
  /** In the head, else in the base; null where no text is at hand. */
  readonly place: Place | null;
}

/** A cause of a system's move, with the threats that it moved. */
export interface DiffSystemCause extends DiffCause {
  readonly threats: readonly string[];
}

interface DiffItem {
  readonly name: string;
  readonly title: string | null;
  readonly change: ChangeWord;
  /** The name in the base, where it is another one. */
  readonly renamedFrom: string | null;
  /** In the head; in the base where it was removed. */
  readonly place: Place;
}

export interface DiffThreat extends DiffItem {
  /** Current expected annual loss. */
  readonly ale: Moved;
  /** Expected annual loss with all planned controls. */
  readonly target: Moved;
  /** Why its figures cannot be compared; null where they can. */
  readonly notComparable: string | null;
  readonly causes: readonly DiffCause[];
}

export interface DiffControl extends DiffItem {
  readonly status: { readonly base: string | null; readonly head: string | null };
  readonly riskReduction: Moved;
  readonly firstYearCost: Moved;
}

export interface DiffElement {
  readonly name: string;
  readonly kind: string;
  readonly change: ChangeWord;
  readonly ale: Moved;
}

export interface DiffAppetite {
  readonly probability: number;
  readonly above: number;
  readonly change: 'newly-broken' | 'no-longer-broken' | 'still-broken' | 'kept' | 'undecided' | 'removed';
  /** P(current annual loss > above). */
  readonly actual: Moved;
}

export interface DiffExpectation extends Place {
  readonly text: string;
  readonly change: 'newly-broken' | 'no-longer-broken' | 'still-broken' | 'holds' | 'undecided' | 'removed';
  readonly found: Moved;
}

/** A threat without figures. */
export interface DiffUnquantified {
  readonly threat: string;
  readonly change: 'new' | 'lost-figures' | 'still' | 'resolved';
  readonly message: string;
  readonly place: Place;
}

/** A change of the text that moved no money. */
export interface DiffTextChange {
  /** `threat`, `control`, `service`, … */
  readonly kind: string;
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed' | 'renamed' | 'kind-changed';
  readonly details: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
  readonly place: Place;
}

export interface DiffSystem {
  /** null: the unnamed system of what no system covers. */
  readonly name: string | null;
  readonly title: string | null;
  readonly change: ChangeWord;
  readonly renamedFrom: string | null;
  readonly place: Place | null;
  /** Of the head; of the base where the system was removed. */
  readonly currency: string;
  /** Why its money cannot be compared (another currency); null where it can. */
  readonly notComparable: string | null;
  /** One sentence. */
  readonly headline: string;
  readonly ale: Moved;
  readonly target: Moved;
  readonly p95: Moved;
  readonly probabilityOfLoss: Moved;
  readonly causes: readonly DiffSystemCause[];
  readonly threats: readonly DiffThreat[];
  readonly controls: readonly DiffControl[];
  readonly elements: readonly DiffElement[];
  readonly appetite: readonly DiffAppetite[];
  readonly expectations: readonly DiffExpectation[];
  readonly unquantified: readonly DiffUnquantified[];
  /** `risk-ignore` comments, `not-applicable` lines, check levels and acceptances that the base does not have. */
  readonly concessions: readonly Concession[];
  readonly changes: readonly DiffTextChange[];
}

export interface DiffGate {
  /** As written after `--fail-on`. */
  readonly gate: string;
  readonly tripped: boolean;
  readonly explanation: string;
}

/** A version: a revision of git with its commit, the work tree, or a folder. */
export interface DiffVersion {
  readonly name: string;
  readonly commit: string | null;
}

/** What could not be read in one of the versions. */
export interface DiffDamage {
  readonly side: 'base' | 'head';
  readonly file: string;
  readonly message: string;
}

export interface RiskDiff {
  readonly format: 'risk-diff/1';
  readonly tool: { readonly name: 'risk'; readonly version: string };
  readonly asOf: string;
  readonly base: DiffVersion;
  readonly head: DiffVersion;
  /** One sentence on the whole. */
  readonly headline: string;
  /** How the shares of the causes were found. */
  readonly method: string;
  readonly systems: readonly DiffSystem[];
  readonly damage: readonly DiffDamage[];
  readonly gates: readonly DiffGate[];
  /** Errors and warnings of the head that the base does not have. */
  readonly diagnostics: readonly Diagnostic[];
}
