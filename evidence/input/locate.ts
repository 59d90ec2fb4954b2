/** Where a JSON Pointer leads in the text of a file. */
import { asUtf8 } from './bytes.ts';
import { JsonFailure, jsonScanner, lineAt } from './json.ts';
import { wantedKeys } from './wanted-keys.ts';

const nothingWanted = wantedKeys([]);

/**
 * Line (from 1) of the value at a pointer into what `readDocument` gives for these bytes; of the nearest value around
 * it where the pointer leads nowhere. `lines`: the file is JSON Lines, and the first step counts its lines with a value.
 */
export function lineOf(content: Uint8Array, place: string, lines: boolean): number {
  const bytes = asUtf8(content) ?? content;
  const steps = place
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const scanner = jsonScanner(bytes, nothingWanted);
  let best = 0;
  try {
    if (lines) {
      const skipped = Number(steps.shift() ?? 0);
      if (!skipTo(skipped)) return 1;
    }
    for (const step of steps) {
      scanner.more();
      best = scanner.position;
      if (!enter(step)) return lineAt(bytes, best);
    }
    scanner.more();
    if (scanner.position < bytes.length) best = scanner.position;
  } catch (error) {
    if (!(error instanceof JsonFailure)) throw error;
  }
  return lineAt(bytes, best);

  /** Moves to the value number `count`; a line that is not JSON is no value. */
  function skipTo(count: number): boolean {
    for (let read = 0; scanner.more(); ) {
      const start = scanner.position;
      let whole = true;
      try {
        scanner.skip();
      } catch (error) {
        if (!(error instanceof JsonFailure)) throw error;
        whole = false;
        const newline = bytes.indexOf(10, start);
        if (newline < 0) return false;
        scanner.position = newline + 1;
      }
      if (whole && read++ === count) {
        scanner.position = start;
        best = start;
        return true;
      }
    }
    return false;
  }

  /** Moves into the object or list at this place, to the value of the member or item. */
  function enter(step: string): boolean {
    const opening = bytes[scanner.position];
    if (opening !== 0x7b && opening !== 0x5b) return false;
    const closing = opening === 0x7b ? 0x7d : 0x5d;
    scanner.position++;
    for (let index = 0; scanner.more() && bytes[scanner.position] !== closing; index++) {
      let name = String(index);
      if (opening === 0x7b) {
        name = nameHere();
        scanner.more();
        scanner.position++;
        scanner.more();
      }
      if (name === step) return true;
      scanner.skip();
      scanner.more();
      if (bytes[scanner.position] === 0x2c) scanner.position++;
    }
    return false;
  }

  function nameHere(): string {
    return String(scanner.next());
  }
}
