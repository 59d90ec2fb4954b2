/** `on Frontend to Cart`: flows by their ends, which have to be declared. */
import { properties } from '../checks/view.ts';
import type { Threat } from '../generated/ast.ts';
import { isFlow } from '../generated/ast.ts';
import { isDamaged } from '../parser/damage.ts';
import type { Base } from './base.ts';

/** Reports places that are pairs of ends without a flow, and pairs that start at a flow; the threats that have one. */
export function reportPairs(base: Base): ReadonlySet<Threat> {
  const misplaced = new Set<Threat>();
  const pairs = new Set([...base.view.links.values()].flat().map(({ from, to }) => `${from.name} to ${to.name}`));
  const unsure = base.view.flows.some(
    (flow) => isDamaged(flow) || [...flow.sources, ...flow.targets].some((end) => end.ref === undefined),
  );
  for (const threat of base.view.threats)
    for (const place of properties(threat, 'On').flatMap((line) => line.places)) {
      const from = place.element?.ref;
      const to = place.end?.ref;
      if (from === undefined || to === undefined) continue;
      const pair = `${from.name} to ${to.name}`;
      if (isFlow(from) || !pairs.has(pair)) misplaced.add(threat);
      if (isFlow(from))
        base.findings.report('reference', place, `\`${from.name}\` is a flow already. Write \`on ${from.name}\`.`);
      else if (!pairs.has(pair) && !unsure)
        base.findings.report(
          'reference',
          place,
          `There is no flow from \`${from.name}\` to \`${to.name}\`. Declare it: \`flow from ${from.name} to ${to.name}\`.`,
        );
    }
  return misplaced;
}
