/** What an `expect` measures: the figure, how sure it is, and how it is written. */
import type { ControlFigures, Figures, Interval } from '../../engine/index.ts';
import { moneyInWords, numberInWords, percentInWords } from '../../protocol/index.ts';
import type * as ast from '../generated/ast.ts';

/** A figure, and the interval of two standard errors on either side of it; null where there is no such error. */
export interface Measured {
  readonly value: number;
  readonly within: Interval | null;
}

export type GroupMeasure = 'ale' | 'p10' | 'p50' | 'p90' | 'p95' | 'p99' | 'tvar95' | 'probability-of-loss' | 'events';
export type ControlMeasure = Exclude<ast.Measure, GroupMeasure>;

const controlMeasures: ReadonlySet<string> = new Set(['roi', 'rosi', 'net-benefit', 'risk-reduction']);

export function isControlMeasure(measure: ast.Measure): measure is ControlMeasure {
  return controlMeasures.has(measure);
}

/** A figure of a threat or group. */
export function measureGroup(measure: GroupMeasure, figures: Figures): Measured {
  const { standardErrors } = figures;
  switch (measure) {
    case 'ale':
      return { value: figures.ale, within: around(figures.ale, figures.aleStandardError ?? 0) };
    case 'events':
      return { value: figures.eventsPerYear, within: standardErrors?.eventsPerYear ?? null };
    case 'probability-of-loss':
      return { value: figures.probabilityOfLoss, within: standardErrors?.probabilityOfLoss ?? null };
    default:
      return { value: figures[measure], within: standardErrors?.[measure] ?? null };
  }
}

/** A figure of a control; null where it does not exist. */
export function measureControl(measure: ControlMeasure, figures: ControlFigures): Measured | null {
  const values: Readonly<Record<ControlMeasure, number | null>> = {
    roi: figures.roi,
    rosi: figures.rosi,
    'net-benefit': figures.netBenefit,
    'risk-reduction': figures.riskReduction,
  };
  const value = values[measure];
  return value === null ? null : { value, within: null };
}

/** A value of a measure as people read it, in at most so many significant digits. */
export function inWords(measure: ast.Measure, value: number, currency: string, digits = 3): string {
  if (measure === 'probability-of-loss') {
    return digits > 3 ? `${numberInWords(value * 100, digits)}%` : percentInWords(value);
  }
  if (measure === 'events' || measure === 'roi' || measure === 'rosi') return numberInWords(value, digits);
  return moneyInWords(value, currency, { digits });
}

/** Digits enough to tell a figure from the limits that it is held against: `$800_002` is not within `$799k..$800k`. */
export function digitsToTell(measure: ast.Measure, value: number, limits: readonly number[], currency: string): number {
  const others = limits.filter((limit) => Number.isFinite(limit) && limit !== value);
  for (let digits = 3; digits < 15; digits++) {
    const words = inWords(measure, value, currency, digits);
    if (others.every((limit) => inWords(measure, limit, currency, digits) !== words)) return digits;
  }
  return 15;
}

function around(value: number, standardError: number): Interval | null {
  return standardError > 0 ? [value - 2 * standardError, value + 2 * standardError] : null;
}
