import { counted, moneyInWords, type Named, type ReportStates, type ReportSystem } from '../../protocol/index.ts';
import { titleLine } from './facts.ts';
import { stateTable } from './state-table.ts';
import type { TextOptions } from './style.ts';
import { table } from './table.ts';
import { byAle } from './threats.ts';
import { clean, wrap } from './width.ts';

/** A set of threats that is added up: an element, an asset, a zone, an agent, a STRIDE category, an owner, the system. */
export interface Group extends ReportStates {
  readonly name: string;
  readonly kind: string;
  /** null where it is not declared. */
  readonly declared: Named | null;
  readonly threats: readonly string[];
  readonly lacks: readonly string[];
}

/** Which threats make up the figures of a group. */
export function groupExplanation(system: ReportSystem, group: Group, options: TextOptions): string {
  const { style, width } = options;
  const title =
    group.declared === null
      ? `${style.strong(clean(group.name))} ${style.faint(group.kind)}`
      : titleLine(group.kind, group.declared, options);
  const members = byAle(system.threats.filter((threat) => group.threats.includes(threat.name)));
  if (members.length === 0) return `${title}\n  No threat concerns it, so that it has no figures.\n`;
  const rows = members.map((threat) => [
    { text: threat.name },
    { text: threat.current === null ? 'none' : moneyInWords(threat.current.ale, system.currency) },
    { text: threat.title ?? '' },
  ]);
  const columns = [
    { title: 'Threat', align: 'left', rank: 0 } as const,
    { title: 'Expected a year', align: 'right', rank: 0 } as const,
    { title: '', align: 'left', rank: 1 } as const,
  ];
  const lacking =
    group.lacks.length === 0
      ? []
      : [
          wrap(
            `${counted(group.lacks.length, 'threat')} without figures (${group.lacks.join(', ')}): every figure is "at least".`,
            width,
            '  ',
          ),
        ];
  return [
    title,
    wrap(
      'Its annual loss is the sum over these threats, each counted once. Expected losses add up; percentiles do not.',
      width,
      '  ',
    ),
    ...lacking,
    '',
    style.strong('Threats'),
    ...table(columns, rows, options),
    '',
    style.strong('Annual loss'),
    ...stateTable(system, group, options),
    '',
  ].join('\n');
}
