import { counted, listed, moneyInWords, type OptimizedSystem, percentInWords } from '../../protocol/index.ts';
import type { TextOptions } from './style.ts';
import { type Cell, table } from './table.ts';
import { clean, wrap } from './width.ts';

/** Longer frontiers are thinned out to about so many lines, the chosen set among them. */
const mostPoints = 16;

/** The best set of a system for a person on a terminal: what to buy, what each is worth, and what other budgets would give. */
export function optimizedText(system: OptimizedSystem, options: TextOptions): string {
  const { width, style } = options;
  const name = style.strong(clean(system.name ?? 'Files outside every system'));
  const title = system.title === null ? '' : ` ${clean(system.title)}`;
  const say = (text: string): string => wrap(text, width, '  ');
  const blocks = [[`${name}${title}`, say(answer(system))]];
  for (const note of notes(system)) blocks[0].push(say(note));
  if (system.chosen.controls.length > 0) blocks.push([style.strong('To buy'), ...chosenTable(system, options)]);
  if (system.frontier.length > 1)
    blocks.push([style.strong('What other budgets give'), ...frontierTable(system, options)]);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function measure({ by }: OptimizedSystem): string {
  return by === 'ale' ? 'expected a year' : 'a year in the worst year of 20';
}

function answer(system: OptimizedSystem): string {
  const { candidates, chosen, withNone, currency, budget } = system;
  const money = (value: number): string => moneyInWords(value, currency);
  const now = `${money(withNone)} ${measure(system)}`;
  if (candidates.length === 0) return `There is no planned control to choose from: it stays at ${now}.`;
  const within = budget === null ? 'with any budget' : `for ${money(budget)} in the first year`;
  if (chosen.controls.length === 0) {
    const least = Math.min(...candidates.map((each) => each.cost));
    const because =
      budget !== null && least > budget
        ? `The cheapest planned control costs ${money(least)}.`
        : 'No planned control that fits saves anything.';
    return `Nothing to buy ${within}: it stays at ${now}. ${because}`;
  }
  const saved = withNone > 0 ? ` (${percentInWords(chosen.saving / withNone)})` : '';
  const number = `${counted(chosen.controls.length, 'control')} of ${candidates.length}`;
  return `Best ${within}: ${number} for ${money(chosen.cost)}, which leave ${money(chosen.remaining)} of ${now} and save ${money(chosen.saving)}${saved}.`;
}

function notes(system: OptimizedSystem): string[] {
  const { chosen, currency, leftOut, method } = system;
  const found: string[] = [];
  if (!chosen.optimal)
    found.push(
      `The search was ended before every set was ruled out. No set within the budget leaves less than ${moneyInWords(chosen.bound, currency)}.`,
    );
  if (!chosen.sharesExact) found.push('The shares are means over random orders; they add up to what is saved.');
  if (method === 'simulation') found.push('Some figures are simulated, every set on the same random numbers.');
  if (leftOut.length > 0) found.push(`Not counted, for lack of figures: ${clean(listed(leftOut, 5))}.`);
  return found;
}

function chosenTable(system: OptimizedSystem, options: TextOptions): string[] {
  const { chosen, currency } = system;
  const money = (value: number): Cell => ({ text: moneyInWords(value, currency) });
  const rows = [...chosen.controls]
    .sort((a, b) => b.share - a.share)
    .map(({ name, cost, share, alone, last }): Cell[] => [
      { text: name },
      money(cost),
      { ...money(share), paint: 'strong' },
      money(alone),
      money(last),
    ]);
  const columns = [
    { title: 'Control', align: 'left', rank: 0 },
    { title: 'In year one', align: 'right', rank: 0 },
    { title: 'Its share of the saving', align: 'right', rank: 0 },
    { title: 'Alone', align: 'right', rank: 2 },
    { title: 'Last', align: 'right', rank: 1 },
  ] as const;
  return table(columns, rows, options);
}

function frontierTable(system: OptimizedSystem, options: TextOptions): string[] {
  const { frontier, chosen, currency } = system;
  const isChosen = (point: OptimizedSystem['frontier'][number]): boolean =>
    point.cost === chosen.cost && point.remaining === chosen.remaining;
  const step = Math.max(1, Math.ceil(frontier.length / mostPoints));
  const shown = frontier.filter((point, i) => i % step === 0 || i === frontier.length - 1 || isChosen(point));
  const rows = shown.map((point): Cell[] => [
    { text: moneyInWords(point.cost, currency), paint: isChosen(point) ? 'strong' : undefined },
    { text: moneyInWords(point.remaining, currency), paint: isChosen(point) ? 'strong' : undefined },
    { text: isChosen(point) ? 'chosen' : '' },
    { text: point.controls.length === 0 ? 'nothing' : listed(point.controls, 4) },
  ]);
  const columns = [
    { title: 'In year one', align: 'right', rank: 0 },
    { title: system.by === 'ale' ? 'Leaves a year' : 'Leaves in the worst of 20', align: 'right', rank: 0 },
    { title: '', align: 'left', rank: 1 },
    { title: 'Controls', align: 'left', rank: 2 },
  ] as const;
  return table(columns, rows, options);
}
