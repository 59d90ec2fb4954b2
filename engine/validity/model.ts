/** Models that cannot be computed, and why: the language makes none, a caller of the library may. */
import type { Bounds } from '../expressions/bounds.ts';
import type { Expression, Frequency, RiskModel, Threat } from '../model.ts';
import { boundsOf, expressionProblem } from './expressions.ts';

/** Thrown where a model cannot be computed; the message says what is wrong in whole sentences. */
export class InvalidModel extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    const more = problems.length > 3 ? ` (and ${problems.length - 3} more)` : '';
    super(`The model cannot be computed. ${problems.slice(0, 3).join(' ')}${more}`);
    this.name = 'InvalidModel';
    this.problems = problems;
  }
}

/** Throws `InvalidModel` where something is wrong with a model. */
export function assertValid(model: RiskModel): void {
  const problems = problemsOf(model);
  if (problems.length > 0) throw new InvalidModel(problems);
}

const any = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
const positive = { least: 0, most: Number.POSITIVE_INFINITY };
const chance = { least: 0, most: 1 };
const mostYears = 1e9;

/** All that is wrong with a model, each as a sentence. */
export function problemsOf(model: RiskModel): string[] {
  const found: string[] = [];
  const shared: Bounds[] = [];
  const check = (subject: string, e: Expression | null, range: typeof any, lets: readonly Bounds[] = []): void => {
    if (e === null) return;
    const problem = expressionProblem(e, { shared, lets, ...range });
    if (problem !== null) found.push(`${subject} ${problem}.`);
  };
  for (const [kind, named] of [
    ['quantities', model.shared],
    ['threats', model.threats],
    ['controls', model.controls],
  ] as const)
    for (const name of repeated(named.map((one) => one.name)))
      found.push(`Two ${kind} have the name ${name}; what is drawn goes by the name, so each needs its own.`);
  for (const { name, expression } of model.shared) {
    const before = found.length;
    check(`The quantity ${name}`, expression, any);
    shared.push(found.length > before ? unknown : boundsOf(expression, { shared, lets: [] }));
  }
  model.threats.forEach((threat, t) => {
    const of = (what: string): string => `Threat ${threat.name}: the ${what}`;
    checkFrequency(threat.frequency, (what, e, range) => check(of(what), e, range));
    checkLoss(threat, (what, e, range, lets) => check(of(what), e, range, lets), shared);
    for (const { target, probability } of threat.leadsTo) {
      if (!(target in model.threats))
        found.push(`Threat ${threat.name} leads to the threat ${target}, which does not exist.`);
      if (target === t) found.push(`Threat ${threat.name} leads to itself.`);
      check(of('chance of what it leads to'), probability, chance);
    }
  });
  if (found.length === 0 && hasCycle(model)) found.push('Threats lead to one another in a circle.');
  for (const control of model.controls) {
    const of = (what: string): string => `Control ${control.name}: the ${what}`;
    check(of('cost'), control.costOnce, positive);
    check(of('yearly cost'), control.costPerYear, positive);
    check(of('coverage'), control.coverage, chance);
    check(of('reliability'), control.reliability, chance);
    for (const effect of control.effects) {
      check(of('effect'), effect.by, chance);
      if (effect.threats.some((t) => !(t in model.threats)))
        found.push(`Control ${control.name} acts on a threat that does not exist.`);
    }
  }
  for (const group of model.groups)
    if (group.threats.some((t) => !(t in model.threats)))
      found.push(`The group ${group.name} holds a threat that does not exist.`);
  for (const { probability, above } of model.appetite)
    if (!(probability >= 0 && probability <= 1 && above >= 0 && Number.isFinite(above)))
      found.push(`The appetite has a point of chance ${probability} above ${above}.`);
  if (!(Number.isSafeInteger(model.trials) && model.trials > 0 && model.trials <= mostYears))
    found.push(`The number of simulated years is ${model.trials}; it must be a whole number from 1 to ${mostYears}.`);
  if (!(model.horizonYears > 0 && model.horizonYears <= 1000))
    found.push(`The horizon is ${model.horizonYears} years; it must be above 0 and at most 1000.`);
  if (!(model.discount > -1 && Number.isFinite(model.discount)))
    found.push(`The discount rate is ${model.discount}; it must be a number above −1.`);
  return found;
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}

/** Stands for the range of a quantity that is wrong itself, so that it is told once. */
const unknown: Bounds = { min: 0, max: 1 };

function checkFrequency(
  frequency: Frequency | null,
  check: (what: string, e: Expression, range: typeof any) => void,
): void {
  if (frequency === null) return;
  if (frequency.by === 'loss-events') {
    check('frequency', frequency.lossEventFrequency, positive);
    return;
  }
  const { threatEvents, vulnerability } = frequency;
  if (threatEvents.by === 'rate') check('threat event frequency', threatEvents.threatEvents, positive);
  else {
    check('contact frequency', threatEvents.contact, positive);
    check('chance of action', threatEvents.action, chance);
  }
  if (vulnerability.by === 'probability') check('vulnerability', vulnerability.vulnerability, chance);
  else {
    check('capability', vulnerability.capability, any);
    check('resistance', vulnerability.resistance, any);
  }
}

function checkLoss(
  { loss }: Threat,
  check: (what: string, e: Expression, range: typeof any, lets?: readonly Bounds[]) => void,
  shared: readonly Bounds[],
): void {
  const lets: Bounds[] = [];
  for (const e of loss.lets) {
    check('let of the loss', e, any, lets);
    lets.push(expressionProblem(e, { shared, lets, ...any }) === null ? boundsOf(e, { shared, lets }) : unknown);
  }
  for (const term of loss.primary) check('loss', term.amount, positive, lets);
  for (const { probability, terms } of loss.secondary) {
    check('chance of a reaction', probability, chance);
    for (const term of terms) check('secondary loss', term.amount, positive, lets);
  }
}

function hasCycle(model: RiskModel): boolean {
  const state = new Uint8Array(model.threats.length);
  const into = new Int32Array(model.threats.length);
  for (const { leadsTo } of model.threats) for (const { target } of leadsTo) into[target]++;
  const ready = [...into.keys()].filter((t) => into[t] === 0);
  for (const t of ready) {
    state[t] = 1;
    for (const { target } of model.threats[t].leadsTo) if (--into[target] === 0) ready.push(target);
  }
  return state.includes(0);
}
