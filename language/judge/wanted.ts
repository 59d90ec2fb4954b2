/** Which figures a system asks for beyond means: what a check or a comparison has to compute. */
import type { Outline } from '../../engine/index.ts';
import type { LoweredSystem } from '../stages.ts';
import { isControlMeasure } from './measures.ts';

/** What a comparison shows: the total's current state always. */
export function outlineOf(lowered: LoweredSystem): Outline {
  const judged = judgedOutline(lowered);
  return { ...judged, total: new Set([...judged.total, 'current']) };
}

/** What the judgements look at: of the total only with an appetite, or an expectation about it. */
export function judgedOutline({ system, model, threatIndex }: LoweredSystem): Outline {
  const total = model.appetite.length > 0 ? ['current'] : [];
  const outline = { threats: new Set<number>(), groups: new Set<number>(), total: new Set<string>(total) };
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
