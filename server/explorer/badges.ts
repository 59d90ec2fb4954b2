/** Badges of an explorer of files: the money of a service on its folder and its file, that of a system on its file. */
import type { URI } from 'langium';
import { type Declaration, isCode, isService, isStore, isSystem } from '../../language/generated/ast.ts';
import type { ExplorerBadge, ReportSystem } from '../../protocol/index.ts';
import type { Bench } from '../bench.ts';
import type { ComparedSystem } from '../compare/compare-root.ts';
import { differenceWords, movementOf } from '../compare/words.ts';
import { placeOf } from '../navigation/links.ts';
import type { SystemState } from '../systems/state.ts';
import { type BadgeFigures, markOf, sentenceOf } from './marks.ts';

/** Share of the system's expected loss from which a service is said to be large. */
const large = 0.25;
/** Lines of a tooltip. */
const mostLines = 8;

interface Item extends BadgeFigures {
  readonly isSystem: boolean;
  readonly isLarge: boolean;
}

/** By URI, sorted. Shows the last figures, whatever their age: the next ones are told when they are there. */
export function badgesOf(bench: Bench, which: 'all' | 'moved'): readonly ExplorerBadge[] {
  const places = new Map<string, Item[]>();
  for (const state of bench.systems.all()) {
    const report = bench.figures.of(state).figures?.report;
    if (report) addSystem(bench, state, report, places);
  }
  return [...places]
    .map(([uri, items]) => badgeOf(uri, items))
    .filter(({ emphasis }) => which === 'all' || emphasis === 'rose' || emphasis === 'fell')
    .sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

function addSystem(bench: Bench, state: SystemState, report: ReportSystem, places: Map<string, Item[]>): void {
  const compared = bench.comparison.of(state);
  const elements = new Map(report.elements.map((element) => [element.name, element]));
  const add = (place: URI, item: Item): void => {
    const uri = place.toString().replace(/\/$/, '');
    const items = places.get(uri) ?? [];
    places.set(uri, items);
    if (!items.some(({ name }) => name === item.name)) items.push(item);
  };
  for (const { uri, parseResult } of state.linked.documents) {
    const root = bench.rootOf(uri).toString().replace(/\/$/, '');
    for (const declaration of parseResult.value.declarations ?? []) {
      if (isSystem(declaration) && declaration === state.linked.node) add(uri, systemItem(report, compared));
      const element = isService(declaration) || isStore(declaration) ? elements.get(declaration.name) : undefined;
      if (element === undefined || element.threats.length + element.lacks.length === 0) continue;
      const item = elementItem(element, report, compared);
      add(uri, item);
      for (const folder of foldersOf(declaration, uri)) if (isInside(folder, root)) add(folder, item);
    }
  }
}

function systemItem(report: ReportSystem, compared: ComparedSystem | null): Item {
  const name = report.name ?? 'The unnamed system';
  return {
    name,
    ale: report.total.current?.ale ?? null,
    lacking: report.uncounted.length,
    delta: compared && movementOf(compared, 'system', name),
    difference: compared && differenceWords(compared, 'system', name),
    currency: report.currency,
    isSystem: true,
    isLarge: false,
  };
}

function elementItem(
  { name, current, lacks }: ReportSystem['elements'][number],
  report: ReportSystem,
  compared: ComparedSystem | null,
): Item {
  const ale = current?.ale ?? null;
  const total = report.total.current?.ale ?? 0;
  return {
    name,
    ale,
    lacking: lacks.length,
    delta: compared && movementOf(compared, 'element', name),
    difference: compared && differenceWords(compared, 'element', name),
    currency: report.currency,
    isSystem: false,
    isLarge: ale !== null && total > 0 && ale >= large * total,
  };
}

function foldersOf(declaration: Declaration, file: URI): readonly URI[] {
  if (!('properties' in declaration)) return [];
  return declaration.properties.flatMap((property) =>
    isCode(property) && property.path ? [placeOf(file, property.path)] : [],
  );
}

/** A `code` may lead out of the repository: nothing is said of what lies there. */
function isInside(place: URI, root: string): boolean {
  const uri = place.toString().replace(/\/$/, '');
  return uri === root || uri.startsWith(`${root}/`);
}

/** The mark is that of the system, else of the service that moved most, else of the largest. Nothing is added up. */
function badgeOf(uri: string, items: readonly Item[]): ExplorerBadge {
  const sorted = [...items].sort(
    (a, b) =>
      Number(b.isSystem) - Number(a.isSystem) ||
      Math.abs(b.delta ?? 0) - Math.abs(a.delta ?? 0) ||
      (b.ale ?? -1) - (a.ale ?? -1),
  );
  const [first] = sorted;
  const lines = sorted.slice(0, mostLines).map(sentenceOf);
  if (sorted.length > mostLines) lines.push(`and ${sorted.length - mostLines} more`);
  return { uri, mark: markOf(first), emphasis: emphasisOf(first), tooltip: lines.join('\n') };
}

function emphasisOf({ delta, isLarge }: Item): ExplorerBadge['emphasis'] {
  if (delta !== null) return delta > 0 ? 'rose' : 'fell';
  return isLarge ? 'large' : null;
}
