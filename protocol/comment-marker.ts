/**
 * The hidden first line of a comment under a pull request, by which a later run finds it again: an HTML comment that no
 * service shows. Whoever writes Markdown for a comment may put it there; `risk comment` completes it.
 */

export interface CommentMarker {
  /** Which of several comments of the tool it is. */
  readonly tag: string;
  /** Number and attempt of the pipeline's run, both rising; null outside of a pipeline. */
  readonly run: readonly [number: number, attempt: number] | null;
  /** When it was written, ISO 8601 in UTC; null: not known. */
  readonly at: string | null;
  /** The commit that was looked at; null: not known. */
  readonly commit: string | null;
}

/** What a tag may be made of: it stands inside an HTML comment. */
export const tagPattern = /^[A-Za-z0-9_.]+(?:-[A-Za-z0-9_.]+)*$/;

const firstLine = /^\uFEFF?\s*<!-- risk-as-code ([^\n]*?) ?-->[^\S\n]*(?:\n|$)/;

/** The marker as one line, without the line break. */
export function markerLine({ tag, run, at, commit }: CommentMarker): string {
  const fields = [
    `comment=${tag}`,
    ...(run === null ? [] : [`run=${run[0]}.${run[1]}`]),
    ...(at === null ? [] : [`at=${at}`]),
    ...(commit === null ? [] : [`commit=${commit}`]),
  ];
  return `<!-- risk-as-code ${fields.join(' ')} -->`;
}

/** The marker that a text begins with; null if there is none. One that is quoted further below does not count. */
export function markerOf(body: string): CommentMarker | null {
  const fields = firstLine.exec(body.replaceAll('\r\n', '\n'))?.[1];
  if (fields === undefined) return null;
  const values = new Map(
    fields.split(' ').map((field) => [field.split('=', 1)[0], field.slice(field.indexOf('=') + 1)]),
  );
  const tag = values.get('comment') ?? '';
  if (!tagPattern.test(tag)) return null;
  const run = /^(\d{1,15})\.(\d{1,15})$/.exec(values.get('run') ?? '');
  const at = values.get('at') ?? '';
  return {
    tag,
    run: run === null ? null : [Number(run[1]), Number(run[2])],
    at: Number.isNaN(Date.parse(at)) ? null : new Date(at).toISOString(),
    commit: /^[0-9a-f]{7,64}$/.exec(values.get('commit') ?? '')?.[0] ?? null,
  };
}

/** A text without the marker that it begins with. */
export function withoutMarker(body: string): string {
  const text = body.replaceAll('\r\n', '\n');
  return markerOf(text) === null ? text : text.replace(firstLine, '');
}

/**
 * Whether the first was made by a later run than the second. Runs of a pipeline are compared by number and attempt,
 * because a slow old run may write after a quick new one; the time decides within a run and where there are no numbers.
 */
export function isNewer(a: CommentMarker, b: CommentMarker): boolean {
  if (a.run !== null && b.run !== null) {
    const [byNumber, byAttempt] = [a.run[0] - b.run[0], a.run[1] - b.run[1]];
    if (byNumber !== 0 || byAttempt !== 0) return byNumber > 0 || (byNumber === 0 && byAttempt > 0);
  }
  return (a.at ?? '') > (b.at ?? '');
}
