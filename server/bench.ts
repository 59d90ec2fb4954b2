/** What all features work with: the systems as the text says them now, their last figures, the settings, the host. */
import { type AstNode, AstUtils, DocumentState, type LangiumDocument, URI } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import type { EvidenceRequest } from '../language/evidence/files.ts';
import { requestsOf } from '../language/evidence/requests.ts';
import { isRiskFile, type RiskFile } from '../language/generated/ast.ts';
import { systemsOf } from '../language/names/index.ts';
import type { Finding } from '../language/stages.ts';
import { assessFigures, judge, readSystem } from './assess.ts';
import { type Comparison, createComparison } from './compare/comparison.ts';
import { createPast, type Past } from './compare/past.ts';
import { pageOf } from './diagnostics/pages.ts';
import { createPublisher } from './diagnostics/publisher.ts';
import { createFigures, type Figures } from './figures/figures.ts';
import { inlineSolver, workerSolver } from './figures/solver.ts';
import { createEvidence } from './findings/evidence.ts';
import { createReader } from './findings/reader.ts';
import { concerns, createWatch, watchedPattern } from './findings/watch.ts';
import type { Host } from './host.ts';
import type { RiskServerServices } from './services.ts';
import { type ClientAbilities, defaultSettings, noAbilities, type Settings } from './settings.ts';
import type { SystemState } from './systems/state.ts';
import { createSystems, type Systems, slow } from './systems/systems.ts';
import type { FileProblems } from './workspace/file-system.ts';
import type { RiskWorkspaceManager } from './workspace/workspace-manager.ts';

/** Milliseconds that a large system is read later at most. */
const longestPause = 500;
/** Milliseconds without a further change of a file of evidence before it is looked at. */
const filesRest = 50;

export interface Bench {
  readonly shared: LangiumSharedServices;
  readonly risk: RiskServerServices;
  readonly host: Host;
  readonly connection: Connection | null;
  readonly systems: Systems;
  readonly figures: Figures;
  /** The figures against those of a revision. */
  readonly comparison: Comparison;
  /** Older versions by themselves. */
  readonly past: Past;
  settings: Settings;
  abilities: ClientAbilities;
  /** All findings of the workspace as they can be told now. */
  findings(): readonly Finding[];
  rootOf(uri: URI): URI;
  /** The syntax tree of a document; null for one that is not of this language. */
  fileOf(document: LangiumDocument): RiskFile | null;
  /** The system that a node's file belongs to. */
  systemOf(node: AstNode): SystemState | null;
  /** These files or folders changed, by their URIs: what the models name as evidence among them is looked at again. */
  filesChanged(uris: readonly string[]): void;
  /** Everything that the models name as evidence is looked at again: it may lie where it could not be read before. */
  lookAtEvidence(): void;
  /** Tells what there is now: diagnostics at once, figures when the text has settled. */
  update(): void;
  report(error: unknown): void;
  dispose(): void;
}

export interface BenchParts {
  readonly shared: LangiumSharedServices;
  readonly risk: RiskServerServices;
  readonly host: Host;
  readonly problems: FileProblems;
  readonly connection: Connection | null;
}

export function createBench({ shared, risk, host, problems, connection }: BenchParts): Bench {
  const documents = shared.workspace.LangiumDocuments;
  const manager = shared.workspace.WorkspaceManager as RiskWorkspaceManager;
  const rootOf = (uri: URI) => manager.rootOf(uri);
  const report = (error: unknown) =>
    connection?.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  // Without trust nothing is read but what lies in the folders that are open.
  const evidenceRootOf = (uri: URI) => (bench.abilities.trusted ? rootOf(uri) : manager.folderOf(uri));
  const reader = createReader(host.startReader);
  const watch = createWatch({ connection, abilities: () => bench.abilities, report });
  const evidence = createEvidence({
    files: host.files.evidence?.(evidenceRootOf) ?? null,
    parse: reader.parse,
    breathe: () => host.breathe(),
    changed: () => attempt(),
    report,
  });
  const isSettled = () => documents.all.every((document) => document.state >= DocumentState.IndexedReferences);
  const systems = createSystems({
    isSettled,
    linked: () => systemsOf(risk),
    today: () => host.today(),
    evidence: () => evidence.snapshot,
    now: () => host.now(),
    read: (linked) => readSystem(risk, linked, { today: host.today(), rootOf, evidence: evidence.snapshot }),
  });
  const solver = host.startWorker ? workerSolver(host.startWorker, inlineSolver, host.after) : inlineSolver();
  const figures = createFigures(
    host,
    (state, computation) => assessFigures(risk, state, solver, computation),
    (state, { figures: known }) => (isSettled() ? judge(risk, state, known) : null),
    report,
  );
  const comparison = createComparison({
    host,
    rootOf: ({ linked }) => rootOf(linked.documents[0].uri),
    states: () => systems.all(),
    shownOf: (state) => figures.of(state),
    solve: (model, computation) => solver.solve(model, computation),
    isWanted: () => bench.abilities.trusted && bench.settings.compare.enabled,
    report,
  });
  const past = createPast({
    host,
    solve: (model, computation) => solver.solve(model, computation),
    known: (modelKey) => {
      const shown = systems.all().map((state) => figures.of(state).figures);
      const same = shown.find((one) => one?.state.modelKey === modelKey);
      return same ? Promise.resolve(same.figures) : comparison.known(modelKey);
    },
    evidence: () => evidence.snapshot,
  });
  const publisher = connection ? createPublisher(connection, (code) => pageOf(code, bench.abilities.pages)) : null;

  function findings(): readonly Finding[] {
    const told = systems.all().flatMap((state) => {
      // Findings that need figures stay away until there are figures of this text.
      const { figures: last, state: age } = figures.of(state);
      return last && age === 'fresh' ? last.findings : state.findings;
    });
    return [...told, ...[...problems].map(([uri, message]) => unusable(uri, message))];
  }

  const bench: Bench = {
    shared,
    risk,
    host,
    connection,
    systems,
    figures,
    comparison,
    past,
    settings: defaultSettings,
    abilities: noAbilities,
    findings,
    rootOf,
    fileOf: (document) => (isRiskFile(document.parseResult.value) ? document.parseResult.value : null),
    systemOf: (node) => systems.of(AstUtils.getDocument(node).uri.toString()),
    update() {
      systems.invalidate();
      const states = systems.all();
      const requests = requestsOf(states.map(({ linked }) => linked));
      follow(requests);
      // A client that watches no files for the server: they are looked at with each edit.
      evidence.refresh(requests, connection !== null && !bench.abilities.watchedFiles);
      publish();
      // Reading ends with another update.
      if (evidence.isReady(requests)) figures.settle(states);
      comparison.settle();
    },
    filesChanged(uris) {
      if (!uris.some((uri) => watch.patterns.some((pattern) => concerns(pattern, uri)))) return;
      looking?.();
      looking = host.after(filesRest, bench.lookAtEvidence);
    },
    lookAtEvidence() {
      looking = null;
      const requests = requestsOf(systems.all().map(({ linked }) => linked));
      follow(requests);
      evidence.refresh(requests, true);
    },
    report,
    dispose() {
      pending?.();
      looking?.();
      evidence.dispose();
      reader.dispose();
      comparison.dispose();
      past.dispose();
      figures.dispose();
      solver.dispose();
    },
  };

  function follow(requests: readonly EvidenceRequest[]): void {
    watch.follow(requests.flatMap((request) => watchedPattern(request, evidenceRootOf(URI.parse(request.from))) ?? []));
  }

  function publish(): void {
    publisher?.publish(findings(), (uri) => shared.workspace.TextDocuments.get(uri)?.version);
  }

  let looking: (() => void) | null = null;
  let pending: (() => void) | null = null;
  function attempt(): void {
    pending = null;
    // The end of the build tries again.
    if (!isSettled()) return;
    try {
      bench.update();
    } catch (error) {
      report(error);
    }
  }

  figures.changed.on(publish);
  figures.changed.on(() => comparison.settle());
  shared.workspace.DocumentBuilder.onUpdate((changed, deleted) => {
    for (const uri of deleted) problems.delete(uri.toString());
    for (const uri of changed) if (shared.workspace.TextDocuments.get(uri.toString())) problems.delete(uri.toString());
    systems.invalidate();
    figures.interrupt();
    comparison.interrupt();
  });
  shared.workspace.DocumentBuilder.onBuildPhase(DocumentState.IndexedReferences, () => {
    pending?.();
    pending = null;
    if (systems.cost < slow) return attempt();
    // A large system is read when the typing pauses: each keystroke would cost as much as the one before.
    pending = host.after(Math.min(systems.cost, longestPause), attempt);
  });
  return bench;
}

function unusable(uri: string, message: string): Finding {
  const start = { line: 0, character: 0 };
  return {
    code: 'syntax',
    severity: 'error',
    uri,
    range: { start, end: start },
    message: `This file is no part of the model. ${message}`,
    related: [],
  };
}
