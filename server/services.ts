/** The language's services with LSP on top, and what the server adds to them. */
import { inject, type LangiumSharedCoreServices, type Module } from 'langium';
import {
  createDefaultModule,
  createDefaultSharedModule,
  type LangiumServices,
  type LangiumSharedServices,
  type PartialLangiumServices,
  type PartialLangiumSharedServices,
} from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { RiskGeneratedModule, RiskGeneratedSharedModule } from '../language/generated/module.ts';
import { type RiskAddedServices, riskModule, riskSharedModule } from '../language/services.ts';
import { createCommands } from './actions/execute.ts';
import { createActions } from './actions/provider.ts';
import { type Bench, createBench } from './bench.ts';
import { createCompletion } from './completion/provider.ts';
import { createSignatureHelp } from './completion/signatures.ts';
import { createHints } from './hints/provider.ts';
import type { Host } from './host.ts';
import { createHover } from './hover/provider.ts';
import { createLenses } from './lenses/provider.ts';
import { createCallHierarchy } from './navigation/call-hierarchy.ts';
import { RiskDefinition } from './navigation/definition.ts';
import { createFolding } from './navigation/folding.ts';
import { createFormatter } from './navigation/formatting.ts';
import { createLinks } from './navigation/links.ts';
import { createOutline } from './navigation/outline.ts';
import { createRename } from './navigation/rename.ts';
import { createWorkspaceSymbols } from './navigation/workspace-symbols.ts';
import { RiskSemanticTokens } from './tokens/semantic-tokens.ts';
import { RiskDocuments } from './workspace/documents.ts';
import { type FileProblems, fileSystemOf } from './workspace/file-system.ts';
import { RiskUpdateHandler } from './workspace/update-handler.ts';
import { RiskWorkspaceManager } from './workspace/workspace-manager.ts';

export interface ServerContext {
  readonly connection?: Connection;
  readonly host: Host;
}

export type RiskServerServices = LangiumServices & RiskAddedServices;

export interface RiskServer {
  readonly shared: LangiumSharedServices;
  readonly risk: RiskServerServices;
  /** Systems, figures, settings: what the features have in common. */
  readonly bench: Bench;
}

/** All services of the server, wired. Nothing runs before the connection is started or a document is built. */
export function createServer({ connection, host }: ServerContext): RiskServer {
  const problems: FileProblems = new Map();
  const holder: { server?: RiskServer } = {};
  const bench = () => holder.server!.bench;

  const sharedModule: Module<LangiumSharedServices, PartialLangiumSharedServices> = {
    workspace: {
      WorkspaceManager: (services) => new RiskWorkspaceManager(services, host.files, problems),
      LangiumDocuments: (services) => new RiskDocuments(services),
    },
    lsp: {
      DocumentUpdateHandler: (services) => new RiskUpdateHandler(services, (uris) => bench().filesChanged(uris)),
      WorkspaceSymbolProvider: (services) => createWorkspaceSymbols(services),
      ExecuteCommandHandler: () => createCommands(bench),
    },
  };
  const lspModule: Module<RiskServerServices, PartialLangiumServices> = {
    lsp: {
      CodeLensProvider: () => createLenses(bench),
      HoverProvider: () => createHover(bench),
      CompletionProvider: () => createCompletion(bench),
      SignatureHelp: () => createSignatureHelp(),
      CodeActionProvider: () => createActions(bench),
      InlayHintProvider: () => createHints(bench),
      DocumentSymbolProvider: () => createOutline(),
      FoldingRangeProvider: () => createFolding(),
      Formatter: (services) => createFormatter(services),
      RenameProvider: (services) => createRename(services),
      DocumentLinkProvider: () => createLinks(),
      DefinitionProvider: (services) => new RiskDefinition(services, bench),
      CallHierarchyProvider: () => createCallHierarchy(bench),
      SemanticTokenProvider: (services) => new RiskSemanticTokens(services),
    },
  };
  const shared: LangiumSharedServices = inject(
    createDefaultSharedModule({
      fileSystemProvider: () => fileSystemOf(host.files, problems),
      ...(connection ? { connection } : {}),
    }),
    RiskGeneratedSharedModule,
    riskSharedModule as Module<LangiumSharedCoreServices, PartialLangiumSharedServices>,
    sharedModule,
  );
  const risk: RiskServerServices = inject(createDefaultModule({ shared }), RiskGeneratedModule, riskModule, lspModule);
  shared.ServiceRegistry.register(risk);
  shared.workspace.DocumentBuilder.updateBuildOptions = { validation: false };
  holder.server = {
    shared,
    risk,
    bench: createBench({ shared, risk, host, problems, connection: connection ?? null }),
  };
  return holder.server;
}
