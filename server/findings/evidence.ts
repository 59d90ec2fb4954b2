/** The evidence of the workspace's systems: read when what they ask for changes, or when somebody says that files did. */
import type { EvidenceFiles, EvidenceRequest, EvidenceSnapshot } from '../../language/evidence/files.ts';
import { createEvidenceStore } from '../../language/evidence/store.ts';

export interface WorkspaceEvidence {
  /** What was read last; undefined: nothing is asked for, or nothing was read yet. */
  readonly snapshot: EvidenceSnapshot | undefined;
  /** Whether all that is asked for was read: without it figures would be those of the priors, and then jump. */
  isReady(requests: readonly EvidenceRequest[]): boolean;
  /** Reads what is asked for and was not; `again`: what was read is looked at, too. Tells when something changed. */
  refresh(requests: readonly EvidenceRequest[], again?: boolean): void;
  dispose(): void;
}

export interface EvidenceSource {
  readonly files: EvidenceFiles | null;
  /** Lets pending messages run. */
  breathe(): Promise<void>;
  /** Something else is known now. */
  changed(): void;
  report(error: unknown): void;
}

/** Without files there is no evidence, and nothing ever waits for it. */
export function createEvidence({ files, breathe, changed, report }: EvidenceSource): WorkspaceEvidence {
  const store = files === null ? null : createEvidenceStore(files);
  let snapshot: EvidenceSnapshot | undefined;
  let wanted = '[]';
  let running: { cancelled: boolean } | null = null;
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
      if (running === run) running = null;
    }
  }

  return {
    get snapshot() {
      return snapshot;
    },
    isReady: (requests) =>
      store === null || failed || requests.every((request) => snapshot?.answer(request) !== undefined),
    refresh(requests, again = false) {
      if (store === null) return;
      const key = JSON.stringify(requests);
      if (key === wanted && !again) return;
      wanted = key;
      if (running) running.cancelled = true;
      if (requests.length === 0 && snapshot === undefined) return;
      void read(requests);
    },
    dispose() {
      if (running) running.cancelled = true;
    },
  };
}
