/** Two versions of the files → what a comparison needs: lowered, computed with the same date and seed, with their texts. */
import { type Cancellation, createSolverCache, type ModelFigures, type SolverCache } from '../../engine/index.ts';
import { judgeLowered } from '../../language/assess.ts';
import type { EvidenceSnapshot } from '../../language/evidence/files.ts';
import { judgeExpectations } from '../../language/judge/expectation.ts';
import { lowerSystem } from '../../language/lower/index.ts';
import type { RiskServices } from '../../language/services.ts';
import type { LoweredSystem } from '../../language/stages.ts';
import { textsOf } from '../../language/texts/index.ts';
import type { Diagnostic, SystemTexts } from '../../protocol/index.ts';
import { noRenames, pairSystems, renamesOf, type Side, type SystemSide } from '../../review/index.ts';
import { Interrupted } from '../exit.ts';
import type { Host } from '../host.ts';
import { type Settings, withSettings } from '../project/assess.ts';
import { byPlace, diagnosticOf, filesBelow, problemDiagnostic } from '../project/diagnostics.ts';
import { type Linked, link } from '../project/language.ts';
import { reportOf } from '../project/report-of.ts';
import type { Progress } from '../terminal/progress.ts';
import { damagedIn } from './damaged.ts';
import { evidenceOf } from './evidence.ts';
import { figuresFor } from './figures.ts';
import type { Version, Versions } from './versions.ts';

export interface Sides {
  readonly base: Side;
  readonly head: Side;
  readonly cache: SolverCache;
}

interface Lowered {
  readonly name: string | null;
  readonly file: string | null;
  readonly lowered: LoweredSystem;
  readonly texts: SystemTexts;
}

interface Computed {
  readonly side: SystemSide;
  readonly diagnostics: readonly Diagnostic[];
}

interface Read {
  readonly version: Version;
  readonly linked: Linked;
  readonly systems: readonly Lowered[];
}

export async function sidesOf(
  versions: Versions,
  settings: Settings,
  named: string | null,
  withEvidence: boolean,
  host: Host,
  progress: Progress,
  cancellation: Cancellation,
  like: RiskServices,
): Promise<Sides> {
  const cache = createSolverCache();
  const figuresOf = figuresFor(settings.method, cache, cancellation);
  progress.say('Reading both versions');
  const links = {
    base: await link(versions.base.sources, like),
    head: await link(versions.head.sources, like),
  };
  const evidence = await evidenceOf(versions, links, withEvidence, host);
  const base = lowered(versions.base, links.base, evidence.base, settings, named);
  const head = lowered(versions.head, links.head, evidence.head, settings, named);
  const found = { base: [] as SystemSide[], head: [] as SystemSide[] };
  const diagnostics = { base: problemsOf(base), head: problemsOf(head) };
  for (const pair of pairSystems(base.systems, head.systems, (system) => system)) {
    progress.say(`Computing ${(pair.head ?? pair.base)?.name ?? 'files outside every system'}`);
    const renames = pair.base !== null && pair.head !== null ? renamesOf(pair.base.texts, pair.head.texts) : noRenames;
    // The seed of the text may have changed: both sides are computed with that of the head.
    const model = pair.head?.lowered.model;
    const seeds = model === undefined ? {} : { seed: model.seed, trials: model.trials };
    // The head first: without an error or warning in it nobody asks which of them the base has, too.
    for (const side of ['head', 'base'] as const) {
      const system = pair[side];
      if (system === null) continue;
      const read = side === 'base' ? base : head;
      await cancellation.breathe();
      if (cancellation.cancelled) throw new Interrupted();
      const seeded = { ...system, lowered: withModel(system.lowered, seeds) };
      const figures = await figuresOf(seeded.lowered, side === 'head' ? renames : noRenames);
      const isAsked = side === 'head' || diagnostics.head.some(isLoud);
      const computed = (isAsked ? assessed : judged)(read, seeded, figures, settings.today);
      found[side].push(computed.side);
      diagnostics[side].push(...computed.diagnostics);
    }
  }
  progress.end();
  const sideOf = (read: Read, side: 'base' | 'head'): Side => ({
    version: read.version.version,
    systems: found[side],
    damaged: damagedIn(read.version.sources, read.linked),
    diagnostics: diagnostics[side].sort(byPlace),
  });
  return { base: sideOf(base, 'base'), head: sideOf(head, 'head'), cache };
}

function lowered(
  version: Version,
  linked: Linked,
  evidence: EvidenceSnapshot | undefined,
  settings: Settings,
  named: string | null,
): Read {
  const fileOf = filesBelow(version.sources.root);
  const systems = linked.systems
    .filter(({ name }) => named === null || name === named)
    .map((system): Lowered => {
      const low = withSettings(
        lowerSystem(system, { today: settings.today, fileOf, ...(evidence && { evidence }) }),
        settings,
      );
      return {
        name: system.name,
        file: low.description.place?.file ?? null,
        lowered: low,
        texts: textsOf(system, fileOf),
      };
    });
  return { version, linked, systems };
}

function withModel(
  system: LoweredSystem,
  changed: { readonly seed?: string; readonly trials?: number },
): LoweredSystem {
  return { ...system, model: { ...system.model, ...changed } };
}

function assessed(
  { linked, version }: Read,
  { lowered: low, texts }: Lowered,
  figures: ModelFigures,
  today: string,
): Computed {
  const assessment = judgeLowered(linked.services, low, figures, { today });
  const root = version.sources.root;
  return {
    side: { report: reportOf(assessment), model: low.model, texts },
    // The appetite has a place of its own in a comparison.
    diagnostics: assessment.findings
      .filter(({ code }) => code !== 'appetite')
      .map((finding) => diagnosticOf(finding, low.system.name, root)),
  };
}

/** The same without looking for anything but what was expected. */
function judged(_: Read, { lowered: low, texts }: Lowered, figures: ModelFigures): Computed {
  const expectations = judgeExpectations({ view: low.view, lowered: low, figures }).results;
  const report = reportOf({ lowered: low, figures, expectations, findings: [] });
  return { side: { report, model: low.model, texts }, diagnostics: [] };
}

function isLoud({ severity }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning';
}

function problemsOf({ version }: Read): Diagnostic[] {
  return version.sources.problems.map(problemDiagnostic);
}
