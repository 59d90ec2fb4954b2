/** The system's name and its headline figures. */
import type { ReportSystem } from '../../protocol/index.ts';
import { counted, moneyInWords, percentInWords } from '../../protocol/words/index.ts';
import { h, type ViewElement } from '../dom/node.ts';
import { revealing } from '../tables/cells.ts';

export function header(system: ReportSystem, isStale: boolean): ViewElement {
  return h(
    'header',
    { class: 'system' },
    h(
      'div',
      { class: 'heading' },
      h('h1', {}, system.name ?? 'Unnamed system'),
      system.title === null ? null : h('p', { class: 'subtitle' }, system.title),
      h('p', { class: `freshness ${isStale ? 'stale' : 'fresh'}`, role: 'status' }, isStale ? 'Updating…' : ''),
    ),
    statistics(system),
    uncounted(system),
  );
}

function statistics(system: ReportSystem): ViewElement | null {
  const { current, inherent, target } = system.total;
  if (current === null) return null;
  const least = system.uncounted.length > 0 ? '≥ ' : '';
  const money = (value: number) => `${least}${moneyInWords(value, system.currency)}`;
  const notes = [
    inherent && inherent.ale > current.ale ? `${moneyInWords(inherent.ale, system.currency)} without controls` : null,
    target && target.ale < current.ale ? `${moneyInWords(target.ale, system.currency)} with planned controls` : null,
  ].filter((note) => note !== null);
  return h(
    'dl',
    { class: 'statistics' },
    statistic('Expected a year', money(current.ale), notes.join(', ')),
    statistic(
      '1 year in 20 above',
      money(current.p95),
      target && target.p95 < current.p95 ? `${moneyInWords(target.p95, system.currency)} with planned controls` : '',
    ),
    statistic('Chance of a loss', `${least}${percentInWords(current.probabilityOfLoss)}`, 'in a year'),
    appetite(system),
  );
}

function statistic(term: string, value: string, note: string, className = ''): ViewElement {
  return h(
    'div',
    { class: className || null },
    h('dt', {}, term),
    h('dd', { class: 'value' }, value),
    h('dd', { class: 'note' }, note),
  );
}

function appetite({ appetite: limits, currency }: ReportSystem): ViewElement | null {
  if (limits.length === 0) return null;
  const broken = limits.filter((limit) => limit.within === false);
  const open = limits.filter((limit) => limit.within === null);
  if (broken.length === 0) {
    const note =
      open.length > 0 ? `${counted(open.length, 'limit')} cannot be decided` : `of ${counted(limits.length, 'limit')}`;
    return statistic(
      'Appetite',
      open.length === limits.length ? 'undecided' : 'within',
      note,
      open.length > 0 ? '' : 'good',
    );
  }
  const worst = broken[0];
  const found =
    worst.actual === null
      ? ''
      : `${percentInWords(worst.actual)} chance above ${moneyInWords(worst.above, currency)}, limit ${percentInWords(worst.probability)}`;
  return statistic('Appetite', `${broken.length} of ${limits.length} broken`, found, 'bad');
}

/** What the totals leave out; without it they would pass for the whole. */
function uncounted(system: ReportSystem): ViewElement | null {
  if (system.uncounted.length === 0) return null;
  const names = system.uncounted.map(({ threat, message }, index) => {
    const place = system.threats.find((candidate) => candidate.name === threat);
    const name = place
      ? h('button', { type: 'button', class: 'name', title: message, ...revealing(place) }, threat)
      : threat;
    return h('span', {}, index > 0 ? ', ' : '', name);
  });
  const start = system.uncounted.length === 1 ? '1 threat has' : `${system.uncounted.length} threats have`;
  return h('p', { class: 'notice', role: 'note' }, `${start} no figures, so every total is "at least": `, names, '.');
}
