/** Checks of the bytes of a file, before anything is read from them. */
import { type Problem, problem } from './problem.ts';

const chunk = 64 * 1024;

/** Whether the content is gzip: whoever opens files decompresses it, within the limits of this room. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The content in UTF-8 without its byte order mark, or why it cannot be read. Nothing is guessed: a wrong guess could
 * change a figure. The text is checked piece by piece, so that a large file is never held a second time.
 */
export function checkedBytes(bytes: Uint8Array, maxBytes: number): Uint8Array | Problem {
  if (bytes.length > maxBytes) {
    return problem(
      'too-large',
      `The file has ${mebibytes(bytes.length)} MiB; at most ${mebibytes(maxBytes)} MiB can be read. Split the scan or leave out what is not needed.`,
    );
  }
  if (isGzip(bytes)) return problem('compressed', 'The content is compressed with gzip where text is expected.');
  const content = asUtf8(bytes);
  if (content === null) {
    return problem('encoding', 'The file begins as UTF-16 does, but is broken; let the tool write it itself.');
  }
  if (content.every(isBlank)) return problem('empty', 'The file is empty.');
  if (content.includes(0)) return problem('encoding', 'The file is not text: it holds a NUL byte.');
  return isUtf8(content) ? content : problem('encoding', 'The file holds bytes that are not UTF-8; save it in UTF-8.');
}

/**
 * The same text in UTF-8 without a byte order mark; what begins with the mark of UTF-16, as a redirection of PowerShell
 * writes it, is converted. Null: it begins so and is no UTF-16. The bytes themselves where nothing is to be done.
 */
export function asUtf8(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  if (hasMark(bytes, 0xff, 0xfe)) return fromUtf16(bytes.subarray(2), 'utf-16le');
  return hasMark(bytes, 0xfe, 0xff) ? fromUtf16(bytes.subarray(2), 'utf-16be') : bytes;
}

/** Piece by piece, so that a large text is never held a third time. A unit of two bytes takes three at most. */
function fromUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Uint8Array | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  const result = new Uint8Array(Math.ceil(bytes.length * 1.5));
  let length = 0;
  const add = (text: string): void => {
    length += encoder.encodeInto(text, result.subarray(length)).written;
  };
  try {
    for (let start = 0; start < bytes.length; start += chunk) {
      add(decoder.decode(bytes.subarray(start, start + chunk), { stream: true }));
    }
    add(decoder.decode());
  } catch {
    return null;
  }
  return result.subarray(0, length);
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}

function hasMark(bytes: Uint8Array, first: number, second: number): boolean {
  return bytes[0] === first && bytes[1] === second;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let start = 0; start < bytes.length; start += chunk) {
      decoder.decode(bytes.subarray(start, start + chunk), { stream: true });
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
