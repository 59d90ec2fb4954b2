import type { Diagnostic, ReportSystem, RiskCheck, RiskReport } from '../protocol/index.ts';

/** What a report says of itself. The date and the version are passed in: this room has no clock and reads no file. */
export interface ReportHead {
  readonly version: string;
  /** `2026-11-21`: the date that decides what has expired. */
  readonly asOf: string;
}

/** `risk-report/1`. */
export function riskReport(
  head: ReportHead,
  systems: readonly ReportSystem[],
  diagnostics: readonly Diagnostic[],
): RiskReport {
  const { version, asOf } = head;
  return { format: 'risk-report/1', tool: { name: 'risk', version }, asOf, systems, diagnostics };
}

/** `risk-check/1`. */
export function riskCheck(head: ReportHead, diagnostics: readonly Diagnostic[]): RiskCheck {
  return { format: 'risk-check/1', tool: { name: 'risk', version: head.version }, asOf: head.asOf, diagnostics };
}
