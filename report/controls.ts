import type { ControlFigures, ModelFigures } from '../engine/index.ts';
import type { ControlDescription, ReportControl, SystemDescription } from '../protocol/index.ts';
import { byName, item } from './items.ts';

/** Every control in the order of the description; a retired one, or one in error, has no figures. */
export function reportControls(description: SystemDescription, figures: ModelFigures | null): ReportControl[] {
  const computed = byName(figures?.controls ?? []);
  const threats = (figures?.threats ?? []).map((threat) => threat.name);
  return description.controls.map((control) => reportControl(control, computed.get(control.name), threats));
}

function reportControl(
  control: ControlDescription,
  figures: ControlFigures | undefined,
  threats: readonly string[],
): ReportControl {
  return {
    ...item(control),
    status: control.status,
    costOnce: figures?.costOnce ?? null,
    costPerYear: figures?.costPerYear ?? null,
    firstYearCost: figures?.firstYearCost ?? null,
    aleWithout: figures?.aleWithout ?? null,
    aleWith: figures?.aleWith ?? null,
    riskReduction: figures?.riskReduction ?? null,
    roi: figures?.roi ?? null,
    rosi: figures?.rosi ?? null,
    netBenefit: figures?.netBenefit ?? null,
    paybackYears: figures?.paybackYears ?? null,
    lastIn: figures?.lastIn ?? null,
    threats: control.threats,
    byThreat: (figures?.byThreat ?? []).map(({ threat, riskReduction }) => ({
      threat: threats[threat],
      riskReduction,
    })),
  };
}
