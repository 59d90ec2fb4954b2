/** Silences findings by comments, and says where such a comment is wrong. */

import type { Finding } from '../stages.ts';
import { nearest } from '../units/nearest.ts';
import type { CodeInfo } from './code.ts';
import { isCalendarDate, isPast } from './dates.ts';
import type { IgnoreComment } from './ignore-comments.ts';

export const ignoreCode: CodeInfo = {
  code: 'ignore',
  severity: 'warning',
  title: 'A risk-ignore that ignores nothing',
  help: 'A `risk-ignore` comment names no check, gives no reason, is past its date, or there is nothing that it silences.',
  adjustable: true,
  needs: 'text',
};

export interface IgnoreOptions {
  readonly today: string;
  readonly codes: readonly CodeInfo[];
  /** Whether what needs figures has been judged: before that nobody knows whether there is something to ignore. */
  readonly judged: boolean;
}

/**
 * The findings that are left, and those about the comments. A finding is silenced by a comment about the line where it
 * starts; errors never are. A comment past its date silences nothing more.
 */
export function applyIgnores(
  findings: readonly Finding[],
  comments: readonly IgnoreComment[],
  options: IgnoreOptions,
): readonly Finding[] {
  const codes = new Map(options.codes.map((info) => [info.code, info]));
  const wrong = new Map(comments.map((comment) => [comment, faultOf(comment, codes, options)]));
  const working = comments.filter((comment) => wrong.get(comment) === null);
  const silencers = byPlace(working);
  const used = new Set<IgnoreComment>();
  const hitErrors = new Set<IgnoreComment>();
  const left = findings.filter((finding) => {
    const about = (silencers.get(keyOf(finding.uri, finding.code)) ?? []).filter(
      ({ lines }) => lines[0] <= finding.range.start.line && finding.range.start.line <= lines[1],
    );
    for (const comment of about) (finding.severity === 'error' ? hitErrors : used).add(comment);
    return finding.severity === 'error' || about.length === 0;
  });
  const faults = comments.flatMap((comment) => {
    const fault = wrong.get(comment) ?? (used.has(comment) ? null : idle(comment, codes, hitErrors, options));
    return fault === null ? [] : [faultFinding(comment, fault)];
  });
  return [...left, ...faults];
}

function faultOf(
  comment: IgnoreComment,
  codes: ReadonlyMap<string, CodeInfo>,
  { today }: IgnoreOptions,
): string | null {
  const { code, until, reason } = comment;
  if (code === null) return 'This is not in the form `// risk-ignore CODE: reason`. Name the check and say why.';
  const info = codes.get(code);
  if (info === undefined) {
    const near = nearest(code, codes.keys());
    return `There is no check \`${code}\`. ${near === null ? 'Write the code that the finding shows.' : `Did you mean \`${near}\`?`}`;
  }
  if (!info.adjustable) return `\`${code}\` is an error of the language and cannot be ignored. Correct it instead.`;
  if (until !== null && !isCalendarDate(until)) {
    return `\`${until}\` is not a day of the calendar. Write \`until\` and a date such as 2026-03-01.`;
  }
  if (reason === '') return 'The reason is missing. Write it after a colon: `// risk-ignore CODE: reason`.';
  if (until !== null && isPast(until, today)) {
    return `This was to be ignored until ${until} and is shown again. Correct it, or set another date.`;
  }
  return null;
}

function idle(
  comment: IgnoreComment,
  codes: ReadonlyMap<string, CodeInfo>,
  hitErrors: ReadonlySet<IgnoreComment>,
  { judged }: IgnoreOptions,
): string | null {
  const { code } = comment;
  if (hitErrors.has(comment)) return `\`${code}\` is an error here, and errors cannot be ignored. Correct it instead.`;
  if (!judged && codes.get(code ?? '')?.needs === 'figures') return null;
  return `There is no \`${code}\` to ignore here. Remove the comment.`;
}

function faultFinding(comment: IgnoreComment, message: string): Finding {
  const { uri, range } = comment;
  return { code: ignoreCode.code, severity: ignoreCode.severity, uri, range, message, related: [] };
}

function byPlace(comments: readonly IgnoreComment[]): ReadonlyMap<string, readonly IgnoreComment[]> {
  const found = new Map<string, IgnoreComment[]>();
  for (const comment of comments) {
    const key = keyOf(comment.uri, comment.code ?? '');
    const known = found.get(key);
    if (known === undefined) found.set(key, [comment]);
    else known.push(comment);
  }
  return found;
}

function keyOf(uri: string, code: string): string {
  return `${code} ${uri}`;
}
