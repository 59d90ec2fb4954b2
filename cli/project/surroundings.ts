/** What a folder holds already, before something is written to it. */
import path from 'node:path';
import type { Known } from '../../architecture/index.ts';
import { isService, isStore, isWorkload } from '../../language/generated/ast.ts';
import { lowerSystem } from '../../language/lower/index.ts';
import type { LinkedSystem } from '../../language/stages.ts';
import { readRiskFiles, relativeTo, rootOf, walk } from '../../sources/index.ts';
import { Interrupted } from '../exit.ts';
import type { Host } from '../host.ts';
import { fileAt } from './diagnostics.ts';
import { link } from './language.ts';

export interface Surroundings {
  /** Of the system that covers the folder; null if there is none. */
  readonly systemName: string | null;
  /** Whether files of the unnamed system declare something below the folder. */
  readonly hasDeclarations: boolean;
  /** A system of a folder further down. */
  readonly inner: string | null;
  readonly known: Known;
  /** `.risk` files in the folder itself. */
  readonly files: readonly string[];
  /** Folders below it that no other system covers, with `/`. */
  readonly folders: readonly string[];
}

/** Folders below the output in which a service's own folder is looked for. */
const depth = 4;

export async function surroundingsOf(output: string, host: Host): Promise<Surroundings> {
  const root = await rootOf(output);
  const sources = await readRiskFiles(root, host.stop);
  if (sources.cancelled) throw new Interrupted();
  const { systems } = await link(sources);
  const covering = systems
    .filter(({ folder }) => folder !== null && relativeTo(folder.fsPath, output) !== null)
    .sort((a, b) => b.folder!.fsPath.length - a.folder!.fsPath.length)
    .at(0);
  const below = systems.filter(({ folder }) => folder !== null && isBelow(output, folder.fsPath));
  const system = covering ?? systems.find(({ folder }) => folder === null);
  const here = sources.files.flatMap((file) => relativeTo(output, path.join(root, file.path)) ?? []);
  const folders = await foldersIn(output, host);
  return {
    systemName: covering?.name ?? null,
    hasDeclarations: covering === undefined && system !== undefined && here.length > 0,
    inner: below.at(0)?.name ?? null,
    known:
      system === undefined
        ? { names: new Set(), byWorkload: new Map(), flows: new Set() }
        : knownOf(system, root, host),
    files: here.filter((file) => !file.includes('/')),
    folders: folders.filter((folder) =>
      below.every((each) => relativeTo(each.folder!.fsPath, path.join(output, folder)) === null),
    ),
  };
}

function knownOf(system: LinkedSystem, root: string, host: Host): Known {
  const byWorkload = new Map<string, string>();
  for (const [name, declarations] of system.declarations) {
    for (const declaration of declarations) {
      if (!isService(declaration) && !isStore(declaration)) continue;
      for (const property of declaration.properties) if (isWorkload(property)) byWorkload.set(property.text, name);
    }
  }
  const today = host.now().toISOString().slice(0, 10);
  const { description } = lowerSystem(system, { today, fileOf: (uri) => fileAt(uri, root) });
  const flows = description.elements.flatMap(({ ends }) => ends.map(({ from, to }) => `${from} to ${to}`));
  return { names: new Set(system.declarations.keys()), byWorkload, flows: new Set(flows) };
}

async function foldersIn(output: string, host: Host): Promise<readonly string[]> {
  const folders = new Set<string>();
  for await (const event of walk(output, { stop: host.stop, depth })) {
    if (event.found === 'problem') continue;
    const names = event.path.split('/').slice(0, -1);
    names.forEach((_, i) => {
      folders.add(names.slice(0, i + 1).join('/'));
    });
  }
  return [...folders];
}

function isBelow(outer: string, inner: string): boolean {
  const relative = relativeTo(outer, inner);
  return relative !== null && relative !== '.';
}
