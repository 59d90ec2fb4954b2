/** What is shown, as a file: the chart as SVG or PNG, the table as CSV. */
import { paperPalette } from '../charts/palette.ts';
import { markup } from '../dom/markup.ts';
import { type PanelState, tabOf } from '../state.ts';
import { subjectOf } from '../subject.ts';
import { controlColumns, controlsSorting } from '../tables/controls.ts';
import { csv } from '../tables/csv.ts';
import { filteredFindings, findingsColumns, findingsSorting } from '../tables/findings.ts';
import { filtered, registerColumns, registerSorting } from '../tables/register.ts';
import { sortedRows } from '../tables/table.ts';
import { chartOf } from '../views/curve.ts';
import { pngOf } from './png.ts';

export interface ExportedFile {
  readonly name: string;
  readonly encoding: 'text' | 'base64';
  readonly content: string;
}

/** Size of an exported chart in pixels; the PNG has twice as many. */
const picture = { width: 960, scale: 2 };

/** The file; null where there is nothing to save. */
export async function exportFile(kind: 'svg' | 'png' | 'csv', state: PanelState): Promise<ExportedFile | null> {
  if (state.system === null) return null;
  if (kind === 'csv') return csvFile(state);
  const svg = svgFile(state);
  if (svg === null || kind === 'svg') return svg;
  return {
    name: svg.name.replace(/svg$/, 'png'),
    encoding: 'base64',
    content: await pngOf(svg.content, picture.scale),
  };
}

/** The chart on white, by itself: its colours and its background are in it. */
export function svgFile(state: PanelState): ExportedFile | null {
  if (state.system === null) return null;
  const subject = subjectOf(state.system, state.kept.item);
  const chart = chartOf(state.system, subject, { ...state, reading: null }, picture.width, paperPalette);
  if (chart === null) return null;
  const { view } = chart;
  const attributes = { x: 0, y: 0, width: '100%', height: '100%', fill: paperPalette.background };
  const content = markup({ ...view, children: [{ tag: 'rect', attributes, children: [] }, ...view.children] });
  return { name: `${subject.name}-exceedance.svg`, encoding: 'text', content };
}

/** The table of the tab in view, in its order and with its filter; of the curve the register. */
export function csvFile(state: PanelState): ExportedFile | null {
  const { system, findings, kept } = state;
  const tab = tabOf(state);
  if (system === null) return null;
  const name = system.name ?? 'system';
  if (tab === 'findings') {
    const columns = findingsColumns(system);
    const found = filteredFindings(findings?.rows ?? [], kept.findingsFilter);
    const rows = sortedRows(found, columns, kept.sorting.findings ?? findingsSorting);
    return { name: `${name}-findings.csv`, encoding: 'text', content: csv(columns, rows) };
  }
  if (tab === 'controls') {
    const columns = controlColumns(system);
    const rows = sortedRows(system.controls, columns, kept.sorting.controls ?? controlsSorting);
    return { name: `${name}-controls.csv`, encoding: 'text', content: csv(columns, rows) };
  }
  const columns = registerColumns(system);
  const rows = sortedRows(filtered(system.threats, kept.filter), columns, kept.sorting.register ?? registerSorting);
  return { name: `${name}-register.csv`, encoding: 'text', content: csv(columns, rows) };
}
