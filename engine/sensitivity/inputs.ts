/** The uncertain inputs of a model, each an independent draw, with the threats whose expected loss it moves. */
import { downstream } from '../decisions/restrict.ts';
import { partsOf } from '../expressions/index.ts';
import { lawOf } from '../expressions/law.ts';
import { environment, type Memo } from '../expressions/scope.ts';
import type { Distribution } from '../laws/index.ts';
import type { Control, Expression, RiskModel, Threat } from '../model.ts';
import type { EstimatePath } from './figures.ts';
import { leavesOf, withLeaf } from './leaves.ts';
import { type Place, placesOf } from './places.ts';

export interface Input {
  readonly place: Place;
  readonly path: EstimatePath;
  readonly law: Distribution;
  /** Indices, rising. */
  readonly affects: readonly number[];
  /** The model in which the input has this value. */
  readonly fixed: (model: RiskModel, value: number) => RiskModel;
}

export function inputsOf(model: RiskModel, memo: Memo): Input[] {
  const env = environment({ shared: model.shared, lets: [] }, memo);
  const users = usersOfShared(model);
  return placesOf(model).flatMap((place) => {
    const leaves = leavesOf(place.expression);
    if (leaves.length === 0) return [];
    const affects = affectedBy(model, place, users);
    return leaves.map((leaf, k): Input => {
      const whole = leaves.length === 1 && leaf === place.expression;
      return {
        place,
        path: { ...place.path, part: whole ? null : k },
        law: lawOf(leaf, env),
        affects,
        fixed: (m, value) => place.write(m, withLeaf(place.expression, k, { kind: 'constant', value })),
      };
    });
  });
}

function affectedBy(model: RiskModel, place: Place, users: readonly ReadonlySet<number>[]): number[] {
  const { path, index } = place;
  if (path.of === 'shared') return [...users[index]].sort((a, b) => a - b);
  if (path.of === 'threat') return place.changesEvents ? downstream(model, [index]) : [index];
  if (path.factor === 'cost' || path.factor === 'cost-per-year') return [];
  const { effects } = model.controls[index];
  const touched = path.factor === 'reduces' ? effects[path.position].threats : effects.flatMap((e) => [...e.threats]);
  return downstream(model, touched);
}

/** By shared quantity: the threats whose expected loss depends on it, directly or through others. */
function usersOfShared(model: RiskModel): Set<number>[] {
  const direct = model.shared.map(() => new Set<number>());
  const note = (e: Expression | null, threats: readonly number[]): void => {
    if (e === null) return;
    if (e.kind === 'shared') for (const t of threats) direct[e.index].add(t);
    else for (const part of partsOf(e)) note(part, threats);
  };
  model.threats.forEach((threat, t) => {
    const here = downstream(model, [t]);
    for (const e of inEvents(threat)) note(e, here);
    for (const e of inLoss(threat)) note(e, [t]);
  });
  for (const control of model.controls) noteControl(model, control, note);
  // Later quantities may use earlier ones.
  for (let i = model.shared.length - 1; i >= 0; i--) note(model.shared[i].expression, [...direct[i]]);
  return direct;
}

function noteControl(
  model: RiskModel,
  { coverage, reliability, effects }: Control,
  note: (e: Expression | null, threats: readonly number[]) => void,
): void {
  const all = downstream(
    model,
    effects.flatMap((effect) => [...effect.threats]),
  );
  note(coverage, all);
  note(reliability, all);
  for (const effect of effects) note(effect.by, downstream(model, effect.threats));
}

function inEvents({ frequency, leadsTo }: Threat): Expression[] {
  const found = leadsTo.map((consequence) => consequence.probability);
  if (frequency === null) return found;
  if (frequency.by === 'loss-events') return [...found, frequency.lossEventFrequency];
  const { threatEvents, vulnerability } = frequency;
  found.push(
    ...(threatEvents.by === 'rate' ? [threatEvents.threatEvents] : [threatEvents.contact, threatEvents.action]),
  );
  found.push(
    ...(vulnerability.by === 'probability'
      ? [vulnerability.vulnerability]
      : [vulnerability.capability, vulnerability.resistance]),
  );
  return found;
}

function inLoss({ loss }: Threat): Expression[] {
  const terms = [...loss.primary, ...loss.secondary.flatMap((s) => [...s.terms])];
  return [...loss.lets, ...terms.map((term) => term.amount), ...loss.secondary.map((s) => s.probability)];
}
