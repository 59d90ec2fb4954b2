import type { AstNode } from 'langium';
import type { Finding, LoweredSystem } from '../stages.ts';
import type { CodeInfo } from './code.ts';
import type { SystemView } from './view.ts';

/** What a check may look at. Nothing else: no clock, no file, no state. */
export interface CheckContext {
  readonly view: SystemView;
  /** Every node of the declarations, parents before children. */
  readonly nodes: readonly AstNode[];
  readonly lowered: LoweredSystem;
  /** The date that decides what has expired, `2026-03-01`. */
  readonly today: string;
}

/** A check of the text. It never throws, whatever the parser had to repair. */
export interface Check {
  readonly info: CodeInfo;
  readonly run: (context: CheckContext) => readonly Finding[];
}
