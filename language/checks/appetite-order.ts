import { moneyInWords, percentInWords } from '../../protocol/index.ts';
import { appetiteCode } from '../judge/appetite.ts';
import type { Finding } from '../stages.ts';
import { type AppetitePlace, appetitePlaces } from './appetite-places.ts';
import type { Check } from './check.ts';

/** The chance of a larger loss is never greater: a limit that rises with the loss says nothing that the smaller does not. */
export const appetiteOrder: Check = {
  info: { ...appetiteCode, needs: 'text' },
  run: ({ lowered }) => {
    const { currency } = lowered.description;
    const points = [...appetitePlaces(lowered)].sort((a, b) => a.above - b.above);
    const findings: Finding[] = [];
    let least: AppetitePlace | undefined;
    for (const point of points) {
      if (least !== undefined && point.above > least.above && point.probability > least.probability) {
        findings.push(rising(point, least, currency));
      }
      if (least === undefined || point.probability < least.probability) least = point;
    }
    return findings;
  },
};

function rising(point: AppetitePlace, smaller: AppetitePlace, currency: string): Finding {
  const [amount, less] = [moneyInWords(point.above, currency), moneyInWords(smaller.above, currency)];
  const message =
    `The limits rise with the loss: ${percentInWords(point.probability)} above ${amount}, but only ` +
    `${percentInWords(smaller.probability)} above ${less}. A year above ${amount} is above ${less} as well. ` +
    'Lower this limit, or raise the other.';
  const related = [{ uri: smaller.uri, range: smaller.range, message: 'The smaller loss with the lower limit.' }];
  return { code: appetiteCode.code, severity: 'error', uri: point.uri, range: point.range, message, related };
}
