/** An architecture → texts: one for each service whose folder exists, one for all else. */

import type { Architecture } from '../model.ts';
import { nameOf } from '../names.ts';
import {
  assetText,
  elementText,
  flowText,
  openThreats,
  openThreatText,
  systemText,
  threatText,
  zoneText,
} from './risk.ts';

export interface Draft {
  /** Folder relative to the output, with `/`; empty: the output itself. */
  readonly folder: string;
  /** Without `.risk`. */
  readonly base: string;
  readonly text: string;
}

export interface DraftOptions {
  /** Declared in the main file; null where a system covers the output already. */
  readonly system: { readonly name: string; readonly title: string } | null;
  /** Base of the main file's name. */
  readonly base: string;
  /** Folders below the output that may hold a service's file. */
  readonly folders: readonly string[];
  /** Names that no threat to fill in may take. */
  readonly taken: ReadonlySet<string>;
}

/** The texts of an architecture; none where there is nothing to say. */
export function draftFiles(architecture: Architecture, options: DraftOptions): readonly Draft[] {
  const { zones, assets, elements, flows, threats } = architecture;
  if ([zones, assets, elements, flows, threats].every((parts) => parts.length === 0)) return [];
  const open = openThreats(architecture, options.taken);
  const folderOf = new Map(
    elements.flatMap(({ name, title, kind }) => {
      const folder = kind === 'external' ? undefined : folderFor(title ?? name, options.folders);
      return folder === undefined ? [] : [[name, folder] as const];
    }),
  );
  const homeOf = (on: readonly string[]): string | null => (on.length === 1 && folderOf.has(on[0]) ? on[0] : null);
  const textsAt = (home: string | null): readonly string[] => [
    ...threats.filter(({ on }) => homeOf(on) === home).map(threatText),
    ...open.filter(({ element }) => homeOf([element.name]) === home).map(openThreatText),
  ];
  const main = [
    ...(options.system === null ? [] : [systemText(options.system.name, options.system.title)]),
    lines(zones.map(zoneText)),
    ...assets.map(assetText),
    ...elements.filter(({ name }) => !folderOf.has(name)).map(elementText),
    lines(flows.map(flowText)),
    ...textsAt(null),
  ];
  const drafts = elements.flatMap((element) => {
    const folder = folderOf.get(element.name);
    if (folder === undefined) return [];
    return [{ folder, base: fileBase(element.name), text: joined([elementText(element), ...textsAt(element.name)]) }];
  });
  const text = joined(main);
  return text === '' ? drafts : [{ folder: '', base: options.base, text }, ...drafts];
}

/** `CartService` → `cart-service`. */
export function fileBase(name: string): string {
  return name
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .replaceAll('_', '-');
}

/** The folder of that name nearest to the top. */
function folderFor(title: string, folders: readonly string[]): string | undefined {
  const wanted = nameOf(title).toLowerCase();
  const depth = (folder: string): number => folder.split('/').length;
  return folders
    .filter((folder) => nameOf(folder.slice(folder.lastIndexOf('/') + 1)).toLowerCase() === wanted)
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))[0];
}

function lines(texts: readonly string[]): string {
  return texts.join('');
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}
