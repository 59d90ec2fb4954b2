/** What comes out of a file of evidence. */
import type { Alert } from './alert.ts';
import type { Finding } from './finding.ts';
import type { VexStatement } from './vex/statement.ts';

/** First and last moment that a log covers, ISO 8601 in UTC. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What a reader of one format makes of a document. */
export interface Content {
  /** `Trivy`, `Semgrep`, …: what wrote it. */
  readonly tool: string;
  /** When it was written, ISO 8601 in UTC; null: it does not say. */
  readonly at: string | null;
  readonly findings: readonly Finding[];
  readonly alerts: readonly Alert[];
  readonly statements: readonly VexStatement[];
  /** What a log covers, with the events that are no alerts; null for a scan. */
  readonly period: Period | null;
  /** Sentences about what was left out, for the listing. */
  readonly notes: readonly string[];
}

export interface Reading extends Content {
  readonly kind: 'reading';
  /** Name of the format, as `formats` lists it. */
  readonly format: string;
  /** JSON Lines: places begin with the number of the record. */
  readonly lines: boolean;
}

/** Content of what a reader knows; the rest is nothing. */
export function content(known: Pick<Content, 'tool'> & Partial<Content>): Content {
  return { at: null, findings: [], alerts: [], statements: [], period: null, notes: [], ...known };
}
