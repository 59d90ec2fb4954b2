/** All systems of one root against a revision. */
import type { URI } from 'langium';
import { createSolverCache } from '../../engine/index.ts';
import { repairedFiles } from '../../language/texts/damaged.ts';
import { textsOf } from '../../language/texts/index.ts';
import type { DiffSystem, ReportSystem, RiskDiff } from '../../protocol/index.ts';
import { compareReports, pairSystems, type SystemSide } from '../../review/index.ts';
import type { Computation } from '../figures/cancellation.ts';
import type { SystemFigures } from '../systems/state.ts';
import type { Base } from './base.ts';
import type { BaseSolver, HeadSystem } from './base-figures.ts';
import { fileOfRoot } from './files.ts';

/** A system against the revision. */
export interface ComparedSystem {
  /** The revision as it was chosen. */
  readonly revision: string;
  /** Figures of the revision; null where it does not have the system. */
  readonly base: ReportSystem | null;
  readonly diff: DiffSystem;
  /** The model that it was computed from. */
  readonly modelKey: string;
}

export interface ComparedRoot {
  readonly diff: RiskDiff;
  /** By the id of the system in the workspace. */
  readonly systems: ReadonlyMap<string, ComparedSystem>;
}

/** Rejects with `Cancelled` when the computation is cancelled. */
export async function compareRoot(
  root: URI,
  base: Base,
  shown: readonly SystemFigures[],
  solver: BaseSolver,
  computation: Computation,
): Promise<ComparedRoot> {
  const fileOf = fileOfRoot(root);
  const heads = shown.map((each): HeadSystem & Located => headOf(each, fileOf));
  const bases: SystemSide[] = [];
  const baseOf = new Map<string, ReportSystem>();
  for (const pair of pairSystems<Located>(base.systems, heads, (system) => system)) {
    await computation.breathe();
    const system = base.systems.find((each) => each === pair.base);
    if (system === undefined) continue;
    const head = heads.find((each) => each === pair.head) ?? null;
    const side = await solver.solve(base, system, head);
    bases.push(side);
    if (head !== null) baseOf.set(head.id, side.report);
  }
  const { name, commit } = base.revision;
  const diff = await compareReports(
    { version: { name, commit }, systems: bases, damaged: base.damaged, diagnostics: [] },
    {
      version: { name: 'work tree', commit: null },
      systems: heads,
      damaged: shown.flatMap(({ state }) => repairedFiles(state.linked, fileOf)),
      diagnostics: [],
    },
    // Only the form for machines names the tool, and the editor does not write it.
    { tool: { version: '' }, asOf: base.today, cache: createSolverCache(), cancellation: computation },
  );
  const systems = heads.map(({ id, modelKey }, index): [string, ComparedSystem] => [
    id,
    // The systems of the head come first, in their order.
    { revision: name, base: baseOf.get(id) ?? null, diff: diff.systems[index], modelKey },
  ]);
  return { diff, systems: new Map(systems) };
}

interface Located {
  readonly name: string | null;
  readonly file: string | null;
}

function headOf({ state, figures, report }: SystemFigures, fileOf: (uri: string) => string): HeadSystem & Located {
  const { id, modelKey, linked, lowered } = state;
  const file = lowered.description.place?.file ?? null;
  const texts = textsOf(linked, fileOf);
  return { id, modelKey, figures, report, model: lowered.model, texts, name: linked.name, file };
}
