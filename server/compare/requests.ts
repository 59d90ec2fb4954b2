/** Requests about the comparison with a revision: see `protocol/requests.ts`. */
import { URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import {
  type CompareWithResult,
  checkRevision,
  compareWith,
  figuresChanged,
  pastLenses,
  reviewSummary,
  trustGranted,
} from '../../protocol/index.ts';
import { diffMarkdown } from '../../report/index.ts';
import type { Bench } from '../bench.ts';
import { member } from '../settings.ts';
import { lensesOfPast } from './past-lenses.ts';

export function serveComparison(connection: Connection, bench: Bench): void {
  const { comparison } = bench;
  const ready = () => bench.shared.workspace.WorkspaceManager.ready;
  connection.onRequest(compareWith, async (params: unknown): Promise<CompareWithResult> => {
    await ready();
    const asked = member(params, 'revision');
    const revision = typeof asked === 'string' && asked.trim() !== '' ? asked.trim() : null;
    const message = await comparison.choose(revision);
    return { revision: comparison.chosen, message };
  });
  connection.onRequest(reviewSummary, async (params: unknown) => {
    await ready();
    const uri = member(params, 'uri');
    return typeof uri === 'string' ? summaryOf(bench, URI.parse(uri).toString()) : null;
  });
  connection.onRequest(pastLenses, async (params: unknown) => {
    await ready();
    const uri = member(params, 'uri');
    return typeof uri === 'string' ? lensesOfPast(bench, uri) : [];
  });
  connection.onNotification(checkRevision, () => comparison.settle());
  connection.onNotification(trustGranted, () => {
    bench.abilities = { ...bench.abilities, trusted: true };
    comparison.settle();
    bench.lookAtEvidence();
  });
  comparison.changed.on((ids) => {
    // Whoever shows figures shows the difference with them, and asks for both.
    const states = bench.systems.all().filter(({ id }) => ids.includes(id));
    const systems = states.map((state) => ({ id: state.id, state: bench.figures.of(state).state }));
    void connection.sendNotification(figuresChanged, { systems });
    if (bench.abilities.lensRefresh) connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  });
}

/** What a comment of a pull request would say; null where nothing is compared yet. */
function summaryOf({ systems, comparison }: Bench, uri: string): string | null {
  const state = systems.of(uri);
  const compared = state && comparison.rootOf(state);
  return compared && state && comparison.of(state) ? diffMarkdown(compared.diff, { minChange: 0 }) : null;
}
