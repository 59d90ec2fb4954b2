import {
  moneyInWords,
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

function expectationText({ text, found, file, line }: ReportExpectation, system: ReportSystem): string {
  const said = clean(text.replace(/^expect\s+/, '').replace(/\s+/g, ' '));
  const result = found === null ? 'no figure' : `found ${foundInWords(found, text, system.currency)}`;
  return `${said}: ${result} (${clean(file)}:${line})`;
}

/** The measure decides whether what was found is a share, a plain number or money. */
function foundInWords(found: number, text: string, currency: string): string {
  if (/\bprobability-of-loss\b/.test(text)) return percentInWords(found);
  if (/\b(events|roi|rosi)\b/.test(text)) return String(Number(found.toPrecision(4)));
  return moneyInWords(found, currency);
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
