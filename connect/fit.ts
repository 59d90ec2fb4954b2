/** Markdown cut to what a service takes: the end is lost, never the headline. */

const cutNote = '\n\n_The report is longer than a comment may be; its end is left out here._\n';

/** At most `limit` UTF-16 units. Cut at the end of a line; what is open there (a fold, a code block) is closed. */
export function fitted(markdown: string, limit: number): string {
  if (markdown.length <= limit) return markdown;
  const room = limit - cutNote.length;
  for (let end = markdown.lastIndexOf('\n', room); end > 0; end = markdown.lastIndexOf('\n', end - 1)) {
    const kept = markdown.slice(0, end);
    const closing = closingOf(kept);
    if (kept.length + closing.length <= room) return kept + closing + cutNote;
  }
  // One line alone is too long; not in the middle of a character.
  const kept = markdown.slice(0, Math.max(0, room)).replace(/[\uD800-\uDBFF]$/, '');
  return (kept + cutNote).slice(0, limit);
}

function closingOf(text: string): string {
  const fence = text.match(/^ {0,3}```/gm)?.length ?? 0;
  const opened = text.match(/<details\b/g)?.length ?? 0;
  const closed = text.match(/<\/details>/g)?.length ?? 0;
  return (fence % 2 === 1 ? '\n```' : '') + '\n</details>'.repeat(Math.max(0, opened - closed));
}
