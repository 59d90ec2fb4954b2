/** Two versions → `risk-diff/1`. */
import { type Cancellation, createSolverCache, type SolverCache } from '../engine/index.ts';
import type { Diagnostic, RiskDiff } from '../protocol/index.ts';
import { wholeHeadline } from './headline.ts';
import { pairSystems } from './pair-systems.ts';
import { methodInWords, mostSimulations } from './shares/causes.ts';
import type { Side } from './side.ts';
import { diffSystem } from './system.ts';

export interface CompareOptions {
  readonly tool: { readonly version: string };
  /** The date of both sides. */
  readonly asOf: string;
  readonly cache?: SolverCache;
  readonly cancellation?: Cancellation;
}

/**
 * The figures of both sides must have the same date, seed and streams: those of the head computed under the names of the
 * base (`renamedModel`). Rejects with `Cancelled` if asked to stop. The gates are left empty; see `judgeGates`.
 */
export async function compareReports(base: Side, head: Side, options: CompareOptions): Promise<RiskDiff> {
  const { cancellation, cache = createSolverCache() } = options;
  const budget = { simulations: mostSimulations };
  const damaged = { base: base.damaged, head: head.damaged };
  const systems = [];
  for (const pair of pairSystems(base.systems, head.systems, ({ report }) => report)) {
    await cancellation?.breathe();
    const elsewhere = (threat: string, side: 'base' | 'head'): string | null => {
      const own = pair[side];
      const found = { base, head }[side].systems.find(
        (system) => system !== own && system.report.threats.some(({ name }) => name === threat),
      );
      return found === undefined ? null : (found.report.name ?? 'no system');
    };
    const more = cancellation === undefined ? {} : { cancellation };
    systems.push(await diffSystem(pair, { damaged, elsewhere, budget, cache, ...more }));
  }
  return {
    format: 'risk-diff/1',
    tool: { name: 'risk', version: options.tool.version },
    asOf: options.asOf,
    base: base.version,
    head: head.version,
    headline: wholeHeadline(systems),
    method: methodInWords,
    systems,
    damage: (['base', 'head'] as const).flatMap((side) =>
      damaged[side].map(({ file, message }) => ({ side, file, message })),
    ),
    gates: [],
    diagnostics: newIn(base.diagnostics, head.diagnostics),
  };
}

/** Errors and warnings that the base does not have, wherever they stand. */
function newIn(base: readonly Diagnostic[], head: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = ({ code, message, system }: Diagnostic): string => JSON.stringify([code, message, system]);
  const known = new Map<string, number>();
  for (const each of base) known.set(keyOf(each), (known.get(keyOf(each)) ?? 0) + 1);
  return head.filter((each) => {
    if (each.severity !== 'error' && each.severity !== 'warning') return false;
    const left = known.get(keyOf(each)) ?? 0;
    if (left > 0) known.set(keyOf(each), left - 1);
    return left === 0;
  });
}
