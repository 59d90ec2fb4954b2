/** The exceedance curve as a table: the chance of losing more than round amounts, by state. */
import { moneyInWords, percentInWords } from '../../protocol/words/index.ts';
import { domainOf } from '../charts/domain.ts';
import { chanceAbove } from '../charts/reading.ts';
import { lossTicks } from '../charts/ticks.ts';
import { h } from '../dom/node.ts';
import { type Series, seriesTitle } from '../series.ts';
import type { Column } from './table.ts';

/** Round losses over the curves' range, at most two dozen; none where there is nothing to lose. */
export function curveRows(series: readonly Series[]): number[] {
  const domain = domainOf(series, [], 'log', 'linear');
  return domain === null ? [] : [0, ...lossTicks(domain.loss, 'log', 24)];
}

export function curveColumns(series: readonly Series[], currency: string): Column<number>[] {
  return [
    {
      key: 'loss',
      title: 'Annual loss above',
      numeric: true,
      priority: 1,
      value: (loss) => loss,
      cell: (loss) => [moneyInWords(loss, currency)],
    },
    ...series.map(
      (item): Column<number> => ({
        key: item.state,
        title: seriesTitle(item),
        numeric: true,
        priority: 1,
        value: (loss) => chanceAbove(item.figures.curve, loss),
        cell: (loss) => [h('span', {}, percentInWords(chanceAbove(item.figures.curve, loss)))],
      }),
    ),
  ];
}
