/** Bytes of a file to text. */

export type Decoded =
  | { readonly text: string; readonly byteOrderMark: boolean }
  | { readonly kind: 'binary' | 'encoding'; readonly message: string };

/**
 * UTF-8, with or without a byte order mark, which is not part of the text. Bytes that are not UTF-8, UTF-16 and binary
 * content are said, with the line where they begin, and give no text: a guess could change a figure.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (hasMark(bytes, [0xff, 0xfe]) || hasMark(bytes, [0xfe, 0xff])) {
    return { kind: 'encoding', message: 'The file is in UTF-16; save it in UTF-8.' };
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    return {
      kind: 'binary',
      message: `The file is not text: line ${lineAt(bytes, nul)} holds a NUL byte. Only text in UTF-8 can be read.`,
    };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, byteOrderMark: hasMark(bytes, [0xef, 0xbb, 0xbf]) };
  } catch {
    const line = lineAt(bytes, firstInvalid(bytes));
    return { kind: 'encoding', message: `Line ${line} holds bytes that are not UTF-8; save the file in UTF-8.` };
  }
}

function hasMark(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** Line, from 1, of a byte. */
function lineAt(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let index = bytes.indexOf(10); index >= 0 && index < end; index = bytes.indexOf(10, index + 1)) line++;
  return line;
}

/** Length of the longest prefix that is UTF-8 (but for a sequence cut off at its end), by halving. */
function firstInvalid(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isPrefix(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  return valid;
}

function isPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
