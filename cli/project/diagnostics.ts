/** Findings with URIs and positions from 0 → diagnostics with paths and positions from 1. */
import { URI } from 'langium';
import { urlOf } from '../../language/checks/code.ts';
import type { Finding, TextRange } from '../../language/stages.ts';
import type { Diagnostic, Place } from '../../protocol/index.ts';
import { relativeTo, type SourceProblem } from '../../sources/index.ts';

/** `subject` is the name of the declaration that it stands in. */
export function diagnosticOf(
  finding: Finding,
  system: string | null,
  root: string,
  subject: string | null = null,
): Diagnostic {
  const { code, severity, message } = finding;
  return {
    code,
    severity,
    ...placeOf(finding.uri, finding.range, root),
    system,
    subject,
    message,
    url: urlOf(code),
    related: finding.related.map((related) => ({
      ...placeOf(related.uri, related.range, root),
      message: related.message,
    })),
  };
}

/** What could not be read is an error at the start of the file or folder. */
export function problemDiagnostic({ path, message }: SourceProblem): Diagnostic {
  const place = { file: path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    code: 'syntax',
    severity: 'error',
    ...place,
    system: null,
    subject: null,
    message,
    url: urlOf('syntax'),
    related: [],
  };
}

/** By file, place and code. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

/** The file of a URI, relative to the root. */
export function fileAt(uri: string, root: string): string {
  return relativeTo(root, URI.parse(uri).fsPath) ?? uri;
}

/** The same for one root. It remembers: a report names each file many times. */
export function filesBelow(root: string): (uri: string) => string {
  const known = new Map<string, string>();
  return (uri) => {
    let file = known.get(uri);
    if (file === undefined) {
      file = fileAt(uri, root);
      known.set(uri, file);
    }
    return file;
  };
}

function placeOf(uri: string, { start, end }: TextRange, root: string): Place {
  return {
    file: fileAt(uri, root),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
