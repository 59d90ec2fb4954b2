import type { AppetiteFigures } from '../../engine/index.ts';
import { counted, moneyInWords, percentInWords, type Severity } from '../../protocol/index.ts';
import { type AppetitePlace, appetitePlaces } from '../checks/appetite-places.ts';
import type { CodeInfo } from '../checks/code.ts';
import type { Finding, LoweredSystem } from '../stages.ts';
import type { Judgement } from './judgement.ts';

export const appetiteCode: CodeInfo = {
  code: 'appetite',
  severity: 'warning',
  title: 'More risk than the appetite allows',
  help: 'The chance that a year costs more than an amount is above what the system says it is ready to bear.',
  adjustable: true,
  needs: 'figures',
};

export const appetite: Judgement = {
  info: appetiteCode,
  run: ({ lowered, figures }) =>
    appetitePlaces(lowered).flatMap((point, index) => {
      const found = figures.appetite[index];
      return found === undefined ? [] : judge(point, found, lowered);
    }),
};

function judge(point: AppetitePlace, found: AppetiteFigures, lowered: LoweredSystem): readonly Finding[] {
  const { actual, probability, standardError } = found;
  const missing = lowered.description.uncounted.length;
  const amount = moneyInWords(point.above, lowered.description.currency);
  const limit = percentInWords(probability);
  const say = (message: string, severity: Severity = 'information'): readonly Finding[] => [
    { code: appetiteCode.code, severity, uri: point.uri, range: point.range, message, related: [] },
  ];
  const lacking = `${counted(missing, 'threat')} without figures`;
  if (actual === null) {
    return say(`The chance of a year above ${amount} cannot be told, because of ${lacking}. The limit is ${limit}.`);
  }
  const chance = `The chance of a year above ${amount} is ${missing > 0 ? 'at least ' : ''}${percentInWords(actual)}`;
  if (standardError > 0 && Math.abs(actual - probability) <= 2 * standardError) {
    return say(
      `${chance}, and the limit is ${limit}: nearer than the simulation can tell (standard error ` +
        `${percentInWords(standardError)}). Raise \`trials\` to decide it.`,
    );
  }
  if (actual > probability) {
    return say(`${chance}, and the appetite allows ${limit}. Plan controls, or have the appetite changed.`, 'warning');
  }
  if (missing > 0)
    return say(`${chance}; whether the limit of ${limit} is kept cannot be told, because of ${lacking}.`);
  return [];
}
