/** Starts the language server on a connection. */
import { DocumentState } from 'langium';
import { startLanguageServer, WorkspaceState } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import type { Host } from './host.ts';
import { serveRequests } from './requests/requests.ts';
import { createServer, type RiskServer } from './services.ts';
import { abilitiesFrom, member, settingsFrom } from './settings.ts';

/** Every feature waits until the names of the whole workspace are known, but never for figures. */
const linked = WorkspaceState.IndexedReferences;

export function startServer(connection: Connection, host: Host): RiskServer {
  const server = createServer({ connection, host });
  const { shared, bench } = server;
  shared.lsp.LanguageServer.onInitialize((params) => {
    bench.abilities = abilitiesFrom(params);
    bench.settings = settingsFrom(member(params.initializationOptions, 'settings'));
  });
  shared.lsp.LanguageServer.onInitialized(() => {
    void readSettings(connection, server);
  });
  serveRequests(connection, bench);
  startLanguageServer(shared, {
    CompletionProvider: linked,
    CodeActionProvider: linked,
    CodeLensProvider: linked,
    HoverProvider: linked,
    InlayHintProvider: linked,
    DefinitionProvider: linked,
    DocumentHighlightProvider: linked,
    SemanticTokenProvider: linked,
    CallHierarchyProvider: linked,
    SignatureHelp: { type: 'document', state: DocumentState.Parsed },
    DocumentLinkProvider: DocumentState.Parsed,
  });
  connection.onDidChangeConfiguration((change) => {
    const sent = member(change.settings, 'risk');
    if (sent === undefined) void readSettings(connection, server);
    else applySettings(sent, server);
  });
  connection.onShutdown(() => bench.dispose());
  return server;
}

async function readSettings(connection: Connection, server: RiskServer): Promise<void> {
  if (!server.bench.abilities.configuration) return;
  try {
    applySettings(await connection.workspace.getConfiguration('risk'), server);
  } catch (error) {
    server.bench.report(error);
  }
}

function applySettings(value: unknown, { bench }: RiskServer): void {
  bench.settings = settingsFrom(value);
  bench.comparison.settle();
  if (bench.abilities.lensRefresh) bench.connection?.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
  if (bench.abilities.hintRefresh) bench.connection?.sendRequest('workspace/inlayHint/refresh').catch(() => undefined);
}
