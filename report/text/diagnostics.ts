import { counted, type Diagnostic, listed, type Severity } from '../../protocol/index.ts';
import type { Style, TextOptions } from './style.ts';
import { clean, cutTo, widthOf, wrap } from './width.ts';

/** The text of a line (from 1) of a file, for the excerpt below a finding; null where it is not known. */
export type LineOf = (file: string, line: number) => string | null;

const paints: Readonly<Record<Severity, keyof Style>> = {
  error: 'bad',
  warning: 'doubtful',
  information: 'strong',
  hint: 'faint',
};

/**
 * A finding: place, severity, message and code, the line of the text with the place marked, and what it relates to.
 * The place comes first and in the form that terminals and editors make a link of.
 */
export function diagnosticLines(diagnostic: Diagnostic, options: TextOptions, lineOf: LineOf = () => null): string[] {
  const { style, width } = options;
  const { file, line, column, severity, message, code } = diagnostic;
  const place = `${clean(file)}:${line}:${column}`;
  const head = `${style.strong(place)} ${style[paints[severity]](severity)} ${style.faint(`[${code}]`)}`;
  return [
    head,
    wrap(clean(message), width, '  '),
    ...excerpt(diagnostic, options, lineOf),
    ...diagnostic.related.map((related) =>
      wrap(`${clean(related.file)}:${related.line}:${related.column} ${clean(related.message)}`, width, '  ', '    '),
    ),
  ];
}

/** `2 errors, 1 warning and 3 hints`; `no findings`. */
export function summary(diagnostics: readonly { readonly severity: Severity }[]): string {
  const count = (severity: Severity): number => diagnostics.filter((each) => each.severity === severity).length;
  const parts = [
    [count('error'), 'error'] as const,
    [count('warning'), 'warning'] as const,
    [count('information'), 'note'] as const,
    [count('hint'), 'hint'] as const,
  ];
  return listed(parts.filter(([number]) => number > 0).map(([number, word]) => counted(number, word))) || 'no findings';
}

/** One line of the file with a line of carets under the place; a far place is brought into view. */
function excerpt(
  { file, line, column, endLine, endColumn }: Diagnostic,
  { width, style }: TextOptions,
  lineOf: LineOf,
): string[] {
  const text = lineOf(file, line);
  if (text === null || text.trim() === '') return [];
  const indent = '    ';
  const room = Math.max(20, width - indent.length);
  const start = column - 1;
  const skip = start > room - 20 ? start - 10 : text.length - text.trimStart().length;
  const shown = clean(text.slice(skip).replace(/\t/g, ' '));
  const before = widthOf(clean(text.slice(skip, start).replace(/\t/g, ' ')));
  const end = endLine === line ? endColumn - 1 : text.trimEnd().length;
  const marked = Math.max(1, Math.min(widthOf(clean(text.slice(start, end))), room - before));
  return [style.faint(indent + cutTo(shown, room)), indent + ' '.repeat(before) + style.doubtful('^'.repeat(marked))];
}
