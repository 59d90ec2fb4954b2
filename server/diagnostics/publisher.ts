/** Sends diagnostics: for every file of the model, open or closed, and an empty list for what went away. */
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Finding } from '../../language/stages.ts';
import { diagnosticOf } from './convert.ts';

/** More of them in one file help nobody and slow every editor down. */
const maxPerFile = 1000;

export interface Publisher {
  /** All findings of the workspace as they are now. Only files whose diagnostics differ are sent. */
  publish(findings: readonly Finding[], versionOf: (uri: string) => number | undefined): void;
}

export interface Sender {
  sendDiagnostics(params: { uri: string; version?: number; diagnostics: Diagnostic[] }): Promise<void>;
}

export function createPublisher(sender: Sender, pageOf: (code: string) => string | null): Publisher {
  const sent = new Map<string, string>();
  return {
    publish(findings, versionOf) {
      const byFile = new Map<string, Diagnostic[]>([...sent.keys()].map((uri) => [uri, []]));
      for (const finding of findings) {
        const list = byFile.get(finding.uri) ?? [];
        if (list.length < maxPerFile) list.push(diagnosticOf(finding, pageOf));
        byFile.set(finding.uri, list);
      }
      for (const [uri, diagnostics] of byFile) {
        const version = versionOf(uri);
        const content = `${version ?? ''} ${JSON.stringify(diagnostics)}`;
        if (sent.get(uri) === content) continue;
        if (diagnostics.length === 0 && !sent.has(uri)) continue;
        if (diagnostics.length === 0) sent.delete(uri);
        else sent.set(uri, content);
        void sender.sendDiagnostics({ uri, ...(version === undefined ? {} : { version }), diagnostics });
      }
    },
  };
}
