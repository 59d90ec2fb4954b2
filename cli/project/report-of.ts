import type { Assessment } from '../../language/stages.ts';
import type { ReportSystem } from '../../protocol/index.ts';
import { systemReport } from '../../report/index.ts';

/** An assessment as one system of the report. */
export function reportOf({ lowered, figures, expectations }: Assessment): ReportSystem {
  return systemReport({ description: lowered.description, model: lowered.model, figures, expectations });
}
