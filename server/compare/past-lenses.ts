/** Lenses of an older version: its own figures, above its own lines. They lead nowhere: the preview shows what is now. */
import { isRiskFile } from '../../language/generated/ast.ts';
import type { PastLens } from '../../protocol/index.ts';
import type { Bench } from '../bench.ts';
import { lensesOf } from '../lenses/lenses.ts';
import { usesOf } from '../text/uses.ts';
import type { RiskWorkspaceManager } from '../workspace/workspace-manager.ts';
import { gitDocument } from './git-uri.ts';

export async function lensesOfPast(bench: Bench, uri: string): Promise<readonly PastLens[]> {
  const { abilities, settings, shared } = bench;
  const asked = gitDocument(uri);
  if (asked === null || !abilities.trusted || !settings.compare.enabled || !settings.lens.enabled) return [];
  const file = asked.file.toString();
  const manager = shared.workspace.WorkspaceManager as RiskWorkspaceManager;
  const root = manager.rootOf(asked.file);
  // A file of a folder that is not open here is nobody's: git is not asked there.
  if (!manager.roots.some((one) => one.toString() === root.toString())) return [];
  const found = await bench.past.at(root, asked.file, asked.revision);
  const tree = found?.document.parseResult.value;
  if (!found || !isRiskFile(tree)) return [];
  // Its findings offer repairs, and nothing repairs the past.
  const state = { ...found.figures.state, findings: [] };
  const lenses = lensesOf({
    uri: file,
    file: tree,
    state,
    shown: { figures: found.figures, state: 'fresh' },
    compared: null,
    settings: settings.lens,
    usesOf: (node) => usesOf(found.services, node).length,
  });
  return lenses.map(({ range, command }) => ({ line: range.start.line, title: command?.title ?? '' }));
}
