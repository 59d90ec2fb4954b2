/** Rows of comma-separated text (RFC 4180), one at a time: a feed has hundreds of thousands. */

/** Calls `row` with the fields of each row and its line, from 1, until it returns false. Blank lines are no rows. */
export function forEachRow(bytes: Uint8Array, row: (fields: readonly string[], line: number) => boolean): void {
  const decoder = new TextDecoder();
  let line = 1;
  for (let start = 0; start < bytes.length; ) {
    const end = endOfRow(bytes, start);
    const raw = decoder.decode(bytes.subarray(start, end.end));
    const here = line;
    line += end.lines;
    start = end.next;
    if (raw.trim() !== '' && !row(fieldsOf(raw), here)) return;
  }
}

function endOfRow(bytes: Uint8Array, start: number): { end: number; next: number; lines: number } {
  let quoted = false;
  let lines = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x22) quoted = !quoted;
    else if (byte === 0x0a) {
      lines++;
      if (!quoted) return { end: bytes[at - 1] === 0x0d ? at - 1 : at, next: at + 1, lines };
    }
  }
  return { end: bytes.length, next: bytes.length, lines };
}

function fieldsOf(raw: string): readonly string[] {
  if (!raw.includes('"')) return raw.split(',');
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < raw.length; at++) {
    const letter = raw[at];
    if (letter === '"' && quoted && raw[at + 1] === '"') {
      field += '"';
      at++;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === ',' && !quoted) {
      fields.push(field);
      field = '';
    } else field += letter;
  }
  return [...fields, field];
}
