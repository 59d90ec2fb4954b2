import type { ControlFigures, ModelFigures } from '../engine/index.ts';
import type { ControlDescription, ReportControl, SystemDescription } from '../protocol/index.ts';
import { byName, item } from './items.ts';

/** Every control in the order of the description; a retired one, or one in error, has no figures. */
export function reportControls(description: SystemDescription, figures: ModelFigures | null): ReportControl[] {
  const computed = byName(figures?.controls ?? []);
  const threats = (figures?.threats ?? []).map((threat) => threat.name);
  const without = new Set(description.uncounted.map(({ threat }) => threat));
  return description.controls.map((control) => {
    const lacks = control.threats.filter((threat) => without.has(threat));
    return reportControl(control, computed.get(control.name), threats, lacks);
  });
}

function reportControl(
  control: ControlDescription,
  figures: ControlFigures | undefined,
  threats: readonly string[],
  lacks: readonly string[],
): ReportControl {
  // What acts on nothing but unknowns saves an unknown amount, not 0.
  const effect = lacks.length > 0 && lacks.length === control.threats.length ? undefined : figures;
  return {
    ...item(control),
    status: control.status,
    costOnce: figures?.costOnce ?? null,
    costPerYear: figures?.costPerYear ?? null,
    firstYearCost: figures?.firstYearCost ?? null,
    aleWithout: effect?.aleWithout ?? null,
    aleWith: effect?.aleWith ?? null,
    riskReduction: effect?.riskReduction ?? null,
    roi: effect?.roi ?? null,
    rosi: effect?.rosi ?? null,
    netBenefit: effect?.netBenefit ?? null,
    paybackYears: effect?.paybackYears ?? null,
    lastIn: effect?.lastIn ?? null,
    threats: control.threats,
    lacks,
    byThreat: (figures?.byThreat ?? []).map(({ threat, riskReduction }) => ({
      threat: threats[threat],
      riskReduction,
    })),
  };
}
