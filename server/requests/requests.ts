/** The requests beyond LSP: see `protocol/requests.ts`. */
import { AstUtils, type LangiumDocument, URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { isDistribution, isEvidence, isFeed, isNamedEstimate } from '../../language/generated/ast.ts';
import {
  computeAgain,
  explorerBadges,
  type FiguresChangedParams,
  figuresChanged,
  type GetReportResult,
  getReport,
  type ItemAtResult,
  itemAt,
  listSystems,
  type ReportBase,
  type SystemSummary,
} from '../../protocol/index.ts';
import type { Bench } from '../bench.ts';
import { serveComparison } from '../compare/requests.ts';
import { badgesOf } from '../explorer/badges.ts';
import { kindOf } from '../lenses/lenses.ts';
import { member } from '../settings.ts';
import type { SystemState } from '../systems/state.ts';
import { leafAt } from '../text/nodes.ts';

/** Answers requests of clients; parameters come from outside and are checked. */
export function serveRequests(connection: Connection, bench: Bench): void {
  serveComparison(connection, bench);
  const ready = () => bench.shared.workspace.WorkspaceManager.ready;
  connection.onRequest(listSystems, async () => {
    await ready();
    return bench.systems.all().map((state) => summaryOf(bench, state));
  });
  connection.onRequest(getReport, async (params: unknown) => {
    await ready();
    const uri = member(params, 'uri');
    return typeof uri === 'string' ? reportOf(bench, uri) : null;
  });
  connection.onRequest(itemAt, async (params: unknown) => {
    await ready();
    return itemAtPosition(bench, params);
  });
  connection.onRequest(explorerBadges, async (params: unknown) => {
    await ready();
    return badgesOf(bench, member(params, 'which') === 'moved' ? 'moved' : 'all');
  });
  connection.onRequest(computeAgain, async () => {
    await ready();
    bench.figures.again(bench.systems.all());
    return null;
  });
  bench.figures.changed.on((change: FiguresChangedParams) => {
    void connection.sendNotification(figuresChanged, change);
    if (change.systems.every(({ state }) => state === 'stale')) return;
    if (bench.abilities.lensRefresh) ignoreRefusal(connection.sendRequest('workspace/codeLens/refresh'));
    if (bench.abilities.hintRefresh) ignoreRefusal(connection.sendRequest('workspace/inlayHint/refresh'));
  });
}

/** A client that refuses to refresh shows the new figures with its next request. */
function ignoreRefusal(answer: Promise<unknown>): void {
  answer.catch(() => undefined);
}

function summaryOf(bench: Bench, state: SystemState): SystemSummary {
  const { figures, state: age } = bench.figures.of(state);
  const { description } = state.lowered;
  return {
    id: state.id,
    name: description.name,
    title: description.title,
    uri: state.linked.node ? AstUtils.getDocument(state.linked.node).uri.toString() : null,
    currency: description.currency,
    ale: figures?.report.total.current?.ale ?? null,
    lacking: description.uncounted.length,
    state: age,
  };
}

function reportOf(bench: Bench, uri: string): GetReportResult | null {
  const parsed = URI.parse(uri);
  const state = bench.systems.of(parsed.toString());
  const shown = state && bench.figures.of(state);
  if (!state || !shown?.figures) return null;
  const root = bench.rootOf(parsed).toString();
  return {
    id: state.id,
    root,
    state: shown.state,
    system: shown.figures.report,
    base: baseOf(bench, state),
    findings: shown.figures.listing(),
  };
}

function baseOf({ comparison }: Bench, state: SystemState): ReportBase | null {
  const compared = comparison.of(state);
  // Curves in two currencies cannot stand on one axis.
  if (compared === null || compared.base === null || compared.diff.notComparable !== null) return null;
  const renamed = compared.diff.threats.flatMap(({ name, renamedFrom }) =>
    renamedFrom === null ? [] : [[name, renamedFrom] as const],
  );
  return { revision: compared.revision, system: compared.base, renamed: Object.fromEntries(renamed) };
}

function itemAtPosition(bench: Bench, params: unknown): ItemAtResult | null {
  const [uri, line, character] = [member(params, 'uri'), member(params, 'line'), member(params, 'character')];
  if (typeof uri !== 'string' || typeof line !== 'number' || typeof character !== 'number') return null;
  const document = bench.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
  return document ? itemIn(bench, document, document.textDocument.offsetAt({ line, character })) : null;
}

/** What a name at the offset refers to, if that has figures; else the declaration around the offset. */
export function itemIn(bench: Bench, document: LangiumDocument, offset: number): ItemAtResult | null {
  const file = bench.fileOf(document);
  const leaf = leafAt(document.parseResult.value, offset);
  const target = leaf ? bench.risk.references.References.findDeclarations(leaf)[0] : undefined;
  const around = file?.declarations.find(({ $cstNode: cst }) => cst && cst.offset <= offset && offset <= cst.end);
  for (const node of [target, around]) {
    const kind = node ? kindOf(node) : null;
    if (isEvidence(node) || isFeed(node)) return { kind: 'evidence', name: node.path ?? '' };
    if (node && kind && 'name' in node && typeof node.name === 'string') {
      if (kind === 'estimate' && !isNamedEstimate(node) && !isDistribution(node)) continue;
      return { kind, name: node.name };
    }
  }
  return null;
}
