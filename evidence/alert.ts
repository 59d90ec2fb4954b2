/** What a sensor says of one event: the common shape of all formats. */
import type { Scanned, Severity } from './finding.ts';

export interface Alert {
  /** Name of the rule that fired. */
  readonly rule: string;
  readonly tool: string;
  readonly severity: Severity;
  /** MITRE ATT&CK tactics in lower case with hyphens: `credential-access`. */
  readonly tactics: readonly string[];
  /** MITRE ATT&CK techniques: `T1059`, `T1059.004`. */
  readonly techniques: readonly string[];
  /** CVE and other identifiers that the alert names. */
  readonly identifiers: readonly string[];
  readonly cwe: readonly number[];
  readonly scanned: Scanned;
  /** When it happened, ISO 8601 in UTC; null: the record does not say, and it counts for nothing. */
  readonly at: string | null;
  /** JSON Pointer to the record in its file. */
  readonly place: string;
  /** Alerts of the same day that say the same, of which this is the first; 1 if left out. */
  readonly count?: number;
}

/** How many alerts these are. */
export function countOf(alerts: readonly Alert[]): number {
  return alerts.reduce((sum, { count = 1 }) => sum + count, 0);
}
