/** Evidence: files of scanners and sensors, what they found, and what that moved. `risk-evidence/1` is made of it. */
import type { Diagnostic } from './diagnostic.ts';

/** One file that a model names, and what came of it. */
export interface EvidenceFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** `report` by `evidence`, else the kind of the `feed`. */
  readonly kind: 'report' | 'epss' | 'kev' | 'vex' | 'stix';
  /** The path as the model writes it. */
  readonly pattern: string;
  /** Where the model names it. */
  readonly declared: { readonly file: string; readonly line: number };
  /** What wrote it: `Trivy`, `Falco`; null: it could not be read. */
  readonly tool: string | null;
  readonly format: string | null;
  /** When it was written, ISO 8601 in UTC; null: it does not say. */
  readonly at: string | null;
  /** Whether it may move a figure: not where it is too old, newer than today, or unreadable. */
  readonly counts: boolean;
  /** Why it does not count, or what is to be known of it; null: nothing. */
  readonly age: 'current' | 'expired' | 'from the future' | 'undated' | null;
  /** Findings and alerts of a report; entries of a feed. */
  readonly findings: number;
  /** Of these the alerts. */
  readonly alerts: number;
  /** Findings and alerts with a service and a threat; of a feed all. */
  readonly matched: number;
  /** Those that lack one of them. */
  readonly unmatched: number;
  /** A sentence: why it could not be read. */
  readonly error: string | null;
  /** Sentences about what was left out. */
  readonly notes: readonly string[];
}

/** One finding at one service, or the alerts of one rule at one service on one day. */
export interface EvidenceFinding {
  readonly kind: 'vulnerability' | 'malware' | 'misconfiguration' | 'secret' | 'code' | 'dynamic' | 'alert';
  /** `CVE-2021-44228`, `javascript.express.xss`; of an alert its rule. */
  readonly id: string;
  readonly title: string | null;
  readonly tool: string;
  readonly severity: string;
  /** null: it matches none. */
  readonly service: string | null;
  /** What made the match, or what was scanned where there is none. */
  readonly because: string;
  /** Threats on the service that it concerns. */
  readonly threats: readonly string[];
  readonly stride: readonly string[];
  readonly cwe: readonly number[];
  readonly package: string | null;
  /** s, 0 to 1; null: an alert, or no service has it. */
  readonly strength: number | null;
  /** Alerts that the row stands for; 1 for a finding. */
  readonly count: number;
  readonly file: string;
  /** JSON Pointer to the first record. */
  readonly place: string;
  readonly at: string | null;
  /** Why it moves nothing; `no estimate`: none of its threats has one `with evidence`. null: it may. */
  readonly idle: 'no service' | 'no threat' | 'no estimate' | 'old' | 'vex' | 'undated' | null;
}

/** One of the three factors of a strength, with its reason. */
export interface EvidenceFactor {
  readonly value: number;
  readonly because: string;
  readonly assumed: boolean;
}

/** A finding in the product S = 1 − Π(1 − s·discount), from the strongest. */
export interface EvidenceStep {
  readonly id: string;
  readonly title: string | null;
  readonly tool: string;
  readonly service: string | null;
  readonly package: string | null;
  readonly strength: number;
  readonly threat: EvidenceFactor;
  readonly reach: EvidenceFactor;
  readonly ease: EvidenceFactor;
  /** 1, ½, ¼, … */
  readonly discount: number;
  /** S up to here. */
  readonly combined: number;
  readonly file: string;
  readonly place: string;
  readonly at: string | null;
}

/** Alerts of one rule, service and day: they count once. */
export interface EvidenceAlertStep {
  readonly rule: string;
  readonly tool: string;
  readonly service: string;
  /** `2026-03-01`, UTC. */
  readonly day: string;
  readonly alerts: number;
  readonly file: string;
  readonly place: string;
}

interface Effect {
  readonly threat: string;
  /** As the author wrote the estimate. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
  /** Mean of the estimate with what was `observed`; null where it differs from year to year through a contest. */
  readonly prior: number | null;
  readonly posterior: number | null;
  readonly moved: boolean;
  /** A sentence: how it moved, or why it did not. */
  readonly because: string;
}

export interface VulnerabilityEffect extends Effect {
  readonly factor: 'vulnerability';
  /** w. */
  readonly weight: number;
  /** S. */
  readonly combined: number;
  /** q = w·S: v′ = v + (1 − v)·q. */
  readonly wayIn: number;
  readonly steps: readonly EvidenceStep[];
  /** Findings that did not count: of a package that counts already, or beyond the ten strongest. */
  readonly left: number;
}

export interface ThreatEventsEffect extends Effect {
  readonly factor: 'threat-events';
  /** N of `observed N in DURATION`. */
  readonly count: number;
  /** Days that the logs cover. */
  readonly days: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly steps: readonly EvidenceAlertStep[];
}

export type EvidenceEffect = VulnerabilityEffect | ThreatEventsEffect;

/** What the files say of one service or store; those of which they say nothing have none. */
export interface EvidenceOfService {
  readonly service: string;
  readonly findings: number;
  readonly alerts: number;
  /** Threats whose figures move by what was found on this service, in the order of the text. */
  readonly moves: readonly string[];
}

/** The evidence of a system without figures. */
export interface EvidenceDescription {
  readonly files: readonly EvidenceFile[];
  readonly services: readonly EvidenceOfService[];
  readonly effects: readonly EvidenceEffect[];
}

/** An effect with the money that all evidence moves in its threat, in the current state. */
export type ReportEffect = (
  | Omit<VulnerabilityEffect, 'prior' | 'posterior'>
  | Omit<ThreatEventsEffect, 'prior' | 'posterior'>
) & {
  readonly prior: { readonly mean: number | null };
  readonly posterior: { readonly mean: number | null };
  /** Current ALE of the threat without any evidence, and with it; null: no figure. */
  readonly aleBefore: number | null;
  readonly aleAfter: number | null;
};

export interface ReportServiceEvidence extends EvidenceOfService {
  /** What evidence adds to the current ALE of the threats in `moves`; null: none of them has a figure. */
  readonly aleRaised: number | null;
}

export interface ReportEvidence {
  /** The formulas are a heuristic of this project: no data set has been used to calibrate them. */
  readonly uncalibrated: true;
  readonly files: readonly EvidenceFile[];
  readonly services: readonly ReportServiceEvidence[];
  readonly effects: readonly ReportEffect[];
  /** Current ALE of the system without any evidence, and with it; null: no figure, or no evidence moved one. */
  readonly aleBefore: number | null;
  readonly aleAfter: number | null;
}

/** A finding with its money. */
export interface PricedFinding extends EvidenceFinding {
  /**
   * Its part of what evidence adds to the current ALE of its threats, each finding counted after the stronger ones: the
   * parts of one threat add up. One that concerns several services has the same part at each. null: it adds nothing, or
   * its threats have no figure.
   */
  readonly aleRaised: number | null;
  /** In a few words why it adds nothing; null: it does. */
  readonly without: string | null;
}

/** Findings of one file that match no service or no threat, by what was scanned or by their service. */
export interface UnmatchedFindings {
  readonly reason: 'no service' | 'no threat';
  /** What was scanned, or the name of the service. */
  readonly what: string;
  readonly count: number;
  /** The worst of them, as the tool says it. */
  readonly severity: string;
  /** Some of them. */
  readonly ids: readonly string[];
  readonly tool: string;
  readonly file: string;
}

/** Findings one by one, for those who show them beside the report. */
export interface FindingsListing {
  /** Those with a service and a threat: the most money first, then the strongest. */
  readonly rows: readonly PricedFinding[];
  /** Rows that are left out, beyond the first thousand. */
  readonly left: number;
  /** The most first. */
  readonly unmatched: readonly UnmatchedFindings[];
}

/** `risk-evidence/1`: `risk evidence --json`. Keys may be added, never changed or dropped. */
export interface RiskEvidence {
  readonly format: 'risk-evidence/1';
  readonly tool: { readonly name: 'risk'; readonly version: string };
  readonly asOf: string;
  readonly files: readonly (EvidenceFile & { readonly system: string | null })[];
  readonly findings: readonly (EvidenceFinding & { readonly system: string | null })[];
  readonly effects: readonly (ReportEffect & { readonly system: string | null })[];
  readonly systems: readonly {
    readonly name: string | null;
    readonly currency: string;
    readonly aleBefore: number | null;
    readonly aleAfter: number | null;
  }[];
  readonly diagnostics: readonly Diagnostic[];
}
