/** Reads what models ask for, and keeps it: a file is read again only when it may have changed. */
import {
  maxFeedBytes,
  maxReportBytes,
  type Problem,
  readEpss,
  readKev,
  readReport,
  readStix,
  readVex,
} from '../../evidence/index.ts';
import type {
  EvidenceAnswer,
  EvidenceContent,
  EvidenceFiles,
  EvidenceKind,
  EvidenceRequest,
  EvidenceSnapshot,
  FoundEvidence,
  ReadEvidence,
} from './files.ts';

/** How a caller lets other work run, and stops. The engine's `Cancellation` fits. */
export interface Pause {
  readonly cancelled: boolean;
  breathe(): Promise<void>;
}

export interface EvidenceStore {
  /** What the requests ask for; null: cancelled. What nobody asks for any more is forgotten. */
  gather(requests: readonly EvidenceRequest[], pause?: Pause): Promise<EvidenceSnapshot | null>;
}

interface Kept {
  readonly stamp: string | null;
  readonly digest: string;
  readonly content: EvidenceContent;
}

const never: Pause = { cancelled: false, breathe: async () => {} };

/** Bytes between two breaths while a content is summed up: some milliseconds. */
const digestSlice = 4 * 1024 * 1024;

/** Makes a content of bytes; may take seconds for a large file, and may take the bytes away. */
export type ParseEvidence = (kind: EvidenceKind, bytes: Uint8Array) => EvidenceContent | Promise<EvidenceContent>;

const readers: Readonly<Record<EvidenceKind, (bytes: Uint8Array) => EvidenceContent>> = {
  report: readReport,
  epss: readEpss,
  kev: readKev,
  vex: readVex,
  stix: readStix,
};

/** At once, on this thread. */
export function parseEvidence(kind: EvidenceKind, bytes: Uint8Array): EvidenceContent {
  return readers[kind](bytes);
}

/** `parse` is where the time goes: a server gives it to a worker. */
export function createEvidenceStore(files: EvidenceFiles, parse: ParseEvidence = parseEvidence): EvidenceStore {
  const kept = new Map<string, Kept>();
  let last: { readonly answers: ReadonlyMap<string, EvidenceAnswer>; readonly snapshot: EvidenceSnapshot } | null =
    null;

  /** null: cancelled. */
  async function contentOf(kind: EvidenceKind, file: FoundEvidence, pause: Pause): Promise<Kept | null> {
    const before = kept.get(`${kind} ${file.uri}`);
    if (before !== undefined && file.stamp !== null && before.stamp === file.stamp) return before;
    const bytes = await files.read(file, kind === 'report' ? maxReportBytes : maxFeedBytes);
    if ('problem' in bytes) {
      const problem: Problem = { kind: 'problem', reason: 'unreadable', message: bytes.problem };
      const same =
        before?.digest === '' && before.content.kind === 'problem' && before.content.message === bytes.problem;
      return { stamp: file.stamp, digest: '', content: same ? before.content : problem };
    }
    const digest = await digestOf(bytes, pause);
    if (digest === null) return null;
    if (before !== undefined && before.digest === digest) return { ...before, stamp: file.stamp };
    return { stamp: file.stamp, digest, content: await parse(kind, bytes) };
  }

  return {
    async gather(requests, pause = never) {
      const now = new Map<string, Kept>();
      const answers = new Map<string, EvidenceAnswer>();
      for (const request of requests) {
        const key = keyOf(request);
        if (answers.has(key)) continue;
        await pause.breathe();
        if (pause.cancelled) return null;
        const listing = await files.find(request.pattern, request.from);
        const read: ReadEvidence[] = [];
        for (const file of listing.files) {
          const place = `${request.kind} ${file.uri}`;
          let found = now.get(place) ?? null;
          if (found === null) {
            await pause.breathe();
            if (!pause.cancelled) found = await contentOf(request.kind, file, pause);
            if (found === null) return null;
            now.set(place, found);
            // What was read is kept even if the rest is cancelled.
            kept.set(place, found);
          }
          read.push({ path: file.path, uri: file.uri, content: found.content });
        }
        answers.set(key, { files: read, problems: listing.problems });
      }
      for (const place of kept.keys()) if (!now.has(place)) kept.delete(place);
      if (last === null || !isSame(last.answers, answers)) last = { answers, snapshot: snapshotOf(answers) };
      return last.snapshot;
    },
  };
}

const mostAnswers = 20_000;

function snapshotOf(answers: ReadonlyMap<string, EvidenceAnswer>): EvidenceSnapshot {
  const answered = new Map<string, unknown>();
  const known = new Map<string, { readonly inputs: string; readonly value: unknown }>();
  return {
    answer: (request) => answers.get(keyOf(request)),
    remember<T>(key: string, inputs: string, make: () => T): T {
      const before = known.get(key);
      if (before !== undefined && before.inputs === inputs) return before.value as T;
      const value = make();
      known.set(key, { inputs, value });
      return value;
    },
    answered<T>(question: string, compute: () => T): T {
      if (answered.has(question)) return answered.get(question) as T;
      // More are those of texts that are long gone.
      if (answered.size >= mostAnswers) answered.clear();
      const value = compute();
      answered.set(question, value);
      return value;
    },
  };
}

function keyOf({ kind, pattern, from }: EvidenceRequest): string {
  return JSON.stringify([kind, pattern, from]);
}

/** Contents that did not change are the same objects. */
function isSame(a: ReadonlyMap<string, EvidenceAnswer>, b: ReadonlyMap<string, EvidenceAnswer>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, { files, problems }] of a) {
    const other = b.get(key);
    if (other === undefined || other.files.length !== files.length) return false;
    if (!files.every((file, i) => file.uri === other.files[i].uri && file.content === other.files[i].content))
      return false;
    if (JSON.stringify(problems) !== JSON.stringify(other.problems)) return false;
  }
  return true;
}

/**
 * Length and two sums of FNV-1a of a content: enough to see that a file was written again with the same text. null:
 * cancelled.
 */
async function digestOf(bytes: Uint8Array, pause: Pause): Promise<string | null> {
  let one = 0x811c9dc5;
  let two = 0x01000193;
  for (let start = 0; start < bytes.length; start += digestSlice) {
    if (start > 0) await pause.breathe();
    if (pause.cancelled) return null;
    const end = Math.min(bytes.length, start + digestSlice);
    for (let i = start; i < end; i++) {
      one = Math.imul(one ^ bytes[i], 0x01000193);
      two = Math.imul(two ^ bytes[i], 0x85ebca6b);
    }
  }
  return `${bytes.length} ${one >>> 0} ${two >>> 0}`;
}
