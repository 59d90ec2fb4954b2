/** Patterns with `*`, without regular expressions: a pattern of any kind is matched in time of its length by the text's. */

/** `*` stands for any characters of this one text. */
export function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let retry = 0;
  let next = 0;
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next++;
      retry = at;
    } else if (next < pattern.length && pattern[next] === text[at]) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[next] === '*') next++;
  return next === pattern.length;
}

/** `*` stands for any characters of one segment, the segment `**` for any number of segments, none too. */
export function matchesSegments(pattern: readonly string[], segments: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const part of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (part === '**') for (let to = at; to <= segments.length; to++) next.add(to);
      else if (at < segments.length && matchesWildcard(part, segments[at])) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(segments.length);
}
