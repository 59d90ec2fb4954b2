/** The files of a revision → its systems, lowered: everything that needs no figures. */
import { URI } from 'langium';
import type { EvidenceSnapshot } from '../../language/evidence/files.ts';
import { lowerSystem } from '../../language/lower/index.ts';
import { systemsOf } from '../../language/names/index.ts';
import { linkOnce } from '../../language/names/link-once.ts';
import { createRiskServices, type RiskServices } from '../../language/services.ts';
import type { LoweredSystem } from '../../language/stages.ts';
import { repairedFiles } from '../../language/texts/damaged.ts';
import { textsOf } from '../../language/texts/index.ts';
import type { SystemTexts } from '../../protocol/index.ts';
import type { DamagedFile } from '../../review/index.ts';
import { fileOfRoot } from './files.ts';
import type { FoundRevision, RevisionFiles } from './revisions.ts';

export interface BaseSystem {
  readonly name: string | null;
  /** The file that declares it; null for the unnamed system. */
  readonly file: string | null;
  readonly lowered: LoweredSystem;
  readonly texts: SystemTexts;
}

export interface Base {
  readonly revision: FoundRevision;
  /** The day that decides what has expired. */
  readonly today: string;
  /** What it was read with: that of the workspace, for both sides read evidence from the work tree. */
  readonly evidence: EvidenceSnapshot | undefined;
  readonly services: RiskServices;
  readonly systems: readonly BaseSystem[];
  readonly damaged: readonly DamagedFile[];
}

/** Services of its own, with the files linked: names of a revision are no names of the workspace. */
export async function documentsOf(root: URI, { files }: Pick<RevisionFiles, 'files'>): Promise<RiskServices> {
  const { shared, risk } = createRiskServices();
  const { LangiumDocumentFactory } = shared.workspace;
  const folder = root.toString().replace(/\/$/, '');
  const documents = files.map(({ path, text }) => {
    const escaped = path.split('/').map(encodeURIComponent).join('/');
    return LangiumDocumentFactory.fromString(text, URI.parse(`${folder}/${escaped}`));
  });
  await linkOnce(risk, documents);
  return risk;
}

export async function readBase(
  root: URI,
  revision: FoundRevision,
  { files, problems }: RevisionFiles,
  today: string,
  evidence?: EvidenceSnapshot,
): Promise<Base> {
  const risk = await documentsOf(root, { files });
  const fileOf = fileOfRoot(root);
  const linked = systemsOf(risk);
  const systems = linked.map((system): BaseSystem => {
    const lowered = lowerSystem(system, { today, fileOf, ...(evidence && { evidence }) });
    const file = lowered.description.place?.file ?? null;
    return { name: system.name, file, lowered, texts: textsOf(system, fileOf) };
  });
  const unread = problems.map(({ path, message }): DamagedFile => ({ file: path, message, threats: null }));
  const damaged = [...unread, ...linked.flatMap((system) => repairedFiles(system, fileOf))];
  return { revision, today, evidence, services: risk, systems, damaged };
}
