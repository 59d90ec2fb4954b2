/** The engine's model from the lowered parts. Threats, controls and groups stand in the order of their names, not of files. */

import type { AstNode } from 'langium';
import type {
  Effect,
  Control as EngineControl,
  Threat as EngineThreat,
  Group,
  RiskModel,
  State,
} from '../../engine/index.ts';
import type { Control, Threat } from '../generated/ast.ts';
import type { Limit } from '../stages.ts';
import { type Base, byName } from './base.ts';
import type { Catches } from './catches.ts';
import type { ControlValues } from './controls.ts';
import type { Countable } from './countable.ts';
import type { NamedGroup } from './groups.ts';
import { appetitePoints } from './limits.ts';
import type { Settings } from './settings.ts';
import type { LoweredThreat } from './threats.ts';

export interface Parts {
  readonly base: Base;
  readonly settings: Settings;
  readonly threats: ReadonlyMap<Threat, LoweredThreat>;
  readonly countable: Countable;
  readonly catches: Catches;
  readonly controls: ReadonlyMap<Control, ControlValues>;
  readonly groups: readonly NamedGroup[];
  readonly limits: ReadonlyMap<AstNode, Limit>;
}

export interface IndexedModel {
  readonly model: RiskModel;
  readonly threatIndex: ReadonlyMap<string, number>;
  readonly controlIndex: ReadonlyMap<string, number>;
}

/** The model and where each name is in it. */
export function modelOf(parts: Parts): IndexedModel {
  const { base, settings, countable, controls } = parts;
  const counted = [...countable.counted].sort(byName);
  const indexOf = new Map(counted.map((threat, index) => [threat, index] as const));
  const unknown = unknownStates(parts);
  const works = [...controls].filter(
    ([, values]) => values.status !== 'retired' && !values.broken && !isBroken(values),
  );
  const kept = works
    .map(([control]) => control)
    .filter((control) => !linesBroken(parts, control))
    .sort(byName);
  const model: RiskModel = {
    name: base.system.name ?? '',
    shared: base.shared.laws,
    threats: counted.map((threat) => engineThreat(parts, threat, indexOf, unknown)),
    controls: kept.map((control) => engineControl(parts, control, indexOf)),
    groups: parts.groups.filter((group) => !group.circular).map((group) => engineGroup(group, indexOf)),
    appetite: appetitePoints(base).flatMap((point) => {
      const limit = parts.limits.get(point);
      return limit === undefined ? [] : [{ probability: limit.low, above: limit.high }];
    }),
    horizonYears: settings.horizonYears,
    discount: settings.discount,
    seed: settings.seed,
    trials: settings.trials,
  };
  return {
    model,
    threatIndex: new Map(counted.map((threat, index) => [threat.name, index])),
    controlIndex: new Map(kept.map((control, index) => [control.name, index])),
  };
}

function isBroken(values: ControlValues): boolean {
  return [...values.reductions.values()].some((reduction) => reduction === null);
}

function linesBroken({ catches }: Parts, control: Control): boolean {
  return (catches.byControl.get(control) ?? []).some((one) => one.broken);
}

/** States in which a broken control leaves threats without figures. */
function unknownStates(parts: Parts): ReadonlyMap<Threat, ReadonlySet<State>> {
  const unknown = new Map<Threat, Set<State>>();
  for (const [control, values] of parts.controls) {
    if (values.status === 'retired') continue;
    const broken = values.broken || isBroken(values) || linesBroken(parts, control);
    if (!broken) continue;
    const states: readonly State[] = values.status === 'in-place' ? ['current', 'target'] : ['target'];
    for (const { suspects } of parts.catches.byControl.get(control) ?? [])
      for (const threat of suspects) {
        const into = unknown.get(threat) ?? new Set<State>();
        for (const state of states) into.add(state);
        unknown.set(threat, into);
      }
  }
  return unknown;
}

function engineThreat(
  { threats }: Parts,
  threat: Threat,
  indexOf: ReadonlyMap<Threat, number>,
  unknown: ReadonlyMap<Threat, ReadonlySet<State>>,
): EngineThreat {
  const lowered = threats.get(threat)!;
  const states: readonly State[] = ['inherent', 'current', 'target'];
  const leadsTo = lowered.leadsTo.flatMap(({ target, probability }) => {
    const index = indexOf.get(target);
    return index === undefined || probability === null ? [] : [{ target: index, probability }];
  });
  return {
    name: threat.name,
    frequency: lowered.frequency,
    loss: lowered.loss!,
    leadsTo,
    unknownIn: states.filter((state) => unknown.get(threat)?.has(state) ?? false),
    ...(lowered.prior === null ? {} : { prior: lowered.prior }),
  };
}

function engineControl(
  { controls, catches }: Parts,
  control: Control,
  indexOf: ReadonlyMap<Threat, number>,
): EngineControl {
  const values = controls.get(control)!;
  const effects = (catches.byControl.get(control) ?? []).map(({ line, threats }): Effect => {
    const indices = threats.map((threat) => indexOf.get(threat)).filter((index) => index !== undefined);
    return { factor: line.factor, by: values.reductions.get(line)!, threats: indices.sort((a, b) => a - b) };
  });
  return {
    name: control.name,
    status: values.status === 'in-place' ? 'in-place' : 'planned',
    costOnce: values.costOnce,
    costPerYear: values.costPerYear,
    coverage: values.coverage,
    reliability: values.reliability,
    effects,
  };
}

function engineGroup(group: NamedGroup, indexOf: ReadonlyMap<Threat, number>): Group {
  const threats = group.threats.map((threat) => indexOf.get(threat)).filter((index) => index !== undefined);
  return { kind: group.kind, name: group.name, threats: threats.sort((a, b) => a - b) };
}
