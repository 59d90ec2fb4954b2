/** The evidence of a system with its money. */
import type { ModelFigures } from '../engine/index.ts';
import type { EvidenceEffect, ReportEffect, ReportEvidence, SystemDescription } from '../protocol/index.ts';

/** null where the model names no evidence, or nobody looked for it. */
export function reportEvidence(description: SystemDescription, figures: ModelFigures | null): ReportEvidence | null {
  const { evidence } = description;
  if (evidence === null) return null;
  const before = figures?.withoutEvidence;
  const total = figures?.total.current?.ale ?? null;
  return {
    uncalibrated: true,
    files: evidence.files,
    services: evidence.services.map((service) => ({ ...service, aleRaised: raisedIn(service.moves, figures) })),
    effects: evidence.effects.map((effect) => reportEffect(effect, figures)),
    aleBefore:
      before === undefined || total === null
        ? total
        : total -
          raisedBy(
            figures!,
            figures!.threats.map((_, i) => i),
          ),
    aleAfter: total,
  };
}

/** What evidence adds to the current ALE of some threats, by their indices in the model; those without figures add nothing. */
export function raisedBy(figures: ModelFigures, threats: readonly number[]): number {
  let sum = 0;
  for (const index of threats) {
    const before = figures.withoutEvidence?.[index].current ?? null;
    const after = figures.threats[index].current?.ale ?? null;
    if (before !== null && after !== null) sum += after - before;
  }
  return sum;
}

function raisedIn(names: readonly string[], figures: ModelFigures | null): number | null {
  if (figures === null) return null;
  const indices = figures.threats.flatMap(({ name, current }, index) =>
    names.includes(name) && current !== null ? [index] : [],
  );
  return indices.length === 0 ? null : raisedBy(figures, indices);
}

function reportEffect(effect: EvidenceEffect, figures: ModelFigures | null): ReportEffect {
  const index = figures?.threats.findIndex(({ name }) => name === effect.threat) ?? -1;
  const threat = index < 0 ? undefined : figures?.threats[index];
  const aleAfter = threat?.current?.ale ?? null;
  const before = index < 0 ? undefined : figures?.withoutEvidence?.[index];
  return {
    ...effect,
    ...meansOf(effect, threat?.factors.vulnerability?.mean ?? null),
    aleBefore: before === undefined ? aleAfter : before.current,
    aleAfter,
  };
}

/** The chance of a contest is known from the figures only: its mean before is (v′ − q)/(1 − q). */
function meansOf(effect: EvidenceEffect, vulnerability: number | null) {
  const { prior, posterior } = effect;
  if (prior !== null || effect.factor !== 'vulnerability' || vulnerability === null)
    return { prior: { mean: prior }, posterior: { mean: posterior } };
  const q = effect.moved ? effect.wayIn : 0;
  return { prior: { mean: q < 1 ? (vulnerability - q) / (1 - q) : null }, posterior: { mean: vulnerability } };
}
