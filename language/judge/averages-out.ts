import type { Expression, Loss } from '../../engine/index.ts';
import { partsOf } from '../../engine/index.ts';
import { numberInWords } from '../../protocol/index.ts';
import type { CodeInfo } from '../checks/code.ts';
import { findingAt } from '../checks/finding.ts';
import { properties } from '../checks/view.ts';
import type { Judgement } from './judgement.ts';

const info: CodeInfo = {
  code: 'averages-out',
  severity: 'hint',
  title: 'A range that averages out over many events',
  help: 'With many events a year a range in the loss is variation between events, and the year comes near its mean.',
  adjustable: true,
  needs: 'figures',
};

/** More events a year than these, and the sum of their losses hardly varies. */
const many = 20;

export const averagesOut: Judgement = {
  info,
  run: ({ view, lowered, figures }) =>
    view.threats.flatMap((threat) => {
      const index = lowered.threatIndex.get(threat.name);
      const model = index === undefined ? undefined : lowered.model.threats[index];
      const found = index === undefined ? undefined : figures.threats[index];
      const events = (found?.current ?? found?.inherent)?.eventsPerYear ?? 0;
      const loss = properties(threat, 'Loss')[0];
      if (model === undefined || loss === undefined || !(events > many) || !variesOnlyByEvent(model.loss)) return [];
      const message =
        `${threat.name} happens ${numberInWords(events)} times a year, and every event draws its own loss: the ranges ` +
        'average out, and the year comes near the mean. If the typical loss itself is uncertain, declare it as an ' +
        '`estimate` and use its name.';
      return [findingAt(info, loss, message)];
    }),
};

/** Whether the loss has draws, and none of them holds all year. */
function variesOnlyByEvent({ lets, primary, secondary }: Loss): boolean {
  const terms = [...primary, ...secondary.flatMap((one) => one.terms)];
  const amounts = [...lets, ...terms.map(({ amount }) => amount)];
  const yearLong =
    amounts.some((amount) => holds(amount, 'shared')) ||
    secondary.some((one) => holds(one.probability, 'draw', 'shared'));
  return !yearLong && amounts.some((amount) => holds(amount, 'draw'));
}

function holds(expression: Expression, ...kinds: readonly Expression['kind'][]): boolean {
  return kinds.includes(expression.kind) || partsOf(expression).some((part) => holds(part, ...kinds));
}
