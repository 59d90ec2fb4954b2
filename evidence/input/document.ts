/** The values of a file, and how many of its lines could not be read. */
import { JsonFailure, type JsonLimits, type JsonScanner, jsonLimits, jsonScanner } from './json.ts';
import { type Problem, problem } from './problem.ts';
import { type Json, object } from './value.ts';
import type { WantedKeys } from './wanted-keys.ts';

export interface Document {
  readonly kind: 'document';
  /** The value of the file; a list of them where the file holds several one after the other. */
  readonly root: Json;
  /** JSON Lines, that is, one value a line. */
  readonly lines: boolean;
  /** Lines that are not JSON: a sensor prints other things among its alerts, and may be in the middle of a line. */
  readonly unreadLines: number;
}

/** Bytes that `checkedBytes` has passed. A file with a single broken value is a problem; among lines it is counted. */
export function readDocument(
  bytes: Uint8Array,
  wanted: WantedKeys,
  limits: JsonLimits = jsonLimits,
): Document | Problem {
  if (beginsWithLines(bytes)) {
    const lines = readLines(bytes, wanted, limits);
    if (lines !== null) return lines;
  }
  const scanner = jsonScanner(bytes, wanted, limits);
  const values: Json[] = [];
  let failure: Problem | null = null;
  try {
    while (scanner.more()) values.push(scanner.next());
  } catch (error) {
    if (!(error instanceof JsonFailure)) throw error;
    failure = error.reason;
  }
  if (failure === null) {
    if (values.length === 0) return problem('empty', 'The file is empty.');
    return {
      kind: 'document',
      root: values.length === 1 ? values[0] : values,
      lines: values.length > 1,
      unreadLines: 0,
    };
  }
  if (failure.reason !== 'syntax') return failure;
  values.length = 0;
  return readBehindWords(bytes, wanted, limits) ?? readLines(bytes, wanted, limits) ?? failure;
}

/** How a document begins that is broken further down, and not behind words. */
const asDocument = /^\s*(\{|\[\s*([{["]|$))/;

/** Warnings of a tool may stand before its report, where both went to one file; the report is all the rest. */
function readBehindWords(bytes: Uint8Array, wanted: WantedKeys, limits: JsonLimits): Document | null {
  const newline = bytes.indexOf(10);
  if (newline < 0 || asDocument.test(new TextDecoder().decode(bytes.subarray(0, Math.min(newline, 200))))) return null;
  let start = 0;
  for (let line = 1; line <= mostWords; line++) {
    start = bytes.indexOf(10, start) + 1;
    if (start === 0) return null;
    if (bytes[start] !== braceOpen && bytes[start] !== bracketOpen) continue;
    const scanner = jsonScanner(bytes.subarray(start), wanted, limits);
    try {
      const root = scanner.next();
      // More values are lines of a log.
      return scanner.more() ? null : { kind: 'document', root, lines: false, unreadLines: line };
    } catch (error) {
      if (!(error instanceof JsonFailure)) throw error;
    }
  }
  return null;
}

const bracketOpen = 0x5b;
const bracketClose = 0x5d;
const comma = 0x2c;
const braceOpen = 0x7b;
const braceClose = 0x7d;

/**
 * One of the first lines is an object from end to end, and the next begins another: no need to try the whole as one value.
 * A sensor may say some words before its first alert.
 */
function beginsWithLines(bytes: Uint8Array): boolean {
  for (let start = 0, line = 0; line < mostWords; line++) {
    const newline = bytes.indexOf(10, start);
    if (newline < 0) return false;
    const last = bytes[newline - 1] === 13 ? newline - 2 : newline - 1;
    if (bytes[start] === braceOpen) return bytes[last] === braceClose && bytes[newline + 1] === braceOpen;
    // A list, or an object over several lines.
    if (bytes[start] === 0x5b) return false;
    start = newline + 1;
  }
  return false;
}

/** Lines of words before the first record. */
const mostWords = 50;

/** Lines that each hold one object with a member that is asked for; null if there are none. */
function readLines(bytes: Uint8Array, wanted: WantedKeys, limits: JsonLimits): Document | Problem | null {
  const values: Json[] = [];
  const ended = forEachLine(bytes, wanted, limits, (value) => {
    values.push(value);
    return true;
  });
  if ('reason' in ended) return ended;
  if (values.length === 0) return null;
  const [first] = values;
  const isOne = values.length === 1;
  return { kind: 'document', root: isOne ? first : values, lines: !isOne, unreadLines: ended.unreadLines };
}

/**
 * JSON Lines in batches, so that a log of hundreds of thousands of lines is never held as a whole: `take` gets the values
 * of some lines and the number of values before them, and ends the reading by returning false. null: the file does not
 * begin as JSON Lines do.
 */
export function readInBatches(
  bytes: Uint8Array,
  wanted: WantedKeys,
  take: (batch: Json[], before: number) => boolean,
  limits: JsonLimits = jsonLimits,
): { readonly unreadLines: number } | Problem | null {
  if (!beginsWithLines(bytes)) return null;
  let batch: Json[] = [];
  let before = 0;
  let goesOn = true;
  const hand = (): void => {
    if (batch.length > 0 && goesOn) goesOn = take(batch, before);
    before += batch.length;
    batch = [];
  };
  const ended = forEachLine(bytes, wanted, limits, (value, scanner) => {
    batch.push(value);
    if (batch.length < batchSize) return true;
    hand();
    scanner.forgetValues();
    return goesOn;
  });
  if ('reason' in ended) return ended;
  hand();
  return ended;
}

const batchSize = 4096;

/** The same for the items of a list, whatever their number. null: the content is no list. */
export function readListInBatches(
  bytes: Uint8Array,
  wanted: WantedKeys,
  take: (batch: Json[], before: number) => boolean,
  limits: JsonLimits = jsonLimits,
): { readonly unreadLines: number } | Problem | null {
  const scanner = jsonScanner(bytes, wanted, limits);
  if (!scanner.more() || bytes[scanner.position] !== bracketOpen) return null;
  scanner.position++;
  let before = 0;
  try {
    for (let goesOn = true; goesOn && scanner.more() && bytes[scanner.position] !== bracketClose; ) {
      const batch: Json[] = [];
      while (batch.length < batchSize && scanner.more() && bytes[scanner.position] !== bracketClose) {
        batch.push(scanner.next());
        if (scanner.more() && bytes[scanner.position] === comma) scanner.position++;
      }
      goesOn = take(batch, before);
      before += batch.length;
      scanner.forgetValues();
    }
  } catch (error) {
    if (!(error instanceof JsonFailure)) throw error;
    return error.reason;
  }
  return { unreadLines: 0 };
}

/** Ends early where `take` returns false. */
function forEachLine(
  bytes: Uint8Array,
  wanted: WantedKeys,
  limits: JsonLimits,
  take: (value: Json, scanner: JsonScanner) => boolean,
): { readonly unreadLines: number } | Problem {
  const scanner = jsonScanner(bytes, wanted, limits);
  let unreadLines = 0;
  let number = 0;
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, bytes[end - 1] === 13 ? end - 1 : end);
    start = end + 1;
    number++;
    if (line.length === 0) continue;
    const value = line[0] === braceOpen && line.at(-1) === braceClose ? readLine(line, scanner, number) : null;
    if (value === null) unreadLines++;
    else if ('reason' in value) return value;
    else if (!take(value.root, scanner)) break;
  }
  return { unreadLines };
}

/** Null: no JSON, or nothing in it is asked for. */
function readLine(line: Uint8Array, scanner: JsonScanner, number: number): { readonly root: Json } | Problem | null {
  scanner.restart(line);
  try {
    const root = scanner.next();
    const isWhole = !scanner.more();
    return isWhole && Object.keys(object(root) ?? {}).length > 0 ? { root } : null;
  } catch (error) {
    if (!(error instanceof JsonFailure)) throw error;
    if (error.reason.reason !== 'too-large') return null;
    return problem('too-large', `Line ${number} goes beyond what is read of one file. Split the report.`);
  }
}
