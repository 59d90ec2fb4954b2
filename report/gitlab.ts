/** GitLab's Code Quality report: a JSON array, of which a merge request shows what its target branch has not. */
import type { Severity } from '../protocol/index.ts';
import type { Annotation } from './annotations.ts';

export interface CodeQualityIssue {
  readonly description: string;
  readonly check_name: string;
  /** Unique: of two issues with one fingerprint only the first would be shown. */
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: {
    /** Relative to the repository, without `./`. */
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
}

const severities: Readonly<Record<Severity, CodeQualityIssue['severity']>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

export function gitlabIssues(annotations: readonly Annotation[]): readonly CodeQualityIssue[] {
  return annotations.map(({ code, severity, message, fingerprint, file, line, endLine }) => ({
    description: message,
    check_name: code,
    fingerprint,
    severity: severities[severity],
    location: { path: file, lines: { begin: line, end: endLine } },
  }));
}
