/** The findings view: what scanners and sensors found, by money, the files it is in, and what matches nothing. */
import type { EvidenceFile, PricedFinding, ReportSystem } from '../../protocol/index.ts';
import { moneyInWords } from '../../protocol/words/index.ts';
import { h, type ViewElement } from '../dom/node.ts';
import type { PanelState } from '../state.ts';
import { filesColumns, filesSorting } from '../tables/evidence-files.ts';
import { filteredFindings, findingsColumns, findingsSorting, foundWords } from '../tables/findings.ts';
import { table } from '../tables/table.ts';
import { unmatchedColumns, unmatchedSorting } from '../tables/unmatched.ts';
import { exports } from './tools.ts';

/** Findings and alerts of all reports. */
export function findingsIn({ evidence }: ReportSystem): number {
  return (evidence?.files ?? []).reduce((sum, { kind, findings }) => sum + (kind === 'report' ? findings : 0), 0);
}

export function findingsView(system: ReportSystem, { findings, kept }: PanelState): ViewElement {
  const all = findings?.rows ?? [];
  const rows = filteredFindings(all, kept.findingsFilter);
  const left = findings === null || findings.left === 0 ? '' : ` ${findings.left} weaker ones are left out.`;
  return h(
    'div',
    { class: 'findings-view' },
    h(
      'div',
      { class: 'table-tools' },
      h('input', {
        type: 'search',
        id: 'findings-filter',
        value: kept.findingsFilter,
        placeholder: 'Filter by finding, service, threat, package',
        'aria-label': 'Filter findings',
        'data-input': 'findings',
      }),
      h('span', { class: 'hint', role: 'status' }, `${foundWords(all.length, rows.length)} on services.${left}`),
      exports(['csv']),
    ),
    h('p', { class: 'effect' }, effectWords(system)),
    rows.length === 0
      ? h('p', { class: 'empty' }, all.length === 0 ? nothingFound(system) : 'No finding matches the filter.')
      : findingsTable(system, rows, kept),
    h(
      'p',
      { class: 'hint' },
      'Each finding adds what it adds after the stronger ones. The formula is a heuristic and uncalibrated.',
    ),
    filesSection(system, kept),
    unmatchedSection(findings?.unmatched ?? [], kept),
  );
}

function effectWords({ evidence, currency }: ReportSystem): string {
  const { aleBefore = null, aleAfter = null } = evidence ?? {};
  if (aleBefore === null || aleAfter === null) return 'There is no figure yet that evidence could move.';
  if (aleAfter <= aleBefore) return 'No figure moves.';
  const money = (value: number) => moneyInWords(value, currency);
  return `Evidence raises the expected annual loss from ${money(aleBefore)} to ${money(aleAfter)}.`;
}

function nothingFound({ evidence }: ReportSystem): string {
  const files = evidence?.files ?? [];
  if (files.length === 0) return 'No file matches what the model names as evidence.';
  return files.every(({ error }) => error !== null)
    ? 'No file could be read.'
    : 'Nothing was found on a service with a threat.';
}

function findingsTable(system: ReportSystem, rows: readonly PricedFinding[], kept: PanelState['kept']): ViewElement {
  const { item } = kept;
  const declared = item?.kind === 'evidence' ? pathsOf(system, item.name) : null;
  return table({
    id: 'findings',
    caption: 'Findings by what they add to the expected annual loss',
    columns: findingsColumns(system),
    rows,
    sorting: kept.sorting.findings ?? findingsSorting,
    isHighlighted: (row) =>
      (item?.kind === 'element' && row.service === item.name) ||
      (item?.kind === 'threat' && row.threats.includes(item.name)) ||
      (declared?.has(row.file) ?? false),
  });
}

/** Files that a path names. A path is the same text in the report and on the line. */
function pathsOf({ evidence }: ReportSystem, written: string): ReadonlySet<string> {
  return new Set((evidence?.files ?? []).filter((file) => file.pattern === written).map(({ path }) => path));
}

function filesSection({ evidence }: ReportSystem, { sorting, item }: PanelState['kept']): ViewElement | null {
  const files = evidence?.files ?? [];
  if (files.length === 0) return null;
  return h(
    'section',
    { class: 'part' },
    h('h2', {}, 'Files'),
    table<EvidenceFile>({
      id: 'files',
      caption: 'Files of evidence',
      columns: filesColumns,
      rows: files,
      sorting: sorting.files ?? filesSorting,
      isHighlighted: (file) => item?.kind === 'evidence' && file.pattern === item.name,
    }),
  );
}

function unmatchedSection(
  unmatched: NonNullable<PanelState['findings']>['unmatched'],
  { sorting, item }: PanelState['kept'],
): ViewElement | null {
  if (unmatched.length === 0) return null;
  return h(
    'section',
    { class: 'part' },
    h('h2', {}, 'Unmatched'),
    h(
      'p',
      { class: 'hint' },
      'These move nothing. Give the service an image, workload, host or code, or write about at the evidence.',
    ),
    table({
      id: 'unmatched',
      caption: 'Findings without a service or a threat',
      columns: unmatchedColumns,
      rows: unmatched,
      sorting: sorting.unmatched ?? unmatchedSorting,
      isHighlighted: (row) => item?.kind === 'element' && row.reason === 'no threat' && row.what === item.name,
    }),
  );
}
