/** Text in quotes: its escapes, and the blocks between three quotes. */
import type { ILexingError, IToken } from 'chevrotain';

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t' };
const escapePattern = /\\(?:u\{([0-9a-fA-F]{1,6})\}|([\s\S])|$)/g;

/** The text that a string token stands for. Escapes that do not exist stay as they are written. */
export function stringValue(image: string): string {
  if (!image.startsWith('"""') || image.length < 6)
    return resolveEscapes(image.slice(1, image.endsWith('"') ? -1 : undefined));
  return resolveEscapes(withoutIndentation(image.slice(3, -3)));
}

function resolveEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(escapePattern, (written, code: string | undefined, letter: string | undefined) => {
    if (code !== undefined) return isScalar(code) ? String.fromCodePoint(Number.parseInt(code, 16)) : written;
    return letter !== undefined ? (escapes[letter] ?? written) : written;
  });
}

/** A block loses its first line break, the indentation that all its lines share and the line of its closing quotes. */
function withoutIndentation(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length === 1) return text;
  const inner = lines.slice(1);
  const indentation = Math.min(
    ...inner.filter((line, index) => line.trim() !== '' || index === inner.length - 1).map(leadingBlanks),
  );
  const kept = inner.map((line) => line.slice(indentation));
  if (kept.at(-1)?.trim() === '') kept.pop();
  const first = lines[0].trim() === '' ? [] : [lines[0]];
  return [...first, ...kept].join('\n');
}

function leadingBlanks(line: string): number {
  return line.length - line.trimStart().length;
}

function isScalar(hex: string): boolean {
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
}

/** Says what is wrong with a string: that it is not closed, or an escape that does not exist. */
export function checkString(token: IToken, errors: ILexingError[]): void {
  if (token.payload !== undefined) {
    const quotes = token.image.startsWith('"""') ? '"""' : '"';
    const message =
      quotes === '"'
        ? 'This text is not closed. End it with `"` on the same line, or write it between `"""` over several lines.'
        : 'This text is not closed. End it with `"""`.';
    errors.push({ ...placeIn(token, 0), length: token.image.length, message });
  }
  if (!token.image.includes('\\')) return;
  for (const found of token.image.matchAll(escapePattern)) {
    const [written, code, letter] = found;
    if (code !== undefined ? isScalar(code) : letter !== undefined && letter in escapes) continue;
    // The last backslash of an unclosed string has its own error already.
    if (code === undefined && letter === undefined) continue;
    const message =
      code !== undefined
        ? `\`${written}\` is not a character. Write the number of a Unicode character, for example \`\\u{20AC}\`.`
        : `\`${written}\` is not an escape. Write \`\\\\\` for a backslash, or one of \`\\"\`, \`\\n\`, \`\\t\`, \`\\u{20AC}\`.`;
    errors.push({ ...placeIn(token, found.index), length: written.length, message });
  }
}

function placeIn(token: IToken, index: number): Pick<ILexingError, 'offset' | 'line' | 'column'> {
  const lines = token.image.slice(0, index).split(/\r\n|\r|\n/);
  const last = lines[lines.length - 1].length;
  return {
    offset: token.startOffset + index,
    line: (token.startLine ?? 1) + lines.length - 1,
    column: lines.length === 1 ? (token.startColumn ?? 1) + last : last + 1,
  };
}
