/** A script and the code that was compiled of it, functions that ran included: the next run compiles none of them again. */
import { isAscii } from 'node:buffer';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';
import * as zlib from 'node:zlib';

/** What a script in the form of CommonJS is called with. */
export type Body = (exports: object, require: unknown, module: object, filename: string, folder: string) => void;

/** Where code is kept, and for what: one script may run in several ways, each with functions of its own. */
export interface Place {
  /** Code is as trustworthy as its folder. */
  readonly folder: string;
  readonly purpose: string;
}

export interface Compiled {
  readonly body: Body;
  /** Whether code was found that fits the script and this version of Node. */
  readonly isKept: boolean;
  /** Keeps the code of all functions that ran by now. What fails, fails in silence: nobody needs the file. */
  keep(): void;
}

/** null: nothing is kept. */
export function compile(file: string, place: Place | null): Compiled {
  const source = readFileSync(file);
  const kept = place === null || crc32 === undefined ? null : path.join(place.folder, nameFor(place.purpose, source));
  const code = kept === null ? null : codeIn(kept);
  // Of ASCII nothing has to be decoded.
  const text = source.toString(isAscii(source) ? 'latin1' : 'utf8');
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: file,
    ...(code === null ? {} : { cachedData: code }),
  });
  return {
    body: script.runInThisContext() as Body,
    isKept: code !== null && script.cachedDataRejected === false,
    keep: () => {
      if (place !== null && kept !== null) write(kept, place, () => script.createCachedData());
    },
  };
}

/** Missing in the first versions of Node 20: there nothing is kept. */
const { crc32 } = zlib as { crc32?: (data: Uint8Array) => number };

/** Of one purpose so many are kept, for different versions of the script and of Node. */
const mostOfOne = 4;

/** Goes by the content: Node itself only compares the length of a script. */
function nameFor(purpose: string, source: Buffer): string {
  return `${purpose}-${process.version}-${process.arch}-${crc32!(source).toString(16).padStart(8, '0')}`;
}

/** The sum of the code stands before it. */
const headBytes = 4;

function codeIn(kept: string): Buffer | null {
  try {
    const found = readFileSync(kept);
    const code = found.subarray(headBytes);
    return found.readUInt32LE(0) === crc32!(code) ? code : null;
  } catch {
    return null;
  }
}

function write(kept: string, { folder, purpose }: Place, codeOf: () => Buffer): void {
  try {
    const code = codeOf();
    const head = Buffer.alloc(headBytes);
    head.writeUInt32LE(crc32!(code), 0);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replace(kept, Buffer.concat([head, code]));
    dropOld(folder, purpose, path.basename(kept));
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

function dropOld(folder: string, purpose: string, last: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.startsWith(`${purpose}-`) && name !== last)
    .map((name) => ({ name, time: statSync(path.join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { name } of files.slice(mostOfOne - 1)) rmSync(path.join(folder, name), { force: true });
}
