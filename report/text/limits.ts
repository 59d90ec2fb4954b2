import {
  moneyInWords,
  numberInWords,
  percentInWords,
  type ReportAppetite,
  type ReportExpectation,
  type ReportSystem,
} from '../../protocol/index.ts';
import type { TextOptions } from './style.ts';
import { clean, wrap } from './width.ts';

/** A line for each limit of the appetite: `broken: 39% chance above $1M, limit 10%; 2.4% with planned controls`. */
export function appetiteLines(system: ReportSystem, options: TextOptions): string[] {
  return system.appetite.map((limit) =>
    verdict(limit.within, ['kept', 'broken'], appetiteText(limit, system.currency), options),
  );
}

/** A line for each expectation: `holds: system ale below $2M, found 800k`. */
export function expectationLines(system: ReportSystem, options: TextOptions): string[] {
  return system.expectations.map((expectation) =>
    verdict(expectation.holds, ['holds', 'broken'], expectationText(expectation, system), options),
  );
}

/** A line for each threat without figures. */
export function uncountedLines(system: ReportSystem, { width, style }: TextOptions): string[] {
  return system.uncounted.map(({ threat, message }) => {
    const text = clean(message).includes(threat) ? clean(message) : `${clean(threat)}: ${clean(message)}`;
    return style.doubtful(wrap(text, width, '  ', '    '));
  });
}

function appetiteText({ probability, above, actual, target }: ReportAppetite, currency: string): string {
  const limit = `${moneyInWords(above, currency)}, limit ${percentInWords(probability)}`;
  if (actual === null) return `chance above ${limit}; no figures`;
  const planned = target === null || target === actual ? '' : `; ${percentInWords(target)} with planned controls`;
  return `${percentInWords(actual)} chance above ${limit}${planned}`;
}

/** Without the reason, which would hide the result. */
function expectationText({ text, found, file, line }: ReportExpectation, system: ReportSystem): string {
  const [said] = clean(text.replace(/\s+/g, ' '))
    .replace(/^expect /, '')
    .split(' because "');
  const result = found === null ? 'no figure' : `found ${foundInWords(found, said, system.currency)}`;
  return `${said}: ${result} (${clean(file)}:${line})`;
}

/** The measure, behind the name of what is measured, decides whether it is a share, a plain number or money. */
function foundInWords(found: number, said: string, currency: string): string {
  const measure = said.split(' ')[1];
  if (measure === 'probability-of-loss') return percentInWords(found);
  if (measure === 'events' || measure === 'roi' || measure === 'rosi') return numberInWords(found, 4);
  return moneyInWords(found, currency, { digits: 4 });
}

function verdict(
  result: boolean | null,
  [yes, no]: readonly [string, string],
  text: string,
  { width, style }: TextOptions,
): string {
  const word = result === null ? style.doubtful('undecided') : result ? style.good(yes) : style.bad(no);
  const plainWord = result === null ? 'undecided' : result ? yes : no;
  const lines = wrap(`${plainWord}: ${text}`, width, '  ', '    ');
  return lines.replace(plainWord, word);
}
