import { moneyInWords, numberInWords } from '../../protocol/index.ts';
import type { CodeInfo } from '../checks/code.ts';
import { findingAt } from '../checks/finding.ts';
import { whyNoEffect } from '../checks/no-effect.ts';
import type { Judgement } from './judgement.ts';

const info: CodeInfo = {
  code: 'worthless-control',
  severity: 'information',
  title: 'A planned control that costs more than it saves',
  help: 'Over the horizon of the system the planned control costs more than the risk that it takes away.',
  adjustable: true,
  needs: 'figures',
};

export const worthlessControl: Judgement = {
  info,
  run: ({ view, lowered, figures }) =>
    view.controls.flatMap((control) => {
      const index = lowered.controlIndex.get(control.name);
      const found = index === undefined ? undefined : figures.controls[index];
      if (found?.status !== 'planned' || found.netBenefit === null || found.riskReduction === null) return [];
      // A control that reduces nothing is said to do so already.
      if (found.netBenefit >= 0 || whyNoEffect(control, lowered) !== null) return [];
      const money = (value: number) => moneyInWords(value, lowered.description.currency);
      const paid = [
        ...(found.costOnce > 0 ? [`${money(found.costOnce)} once`] : []),
        ...(found.costPerYear > 0 ? [`${money(found.costPerYear)} a year`] : []),
      ].join(' and ');
      const horizon = numberInWords(lowered.model.horizonYears);
      const message =
        `The planned control ${control.name} costs ${paid} and would save ${money(found.riskReduction)} a year: over ` +
        `${horizon === '1' ? 'the horizon of 1 year' : `the horizon of ${horizon} years`} it loses ${money(-found.netBenefit)}. ` +
        'Find a cheaper way, or say in a `risk-ignore` comment what it is for.';
      return [findingAt(info, control, message, { property: 'name' })];
    }),
};
