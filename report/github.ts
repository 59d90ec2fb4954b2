/**
 * GitHub's annotations: workflow commands on the standard output. They need no token, so they work for a pull request from
 * a fork as well. A step shows 10 of each kind; the most expensive come first, and the rest are lines of the log.
 */
import { counted, type Severity } from '../protocol/index.ts';
import type { Annotation } from './annotations.ts';
import { logSafe } from './log-safe.ts';

/** How many of a kind GitHub shows for a step. */
const mostOfKind = 10;

/** Hints are shown faintly in the editor and are no matter for a review. */
const kinds: Readonly<Record<Severity, 'error' | 'warning' | 'notice' | null>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: null,
};

/** One line each; empty where there is nothing to say. `annotations` are in the order of `byWeight`. */
export function githubCommands(annotations: readonly Annotation[]): string {
  const shown = new Map<string, number>();
  const commands: string[] = [];
  const rest: Annotation[] = [];
  for (const annotation of annotations) {
    const kind = kinds[annotation.severity];
    if (kind === null) continue;
    const number = shown.get(kind) ?? 0;
    shown.set(kind, number + 1);
    if (number < mostOfKind) commands.push(command(kind, annotation));
    else rest.push(annotation);
  }
  if (rest.length > 0) {
    commands.push(`GitHub shows ${mostOfKind} annotations of a kind; ${counted(rest.length, 'finding')} more:`);
    commands.push(...rest.map(logLine));
  }
  return commands.map((line) => `${line}\n`).join('');
}

function command(kind: string, annotation: Annotation): string {
  const { file, line, endLine, column, endColumn, title, code, message, related } = annotation;
  // Columns are taken only within one line; the end is the last column that belongs to it.
  const columns = line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const properties = { file, line, endLine, ...columns, title: `${title} [${code}]` };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const places = related.map((each) => `${each.file}:${each.line}: ${each.message}`);
  return `::${kind} ${written.join(',')}::${escapeMessage([message, ...places].join('\n'))}`;
}

function logLine({ file, line, column, severity, code, message }: Annotation): string {
  const text = `- ${file}:${line}:${column} ${severity} [${code}] ${message}`;
  return logSafe(text.replace(/[\r\n]+/g, ' '));
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
