/** VEX as a feed: OpenVEX, or the analyses of a CycloneDX document. */
import { type Problem, problem } from '../input/problem.ts';
import { readReport } from '../read.ts';
import type { VexStatement } from '../vex/statement.ts';

export interface VexFeed {
  readonly kind: 'vex';
  /** Day of the document, `2026-03-01`; null: it does not say. */
  readonly date: string | null;
  readonly statements: readonly VexStatement[];
  readonly notes: readonly string[];
}

/** `bytes`: decompressed. A report without statements is a problem: it was meant for something else. */
export function readVex(bytes: Uint8Array): VexFeed | Problem {
  const reading = readReport(bytes);
  if (reading.kind === 'problem') return reading;
  if (reading.statements.length === 0 && reading.format !== 'OpenVEX') {
    return problem('unknown-format', `The file is a report (${reading.format}) without a VEX statement.`);
  }
  return { kind: 'vex', date: reading.at?.slice(0, 10) ?? null, statements: reading.statements, notes: reading.notes };
}
