/**
 * Matchers for what has a beginning and an end: strings and comments. What is not closed ends with its line, so that a
 * forgotten quote costs one line and not the rest of the file; the payload tells the lexer to say so.
 */
import type { CustomPatternMatcherFunc, CustomPatternMatcherReturn } from 'chevrotain';

/** Set on a token that was not closed. */
export interface Unclosed {
  readonly unclosed: true;
}

const restOfLine = /[^\n\r]*/y;

/** `"…"` on one line or `"""…"""` over several. */
export function matchString(): CustomPatternMatcherFunc {
  const findEnd = searchForward();
  return (text, offset) => {
    if (text.startsWith('"""', offset)) {
      const end = findEnd(text, '"""', offset + 3);
      return end < 0 ? unclosed(text, offset) : matched(text.slice(offset, end + 3));
    }
    if (text.charCodeAt(offset) !== 34) return null;
    const end = endOfString(text, offset + 1);
    return end < 0 ? unclosed(text, offset) : matched(text.slice(offset, end));
  };
}

/** The offset after the closing quote on this line; -1 if there is none. Read by hand: a pattern would recurse over a long text. */
function endOfString(text: string, from: number): number {
  for (let offset = from; offset < text.length; offset++) {
    const character = text[offset];
    if (character === '"') return offset + 1;
    if (character === '\n' || character === '\r') return -1;
    if (character === '\\') {
      const next = text[offset + 1];
      if (next !== '\n' && next !== '\r') offset++;
    }
  }
  return -1;
}

/** A comment between slash-star and star-slash. */
export function matchBlockComment(): CustomPatternMatcherFunc {
  const findEnd = searchForward();
  return (text, offset) => {
    if (!text.startsWith('/*', offset)) return null;
    const end = findEnd(text, '*/', offset + 2);
    return end < 0 ? unclosed(text, offset) : matched(text.slice(offset, end + 2));
  };
}

/** `indexOf` that remembers where nothing was found: many unclosed openings do not each read to the end of the text. */
function searchForward(): (text: string, wanted: string, from: number) => number {
  let missedIn = '';
  let missedFrom = Number.POSITIVE_INFINITY;
  return (text, wanted, from) => {
    if (text === missedIn && from >= missedFrom) return -1;
    const found = text.indexOf(wanted, from);
    if (found < 0) {
      missedIn = text;
      missedFrom = from;
    }
    return found;
  };
}

function matched(image: string): CustomPatternMatcherReturn {
  return [image];
}

function unclosed(text: string, offset: number): CustomPatternMatcherReturn & { payload: Unclosed } {
  restOfLine.lastIndex = offset;
  const image = restOfLine.exec(text)?.[0] ?? '';
  return Object.assign([image] as [string], { payload: { unclosed: true as const } });
}
