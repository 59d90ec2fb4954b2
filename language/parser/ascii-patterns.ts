/**
 * Matchers for names and numbers. Most are ASCII and read by hand; the pattern of the grammar, which knows the letters of
 * every script, is asked for the others only: it is slow to make and slow to try.
 */
import type { CustomPatternMatcherFunc } from 'chevrotain';

/** Where a token that begins at an offset ends; `none`: it is no such token; `unsure`: the pattern has to be asked. */
export type TokenEnd = (text: string, offset: number) => number;

const none = -1;
const unsure = -2;

/** By the name of the token. */
export const tokenEnds: Readonly<Record<string, TokenEnd>> = {
  ID: nameEnd,
  NUMBER: numberEnd,
  MONEY: (text, offset) => (isSign(text.charCodeAt(offset)) ? numberEnd(text, offset + 1) : none),
  GLUED: gluedEnd,
  CWE: (text, offset) => (text.startsWith('CWE-', offset) ? unsure : none),
};

export function matchByHand(endOf: TokenEnd, pattern: () => RegExp): CustomPatternMatcherFunc {
  let sticky: RegExp | null = null;
  return (text, offset) => {
    const end = endOf(text, offset);
    if (end >= 0) return [text.slice(offset, end)];
    if (end === none) return null;
    sticky ??= stickyOf(pattern());
    sticky.lastIndex = offset;
    return sticky.exec(text);
  };
}

function stickyOf(pattern: RegExp): RegExp {
  return new RegExp(pattern, `${pattern.flags}y`);
}

function nameEnd(text: string, offset: number): number {
  const first = text.charCodeAt(offset);
  if (first > 127) return unsure;
  if (!isWord(first) || isDigit(first)) return none;
  for (let at = offset + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (isWord(code)) continue;
    if (code > 127) return unsure;
    if (code !== hyphen) return at;
    const next = text.charCodeAt(at + 1);
    if (next > 127) return unsure;
    if (!isWord(next)) return at;
  }
}

/** `5`, `1_200`, `0.25`, `250k`. */
function numberEnd(text: string, offset: number): number {
  const end = digitsEnd(text, offset);
  if (end < 0) return none;
  const after = text.charCodeAt(end);
  if (!isWord(after)) return after > 127 ? unsure : end;
  return isMultiplier(after) && isOver(text.charCodeAt(end + 1)) ? end + 1 : unsure;
}

/** A number that is none for the letters that touch it. */
function gluedEnd(text: string, offset: number): number {
  const end = digitsEnd(text, isSign(text.charCodeAt(offset)) ? offset + 1 : offset);
  if (end < 0) return none;
  const after = text.charCodeAt(end);
  if (isOver(after)) return none;
  return isMultiplier(after) && isOver(text.charCodeAt(end + 1)) ? none : unsure;
}

/** Digits with `_` between them, and a fraction; `none` where no digit is. */
function digitsEnd(text: string, offset: number): number {
  if (!isDigit(text.charCodeAt(offset))) return none;
  let at = offset + 1;
  while (isDigit(text.charCodeAt(text.charCodeAt(at) === underscore ? at + 1 : at))) {
    at += text.charCodeAt(at) === underscore ? 2 : 1;
  }
  if (text.charCodeAt(at) !== point || !isDigit(text.charCodeAt(at + 1))) return at;
  at += 2;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

const hyphen = 45;
const point = 46;
const underscore = 95;

/** Whether a number or name is over before this character of ASCII, or at the end of the text (NaN). */
function isOver(code: number): boolean {
  return !isWord(code) && !(code > 127);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A letter, digit or `_` of ASCII. */
function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) || code === underscore;
}

function isSign(code: number): boolean {
  return code === 36 || code === 163 || code === 165 || code === 8364;
}

/** `k`, `M`, `B` or `T`. */
function isMultiplier(code: number): boolean {
  return code === 107 || code === 77 || code === 66 || code === 84;
}
