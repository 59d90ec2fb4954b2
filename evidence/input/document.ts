/** The values of a file, and how many of its lines could not be read. */
import { JsonFailure, type JsonLimits, jsonLimits, jsonScanner } from './json.ts';
import { type Problem, problem } from './problem.ts';
import type { Json } from './value.ts';
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
  return readLines(bytes, wanted, limits) ?? failure;
}

const braceOpen = 0x7b;
const braceClose = 0x7d;

/** Lines that each hold one object with a member that is asked for; null if there are none. */
function readLines(bytes: Uint8Array, wanted: WantedKeys, limits: JsonLimits): Document | null {
  const values: Json[] = [];
  let unreadLines = 0;
  let left = limits.values;
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, bytes[end - 1] === 13 ? end - 1 : end);
    start = end + 1;
    if (line.length === 0) continue;
    const value =
      line[0] === braceOpen && line.at(-1) === braceClose ? readLine(line, wanted, { ...limits, values: left }) : null;
    if (value === null) unreadLines++;
    else {
      values.push(value);
      left -= 1 + Object.keys(value).length;
      if (left <= 0) return null;
    }
  }
  return values.length > 0 ? { kind: 'document', root: values, lines: true, unreadLines } : null;
}

function readLine(line: Uint8Array, wanted: WantedKeys, limits: JsonLimits): (Json & object) | null {
  const scanner = jsonScanner(line, wanted, limits);
  try {
    const value = scanner.next();
    const whole = !scanner.more();
    return whole && typeof value === 'object' && value !== null && Object.keys(value).length > 0 ? value : null;
  } catch (error) {
    if (error instanceof JsonFailure) return null;
    throw error;
  }
}
