/**
 * JSON, or several JSON values one after the other (JSON Lines), from bytes. Differs from `JSON.parse` in that it
 * builds only what readers ask for, is bounded in depth and memory, says the line of an error, and knows no `__proto__`.
 */
import { maxDepth, maxKeptText, maxTextLength, maxValues } from './limits.ts';
import { type Problem, problem } from './problem.ts';
import type { Json } from './value.ts';
import { hashStart, hashStep, type WantedKeys } from './wanted-keys.ts';

export interface JsonLimits {
  readonly depth: number;
  readonly values: number;
  readonly textLength: number;
  readonly keptText: number;
}

export const jsonLimits: JsonLimits = {
  depth: maxDepth,
  values: maxValues,
  textLength: maxTextLength,
  keptText: maxKeptText,
};

/** A scanner at a place of the bytes. `next` and `skip` throw a JsonFailure, which whoever made the scanner catches. */
export interface JsonScanner {
  /** Skips blanks; false at the end. */
  more(): boolean;
  /** Reads the value that follows. */
  next(): Json;
  /** Moves over the value that follows. */
  skip(): void;
  /** Moves to other bytes, from their beginning; the values read so far still count. */
  restart(bytes: Uint8Array): void;
  /** What was read so far is not kept any more: its values count no longer, its texts do. */
  forgetValues(): void;
  position: number;
}

/** How the scanner leaves its recursion; never leaves this folder. */
export class JsonFailure extends Error {
  readonly reason: Problem;
  constructor(reason: Problem) {
    super(reason.message);
    this.reason = reason;
  }
}

/** A power of two. */
const recentTexts = 2048;

const quote = 0x22;
const backslash = 0x5c;
const escapes: Readonly<Record<number, string>> = {
  34: '"',
  92: '\\',
  47: '/',
  98: '\b',
  102: '\f',
  110: '\n',
  114: '\r',
  116: '\t',
};

// Without `stream` a decoder keeps no state between calls.
const decoder = new TextDecoder();

export function jsonScanner(content: Uint8Array, wanted: WantedKeys, limits: JsonLimits = jsonLimits): JsonScanner {
  let bytes = content;
  let at = 0;
  let values = 0;
  let kept = 0;
  /** Of the text just scanned: where it begins and ends, whether it holds escapes, the hash of its bytes. */
  let start = 0;
  let end = 0;
  let escaped = false;
  let hash = 0;
  const recent: (string | undefined)[] = new Array(recentTexts);

  return {
    get position() {
      return at;
    },
    set position(value) {
      at = value;
    },
    more() {
      blanks();
      return at < bytes.length;
    },
    next: () => value(true, false, 0) as Json,
    skip: () => void value(false, false, 0),
    restart(other) {
      bytes = other;
      at = 0;
    },
    forgetValues() {
      values = 0;
    },
  };

  function blanks(): void {
    let byte = bytes[at];
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[++at];
  }

  function value(keep: boolean, open: boolean, depth: number): Json | undefined {
    blanks();
    if (keep && ++values > limits.values) throw tooMuch();
    switch (bytes[at]) {
      case 0x7b:
        return object(keep, open, depth);
      case 0x5b:
        return list(keep, depth);
      case quote:
        scanText();
        return keep ? text() : undefined;
      case 0x74:
        return word('true', true);
      case 0x66:
        return word('false', false);
      case 0x6e:
        return word('null', null);
      default:
        return number(keep);
    }
  }

  function object(keep: boolean, open: boolean, depth: number): Json | undefined {
    if (depth >= limits.depth) throw tooDeep();
    const result: Record<string, Json> | undefined = keep ? {} : undefined;
    at++;
    blanks();
    if (bytes[at] === 0x7d) {
      at++;
      return result;
    }
    for (;;) {
      blanks();
      if (bytes[at] !== quote) throw unexpected('the name of a member in quotes');
      scanText();
      const name = result ? wantedName(open) : null;
      blanks();
      if (bytes[at] !== 0x3a) throw unexpected('a colon');
      at++;
      if (result && name !== null) result[name] = value(true, wanted.opens(name), depth + 1) as Json;
      else value(false, false, depth + 1);
      blanks();
      const byte = bytes[at++];
      if (byte === 0x7d) return result;
      if (byte !== 0x2c) throw unexpected('a comma or }', at - 1);
    }
  }

  function list(keep: boolean, depth: number): Json | undefined {
    if (depth >= limits.depth) throw tooDeep();
    const result: Json[] | undefined = keep ? [] : undefined;
    at++;
    blanks();
    if (bytes[at] === 0x5d) {
      at++;
      return result;
    }
    for (;;) {
      const item = value(keep, false, depth + 1);
      if (result) result.push(item as Json);
      blanks();
      const byte = bytes[at++];
      if (byte === 0x5d) return result;
      if (byte !== 0x2c) throw unexpected('a comma or ]', at - 1);
    }
  }

  /** The member's name if it is kept. `__proto__` is no name here: an object that holds it would change its kind. */
  function wantedName(open: boolean): string | null {
    const plain = !open && !escaped;
    const name = plain ? wanted.find(bytes, start, end, hash) : text();
    return name !== null && name !== '__proto__' && (plain || open || wanted.has(name)) ? name : null;
  }

  /** Moves over a text in quotes. */
  function scanText(): void {
    start = ++at;
    escaped = false;
    let sum = hashStart;
    for (;;) {
      const byte = bytes[at];
      if (byte === quote) break;
      if (byte === undefined) throw unexpected('a closing quote');
      if (byte < 0x20) throw unexpected('no control character in a text');
      if (byte === backslash) {
        escaped = true;
        at++;
        if (bytes[at] === undefined) throw unexpected('a closing quote');
        if (bytes[at] === 0x75) {
          for (let digit = 1; digit <= 4; digit++) if (!isHex(bytes[at + digit])) throw unexpected('four hex digits');
          at += 4;
        } else if (escapes[bytes[at]] === undefined) throw unexpected('an escape such as \\n');
      }
      sum = hashStep(sum, byte);
      at++;
    }
    hash = sum;
    end = at++;
  }

  function text(): string {
    kept += end - start;
    if (kept > limits.keptText) throw tooMuch();
    if (!escaped && end - start <= 64) return shared();
    const raw = decode(start, Math.min(end, start + limits.textLength * 6));
    const plain = escaped ? unescaped(raw) : raw;
    return plain.length > limits.textLength ? cut(plain, limits.textLength) : plain;
  }

  /** A short text, the same one if it was met shortly before: reports repeat names, versions and words all the time. */
  function shared(): string {
    const slot = hash & (recent.length - 1);
    const before = recent[slot];
    if (before !== undefined && isText(before, bytes, start, end)) return before;
    const fresh = decode(start, end);
    recent[slot] = fresh;
    return fresh;
  }

  function decode(from: number, to: number): string {
    if (to - from > 64) return decoder.decode(bytes.subarray(from, to));
    for (let index = from; index < to; index++) {
      if (bytes[index] > 0x7f) return decoder.decode(bytes.subarray(from, to));
    }
    return String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]);
  }

  function word<T extends Json>(expected: string, result: T): T {
    for (let index = 0; index < expected.length; index++) {
      if (bytes[at + index] !== expected.charCodeAt(index)) throw unexpected('a value');
    }
    at += expected.length;
    return result;
  }

  function number(keep: boolean): Json | undefined {
    const from = at;
    if (bytes[at] === 0x2d) at++;
    if (bytes[at] === 0x30) at++;
    else digits();
    if (bytes[at] === 0x2e) {
      at++;
      digits();
    }
    if (bytes[at] === 0x65 || bytes[at] === 0x45) {
      at++;
      if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++;
      digits();
    }
    return keep ? Number(decode(from, at)) : undefined;
  }

  function digits(): void {
    const from = at;
    while (bytes[at] >= 0x30 && bytes[at] <= 0x39) at++;
    if (at === from) throw unexpected('a value');
  }

  function unexpected(expected: string, position = at): JsonFailure {
    const line = lineAt(bytes, position);
    return new JsonFailure(
      problem(
        'syntax',
        position >= bytes.length
          ? `The file breaks off in line ${line}, where ${expected} should follow. Was it written to its end?`
          : `The file is not JSON: line ${line} should have ${expected} where ${shown(bytes[position])} stands.`,
      ),
    );
  }

  function tooDeep(): JsonFailure {
    return new JsonFailure(
      problem('too-deep', `Line ${lineAt(bytes, at)} lies more than ${limits.depth} objects and lists deep.`),
    );
  }

  function tooMuch(): JsonFailure {
    return new JsonFailure(
      problem('too-large', `Line ${lineAt(bytes, at)} goes beyond what is read of one file. Split the report.`),
    );
  }
}

/** Whether the bytes are this text, all of it in ASCII. */
function isText(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let index = 0; index < text.length; index++) {
    if (bytes[start + index] > 0x7f || text.charCodeAt(index) !== bytes[start + index]) return false;
  }
  return true;
}

/** Line, from 1, of a byte. */
export function lineAt(bytes: Uint8Array, position: number): number {
  let line = 1;
  for (let index = bytes.indexOf(10); index >= 0 && index < position; index = bytes.indexOf(10, index + 1)) line++;
  return line;
}

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

function shown(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : 'another character';
}

function unescaped(raw: string): string {
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|(.?))/gs, (_, hex: string | undefined, letter: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (escapes[letter?.charCodeAt(0)] ?? ''),
  );
}

/** At most this many UTF-16 units, without half a character at the end. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
