/** Helpers for tests of what is judged with figures. */
import type { AppetiteFigures, ControlFigures, Figures, ModelFigures } from '../../../engine/index.ts';
import { type AssessOptions, assessSystem } from '../../assess.ts';
import { viewOf } from '../../checks/view.ts';
import type { JudgeContext } from '../../judge/judgement.ts';
import { lowerSystem } from '../../lower/index.ts';
import type { Assessment, Finding } from '../../stages.ts';
import { today } from '../checks/helpers.ts';
import { expectFindings, parse } from '../helpers.ts';

/** A text through all stages. */
export async function assess(text: string, options: Partial<AssessOptions> = {}): Promise<Assessment> {
  const { project } = await parse(text);
  return assessSystem(project.services, project.system(), { today, ...options });
}

/** Holds the findings of one code against the markers of a text, with figures. */
export function expectJudged(
  code: string | readonly string[],
  marked: string,
  options: Partial<AssessOptions> = {},
): Promise<readonly Finding[]> {
  const only = typeof code === 'string' ? [code] : code;
  return expectFindings(marked, {
    only,
    find: async (project) => (await assessSystem(project.services, project.system(), { today, ...options })).findings,
  });
}

const noFigures: Figures = {
  method: 'simulation',
  ale: 0,
  aleStandardError: 0,
  aleP5: 0,
  aleP95: 0,
  p10: 0,
  p50: 0,
  p90: 0,
  p95: 0,
  p99: 0,
  tvar95: 0,
  standardErrors: null,
  numericError: 0,
  probabilityOfLoss: 0,
  eventsPerYear: 0,
  meanLossPerEvent: null,
  primaryAle: 0,
  secondaryAle: 0,
  curve: [],
};

export interface MadeUp {
  /** Figures of the system in every state. */
  readonly total?: Partial<Figures>;
  /** Figures of the first threat in every state. */
  readonly threat?: Partial<Figures>;
  readonly appetite?: readonly Partial<AppetiteFigures>[];
  readonly control?: Partial<ControlFigures>;
}

/** A lowered text with figures that nobody computed, so that a judgement is tested at exactly the number in question. */
export async function contextWith(text: string, made: MadeUp): Promise<JudgeContext> {
  const { project } = await parse(text);
  const lowered = lowerSystem(project.system(), { today });
  const inStates = (figures: Partial<Figures> = {}) => {
    const all = { ...noFigures, ...figures };
    return { inherent: all, current: all, target: all };
  };
  const figures: ModelFigures = {
    total: inStates(made.total),
    threats: lowered.model.threats.map(({ name }) => ({
      name,
      ...inStates(made.threat),
      aleWithConsequences: { inherent: 0, current: 0, target: 0 },
      factors: {},
    })),
    groups: lowered.model.groups.map(({ kind, name }) => ({ kind, name, ...inStates(made.threat) })),
    controls: lowered.model.controls.map(({ name, status }) => ({
      name,
      status,
      costOnce: 0,
      costPerYear: 0,
      firstYearCost: 0,
      aleWithout: 0,
      aleWith: 0,
      riskReduction: 0,
      roi: null,
      rosi: null,
      netBenefit: null,
      paybackYears: null,
      lastIn: null,
      byThreat: [],
      ...made.control,
    })),
    appetite: (made.appetite ?? []).map((point) => ({
      probability: 0,
      above: 0,
      actual: null,
      standardError: 0,
      target: null,
      ...point,
    })),
  };
  return { view: viewOf(project.system()), lowered, figures };
}
