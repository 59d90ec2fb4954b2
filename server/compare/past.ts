/** Older versions of a root by themselves, not as a base: systems, figures and trees, in a name space of their own. */
import type { LangiumDocument, URI } from 'langium';
import type { ModelFigures, RiskModel } from '../../engine/index.ts';
import type { EvidenceSnapshot } from '../../language/evidence/files.ts';
import { systemsOf } from '../../language/names/index.ts';
import type { RiskServices } from '../../language/services.ts';
import type { LinkedSystem } from '../../language/stages.ts';
import { judge, readSystem } from '../assess.ts';
import { type Computation, createComputation } from '../figures/cancellation.ts';
import type { Host } from '../host.ts';
import type { SystemFigures } from '../systems/state.ts';
import { documentsOf } from './base.ts';
import type { RevisionFiles } from './revisions.ts';

/** Versions that are kept: the two sides of an editor of differences, and those of one more. */
const most = 4;

export interface PastDocument {
  readonly document: LangiumDocument;
  readonly services: RiskServices;
  /** Of the system that the document is a part of. */
  readonly figures: SystemFigures;
}

export interface Past {
  /** A document in a revision of its root (null: in the index); null where there is no such version. */
  at(root: URI, file: URI, revision: string | null): Promise<PastDocument | null>;
  dispose(): void;
}

export interface PastParts {
  readonly host: Host;
  readonly solve: (model: RiskModel, computation: Computation) => Promise<ModelFigures>;
  /** Figures that are there already, by the model as text. */
  readonly known: (modelKey: string) => Promise<ModelFigures> | null;
  /** What the workspace has read: older versions are shown with it, so that only what the text says differs. */
  readonly evidence: () => EvidenceSnapshot | undefined;
}

interface Version {
  readonly root: string;
  /** The commit; null: the index. */
  readonly commit: string | null;
  readonly today: string;
  readonly evidence: EvidenceSnapshot | undefined;
  readonly files: RevisionFiles;
  readonly services: RiskServices;
  readonly figures: Map<LinkedSystem['id'], Promise<SystemFigures>>;
}

export function createPast({ host, solve, known, evidence }: PastParts): Past {
  // The latest used stands last.
  let versions: readonly Version[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  const steady = createComputation(host);

  /** Versions are found one after the other, so that the two sides of an editor do not read the same twice. */
  function versionAt(root: URI, revision: string | null): Promise<Version | null> {
    const found = turn.then(() => find(root, revision));
    turn = found.catch(() => undefined);
    return found;
  }

  async function find(root: URI, revision: string | null): Promise<Version | null> {
    const { revisions } = host;
    if (revisions === undefined) return null;
    const today = host.today();
    const read = evidence();
    const same = (version: Version) =>
      version.root === root.toString() && version.today === today && version.evidence === read;
    if (revision === null) {
      const files = await revisions.readIndex(root);
      if ('message' in files) return null;
      const last = versions.find(
        (version) => same(version) && version.commit === null && sameFiles(version.files, files),
      );
      return keep(last ?? (await versionOf(root, null, { today, evidence: read }, files)));
    }
    const found = await revisions.find(root, revision);
    if ('message' in found) return null;
    const last = versions.find((version) => same(version) && version.commit === found.commit);
    if (last) return keep(last);
    const files = await revisions.read(root, found.commit);
    return 'message' in files ? null : keep(await versionOf(root, found.commit, { today, evidence: read }, files));
  }

  function keep(used: Version): Version {
    const others = versions.filter(
      // Of the index only the last version is wanted again.
      (one) => one !== used && !(one.commit === null && used.commit === null && one.root === used.root),
    );
    versions = [...others, used].slice(-most);
    return used;
  }

  async function versionOf(
    root: URI,
    commit: string | null,
    setting: Pick<Version, 'today' | 'evidence'>,
    files: RevisionFiles,
  ): Promise<Version> {
    const services = await documentsOf(root, files);
    return { root: root.toString(), commit, ...setting, files, services, figures: new Map() };
  }

  function figuresOf(
    { services, today, evidence: read, figures }: Version,
    linked: LinkedSystem,
    root: URI,
  ): Promise<SystemFigures> {
    const computed = figures.get(linked.id);
    if (computed) return computed;
    const state = readSystem(services, linked, { today, rootOf: () => root, ...(read && { evidence: read }) });
    const found = (known(state.modelKey) ?? solve(state.lowered.model, steady)).then((solved) =>
      judge(services, state, solved),
    );
    figures.set(linked.id, found);
    found.catch(() => figures.delete(linked.id));
    return found;
  }

  return {
    async at(root, file, revision) {
      const version = await versionAt(root, revision);
      if (version === null) return null;
      const uri = file.toString();
      const linked = systemsOf(version.services).find(({ documents }) =>
        documents.some((document) => document.uri.toString() === uri),
      );
      const document = linked?.documents.find((one) => one.uri.toString() === uri);
      if (!linked || !document) return null;
      return { document, services: version.services, figures: await figuresOf(version, linked, root) };
    },
    dispose() {
      steady.cancel();
      versions = [];
    },
  };
}

function sameFiles({ files: one }: RevisionFiles, { files: other }: RevisionFiles): boolean {
  return (
    one.length === other.length &&
    one.every(({ path, text }, index) => path === other[index].path && text === other[index].text)
  );
}
