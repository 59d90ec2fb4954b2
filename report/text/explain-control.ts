import {
  durationInWords,
  moneyInWords,
  moneyPerOne,
  percentInWords,
  type ReportControl,
  type ReportSystem,
} from '../../protocol/index.ts';
import { costInWords } from './controls.ts';
import { factLines, titleLine } from './facts.ts';
import type { TextOptions } from './style.ts';
import { clean, wrap } from './width.ts';

/** How the figures of a control came about, each with its arithmetic. */
export function controlExplanation(system: ReportSystem, control: ReportControl, options: TextOptions): string {
  const { style, width } = options;
  const lines = (items: readonly string[]): string[] => items.map((each) => wrap(each, width, '  ', '    '));
  return [
    titleLine('control', control, options),
    ...factLines(
      [
        ['status', control.status],
        ['cost', costInWords(control, system.currency)],
        ['reduces', control.threats.join(', ')],
      ],
      options,
    ),
    '',
    style.strong('Figures'),
    ...lines(figureLines(system, control)),
    ...(control.byThreat.length < 2
      ? []
      : ['', style.strong('Savings by threat'), ...lines(threatLines(system, control))]),
    '',
  ].join('\n');
}

function figureLines({ currency, horizonYears, discount }: ReportSystem, control: ReportControl): string[] {
  const { aleWithout, aleWith, riskReduction, costOnce, costPerYear, firstYearCost } = control;
  if (control.status === 'retired') return ['A retired control has no effect and no figures.'];
  if (aleWithout === null || aleWith === null || riskReduction === null) {
    return ['There are no figures: a threat that it reduces has none, or the control is in error.'];
  }
  const money = (value: number | null): string => (value === null ? 'nothing' : moneyInWords(value, currency));
  const lines = [
    `Risk reduction ${money(riskReduction)} a year = ${money(aleWithout)} without it - ${money(aleWith)} with it`,
  ];
  if (control.roi !== null) {
    lines.push(
      `In the first year ${moneyPerOne(control.roi, currency)} = ${money(riskReduction)} / ${money(firstYearCost)}`,
    );
  }
  if (control.paybackYears === null) {
    if (firstYearCost !== 0) lines.push('Never paid back: it saves no more than it costs to run');
  } else if (costOnce === 0)
    lines.push('Paid back at once: nothing is paid once, and it saves more than it costs to run');
  else {
    lines.push(
      `Paid back in ${durationInWords(control.paybackYears)} = ${money(costOnce)} once / (${money(riskReduction)} - ${money(costPerYear)} a year)`,
    );
  }
  if (control.netBenefit !== null) {
    const rate = discount === 0 ? '' : `, later money discounted by ${percentInWords(discount)} a year`;
    lines.push(`Net benefit ${money(control.netBenefit)} over ${durationInWords(horizonYears)}${rate}`);
  }
  if (control.lastIn !== null) lines.push(`As the last of all controls it would save ${money(control.lastIn)} a year`);
  return lines;
}

function threatLines({ currency }: ReportSystem, { byThreat }: ReportControl): string[] {
  return [...byThreat]
    .sort((a, b) => (b.riskReduction ?? -1) - (a.riskReduction ?? -1))
    .map(
      ({ threat, riskReduction }) =>
        `${clean(threat)} ${riskReduction === null ? 'no figure' : moneyInWords(riskReduction, currency)}`,
    );
}
