/** Every command: one line here, one file for what it says of itself and one for its work. */
import type { CommandSpec } from '../arguments/command.ts';
import { check } from './check.ts';
import { comment } from './comment.ts';
import { diff } from './diff.ts';
import { evidence } from './evidence.ts';
import { explain } from './explain.ts';
import { exportCommand } from './export.ts';
import { fmt } from './fmt.ts';
import { init } from './init.ts';
import { lsp } from './lsp.ts';
import { optimize } from './optimize.ts';
import { report } from './report.ts';
import { simulate } from './simulate.ts';

export const commands: readonly CommandSpec[] = [
  init,
  check,
  simulate,
  report,
  evidence,
  diff,
  optimize,
  explain,
  comment,
  exportCommand,
  fmt,
  lsp,
];
