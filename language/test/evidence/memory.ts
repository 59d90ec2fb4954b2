/** Evidence in memory, by path: what a folder of reports is to the language. */
import type { EvidenceFiles, EvidenceSnapshot } from '../../evidence/files.ts';
import { requestsOf } from '../../evidence/requests.ts';
import { createEvidenceStore } from '../../evidence/store.ts';
import type { LinkedSystem } from '../../stages.ts';
import { uriOf } from '../helpers.ts';

/** Texts, or values that are written as JSON. */
export type Reports = Readonly<Record<string, unknown>>;

export interface MemoryEvidence extends EvidenceFiles {
  /** Paths in the order in which they were read. */
  readonly reads: string[];
}

export function memoryEvidence(reports: Reports): MemoryEvidence {
  const reads: string[] = [];
  return {
    reads,
    async find(pattern, from) {
      const folder = new URL('.', from).toString();
      const wanted = new URL(pattern.replaceAll('*', '%2A'), folder).toString().replaceAll('%2A', '*');
      const matches = new RegExp(`^${wanted.split('*').map(escaped).join('[^/]*')}$`);
      const files = Object.keys(reports)
        .filter((path) => matches.test(uriOf(path).toString()))
        .sort()
        .map((path) => ({ path, uri: uriOf(path).toString(), stamp: stampOf(reports[path]) }));
      return { files, problems: [] };
    },
    async read({ path }) {
      reads.push(path);
      return new TextEncoder().encode(textOf(reports[path]));
    },
  };
}

function escaped(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

function stampOf(content: unknown): string {
  return `${textOf(content).length}`;
}

/** What these systems ask for, read. */
export async function snapshotOf(systems: readonly LinkedSystem[], reports: Reports): Promise<EvidenceSnapshot> {
  const snapshot = await createEvidenceStore(memoryEvidence(reports)).gather(requestsOf(systems));
  if (snapshot === null) throw new Error('Nobody cancelled.');
  return snapshot;
}
