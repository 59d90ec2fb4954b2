import type { ReportSystem } from '../../protocol/index.ts';
import { controlTable } from './controls.ts';
import { evidenceSentence } from './evidence.ts';
import { headline } from './headline.ts';
import { appetiteLines, expectationLines, uncountedLines } from './limits.ts';
import type { TextOptions } from './style.ts';
import { threatTable } from './threats.ts';
import { wrap } from './width.ts';

function evidenceLines(system: ReportSystem, { width }: TextOptions): string[] {
  if (system.evidence === null) return [];
  return [wrap(`${evidenceSentence(system)}. risk evidence lists them.`, width, '  ')];
}

/** A system's figures for a person on a terminal: the headline, the register, controls, limits and what has no figures. */
export function systemText(system: ReportSystem, options: TextOptions): string {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', options.style.strong(title), ...lines];
  return [
    ...headline(system, options),
    ...section('Register, by expected annual loss', threatTable(system, options)),
    ...section('Controls', controlTable(system, options)),
    ...section('Evidence', evidenceLines(system, options)),
    ...section('Appetite', appetiteLines(system, options)),
    ...section('Expectations', expectationLines(system, options)),
    ...section('Without figures', uncountedLines(system, options)),
    '',
  ].join('\n');
}
