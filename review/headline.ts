/** The one sentence. */
import { counted, type DiffSystem, type Moved, moneyInWords, percentInWords } from '../protocol/index.ts';

type Parts = Omit<DiffSystem, 'headline'>;

/** `Expected annual loss rises by $180k to $1.52M (+13%); 1 appetite point newly broken; 2 threats added.` */
export function systemHeadline(system: Parts): string {
  return `${[moneyPart(system), ...counts(system)].join('; ')}.`;
}

function moneyPart({ ale, currency, change, notComparable, threats, target, unquantified }: Parts): string {
  if (notComparable !== null) return notComparable.replace(/\.$/, '');
  const money = (value: number): string => moneyInWords(value, currency);
  if (change === 'added')
    return `The system is new: expected annual loss ${ale.head === null ? 'unknown' : money(ale.head)}`;
  if (change === 'removed')
    return `The system is removed; its expected annual loss was ${ale.base === null ? 'unknown' : money(ale.base)}`;
  const partly = threats.some((threat) => threat.notComparable !== null && hasFigure(threat.ale));
  const atLeast = unquantified.some((each) => each.change !== 'resolved') ? 'at least ' : '';
  if (ale.delta === null) return 'Expected annual loss cannot be compared';
  if (ale.delta === 0) {
    const still = ale.head === null ? '' : ` at ${atLeast}${money(ale.head)}`;
    const planned = targetPart(target, currency);
    return `Expected annual loss is unchanged${partly ? ' in what can be compared' : still}${planned}`;
  }
  const verb = ale.delta > 0 ? 'rises' : 'falls';
  const by = `${verb} by ${money(Math.abs(ale.delta))}`;
  if (partly) return `Expected annual loss ${by} in what can be compared`;
  const share = shareOf(ale);
  return `Expected annual loss ${by} to ${ale.head === null ? 'an unknown amount' : atLeast + money(ale.head)}${share}`;
}

function targetPart({ delta }: Moved, currency: string): string {
  if (delta === null || delta === 0) return '';
  return `, with planned controls it ${delta > 0 ? 'rises' : 'falls'} by ${moneyInWords(Math.abs(delta), currency)}`;
}

function shareOf({ base, delta }: Moved): string {
  if (base === null || base === 0 || delta === null) return '';
  return ` (${delta > 0 ? '+' : ''}${percentInWords(delta / base)})`;
}

function hasFigure({ base, head }: Moved): boolean {
  return base !== null || head !== null;
}

function counts({ appetite, expectations, threats, unquantified }: Parts): string[] {
  const of = (number: number, word: string, rest: string): string[] =>
    number === 0 ? [] : [`${counted(number, word)} ${rest}`];
  const points = (change: string): number => appetite.filter((point) => point.change === change).length;
  const changes = (change: string): number => threats.filter((threat) => threat.change === change).length;
  return [
    ...of(points('newly-broken'), 'appetite point', 'newly broken'),
    ...of(points('no-longer-broken'), 'appetite point', 'no longer broken'),
    ...of(expectations.filter(({ change }) => change === 'newly-broken').length, 'expectation', 'newly broken'),
    ...of(changes('added'), 'threat', 'added'),
    ...of(changes('removed'), 'threat', 'removed'),
    ...of(threats.filter(({ renamedFrom }) => renamedFrom !== null).length, 'threat', 'renamed'),
    ...of(
      unquantified.filter(({ change }) => change === 'new' || change === 'lost-figures').length,
      'threat',
      'newly without figures',
    ),
  ];
}

/** One sentence over all systems: that of the only one that changed, else how many moved. */
export function wholeHeadline(systems: readonly DiffSystem[]): string {
  const changed = systems.filter(({ change }) => change !== 'unchanged');
  if (systems.length === 0) return 'There is no .risk file on either side.';
  if (changed.length === 0)
    return systems.length === 1 ? systems[0].headline : `Nothing changed in ${counted(systems.length, 'system')}.`;
  if (changed.length === 1)
    return systems.length === 1
      ? changed[0].headline
      : `${changed[0].name ?? 'Files outside every system'}: ${changed[0].headline}`;
  const currencies = new Set(changed.map(({ currency }) => currency));
  const known = changed.every(({ ale }) => ale.delta !== null);
  const start = `${changed.length} of ${counted(systems.length, 'system')} changed`;
  if (currencies.size > 1 || !known) return `${start}.`;
  const delta = changed.reduce((sum, { ale }) => sum + (ale.delta ?? 0), 0);
  const money = moneyInWords(Math.abs(delta), changed[0].currency);
  if (delta === 0) return `${start}; together their expected annual loss is unchanged.`;
  return `${start}; together their expected annual loss ${delta > 0 ? 'rises' : 'falls'} by ${money}.`;
}
