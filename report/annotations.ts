/** Findings as they are shown beside a change: what SARIF, GitHub's annotations and GitLab's Code Quality are made from. */
import type { Diagnostic, Place, RelatedPlace, Severity } from '../protocol/index.ts';
import { sha256 } from './sha256.ts';

export interface Annotation extends Place {
  readonly code: string;
  readonly severity: Severity;
  /** A few words. */
  readonly title: string;
  readonly message: string;
  /**
   * What it is known by from run to run: unique in its list, made of the code and the names of what it is about, never
   * of a line, a figure or a wording.
   */
  readonly fingerprint: string;
  /** Expected annual loss of what it is about; null: none, or not known. Only for the order. */
  readonly cost: number | null;
  readonly related: readonly RelatedPlace[];
}

/** What is known of a code, as the registry of the checks has it. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  /** One or two sentences: what it means and why it matters. */
  readonly help: string;
  /** The page that explains it. */
  readonly url: string;
}

export interface AnnotationOptions {
  readonly rules: readonly Rule[];
  /** Expected annual loss of what a diagnostic is about. */
  readonly costOf: (diagnostic: Diagnostic) => number | null;
  /** Where the root lies in the repository, with `/`; empty: they are the same. */
  readonly prefix: string;
}

/** Diagnostics as annotations, the loudest first and among equals the most expensive. */
export function annotationsOf(diagnostics: readonly Diagnostic[], options: AnnotationOptions): readonly Annotation[] {
  const { rules, costOf, prefix } = options;
  const titles = new Map(rules.map((rule) => [rule.code, rule.title]));
  const inRepository = <T extends Place>(place: T): T => ({
    ...place,
    file: prefix === '' ? place.file : `${prefix}/${place.file}`,
  });
  const fingerprint = fingerprints();
  const annotations = diagnostics.map((diagnostic) => {
    const { code, severity, message, related, file, line, column, endLine, endColumn } = diagnostic;
    return {
      ...inRepository({ file, line, column, endLine, endColumn }),
      code,
      severity,
      title: titles.get(code) ?? code,
      message,
      fingerprint: fingerprint(identityOf(diagnostic)),
      cost: costOf(diagnostic),
      related: related.map(inRepository),
    };
  });
  return byWeight(annotations);
}

/** The loudest first, among equals the most expensive, then by place. */
export function byWeight(annotations: readonly Annotation[]): readonly Annotation[] {
  return [...annotations].sort(
    (a, b) =>
      loudness.indexOf(a.severity) - loudness.indexOf(b.severity) ||
      (b.cost ?? -1) - (a.cost ?? -1) ||
      (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column),
  );
}

/**
 * Makes the fingerprints of one list: 32 hexadecimal digits of the SHA-256 of the parts. The same parts a second time
 * get the next number, so that each stays unique and the first keeps its own.
 */
export function fingerprints(): (parts: readonly string[]) => string {
  const seen = new Map<string, number>();
  return (parts) => {
    const key = JSON.stringify(parts);
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    return sha256(number === 0 ? key : `${key}#${number}`).slice(0, 32);
  };
}

const loudness: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** A name means one thing in its system, whatever file it is in; what has no name is known by its file. */
function identityOf({ code, system, subject, file }: Diagnostic): readonly string[] {
  return subject === null ? [code, 'file', file] : [code, 'name', system ?? '', subject];
}
