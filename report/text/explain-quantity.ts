import { moneyInWords, numberInWords, percentInWords } from '../../protocol/index.ts';
import type { WrittenEstimate } from './explain-threat.ts';
import { factLines } from './facts.ts';
import type { TextOptions } from './style.ts';
import { clean } from './width.ts';

/** A named quantity: an `estimate`, one draw a year for all its uses, or a `distribution`, a fresh draw at every use. */
export interface Quantity {
  readonly name: string;
  readonly title: string | null;
  readonly kind: 'estimate' | 'distribution';
  /** In words: `USD`, `%`, `events per year`, `records`. */
  readonly unit: string;
  /** In base units: a percent is a plain number. */
  readonly spread: { readonly mean: number; readonly p5: number; readonly p50: number; readonly p95: number };
  readonly written: WrittenEstimate;
  readonly usedBy: readonly string[];
}

/** What a named quantity says, how far it spreads and where it counts. */
export function quantityExplanation(quantity: Quantity, options: TextOptions): string {
  const { name, title, kind, unit, spread, written, usedBy } = quantity;
  const say = (value: number): string => valueInWords(value, unit);
  const draw = kind === 'estimate' ? 'one draw a year, the same for every use' : 'a fresh draw at every use';
  const words = title === null ? '' : ` ${clean(title)}`;
  return [
    `${options.style.strong(clean(name))}${words} ${options.style.faint(`${kind}, ${clean(written.file)}:${written.line}`)}`,
    ...factLines(
      [
        ['written', written.text.replace(/\s+/g, ' ')],
        ['source', written.source ?? 'none'],
        ['drawn', draw],
        ['mean', say(spread.mean)],
        ['P5', say(spread.p5)],
        ['P50', say(spread.p50)],
        ['P95', say(spread.p95)],
        ['used by', usedBy.join(', ') || 'nothing'],
      ],
      options,
    ),
    '',
  ].join('\n');
}

function valueInWords(value: number, unit: string): string {
  if (unit === '%') return percentInWords(value);
  if (/^[A-Z]{3}( |$)/.test(unit)) return `${moneyInWords(value, unit.slice(0, 3))}${unit.slice(3)}`;
  return `${numberInWords(value)} ${unit}`.trimEnd();
}
