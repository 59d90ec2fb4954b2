/** The model as it is in one state: every working control folded into the factors that it reduces. */
import { type Environment, environment, isCertain, momentsOf, partsOf } from '../expressions/index.ts';
import type { Distribution } from '../laws/index.ts';
import type { Expression, Factor, LossForm, RiskModel, SharedQuantity, State } from '../model.ts';
import { contestChance } from './contest.ts';

/** A term of the loss of an event. */
export interface Line {
  /** Index of the stakeholder whose reaction it is; −1 for a primary loss. */
  readonly secondary: number;
  readonly amount: Expression;
  /** When coin `coin` falls, the amount is multiplied by `by`. */
  readonly cuts: readonly { readonly coin: number; readonly by: Expression }[];
}

export interface StateThreat {
  readonly name: string;
  /** Own loss events a year: the product of these; null if only others set it off. */
  readonly frequency: readonly Expression[] | null;
  /** Chance that a control works in an event: one for each control that acts on a loss. */
  readonly coins: readonly Expression[];
  /** Names of the controls that the coins belong to. */
  readonly coinOwners: readonly string[];
  readonly lets: readonly Expression[];
  readonly lines: readonly Line[];
  /** Chance of each stakeholder's reaction. */
  readonly secondary: readonly Expression[];
  readonly leadsTo: readonly { readonly target: number; readonly probability: Expression }[];
}

/** A state: `shared` also holds every uncertain quantity of the controls and every uncertain P, one value a year each. */
export interface StateModel {
  readonly shared: readonly SharedQuantity[];
  readonly threats: readonly StateThreat[];
  /** Of the model: what is random in the hybrid solver follows from the seed, and it has to do better than so many years. */
  readonly seed: string;
  readonly trials: number;
}

const one: Expression = { kind: 'constant', value: 1 };

export function constant(value: number): Expression {
  return { kind: 'constant', value };
}

/** The product of expressions, constants taken together and put first. */
export function productOfAll(factors: readonly Expression[]): Expression {
  let scale = 1;
  let rest: Expression | null = null;
  for (const factor of factors) {
    if (factor.kind === 'constant') scale *= factor.value;
    else rest = rest === null ? factor : { kind: 'product', left: rest, right: factor };
  }
  if (rest === null) return constant(scale);
  return scale === 1 ? rest : { kind: 'product', left: constant(scale), right: rest };
}

/** Which controls work in a state. */
export function controlsIn(model: RiskModel, state: State): boolean[] {
  return model.controls.map((c) =>
    state === 'inherent' ? false : state === 'current' ? c.status === 'in-place' : true,
  );
}

/** Folds the controls marked in `works` into the model. */
export function stateModel(model: RiskModel, works: readonly boolean[], memo: Map<string, Distribution>): StateModel {
  const shared: SharedQuantity[] = [...model.shared];
  const scope = { shared, lets: [] };
  const env = (): Environment => environment(scope, memo);
  /** A year's parameter: its value if it has only one, else a shared quantity. Every call takes the same index in every state. */
  const parameter = (name: string, expression: Expression): Expression => {
    if (expression.kind === 'constant') return expression;
    shared.push({ name, expression: simplified(expression) });
    if (isCertain(expression, env())) return constant(momentsOf(expression, env()).mean);
    return { kind: 'shared', index: shared.length - 1 };
  };
  /** Estimates that are constants or other names are replaced by what they stand for. */
  const simplified = (e: Expression): Expression => {
    if (e.kind === 'constant' || e.kind === 'draw' || e.kind === 'let') return e;
    if (e.kind === 'shared') {
      const inner = shared[e.index].expression;
      if (inner.kind === 'shared') return simplified(inner);
      return isCertain(inner, env()) ? constant(momentsOf(inner, env()).mean) : e;
    }
    if (e.kind === 'min' || e.kind === 'max') return { ...e, items: e.items.map(simplified) };
    if (e.kind === 'truncate' || e.kind === 'observed') return e;
    return { ...e, left: simplified(e.left), right: simplified(e.right) };
  };

  const controls = model.controls.map((control) => ({
    name: control.name,
    chance: productOfAll([
      parameter(`control ${control.name} coverage`, control.coverage ?? one),
      parameter(`control ${control.name} reliability`, control.reliability ?? one),
    ]),
    effects: control.effects.map((effect, i) => ({
      ...effect,
      by: parameter(`control ${control.name} effect ${i}`, effect.by),
    })),
  }));

  /** The multipliers of a factor of a threat, of a frequency or probability. */
  const multipliers = (threat: number, factors: readonly Factor[]): Expression[] =>
    controls.flatMap((control, c) =>
      works[c]
        ? control.effects
            .filter((e) => factors.includes(e.factor) && e.threats.includes(threat))
            .map((e) => complement(productOfAll([e.by, control.chance])))
        : [],
    );

  const threats = model.threats.map((threat, t): StateThreat => {
    let frequency: Expression[] | null = null;
    if (threat.frequency) {
      if (threat.frequency.by === 'loss-events') frequency = flatten(simplified(threat.frequency.lossEventFrequency));
      else {
        const { threatEvents, vulnerability } = threat.frequency;
        frequency =
          threatEvents.by === 'rate'
            ? flatten(simplified(threatEvents.threatEvents))
            : [...flatten(simplified(threatEvents.contact)), ...flatten(simplified(threatEvents.action))];
        if (vulnerability.by === 'probability') frequency.push(...flatten(simplified(vulnerability.vulnerability)));
        else {
          const { capability, resistance } = vulnerability;
          frequency.push(contestChance(simplified(capability), simplified(resistance), env()));
        }
      }
      frequency.push(...multipliers(t, ['contact', 'action', 'threat-events', 'vulnerability', 'frequency']));
    }
    const coins: Expression[] = [];
    const coinOwners: string[] = [];
    const coinOf = new Map<number, number>();
    const cutsOf = (matches: (factor: Factor) => boolean): { coin: number; by: Expression }[] =>
      controls.flatMap((control, c) => {
        if (!works[c]) return [];
        return control.effects
          .filter((e) => matches(e.factor) && e.threats.includes(t))
          .map((e) => {
            let coin = coinOf.get(c);
            if (coin === undefined) {
              coin = coins.length;
              coinOf.set(c, coin);
              coins.push(control.chance);
              coinOwners.push(control.name);
            }
            return { coin, by: complement(e.by) };
          });
      });
    const line = (secondary: number, form: LossForm | 'unspecified', amount: Expression): Line => ({
      secondary,
      amount: simplified(amount),
      cuts: cutsOf((f) => f === 'loss' || f === (secondary < 0 ? 'primary' : 'secondary') || f === form),
    });
    const lines = threat.loss.primary.map((term) => line(-1, term.form, term.amount));
    const onSecondary = multipliers(t, ['secondary-probability']);
    const secondary = threat.loss.secondary.map((s, j) => {
      lines.push(...s.terms.map((term) => line(j, term.form, term.amount)));
      return productOfAll([parameter(`threat ${threat.name} secondary ${j}`, s.probability), ...onSecondary]);
    });
    const leadsTo = threat.leadsTo.map((consequence, k) => ({
      target: consequence.target,
      probability: productOfAll([
        parameter(`threat ${threat.name} leads-to ${k}`, consequence.probability),
        ...multipliers(consequence.target, ['frequency', 'vulnerability']),
      ]),
    }));
    return {
      name: threat.name,
      frequency,
      coins,
      coinOwners,
      lets: threat.loss.lets.map(simplified),
      lines,
      secondary,
      leadsTo,
    };
  });
  return { shared, threats, seed: model.seed, trials: model.trials };
}

/** 1 − e. */
function complement(e: Expression): Expression {
  return e.kind === 'constant' ? constant(1 - e.value) : { kind: 'difference', left: one, right: e };
}

/** The factors of a product. */
export function flatten(e: Expression): Expression[] {
  return e.kind === 'product' ? [...flatten(e.left), ...flatten(e.right)] : [e];
}

/** Indices of the shared quantities that stand directly in an expression. */
export function sharedIn(expression: Expression, found: Set<number> = new Set()): Set<number> {
  if (expression.kind === 'shared') found.add(expression.index);
  else for (const part of partsOf(expression)) sharedIn(part, found);
  return found;
}
