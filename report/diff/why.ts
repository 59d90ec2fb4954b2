/** Why the money moved, as tables of Markdown: for the whole system by cause, and threat by threat. */
import type { DiffCause, DiffSystem, DiffSystemCause, DiffThreat } from '../../protocol/index.ts';
import { inCell } from '../findings-markdown.ts';
import type { Block, Fold } from './blocks.ts';
import { causeDelta, causeKind, type DiffOptions, deltaInWords, movedThreats, textsOf } from './shown.ts';

const systemCauses = 8;
const threatCauses = 20;

/** One table of the largest causes, and where several threats moved a folded table for each of them. */
export function whyBlocks(system: DiffSystem, options: DiffOptions, code: (text: string) => string): Block[] {
  const threats = movedThreats(system, options).filter(({ causes }) => causes.length > 0);
  if (threats.length === 0) return [];
  const table = (causes: readonly AnyCause[], most: number): string => causeTable(causes, most, system.currency, code);
  if (threats.length === 1) return [{ rank: 2, text: `**Why**\n\n${table(threats[0].causes, threatCauses)}` }];
  const fold: Fold = { title: `Why, threat by threat (${threats.length})` };
  const each = threats.map(
    (threat): Block => ({
      rank: 4,
      text: `${headOf(threat, system.currency)}\n\n${table(threat.causes, threatCauses)}`,
      fold,
    }),
  );
  const causes = system.causes.filter(({ delta, targetDelta }) => delta !== 0 || targetDelta !== 0);
  const shown = causes.filter((cause) => Math.abs(causeDelta(cause).delta) >= options.minChange).length;
  const text = `**Why**\n\n${table(causes, Math.min(shown, systemCauses))}`;
  const whole = shown === 0 ? [] : [{ rank: 2, text }];
  return [...whole, ...each];
}

type AnyCause = DiffCause | DiffSystemCause;

function headOf({ name, ale }: DiffThreat, currency: string): string {
  return `<b>${inCell(name)}</b> ${inCell(deltaInWords(ale.delta, currency))} a year`;
}

function causeTable(
  causes: readonly AnyCause[],
  most: number,
  currency: string,
  code: (text: string) => string,
): string {
  const rows = causes.slice(0, most).map((cause) => {
    const { delta, planned } = causeDelta(cause);
    const money = `${deltaInWords(delta, currency)}${planned ? ' planned' : ''}`;
    const { before, after } = textsOf(cause);
    const place = cause.place === null ? '' : `<br>${inCell(`${cause.place.file}:${cause.place.line}`)}`;
    return `| ${inCell(money)} | ${causeKind(cause)} ${code(cause.path)}${threatsOf(cause)}${place} | ${textCell(before, cause.before !== null, code)} | ${textCell(after, cause.after !== null, code)} |`;
  });
  const rest = causes.slice(most);
  if (rest.length > 0) {
    const delta = rest.reduce((sum, cause) => sum + cause.delta, 0);
    rows.push(`| ${inCell(deltaInWords(delta, currency))} | ${rest.length} more | | |`);
  }
  return `| Share a year | Cause | Before | After |\n| ---: | --- | --- | --- |\n${rows.join('\n')}`;
}

function threatsOf(cause: AnyCause): string {
  return 'threats' in cause && cause.threats.length > 1 ? ` in ${cause.threats.length} threats` : '';
}

/** A line of the file as code; what is said where there is none is no code. */
function textCell(text: string, isText: boolean, code: (text: string) => string): string {
  return isText ? code(text) : inCell(text);
}
