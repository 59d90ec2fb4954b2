import type { ModelFigures } from '../../engine/index.ts';
import type { CodeInfo } from '../checks/code.ts';
import type { SystemView } from '../checks/view.ts';
import type { Finding, LoweredSystem } from '../stages.ts';

/** What a judgement may look at. */
export interface JudgeContext {
  readonly view: SystemView;
  readonly lowered: LoweredSystem;
  readonly figures: ModelFigures;
}

/** A check that needs figures: a pure function of the lowered system and what the engine computed from it. */
export interface Judgement {
  readonly info: CodeInfo;
  readonly run: (context: JudgeContext) => readonly Finding[];
}
