/** A script and the code that was compiled of it, functions that ran included: the next run compiles none of them again. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';
import * as zlib from 'node:zlib';

/** What a script in the form of CommonJS is called with. */
export type Body = (exports: object, require: unknown, module: object, filename: string, folder: string) => void;

export interface Compiled {
  readonly body: Body;
  /** Whether the code was found in the file, and fits this version of Node. */
  readonly isKept: boolean;
  /** Keeps the code of all functions that ran by now. What fails, fails in silence: the file is no need. */
  keep(): void;
}

/** `kept`: a file that holds the code, or will; it is as trustworthy as its folder. null: nothing is kept. */
export function compile(file: string, kept: string | null): Compiled {
  const source = readFileSync(file);
  const code = kept === null ? null : codeIn(kept, source);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    ...(code === null ? {} : { cachedData: code }),
  });
  return {
    body: script.runInThisContext() as Body,
    isKept: code !== null && script.cachedDataRejected === false,
    keep: () => {
      if (kept !== null) write(kept, source, () => script.createCachedData());
    },
  };
}

/** Sums of the script and of the code, before the code: Node itself looks at the length of the script alone. */
const headBytes = 8;

/** Not in the first versions of Node 20: then nothing is kept. */
const { crc32 } = zlib as { crc32?: (data: Uint8Array) => number };

function codeIn(kept: string, source: Buffer): Buffer | null {
  if (crc32 === undefined) return null;
  try {
    const found = readFileSync(kept);
    const code = found.subarray(headBytes);
    return found.readUInt32LE(0) === crc32(source) && found.readUInt32LE(4) === crc32(code) ? code : null;
  } catch {
    return null;
  }
}

function write(kept: string, source: Buffer, codeOf: () => Buffer): void {
  if (crc32 === undefined) return;
  try {
    const code = codeOf();
    const head = Buffer.alloc(headBytes);
    head.writeUInt32LE(crc32(source), 0);
    head.writeUInt32LE(crc32(code), 4);
    mkdirSync(path.dirname(kept), { recursive: true, mode: 0o700 });
    replace(kept, Buffer.concat([head, code]));
  } catch {
    // No room, no right: the next run compiles again.
  }
}

/** Whole or not at all: another call may read it at the same time. */
function replace(file: string, content: Buffer): void {
  const part = `${file}.${process.pid}`;
  try {
    writeFileSync(part, content, { mode: 0o600 });
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
