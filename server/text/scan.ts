/**
 * A small scanner for texts that are being typed. Completion and signature help look at the tokens before the cursor,
 * where the text is seldom whole and a syntax tree says little.
 */
export type TokenKind = 'word' | 'number' | 'money' | 'percent' | 'date' | 'string' | 'comment' | 'sign';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A string or comment that the end of the text or line cut off. */
  readonly open: boolean;
  /** The token stands on another line than the one before. */
  readonly newLine: boolean;
}

const parts = [
  String.raw`(?<space>\s+)`,
  String.raw`(?<comment>//[^\n\r]*|/\*[\s\S]*?(?:\*/|$))`,
  String.raw`(?<string>"""[\s\S]*?(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?)`,
  String.raw`(?<date>\d{4}-\d{2}-\d{2}(?!\d))`,
  String.raw`(?<money>[$€£¥][\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?[\p{L}\d_]*)`,
  String.raw`(?<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?[\p{L}\d_]*)`,
  String.raw`(?<word>[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*-?)`,
  String.raw`(?<sign>\.\.|[\s\S])`,
];

/** Tokens of `text` from `from` to `to`, comments among them. Linear. */
export function scan(text: string, from = 0, to = text.length): Token[] {
  const tokens: Token[] = [];
  const part = to === text.length ? text : text.slice(0, to);
  const pattern = new RegExp(parts.join('|'), 'uy');
  pattern.lastIndex = from;
  let newLine = true;
  while (pattern.lastIndex < to) {
    const start = pattern.lastIndex;
    const groups = pattern.exec(part)?.groups;
    if (!groups) break;
    const end = pattern.lastIndex;
    if (groups.space !== undefined) {
      newLine ||= /[\n\r]/.test(groups.space);
      continue;
    }
    let [kind, value] = Object.entries(groups).find((entry) => entry[1] !== undefined) as [TokenKind, string];
    if (kind === 'number' && followedByPercent(part, end)) {
      const sign = part.indexOf('%', end);
      pattern.lastIndex = sign + 1;
      value = part.slice(start, sign + 1);
      kind = 'percent';
    }
    tokens.push({ kind, text: value, start, end: start + value.length, open: isOpen(kind, value), newLine });
    newLine = false;
  }
  return tokens;
}

function followedByPercent(text: string, at: number): boolean {
  let end = at;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text[end] === '%';
}

function isOpen(kind: TokenKind, text: string): boolean {
  if (kind === 'comment') return text.startsWith('//') || !(text.length >= 4 && text.endsWith('*/'));
  if (kind !== 'string') return false;
  if (text.startsWith('"""')) return !(text.length >= 6 && text.endsWith('"""'));
  return text.length < 2 || !text.endsWith('"');
}
