/** Where a command's result goes: the standard output, or the file of `--output`. */
import path from 'node:path';
import { plainStyle, type TextOptions } from '../../report/index.ts';
import { reasonOf } from '../../sources/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { textOf } from '../arguments/values.ts';
import { UsageError } from '../exit.ts';
import { type Host, textOptions } from '../host.ts';
import { writeWhole } from './write-file.ts';

/** The file that a result goes to; null: the standard output, which is also written `-`. */
function fileOf(args: Arguments): string | null {
  const file = textOf(args, 'output');
  return file === '-' ? null : file;
}

/** How text looks where it goes: a file gets no colours. */
export function layoutOf(args: Arguments, host: Host): TextOptions {
  if (fileOf(args) !== null) return { width: 100, style: plainStyle };
  return textOptions(host.stdout, host.env);
}

/** The same of a text in pieces, which is long. */
export async function printPieces(pieces: Iterable<string>, args: Arguments, host: Host): Promise<void> {
  if (fileOf(args) !== null) return print([...pieces].join(''), args, host);
  let some: string[] = [];
  let size = 0;
  for (const piece of pieces) {
    some.push(piece);
    size += piece.length;
    if (size < chunkSize) continue;
    host.stdout.write(some.join(''));
    some = [];
    size = 0;
  }
  if (some.length > 0) host.stdout.write(some.join(''));
}

const chunkSize = 65_536;

export async function print(text: string, args: Arguments, host: Host): Promise<void> {
  const file = fileOf(args);
  if (file === null) {
    if (text !== '') host.stdout.write(text);
    return;
  }
  try {
    await writeWhole(path.resolve(host.cwd, file), text);
  } catch (error) {
    throw new UsageError(`${file} could not be written: ${reasonOf(error)}.`);
  }
}
