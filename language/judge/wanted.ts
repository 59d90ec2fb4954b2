/** Which figures the expectations of a system ask for beyond means: what a comparison has to compute. */
import type { Outline } from '../../engine/index.ts';
import type { LoweredSystem } from '../stages.ts';
import { isControlMeasure } from './measures.ts';

/** The total's current state always, for the appetite is about it. */
export function outlineOf({ system, model, threatIndex }: LoweredSystem): Outline {
  const outline = { threats: new Set<number>(), groups: new Set<number>(), total: new Set<string>(['current']) };
  const declarations = system.documents.flatMap((document) => document.parseResult.value.declarations ?? []);
  for (const expectation of declarations) {
    if (expectation.$type !== 'Expectation' || isControlMeasure(expectation.measure)) continue;
    if (expectation.measure === 'ale' || expectation.measure === 'events') continue;
    if (expectation.system) outline.total.add(expectation.state ?? 'current');
    const name = expectation.target?.$refText;
    const threat = name === undefined ? undefined : threatIndex.get(name);
    if (threat !== undefined) outline.threats.add(threat);
    const group = model.groups.findIndex((each) => each.kind === 'element' && each.name === name);
    if (group >= 0) outline.groups.add(group);
  }
  return outline;
}
