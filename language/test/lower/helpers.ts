/** Helpers for tests of quantities and lowering: a text in memory → the lowered system, or what is found in it. */
import assert from 'node:assert/strict';
import type { Control, Expression, Group, Law, Threat } from '../../../engine/index.ts';
import { meanOf } from '../../../engine/index.ts';
import { isNamedEstimate } from '../../generated/ast.ts';
import { lowerSystem } from '../../lower/index.ts';
import type { Finding, LoweredEstimate, LoweredSystem } from '../../stages.ts';
import { expectFindings, inWords, parse, project } from '../helpers.ts';

const today = '2026-11-21';

/** The lowered system of one text. */
export async function lower(text: string): Promise<LoweredSystem> {
  const parsed = await parse(text);
  return lowerSystem(parsed.project.system(), { today });
}

/** As `lower`, and nothing at all is found in the text. */
export async function lowerClean(text: string): Promise<LoweredSystem> {
  const parsed = await parse(text);
  const lowered = lowerSystem(parsed.project.system(), { today });
  const found = [...parsed.project.findings(), ...lowered.findings].filter((finding) => finding.code !== 'no-system');
  assert.deepEqual(found.map(inWords), []);
  return lowered;
}

/** The lowered system of several files. */
export async function lowerFiles(files: Readonly<Record<string, string>>, name?: string): Promise<LoweredSystem> {
  return lowerSystem((await project(files)).system(name), { today });
}

/** Holds what lowering finds in a marked text against its markers `⟦code: …⟧`: same codes, same places, none more. */
export async function finds(marked: string): Promise<readonly Finding[]> {
  return expectFindings(marked, { find: (made) => lowerSystem(made.system(), { today }).findings });
}

/** What the estimate X became. */
export async function estimateX(text: string, before = ''): Promise<LoweredEstimate> {
  return named(await lowerClean(`${before}\nestimate X = ${text}\n`), 'X');
}

/** What a named estimate became. */
export function named(lowered: LoweredSystem, name: string): LoweredEstimate {
  const node = lowered.system.declarations.get(name)?.[0];
  assert.ok(node !== undefined && isNamedEstimate(node));
  const found = lowered.estimates.get(node.estimate);
  assert.ok(found, `${name} has no value`);
  return found;
}

/** The one law that an expression draws from. */
export function lawOf(expression: Expression): Law {
  assert.equal(expression.kind, 'draw', JSON.stringify(expression));
  return (expression as Extract<Expression, { kind: 'draw' }>).law;
}

/** The number that an expression is. */
export function numberOf(expression: Expression | null): number {
  assert.equal(expression?.kind, 'constant', JSON.stringify(expression));
  return (expression as Extract<Expression, { kind: 'constant' }>).value;
}

export function near(found: number, wanted: number, relative = 1e-12): void {
  assert.ok(Math.abs(found - wanted) <= relative * Math.max(1e-300, Math.abs(wanted)), `${found} is not ${wanted}`);
}

export function threat(lowered: LoweredSystem, name: string): Threat {
  const index = lowered.threatIndex.get(name);
  assert.ok(index !== undefined, `${name} has no figures: ${JSON.stringify(lowered.description.uncounted)}`);
  return lowered.model.threats[index];
}

export function control(lowered: LoweredSystem, name: string): Control {
  const index = lowered.controlIndex.get(name);
  assert.ok(index !== undefined, `${name} has no figures`);
  return lowered.model.controls[index];
}

/** Names of the threats that each line of a control reduces. */
export function caught(lowered: LoweredSystem, name: string): string[][] {
  return control(lowered, name).effects.map(({ threats }) => threats.map((index) => lowered.model.threats[index].name));
}

/** Names of the threats of a group. */
export function members(lowered: LoweredSystem, kind: Group['kind'], name: string): string[] {
  const group = lowered.model.groups.find((one) => one.kind === kind && one.name === name);
  assert.ok(group, `there is no ${kind} ${name}`);
  return group.threats.map((index) => lowered.model.threats[index].name);
}

/** Names of the threats that a group lacks. */
export function lacking(lowered: LoweredSystem, kind: Group['kind'], name: string): readonly string[] {
  const group = lowered.description.groups.find((one) => one.kind === kind && one.name === name);
  assert.ok(group, `there is no ${kind} ${name}`);
  return group.lacks;
}

/** `name: reason` of each threat without figures. */
export function uncounted(lowered: LoweredSystem): string[] {
  return lowered.description.uncounted.map((entry) => `${entry.threat}: ${entry.reason}`);
}

/** The mean of the loss event frequency of a threat that has one directly. */
export function meanRate(lowered: LoweredSystem, name: string): number {
  const { frequency } = threat(lowered, name);
  assert.equal(frequency?.by, 'loss-events');
  const { lossEventFrequency } = frequency as Extract<Threat['frequency'], { by: 'loss-events' }>;
  return meanOf(lossEventFrequency, { shared: lowered.model.shared, lets: [] });
}
