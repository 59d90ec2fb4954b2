import type { ReportSystem } from '../../protocol/index.ts';
import { controlTable } from './controls.ts';
import { headline } from './headline.ts';
import { appetiteLines, expectationLines, uncountedLines } from './limits.ts';
import type { TextOptions } from './style.ts';
import { threatTable } from './threats.ts';

/** A system's figures for a person on a terminal: the headline, the register, controls, limits and what has no figures. */
export function systemText(system: ReportSystem, options: TextOptions): string {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', options.style.strong(title), ...lines];
  return [
    ...headline(system, options),
    ...section('Register, by expected annual loss', threatTable(system, options)),
    ...section('Controls', controlTable(system, options)),
    ...section('Appetite', appetiteLines(system, options)),
    ...section('Expectations', expectationLines(system, options)),
    ...section('Without figures', uncountedLines(system, options)),
    '',
  ].join('\n');
}
