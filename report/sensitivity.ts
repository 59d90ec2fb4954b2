import type { Bar, EstimatePath, Expression, ModelSensitivity, RiskModel, Sensitivity } from '../engine/index.ts';
import type { Place, ReportBar, ReportInformation, ReportSensitivity, ReportSensitivityOf } from '../protocol/index.ts';
import { barName } from './bar-names.ts';

/** Where an estimate is written, and its text. */
export interface Written extends Place {
  readonly text: string;
  /** Name of the `let` that it is written in; null outside of one. */
  readonly letName: string | null;
}

export type PlaceOfEstimate = (path: EstimatePath, expression: Expression) => Written | null;

const nowhere = { file: null, line: null, column: null, endLine: null, endColumn: null, text: null };

/** The sensitivity of a system with names and places in the place of paths. */
export function reportSensitivity(
  model: RiskModel,
  found: ModelSensitivity,
  placeOf: PlaceOfEstimate,
): ReportSensitivity {
  const named = (path: EstimatePath, expression: Expression | null, kind: Bar['kind']) => {
    const place = expression === null ? null : placeOf(path, expression);
    return {
      name: barName(path, kind, model, place?.letName ?? null),
      threat: path.of === 'threat' ? path.name : null,
      control: path.of === 'control' ? path.name : null,
      factor: path.factor,
      ...(place === null ? nowhere : written(place)),
    };
  };
  const bar = ({ kind, path, drawn, share, aleShare, swing, expression }: Bar): ReportBar => {
    const { name, threat, control, factor, ...place } = named(path, expression, kind);
    return { kind, name, threat, control, factor, drawn, share, aleShare, swing, ...place };
  };
  const one = ({ variance, aleVariance, bars, interaction, aleInteraction }: Sensitivity): ReportSensitivityOf => ({
    variance: Number.isFinite(variance) ? variance : null,
    aleVariance: Number.isFinite(aleVariance) ? aleVariance : null,
    bars: bars.map(bar),
    interaction,
    aleInteraction,
  });
  return {
    state: found.state,
    total: one(found.total),
    threats: found.threats.flatMap((each, t) => (each === null ? [] : [{ name: model.threats[t].name, ...one(each) }])),
    leftOut: found.leftOut.map((t) => model.threats[t].name),
    information:
      found.information?.map(
        ({ path, expression, value }): ReportInformation => ({ ...named(path, expression, 'estimate'), value }),
      ) ?? null,
    bestControls: found.bestControls?.map((c) => model.controls[c].name) ?? null,
  };
}

/** What a report says of a place. */
function written({ file, line, column, endLine, endColumn, text }: Written): Omit<Written, 'letName'> {
  return { file, line, column, endLine, endColumn, text };
}
