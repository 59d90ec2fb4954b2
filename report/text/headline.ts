import { counted, moneyInWords, percentInWords, type ReportSystem, yearsInWords } from '../../protocol/index.ts';
import type { TextOptions } from './style.ts';
import { clean, wrap } from './width.ts';

/** A system's name, title and file, and its figures in one sentence. */
export function headline(system: ReportSystem, { width, style }: TextOptions): string[] {
  const name = style.strong(clean(system.name ?? 'Files outside every system'));
  const title = system.title === null ? '' : ` ${clean(system.title)}`;
  const file = system.file === null ? '' : style.faint(` ${clean(system.file)}`);
  return [`${name}${title}${file}`, wrap(sentence(system), width, '  ')];
}

/** `$4.2M a year expected · 1 year in 20 above $12M · $1M with planned controls · 3 threats without figures`. */
export function sentence(system: ReportSystem): string {
  const money = (value: number): string => moneyInWords(value, system.currency);
  const { current, target } = system.total;
  const missing = system.uncounted.length;
  const least = missing > 0 ? 'at least ' : '';
  const parts: string[] = [];
  if (system.threats.length === 0) parts.push('no threats');
  else if (current === null) parts.push('no figures');
  else {
    parts.push(`${least}${money(current.ale)} a year expected`);
    parts.push(`${percentInWords(current.probabilityOfLoss)} chance of a loss in a year`);
    parts.push(`${yearsInWords(0.05)} above ${money(current.p95)}`);
    const planned = system.controls.some((control) => control.status === 'planned' && control.costOnce !== null);
    if (target !== null && planned) parts.push(`${least}${money(target.ale)} with planned controls`);
  }
  if (system.appetite.length > 0) parts.push(appetiteInWords(system));
  if (missing > 0) parts.push(`${counted(missing, 'threat')} without figures`);
  return parts.join(' · ');
}

function appetiteInWords({ appetite }: ReportSystem): string {
  const broken = appetite.filter((limit) => limit.within === false).length;
  const open = appetite.filter((limit) => limit.within === null).length;
  if (broken > 0) return `appetite: ${broken} of ${counted(appetite.length, 'limit')} broken`;
  return open > 0 ? 'appetite: undecided' : 'within appetite';
}
