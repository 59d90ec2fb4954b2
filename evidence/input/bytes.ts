/** Checks of the bytes of a file, before anything is read from them. */
import { type Problem, problem } from './problem.ts';

const chunk = 64 * 1024;

/** Whether the content is gzip: whoever opens files decompresses it, within the limits of this room. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The content without its byte order mark, or why it cannot be read. Nothing is guessed: a wrong guess could change a
 * figure. The text is checked piece by piece, so that a large file is never held a second time.
 */
export function checkedBytes(bytes: Uint8Array, maxBytes: number): Uint8Array | Problem {
  if (bytes.length > maxBytes) {
    return problem(
      'too-large',
      `The file has ${mebibytes(bytes.length)} MiB; at most ${mebibytes(maxBytes)} MiB can be read. Split the scan or leave out what is not needed.`,
    );
  }
  if (isGzip(bytes)) return problem('compressed', 'The content is compressed with gzip where text is expected.');
  if (hasMark(bytes, 0xff, 0xfe) || hasMark(bytes, 0xfe, 0xff)) {
    return problem('encoding', 'The file is in UTF-16; let the tool write it itself (`--output`) or save it in UTF-8.');
  }
  const content = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  if (content.every(isBlank)) return problem('empty', 'The file is empty.');
  if (content.includes(0)) return problem('encoding', 'The file is not text: it holds a NUL byte.');
  return isUtf8(content) ? content : problem('encoding', 'The file holds bytes that are not UTF-8; save it in UTF-8.');
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
