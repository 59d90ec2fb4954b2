/** Findings as the editor shows them. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Finding } from '../../language/stages.ts';
import type { Severity } from '../../protocol/index.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Codes of what nothing uses: editors show it faded. */
const unnecessary = new Set(['unused', 'unused-value', 'no-effect']);

/** `pageOf` gives the address of the page that explains a code; null where it has none. */
export function diagnosticOf(finding: Finding, pageOf: (code: string) => string | null): Diagnostic {
  const page = pageOf(finding.code);
  return {
    range: finding.range,
    severity: severities[finding.severity],
    code: finding.code,
    source: 'risk',
    message: finding.message,
    ...(page !== null && /^https?:/.test(page) ? { codeDescription: { href: page } } : {}),
    ...(finding.related.length > 0
      ? {
          relatedInformation: finding.related.map(({ uri, range, message }) => ({ location: { uri, range }, message })),
        }
      : {}),
    ...(unnecessary.has(finding.code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(finding.fix ? { data: { fixes: finding.fix.alternatives.length } } : {}),
  };
}
