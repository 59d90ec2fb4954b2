/**
 * The file that is called. It lets Node keep the command compiled, where the user has a folder for such things, and loads
 * it: a third of the time of a small call is spent on compiling.
 */
import { existsSync } from 'node:fs';
import module from 'node:module';
import os from 'node:os';
import { cacheFolder } from './cache-folder.ts';

/** Node 22 and later; `NODE_COMPILE_CACHE` and `NODE_DISABLE_COMPILE_CACHE` are obeyed. What fails, fails in silence. */
const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
const folder = cacheFolder(process.platform, process.env, os.homedir(), existsSync);
if (folder !== null) enableCompileCache?.(folder);

// Only the bundle is ever run, and it has the command beside it.
declare const require: (file: string) => unknown;
require('./command.cjs');
