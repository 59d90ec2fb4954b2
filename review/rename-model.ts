/**
 * A model under the names of the base: the streams of random numbers belong to names, so that a renamed threat is computed
 * with those that it had.
 */
import type { ModelFigures, RiskModel } from '../engine/index.ts';
import type { Renames } from './renames.ts';

export interface RenamedModel {
  readonly model: RiskModel;
  /** Index of a threat of the model that was renamed → its index in `model`. */
  readonly placeOf: (threat: number) => number;
  /** Figures of `model` → figures of the model that was renamed, in its order and under its names. */
  readonly restore: (figures: ModelFigures) => ModelFigures;
}

/** Threats and controls stand in the order of their names, as everywhere: sums are then made in the base's order. */
export function renamedModel(model: RiskModel, renames: Renames): RenamedModel {
  const named = (name: string): string => renames.get(name) ?? name;
  if (![...model.threats, ...model.controls].some(({ name }) => renames.has(name)) && !hasSharedRename(model, renames))
    return { model, placeOf: (threat) => threat, restore: (figures) => figures };
  const threats = orderOf(model.threats.map(({ name }) => named(name)));
  const controls = orderOf(model.controls.map(({ name }) => named(name)));
  const place = placesIn(threats);
  const moved = (indices: readonly number[]): number[] => indices.map((index) => place[index]).sort((a, b) => a - b);
  const renamed: RiskModel = {
    ...model,
    shared: model.shared.map((quantity) => ({ ...quantity, name: renamedQuantity(quantity.name, renames) })),
    threats: threats.map((index) => {
      const threat = model.threats[index];
      const leadsTo = threat.leadsTo.map((each) => ({ ...each, target: place[each.target] }));
      return { ...threat, name: named(threat.name), leadsTo };
    }),
    controls: controls.map((index) => {
      const control = model.controls[index];
      const effects = control.effects.map((effect) => ({ ...effect, threats: moved(effect.threats) }));
      return { ...control, name: named(control.name), effects };
    }),
    groups: model.groups.map((group) => ({ ...group, threats: moved(group.threats) })),
  };
  const restore = (figures: ModelFigures): ModelFigures => {
    const threatPlace = placesIn(threats);
    const controlPlace = placesIn(controls);
    return {
      ...figures,
      threats: model.threats.map(({ name }, index) => ({ ...figures.threats[threatPlace[index]], name })),
      controls: model.controls.map(({ name }, index) => {
        const found = figures.controls[controlPlace[index]];
        const byThreat = found.byThreat
          .map((each) => ({ ...each, threat: threats[each.threat] }))
          .sort((a, b) => a.threat - b.threat);
        return { ...found, name, byThreat };
      }),
      groups: figures.groups.map((group, index) => ({ ...group, name: model.groups[index].name })),
    };
  };
  return { model: renamed, placeOf: (threat) => place[threat], restore };
}

/** `estimate Exposure`, `asset Orders.size` under the name of the base. */
export function renamedQuantity(name: string, renames: Renames): string {
  const match = /^(estimate|asset) (.*?)(\.size|\.value)?$/.exec(name);
  if (match === null) return name;
  return `${match[1]} ${renames.get(match[2]) ?? match[2]}${match[3] ?? ''}`;
}

function hasSharedRename(model: RiskModel, renames: Renames): boolean {
  return model.shared.some(({ name }) => renamedQuantity(name, renames) !== name);
}

/** Indices in the order of the names. */
function orderOf(names: readonly string[]): number[] {
  return names.map((_, index) => index).sort((a, b) => (names[a] < names[b] ? -1 : names[a] > names[b] ? 1 : a - b));
}

/** Where each index stands in an order. */
function placesIn(order: readonly number[]): number[] {
  const places: number[] = [];
  order.forEach((index, place) => {
    places[index] = place;
  });
  return places;
}
