/** The evidence of the workspace's systems: read when what they ask for changes, or when somebody says that files did. */
import type { EvidenceFiles, EvidenceRequest, EvidenceSnapshot } from '../../language/evidence/files.ts';
import { createEvidenceStore, type ParseEvidence } from '../../language/evidence/store.ts';

export interface WorkspaceEvidence {
  /** What was read last; undefined: nothing is asked for, or nothing was read yet. */
  readonly snapshot: EvidenceSnapshot | undefined;
  /** Whether all that is asked for was read: without it figures would be those of the priors, and then jump. */
  isReady(requests: readonly EvidenceRequest[]): boolean;
  /** Reads what is asked for and was not; `filesChanged`: what was read is looked at, too. Tells when something changed. */
  refresh(requests: readonly EvidenceRequest[], filesChanged?: boolean): void;
  dispose(): void;
}

export interface EvidenceSource {
  readonly files: EvidenceFiles | null;
  readonly parse?: ParseEvidence;
  /** Lets pending messages run. */
  breathe(): Promise<void>;
  /** Something else is known now. */
  changed(): void;
  report(error: unknown): void;
}

/** Without files there is no evidence, and nothing ever waits for it. */
export function createEvidence({ files, parse, breathe, changed, report }: EvidenceSource): WorkspaceEvidence {
  const store = files === null ? null : createEvidenceStore(files, parse);
  let snapshot: EvidenceSnapshot | undefined;
  let wanted = '[]';
  let running: { cancelled: boolean } | null = null;
  /** Files changed while they were read: they are looked at once more. */
  let again = false;
  let failed = false;

  async function read(requests: readonly EvidenceRequest[]): Promise<void> {
    const run = { cancelled: false, breathe };
    running = run;
    try {
      const found = await store!.gather(requests, run);
      if (run.cancelled || found === null) return;
      failed = false;
      const before = snapshot;
      snapshot = found;
      if (found !== before) changed();
    } catch (error) {
      if (run.cancelled) return;
      // Figures of the priors are better than none for ever; the next change tries again.
      failed = true;
      report(error);
      changed();
    } finally {
      if (running === run) {
        running = null;
        if (again) look(requests);
      }
    }
  }

  function look(requests: readonly EvidenceRequest[]): void {
    again = false;
    if (requests.length === 0 && snapshot === undefined) return;
    void read(requests);
  }

  return {
    get snapshot() {
      return snapshot;
    },
    isReady: (requests) =>
      store === null || failed || requests.every((request) => snapshot?.answer(request) !== undefined),
    refresh(requests, filesChanged = false) {
      if (store === null) return;
      const key = JSON.stringify(requests);
      if (key === wanted) {
        if (!filesChanged) return;
        // What is being read is read to its end: a log that is written all the time would else never be.
        if (running) again = true;
        else look(requests);
        return;
      }
      wanted = key;
      if (running) running.cancelled = true;
      look(requests);
    },
    dispose() {
      again = false;
      if (running) running.cancelled = true;
    },
  };
}
