/**
 * What a system says besides numbers: names, titles, places and links, as plain data. Language makes it beside the
 * engine's RiskModel (threats, controls and groups are found by name); report joins it with the figures.
 */
import type { Place } from './diagnostic.ts';
import type { EvidenceDescription } from './evidence.ts';

export interface Named extends Place {
  readonly name: string;
  readonly title: string | null;
}

/** Why a threat has no figures. */
export interface Uncounted {
  readonly threat: string;
  readonly reason: 'missing-frequency' | 'missing-vulnerability' | 'missing-loss' | 'error' | 'cycle';
  readonly message: string;
}

export interface Acceptance {
  readonly until: string;
  readonly by: string;
  readonly because: string;
}

export interface ReductionDescription {
  readonly control: string;
  readonly factor: string;
  /** Mean reduction with coverage and reliability; null where it cannot be told. */
  readonly mean: number | null;
  readonly status: 'planned' | 'in-place' | 'retired';
}

export interface ThreatDescription extends Named {
  readonly stride: readonly string[];
  /** Names of elements; a flow by its ends is `Frontend to Cart`. */
  readonly on: readonly string[];
  readonly affects: readonly string[];
  readonly by: readonly string[];
  readonly cwe: readonly number[];
  readonly owner: readonly string[];
  readonly zones: readonly string[];
  readonly reducedBy: readonly ReductionDescription[];
  readonly leadsTo: readonly string[];
  readonly accepted: Acceptance | null;
  readonly tickets: readonly string[];
  /** What it lacks to have figures: `frequency`, `vulnerability`, `loss`, …; empty if it has them. */
  readonly missing: readonly string[];
  /** Threats without figures that lead to it: its figures are "at least". */
  readonly lacks: readonly string[];
}

export type ElementKind = 'service' | 'store' | 'external' | 'flow';

export interface ElementDescription extends Named {
  readonly kind: ElementKind;
  readonly zone: string | null;
  readonly owner: readonly string[];
  /** Asset names held or carried. */
  readonly assets: readonly string[];
  /** Letters of the STRIDE categories that nothing covers. */
  readonly gaps: readonly string[];
  /** For a flow: the pairs of its ends. */
  readonly ends: readonly { readonly from: string; readonly to: string }[];
  readonly encrypted: boolean;
  readonly authenticated: boolean;
}

export interface ControlDescription extends Named {
  readonly status: 'planned' | 'in-place' | 'retired';
  readonly threats: readonly string[];
  readonly owner: readonly string[];
  readonly tickets: readonly string[];
}

/** A group by kind and name (`RiskModel.groups`); `lacks` names its threats without figures. */
export interface GroupDescription extends Named {
  readonly kind: 'element' | 'asset' | 'zone' | 'agent' | 'stride' | 'owner';
  readonly threats: readonly string[];
  readonly lacks: readonly string[];
}

export interface ExpectationDescription extends Place {
  readonly text: string;
}

export interface SystemDescription {
  /** null: the unnamed system of what no system covers. */
  readonly name: string | null;
  readonly title: string | null;
  /** null for the unnamed system. */
  readonly place: Place | null;
  readonly currency: string;
  readonly horizonYears: number;
  readonly discount: number;
  readonly seed: string;
  readonly trials: number;
  readonly threats: readonly ThreatDescription[];
  readonly elements: readonly ElementDescription[];
  readonly zones: readonly (Named & { readonly parent: string | null })[];
  readonly assets: readonly (Named & { readonly data: string })[];
  readonly agents: readonly Named[];
  readonly controls: readonly ControlDescription[];
  readonly groups: readonly GroupDescription[];
  readonly uncounted: readonly Uncounted[];
  readonly appetite: readonly ({ readonly probability: number; readonly above: number } & Place)[];
  readonly expectations: readonly ExpectationDescription[];
  /** null: it names no evidence, or nobody looked for it. */
  readonly evidence: EvidenceDescription | null;
}
