/** What an `expect` is about: its figure, and what the figure lacks. */
import type { Figures } from '../../engine/index.ts';
import type * as ast from '../generated/ast.ts';
import type { JudgeContext } from './judgement.ts';
import { type GroupMeasure, isControlMeasure, type Measured, measureControl, measureGroup } from './measures.ts';

export interface Subject {
  /** As messages name it. */
  readonly name: string;
  /** null: there is no such figure. */
  readonly measured: Measured | null;
  /** Why there is none; the end of a sentence, and what to do. */
  readonly none: string;
  /** Threats without figures that belong to it: with any, the figure is "at least". */
  readonly lacks: readonly string[];
}

/** null: the name leads nowhere, which has been said. */
export function subjectOf(expectation: ast.Expectation, context: JudgeContext): Subject | null {
  if (expectation.system) return systemSubject(expectation, context);
  const target = expectation.target?.ref;
  if (target === undefined) return null;
  if (target.$type === 'Control') return controlSubject(target, expectation, context);
  if (target.$type === 'Threat') return threatSubject(target, expectation, context);
  return elementSubject(target, expectation, context);
}

function systemSubject(expectation: ast.Expectation, { lowered, figures }: JudgeContext): Subject {
  const lacks = lowered.description.uncounted.map((entry) => entry.threat);
  return groupSubject('the system', expectation, figures.total, lacks);
}

function threatSubject(threat: ast.Threat, expectation: ast.Expectation, { lowered, figures }: JudgeContext): Subject {
  const index = lowered.threatIndex.get(threat.name);
  const lacks = lowered.description.threats.find(({ name }) => name === threat.name)?.lacks ?? [];
  return groupSubject(threat.name, expectation, index === undefined ? null : figures.threats[index], lacks);
}

function elementSubject(
  element: ast.Element,
  expectation: ast.Expectation,
  { lowered, figures }: JudgeContext,
): Subject {
  const name = element.name ?? '';
  const isElement = (group: { readonly kind: string; readonly name: string }) =>
    group.kind === 'element' && group.name === name;
  const described = lowered.description.groups.find(isElement);
  const found = figures.groups.find(isElement) ?? null;
  const subject = groupSubject(name, expectation, found, described?.lacks ?? []);
  if (described !== undefined && described.threats.length + described.lacks.length > 0) return subject;
  return { ...subject, measured: null, none: 'no threat is on it. Write one with `on`, or remove the line.' };
}

type ByState = Readonly<Record<ast.StateName, Figures | null>>;

function groupSubject(
  name: string,
  { measure, state = 'current' }: ast.Expectation,
  found: ByState | null | undefined,
  lacks: readonly string[],
): Subject {
  const figures = found?.[state] ?? null;
  const measured = figures === null ? null : measureGroup(measure as GroupMeasure, figures);
  const none =
    lacks.length > 0
      ? `it has no figures: ${lacks.length === 1 ? `${lacks[0]} has none` : `${lacks.length} threats have none`}. Complete them first.`
      : `it has no figures in the state \`${state}\`. Correct the errors of what belongs to it first.`;
  return { name, measured, none, lacks };
}

function controlSubject(
  control: ast.Control,
  { measure }: ast.Expectation,
  { lowered, figures }: JudgeContext,
): Subject {
  const index = lowered.controlIndex.get(control.name);
  const found = index === undefined ? undefined : figures.controls[index];
  const measured = found !== undefined && isControlMeasure(measure) ? measureControl(measure, found) : null;
  const described = lowered.description.controls.find(({ name }) => name === control.name);
  const retired = described?.status === 'retired';
  const without = new Set(lowered.description.uncounted.map((entry) => entry.threat));
  const lacks = (described?.threats ?? []).filter((threat) => without.has(threat));
  const costless = found !== undefined && found.riskReduction !== null;
  const none = retired
    ? 'it is retired and has no figures. Remove the line, or change its `status`.'
    : costless
      ? 'it costs nothing, so there is no such ratio. Write its `cost`.'
      : 'it has no figures. Correct the errors of the control and of its threats first.';
  return { name: control.name, measured, none, lacks };
}
