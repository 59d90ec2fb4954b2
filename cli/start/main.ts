/**
 * The file that is called. Loading and compiling the command takes most of the time of a small call, so that its compiled
 * code is kept where the user has a folder for such things: one file for each command, for each runs its own functions.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { compile } from './compiled.ts';

// Only the bundle is ever run, and it has the command beside it.
declare const __dirname: string;
const file = path.join(__dirname, 'command.cjs');

/** A server runs for hours, and ends when its editor does. */
const isServer = process.argv[2] === 'lsp';
const folder = isServer ? null : cacheFolder(process.platform, process.env, homeOf(), existsSync);
const purpose = /^[a-z]+$/.test(process.argv[2] ?? '') ? process.argv[2] : 'risk';

/** Empty: a user without one. */
function homeOf(): string {
  try {
    return os.homedir();
  } catch {
    return '';
  }
}

const compiled = compile(file, folder === null ? null : { folder, purpose });
const module = { exports: {} };
compiled.body(module.exports, createRequire(file), module, file, __dirname);

/** Neither after wrong use or a failure, nor when somebody waits for the end. */
const worthKeeping: readonly unknown[] = [0, 1];
if (!compiled.isKept) process.once('exit', (code) => worthKeeping.includes(code) && compiled.keep());
