/** The sensitivity of an assessed system, with places in its text. */
import { sensitivityOf } from '../../engine/index.ts';
import type { Assessment } from '../../language/stages.ts';
import type { ReportSensitivity } from '../../protocol/index.ts';
import { reportSensitivity } from '../../report/index.ts';
import type { Host } from '../host.ts';
import { estimatePlaces } from './estimate-places.ts';
import { stoppable } from './stoppable.ts';

export async function sensitivityReport({ lowered }: Assessment, root: string, host: Host): Promise<ReportSensitivity> {
  const found = await stoppable(host, (cancellation) => sensitivityOf(lowered.model, { cancellation }));
  return reportSensitivity(lowered.model, found, estimatePlaces(lowered, root));
}
