/** Findings as Markdown, for the summary of a pipeline's job. */
import type { Annotation } from './annotations.ts';
import { summary } from './text/diagnostics.ts';

/**
 * A heading, what there is in one sentence, and a table, the most important first; at most `room` UTF-8 bytes. What does
 * not fit is counted. Empty where not even the heading fits.
 */
export function findingsMarkdown(annotations: readonly Annotation[], room: number): string {
  const words = summary(annotations);
  const head = `## Risk check\n\n${words[0].toUpperCase()}${words.slice(1)}.\n`;
  const table = '\n| Severity | Place | Finding |\n| --- | --- | --- |\n';
  const more = (left: number): string => `\n${left} more are left out: a summary has no more room.\n`;
  const reserve = byteLength(more(annotations.length));
  let left = room - byteLength(head) - byteLength(table) - reserve;
  if (left < 0) return '';
  const rows: string[] = [];
  for (const annotation of annotations) {
    const row = rowOf(annotation);
    left -= byteLength(row);
    if (left < 0) break;
    rows.push(row);
  }
  const hidden = annotations.length - rows.length;
  return head + (rows.length > 0 ? table + rows.join('') : '') + (hidden > 0 ? more(hidden) : '');
}

/** Text that means only itself in a cell of a Markdown table, on one line. */
export function inCell(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]#|~!@]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Length in UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function rowOf({ severity, file, line, code, message }: Annotation): string {
  return `| ${severity} | ${inCell(`${file}:${line}`)} | ${inCell(message)} (${inCell(code)}) |\n`;
}
