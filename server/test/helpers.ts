/** A whole server over files in memory, without an editor: features are asked as the editor would ask them. */
import { type LangiumDocument, URI } from 'langium';
import type { Position, Range } from 'vscode-languageserver-types';
import type { EvidenceFiles } from '../../language/evidence/files.ts';
import { requestsOf } from '../../language/evidence/requests.ts';
import type { FileSource, Host } from '../host.ts';
import { createServer, type RiskServer } from '../services.ts';
import type { SystemFigures } from '../systems/state.ts';

export const root = 'file:///work';
export const today = '2026-11-21';
const mark = '<|>';

export interface Project extends RiskServer {
  readonly files: Map<string, string>;
  document(path: string): LangiumDocument;
  /** Where the mark `<|>` stood; the text itself has none. */
  readonly cursor: { readonly document: LangiumDocument; readonly position: Position };
  /** Parameters of a request at the mark. */
  at(): { readonly textDocument: { readonly uri: string }; readonly position: Position };
  /** Writes a file and builds, as an editor's change would. */
  write(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Writes, or with null removes, a file that is no part of the model, and tells of it as an editor would. */
  report(path: string, text: string | null): void;
  /** Waits until figures of every system are fresh. */
  figures(): Promise<readonly SystemFigures[]>;
}

/** Files by path relative to the root; at most one of them has a mark. */
export async function project(marked: Readonly<Record<string, string>> | string): Promise<Project> {
  const given = typeof marked === 'string' ? { 'model.risk': marked } : marked;
  const files = new Map(Object.entries(given).map(([path, text]) => [path, text.replace(mark, '')]));
  const server = createServer({ host: memoryHost(files) });
  const { shared, bench } = server;
  await shared.workspace.ConfigurationProvider.initialized({});
  shared.workspace.WorkspaceManager.initialize({
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders: null,
  });
  await shared.workspace.WorkspaceManager.initializeWorkspace([{ uri: root, name: 'work' }]);
  const document = (path: string) => shared.workspace.LangiumDocuments.getDocument(uriOf(path))!;
  const place = Object.entries(given).find(([, text]) => text.includes(mark));
  const self: Project = {
    ...server,
    files,
    document,
    get cursor() {
      const [path, text] = place ?? Object.entries(given)[0];
      return {
        document: document(path),
        position: document(path).textDocument.positionAt(Math.max(0, text.indexOf(mark))),
      };
    },
    at: () => ({ textDocument: { uri: self.cursor.document.uri.toString() }, position: self.cursor.position }),
    async write(path, text) {
      files.set(path, text);
      await shared.workspace.DocumentBuilder.update([uriOf(path)], []);
    },
    async remove(path) {
      files.delete(path);
      await shared.workspace.DocumentBuilder.update([], [uriOf(path)]);
    },
    report(path, text) {
      if (text === null) files.delete(path);
      else files.set(path, text);
      bench.filesChanged([uriOf(path).toString()]);
    },
    async figures() {
      for (;;) {
        const states = bench.systems.all();
        const shown = states.map((state) => bench.figures.of(state));
        const ready = shown.filter(({ state, figures }) => state === 'fresh' && figures);
        const read = requestsOf(states.map(({ linked }) => linked)).every((one) => states[0].evidence?.answer(one));
        if (ready.length === shown.length && read) return ready.map(({ figures }) => figures!);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
  };
  return self;
}

export function uriOf(path: string): URI {
  return URI.parse(`${root}/${path}`);
}

/** The text of a range. */
export function textAt(document: LangiumDocument, range: Range): string {
  return document.textDocument.getText(range);
}

export function memoryHost(files: ReadonlyMap<string, string>): Host {
  return {
    files: memoryFiles(files),
    today: () => today,
    // A clock that stands still: how loaded the machine is decides nothing.
    now: () => 0,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    after(milliseconds, callback) {
      const timer = setTimeout(callback, Math.min(milliseconds, 1));
      return () => clearTimeout(timer);
    },
  };
}

function memoryFiles(files: ReadonlyMap<string, string>): FileSource {
  const pathOf = (uri: URI) => uri.toString().slice(root.length + 1);
  return {
    rootOf: async () => URI.parse(root),
    repositoryOf: async () => null,
    riskFiles: async () =>
      [...files].filter(([path]) => path.endsWith('.risk')).map(([path, text]) => ({ uri: uriOf(path), text })),
    read: async (uri) => (files.has(pathOf(uri)) ? { uri, text: files.get(pathOf(uri))! } : null),
    isFolder: async (uri) => [...files.keys()].some((path) => path.startsWith(`${pathOf(uri)}/`)),
    entries: async (folder) => {
      const base = pathOf(folder) === '' ? '' : `${pathOf(folder)}/`;
      const names = [...files.keys()].filter((path) => path.startsWith(base)).map((path) => path.slice(base.length));
      const tops = new Map(names.map((name) => [name.split('/')[0], name.includes('/')]));
      return [...tops].map(([name, folder]) => ({ name, folder }));
    },
    deploymentFiles: async () => [...files].filter(([path]) => path.endsWith('.yaml')).map(([, text]) => text),
    evidence: () => memoryEvidence(files),
  };
}

/** Files by a pattern in which `*` is any part of a name, next to the file that names them. */
function memoryEvidence(files: ReadonlyMap<string, string>): EvidenceFiles {
  return {
    async find(pattern, from) {
      const path = decodeURIComponent(new URL(pattern, from).toString()).slice(root.length + 1);
      const wanted = new RegExp(`^${path.replace(/[.+^$(){}|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}$`);
      const found = [...files].filter(([name]) => wanted.test(name)).sort(([a], [b]) => (a < b ? -1 : 1));
      return {
        files: found.map(([name, text]) => ({ path: name, uri: uriOf(name).toString(), stamp: text })),
        problems: [],
      };
    },
    read: async ({ path }) => new TextEncoder().encode(files.get(path)),
  };
}

/** A report of Trivy about an image, undated where `at` is null: rows are identifiers of flaws, each in a package of its own. */
export function trivy(image: string, rows: readonly string[], at: string | null = '2026-11-19T08:00:00Z'): string {
  return JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: image,
    ArtifactType: 'container_image',
    ...(at === null ? {} : { CreatedAt: at }),
    Results: [
      {
        Target: image,
        Class: 'lang-pkgs',
        Vulnerabilities: rows.map((id, index) => ({
          VulnerabilityID: id,
          PkgName: `package-${index}`,
          InstalledVersion: '1.0',
          Severity: 'CRITICAL',
          CweIDs: ['CWE-89'],
          CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', V3Score: 9.8 } },
        })),
      },
    ],
  });
}

/**
 * A service that a report is about. Vulnerability 20 %, ten threat events a year, $10k each: $20k a year without
 * evidence.
 */
export const scanned = `system Shop {
  currency USD
}

external Visitor
service Orders {
  image "shop/orders"
}
service Idle
flow Visit from Visitor to Orders

evidence "reports/trivy-*.json"

threat OrderLeak {
  stride information-disclosure
  on Orders
  cwe CWE-89
  frequency {
    threat-events 10 per year
    vulnerability 20% with evidence
  }
  loss $10k
}
`;

/** The example of the reference: each figure of it is known. */
export const innovaPay = `system InnovaPay "Peer-to-peer payments" {
  currency USD
  horizon 3 years
  discount 8%
  appetite {
    at most 10% chance above $1M
    at most 1% chance above $10M
  }
}

zone Cluster "Kubernetes cluster"
asset Ledger "Transaction ledger" { data restricted }
external Customer
agent Fraudster "Organised payment fraud"

service TransactionService "Transaction service" in Cluster {
  owner "team-payments"
  holds Ledger
}

flow Transfer from Customer to TransactionService {
  carries Ledger
  over "HTTPS"
  encrypted
  authenticated
}

threat RecipientTampering "Recipient account altered before commit" {
  stride tampering
  on Transfer, TransactionService
  affects Ledger
  by Fraudster
  frequency every 2 years
  loss {
    response $300k
    replacement $400k
    secondary { fines $400k reputation $500k }
  }
}

control PayloadEncryption "End-to-end payload encryption" {
  cost $150k
  reduces frequency of RecipientTampering by 95%
}
control FraudDetection "Real-time fraud detection" {
  cost $90k per year
  reduces loss of RecipientTampering by 31.25%
}

expect system ale below $2M
`;
