/** The model as it is in one state: every working control folded into the factors that it reduces. */
import { expressionWithWayIn } from '../assembly/way-in.ts';
import { environment, isCertain, momentsOf, partsOf } from '../expressions/index.ts';
import type { Expression, Factor, LossForm, RiskModel, SharedQuantity, State } from '../model.ts';
import { contestChance } from './contest.ts';
import type { Workspace } from './workspace.ts';

/** A term of the loss of an event. */
export interface Line {
  /** Index of the stakeholder whose reaction it is; −1 for a primary loss. */
  readonly secondary: number;
  readonly form: LossForm | 'unspecified';
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
  /** By threat: those that lead to it, rising. */
  readonly sources: readonly (readonly number[])[];
  /** Of the model: what is random in the hybrid solver follows from the seed, and it has to do better than so many years. */
  readonly seed: string;
  readonly trials: number;
}

/** By threat: the indices of those that lead to it, rising. */
export function sourcesOf(
  threats: readonly { readonly leadsTo: readonly { readonly target: number }[] }[],
): readonly (readonly number[])[] {
  const sources: number[][] = threats.map(() => []);
  threats.forEach(({ leadsTo }, s) => {
    for (const { target } of leadsTo) if (sources[target].at(-1) !== s) sources[target].push(s);
  });
  return sources;
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

/** left / right, with the named quantities that are factors of `left` put outside: what scales a loss is to be seen. */
function quotientOf(left: Expression, right: Expression): Expression {
  const factors = flatten(left);
  const named = factors.filter((factor) => factor.kind === 'shared');
  if (named.length === 0) return { kind: 'quotient', left, right };
  const rest = productOfAll(factors.filter((factor) => factor.kind !== 'shared'));
  return productOfAll([...named, { kind: 'quotient', left: rest, right }]);
}

/** Which controls work in a state. */
export function controlsIn(model: RiskModel, state: State): boolean[] {
  return model.controls.map((c) =>
    state === 'inherent' ? false : state === 'current' ? c.status === 'in-place' : true,
  );
}

/** A control's quantities as they stand in every state. */
interface Acting {
  readonly name: string;
  /** Chance that it works in an event. */
  readonly chance: Expression;
  readonly effects: readonly {
    readonly factor: Factor;
    readonly by: Expression;
    readonly threats: ReadonlySet<number>;
  }[];
}

/** What all states of a model have in common. */
export interface StateBase {
  readonly shared: readonly SharedQuantity[];
  readonly sources: readonly (readonly number[])[];
  readonly controls: readonly Acting[];
  /** Threats without any control. */
  readonly threats: readonly StateThreat[];
  /** By threat: controls that act on it, or on the chance that it leads to another. */
  readonly controlsOf: readonly (readonly number[])[];
  /** By threat, threats with controls by which of them work. */
  readonly made: readonly Map<string, StateThreat>[];
}

/** The one object that stands for all threats of the same content. */
function unique(threat: StateThreat, { threats }: Workspace): StateThreat {
  const text = JSON.stringify(threat);
  const known = threats.get(text);
  if (known) return known;
  threats.set(text, threat);
  return threat;
}

function baseOf(model: RiskModel, workspace: Workspace): StateBase {
  let base = workspace.bases.get(model);
  if (!base) {
    base = newBase(model, workspace);
    workspace.bases.set(model, base);
  }
  return base;
}

function newBase(model: RiskModel, workspace: Workspace): StateBase {
  const shared: SharedQuantity[] = [...model.shared];
  const env = environment({ shared, lets: [] }, workspace.laws);
  /** A year's parameter: its value if it has only one, else a shared quantity. */
  const parameter = (name: string, expression: Expression): Expression => {
    if (expression.kind === 'constant') return expression;
    shared.push({ name, expression: simplified(expression) });
    if (isCertain(expression, env)) return constant(momentsOf(expression, env).mean);
    return { kind: 'shared', index: shared.length - 1 };
  };
  /** Estimates that are constants or other names are replaced by what they stand for. */
  const simplified = (e: Expression): Expression => {
    if (e.kind === 'constant' || e.kind === 'draw' || e.kind === 'let') return e;
    if (e.kind === 'shared') {
      const inner = shared[e.index].expression;
      if (inner.kind === 'shared') return simplified(inner);
      return isCertain(inner, env) ? constant(momentsOf(inner, env).mean) : e;
    }
    if (e.kind === 'min' || e.kind === 'max') return { ...e, items: e.items.map(simplified) };
    if (e.kind === 'truncate' || e.kind === 'observed') return e;
    const [left, right] = [simplified(e.left), simplified(e.right)];
    return e.kind === 'quotient' ? quotientOf(left, right) : { ...e, left, right };
  };
  const controls = model.controls.map(
    (control): Acting => ({
      name: control.name,
      chance: productOfAll([
        parameter(`control ${control.name} coverage`, control.coverage ?? one),
        parameter(`control ${control.name} reliability`, control.reliability ?? one),
      ]),
      effects: control.effects.map((effect, i) => ({
        factor: effect.factor,
        threats: new Set(effect.threats),
        by: parameter(`control ${control.name} effect ${i}`, effect.by),
      })),
    }),
  );
  const threats = model.threats.map((threat): StateThreat => {
    let frequency: Expression[] | null = null;
    if (threat.frequency) {
      if (threat.frequency.by === 'loss-events') frequency = flatten(simplified(threat.frequency.lossEventFrequency));
      else {
        const { threatEvents, vulnerability } = threat.frequency;
        frequency =
          threatEvents.by === 'rate'
            ? flatten(simplified(threatEvents.threatEvents))
            : [...flatten(simplified(threatEvents.contact)), ...flatten(simplified(threatEvents.action))];
        if (vulnerability.by === 'probability')
          frequency.push(...flatten(simplified(expressionWithWayIn(vulnerability.vulnerability, vulnerability))));
        else {
          const { capability, resistance } = vulnerability;
          const chance = contestChance(simplified(capability), simplified(resistance), env);
          frequency.push(...flatten(expressionWithWayIn(chance, vulnerability)));
        }
      }
    }
    const line = (secondary: number, form: LossForm | 'unspecified', amount: Expression): Line => ({
      secondary,
      form,
      amount: simplified(amount),
      cuts: [],
    });
    const lines = threat.loss.primary.map((term) => line(-1, term.form, term.amount));
    const secondary = threat.loss.secondary.map((s, j) => {
      lines.push(...s.terms.map((term) => line(j, term.form, term.amount)));
      return parameter(`threat ${threat.name} secondary ${j}`, s.probability);
    });
    const leadsTo = threat.leadsTo.map((consequence, k) => ({
      target: consequence.target,
      probability: parameter(`threat ${threat.name} leads-to ${k}`, consequence.probability),
    }));
    const lets = threat.loss.lets.map(simplified);
    const made = { name: threat.name, frequency, coins: [], coinOwners: [], lets, lines, secondary, leadsTo };
    return unique(made, workspace);
  });
  const controlsOf: number[][] = threats.map(() => []);
  const sources = sourcesOf(threats);
  controls.forEach((control, c) => {
    const touched = new Set<number>();
    for (const { threats: on } of control.effects)
      for (const t of on) {
        touched.add(t);
        for (const s of sources[t]) touched.add(s);
      }
    for (const t of touched) controlsOf[t].push(c);
  });
  return { shared, sources, controls, threats, controlsOf, made: threats.map(() => new Map()) };
}

/** Folds the controls marked in `works` into the model. */
export function stateModel(model: RiskModel, works: readonly boolean[], workspace: Workspace): StateModel {
  const base = baseOf(model, workspace);
  const threats = base.threats.map((threat, t) => {
    const acting = base.controlsOf[t].filter((c) => works[c]);
    if (acting.length === 0) return threat;
    const key = acting.join();
    let made = base.made[t].get(key);
    if (!made) {
      const controls = acting.map((c) => base.controls[c]);
      made = unique(withControls(threat, t, controls), workspace);
      base.made[t].set(key, made);
    }
    return made;
  });
  return { shared: base.shared, threats, sources: base.sources, seed: model.seed, trials: model.trials };
}

function withControls(threat: StateThreat, t: number, controls: readonly Acting[]): StateThreat {
  /** The multipliers of a factor of a threat, of a frequency or probability. */
  const multipliers = (on: number, factors: readonly Factor[]): Expression[] =>
    controls.flatMap((control) =>
      control.effects
        .filter((e) => factors.includes(e.factor) && e.threats.has(on))
        .map((e) => complement(productOfAll([e.by, control.chance]))),
    );
  const coins: Expression[] = [];
  const coinOwners: string[] = [];
  const coinOf = new Map<Acting, number>();
  const cutsOf = (matches: (factor: Factor) => boolean): { coin: number; by: Expression }[] =>
    controls.flatMap((control) =>
      control.effects
        .filter((e) => matches(e.factor) && e.threats.has(t))
        .map((e) => {
          let coin = coinOf.get(control);
          if (coin === undefined) {
            coin = coins.length;
            coinOf.set(control, coin);
            coins.push(control.chance);
            coinOwners.push(control.name);
          }
          return { coin, by: complement(e.by) };
        }),
    );
  const onFrequency = multipliers(t, ['contact', 'action', 'threat-events', 'vulnerability', 'frequency']);
  const onSecondary = multipliers(t, ['secondary-probability']);
  return {
    ...threat,
    frequency: threat.frequency && [...threat.frequency, ...onFrequency],
    lines: threat.lines.map((line) => ({
      ...line,
      cuts: cutsOf((f) => f === 'loss' || f === (line.secondary < 0 ? 'primary' : 'secondary') || f === line.form),
    })),
    coins,
    coinOwners,
    secondary: threat.secondary.map((chance) => productOfAll([chance, ...onSecondary])),
    leadsTo: threat.leadsTo.map(({ target, probability }) => ({
      target,
      probability: productOfAll([probability, ...multipliers(target, ['frequency', 'vulnerability'])]),
    })),
  };
}

/** 1 − e. */
function complement(e: Expression): Expression {
  return e.kind === 'constant' ? constant(1 - e.value) : { kind: 'difference', left: one, right: e };
}

/** The factors of a product. */
export function flatten(e: Expression, found: Expression[] = []): Expression[] {
  if (e.kind === 'product') {
    flatten(e.left, found);
    flatten(e.right, found);
  } else found.push(e);
  return found;
}

/** Indices of the shared quantities that stand directly in an expression. */
export function sharedIn(expression: Expression, found: Set<number> = new Set()): Set<number> {
  if (expression.kind === 'shared') found.add(expression.index);
  else for (const part of partsOf(expression)) sharedIn(part, found);
  return found;
}
