/** The loss of a threat: what one event costs. */
import type {
  Loss as EngineLoss,
  SecondaryLoss as EngineSecondary,
  LossTerm as EngineTerm,
  Expression,
} from '../../engine/index.ts';
import { repetitionsIn } from '../checks/once.ts';
import type { Estimate, Let, Loss, LossBlockProperty, LossTerm, SecondaryLoss, Threat } from '../generated/ast.ts';
import {
  anyPlace,
  boundsOf,
  lowerEstimate,
  moneyPlace,
  probabilityPlace,
  type QuantityScope,
  standIn,
} from '../quantities/index.ts';
import { type Base, type Lets, record } from './base.ts';
import { type NamedQuantities, resolveName } from './named.ts';
import type { ScopeFor } from './observed-factor.ts';

export interface LoweredLoss {
  /** null: there is none, or it is in error. */
  readonly loss: EngineLoss | null;
  readonly broken: boolean;
}

/** The loss of a threat, by its one `loss` property. */
export function lowerLoss(
  base: Base,
  named: NamedQuantities,
  threat: Threat,
  node: Loss,
  scopeFor: ScopeFor,
): LoweredLoss {
  const lets: Lets = { values: new Map(), laws: [], bounds: [] };
  const scope: QuantityScope = {
    ...base.scope,
    laws: { ...base.scope.laws, lets: lets.laws },
    bounds: { ...base.scope.bounds, lets: lets.bounds },
    resolve: (reference, place, at) => resolveName(named, lets.values, reference, place, at),
  };
  const money = (estimate: Estimate | undefined): Expression | null => {
    const value = lowerEstimate(estimate, moneyPlace, scope);
    record(base, estimate, value, 'per-event');
    return value === null ? null : value.expression;
  };
  let broken = repetitionsIn(node).some(({ again }) => again.$type === 'PrimaryLoss');
  let empty = false;
  const primary: EngineTerm[] = [];
  const secondary: EngineSecondary[] = [];
  const add = (into: EngineTerm[], form: EngineTerm['form'], estimate: Estimate | undefined): void => {
    const amount = money(estimate);
    if (amount === null) broken = true;
    else into.push({ form, amount });
  };
  const addBlock = (
    into: EngineTerm[],
    estimate: Estimate | undefined,
    properties: readonly LossBlockProperty[],
  ): void => {
    const terms = properties.filter((property): property is LossTerm => property.$type === 'LossTerm');
    if (estimate !== undefined) add(into, 'unspecified', estimate);
    else if (terms.length === 0) empty = true;
    for (const term of terms) add(into, term.form, term.estimate);
  };
  if (node.estimate !== undefined) add(primary, 'unspecified', node.estimate);
  if (node.term !== undefined) add(primary, node.term.form, node.term.estimate);
  for (const property of node.properties) {
    if (property.$type === 'Let') broken = !addLet(base, property, lets, scope) || broken;
    else if (property.$type === 'LossTerm') add(primary, property.form, property.estimate);
    else if (property.$type === 'PrimaryLoss') addBlock(primary, property.estimate, property.properties);
    else if (property.$type === 'SecondaryLoss') {
      const terms: EngineTerm[] = [];
      addBlock(terms, property.estimate, property.properties);
      const probability = share(base, threat, property, scopeFor);
      if (probability === null) broken = true;
      else if (terms.length > 0) secondary.push({ title: property.title ?? '', probability, terms });
    }
  }
  if (broken) return { loss: null, broken: true };
  if (empty || primary.length + secondary.length === 0) return { loss: null, broken: false };
  return { loss: { lets: lets.laws, primary, secondary }, broken: false };
}

/** A `let`: one draw an event, seen by what follows. */
function addLet(base: Base, node: Let, lets: Lets, scope: QuantityScope): boolean {
  const value = lowerEstimate(node.estimate, anyPlace, scope);
  record(base, node.estimate, value, 'per-event');
  if (value === null) return false;
  if (value.expression.kind === 'constant' || value.expression.kind === 'let' || value.expression.kind === 'shared') {
    lets.values.set(node, { ...value, named: true });
    return true;
  }
  const bounds = boundsOf(value.expression, scope);
  const index = lets.laws.push(value.expression) - 1;
  lets.bounds.push(standIn(bounds));
  lets.values.set(node, { ...value, expression: { kind: 'let', index }, named: true });
  return true;
}

/** The share of the loss events that a stakeholder reacts to: a year's parameter, so no `let` is seen. */
function share(base: Base, threat: Threat, node: SecondaryLoss, scopeFor: ScopeFor): Expression | null {
  if (node.probability === undefined) return { kind: 'constant', value: 1 };
  const value = lowerEstimate(node.probability, probabilityPlace, scopeFor(threat, ['secondary-probability']));
  record(base, node.probability, value, 'yearly');
  return value === null ? null : value.expression;
}
