/** Text in columns of a terminal. */

/**
 * A text as it may go to a terminal: control characters become visible signs, so that no title or string of a file can
 * move the cursor, set colours or hide what follows; so do marks that turn the direction of writing.
 */
export function clean(text: string): string {
  return text.replace(/\p{Cc}/gu, controlPicture).replace(/\p{Bidi_Control}/gu, '\uFFFD');
}

/** Columns that a text takes: 2 for wide scripts and most emoji, 0 for combining marks. The text holds no controls. */
export function widthOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

/** The text, cut to at most `columns`, with `…` in the place of what is cut. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += columnsOf(character);
    if (used > columns) break;
    kept += character;
  }
  return columns < 1 ? '' : `${kept.trimEnd()}…`;
}

/**
 * Words broken into lines of at most `columns`, the first after `first`, every other after `rest` (blanks, which count).
 * A longer word stays whole.
 */
export function wrap(text: string, columns: number, first = '', rest = first): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    if (!empty && widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line);
      line = rest + word;
    } else {
      line += empty ? word : ` ${word}`;
    }
    empty = false;
  }
  return [...lines, line].join('\n');
}

/** The picture of a control character; those above U+007F have none. */
function controlPicture(character: string): string {
  const code = character.charCodeAt(0);
  if (code > 0x7f) return '\uFFFD';
  return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
}

function columnsOf(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  return isWide(code) ? 2 : 1;
}

/** Wide and full-width blocks of UAX #11, in their common ranges. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
