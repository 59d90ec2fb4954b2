/** The systems of a call, assessed. */
import { assessLowered } from '../../language/assess.ts';
import type { EvidenceSnapshot } from '../../language/evidence/files.ts';
import { requestsOf } from '../../language/evidence/requests.ts';
import { judgedOutline } from '../../language/judge/wanted.ts';
import { lowerSystem } from '../../language/lower/index.ts';
import type { Assessment, LinkedSystem, LoweredSystem } from '../../language/stages.ts';
import type { Diagnostic } from '../../protocol/index.ts';
import { relativeTo } from '../../sources/index.ts';
import type { Arguments } from '../arguments/command.ts';
import { textOf } from '../arguments/values.ts';
import { Interrupted, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';
import { nearestOf } from '../nearest.ts';
import type { Progress } from '../terminal/progress.ts';
import { byPlace, diagnosticOf, filesBelow, problemDiagnostic } from './diagnostics.ts';
import { evidenceFilesIn, gatherEvidence } from './evidence.ts';
import { type Linked, link } from './language.ts';
import { isReported } from './paths.ts';
import type { Project } from './sources.ts';
import { cancellationOf, stoppable } from './stoppable.ts';
import { subjectsIn } from './subject-at.ts';

/** What a call sets in the place of what the systems say. */
export interface Settings {
  /** `judged`: only the figures that findings are about, which is far less than everything. */
  readonly figures?: 'all' | 'judged';
  readonly today: string;
  readonly trials: number | null;
  readonly seed: string | null;
  readonly method: 'auto' | 'exact' | 'simulation' | null;
}

export interface Assessed {
  readonly linked: Linked;
  /** Of the systems that the paths belong to, in the order of their folders. */
  readonly assessments: readonly Assessment[];
  /** Of the files that the paths choose. */
  readonly diagnostics: readonly Diagnostic[];
}

export async function assess(
  project: Project,
  settings: Settings,
  args: Arguments,
  host: Host,
  progress: Progress,
): Promise<Assessed> {
  const { scope, sources } = project;
  progress.say(`Reading ${sources.files.length} files`);
  const linked = await host.computing(() => link(sources));
  const named = textOf(args, 'system');
  const systems = choose(linked.systems, named, project);
  const evidence = await gather(systems, scope.root, host, progress);
  const assessments: Assessment[] = [];
  const diagnostics = named === null ? sources.problems.map(problemDiagnostic) : [];
  for (const [index, system] of systems.entries()) {
    const doing = `Computing ${system.name ?? 'files outside every system'} (${index + 1} of ${systems.length})`;
    progress.say(doing);
    const simulated = (share: number): void => progress.say(`${doing}: ${Math.floor(100 * share)}% simulated`);
    const assessment = await assessOne(linked, system, settings, scope.root, evidence, host, simulated);
    assessments.push(assessment);
    const subjectOf = subjectsIn(system);
    for (const finding of assessment.findings)
      diagnostics.push(diagnosticOf(finding, system.name, scope.root, subjectOf(finding)));
  }
  progress.end();
  return { linked, assessments, diagnostics: diagnostics.filter((each) => isReported(each.file, scope)).sort(byPlace) };
}

async function gather(
  systems: readonly LinkedSystem[],
  root: string,
  host: Host,
  progress: Progress,
): Promise<EvidenceSnapshot | undefined> {
  if (requestsOf(systems).length === 0) return undefined;
  progress.say('Reading the evidence');
  const found = await gatherEvidence(systems, evidenceFilesIn(root, host.stop), cancellationOf(host.stop));
  if (host.stop.cancelled) throw new Interrupted();
  return found;
}

async function assessOne(
  { services }: Linked,
  system: LinkedSystem,
  settings: Settings,
  root: string,
  evidence: EvidenceSnapshot | undefined,
  host: Host,
  progress: (share: number) => void,
): Promise<Assessment> {
  const { today, method } = settings;
  const fileOf = filesBelow(root);
  return stoppable(host, async (cancellation) => {
    await cancellation.breathe();
    if (cancellation.cancelled) throw new Interrupted();
    const lowered = withSettings(lowerSystem(system, { today, fileOf, ...(evidence && { evidence }) }), settings);
    const outline = settings.figures === 'judged' ? { outline: judgedOutline(lowered) } : {};
    const options = { today, cancellation, progress, ...outline, ...(method === null ? {} : { method }) };
    return assessLowered(services, lowered, options);
  });
}

/** Trials and seed of the call in the place of the system's, both in the model and in what is said of it. */
export function withSettings(lowered: LoweredSystem, { trials, seed }: Settings): LoweredSystem {
  const changed = { ...(trials === null ? {} : { trials }), ...(seed === null ? {} : { seed }) };
  return { ...lowered, model: { ...lowered.model, ...changed }, description: { ...lowered.description, ...changed } };
}

function choose(systems: readonly LinkedSystem[], named: string | null, { scope }: Project): readonly LinkedSystem[] {
  const inScope = systems.filter((system) =>
    system.documents.some((document) => isReported(relativeTo(scope.root, document.uri.fsPath) ?? '', scope)),
  );
  if (named === null) return inScope;
  const chosen = inScope.filter((system) => system.name === named);
  if (chosen.length > 0) return chosen;
  const names = inScope.flatMap((system) => system.name ?? []);
  const near = nearestOf(named, names);
  const advice = near !== null ? ` Did you mean ${near}?` : names.length > 0 ? ` There is ${names.join(', ')}.` : '';
  throw new UsageError(`There is no system ${named} in what is reported.${advice}`);
}
