/** STRIDE per element: which categories apply to what, and which of them nothing covers. */
import type * as ast from '../generated/ast.ts';
import { hasReason } from './reasons.ts';
import { categoriesOf, isLink, type Link, properties, type Struck, type SystemView } from './view.ts';
import { zonesAround } from './zones.ts';

export const strideCategories: readonly ast.Stride[] = [
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
];

const applying: Readonly<Record<'External' | 'Service' | 'Store' | 'Flow', readonly ast.Stride[]>> = {
  External: ['spoofing', 'repudiation'],
  Service: strideCategories,
  Store: ['tampering', 'repudiation', 'information-disclosure', 'denial-of-service'],
  Flow: ['tampering', 'information-disclosure', 'denial-of-service'],
};

/** The letter of a category: S T R I D E. */
export function letterOf(category: ast.Stride): string {
  return category[0]!.toUpperCase();
}

/** Categories that nothing covers, for one element (a flow: for one pair of its ends). */
export interface StrideGap {
  readonly element: Struck;
  readonly missing: readonly ast.Stride[];
}

/**
 * The STRIDE categories of each element that neither a threat nor a `not-applicable` covers: its own, or (not for
 * flows) one of the zones around it. A flow counts where it crosses a trust boundary. Elements without gaps are left out.
 */
export function strideGaps(view: SystemView): readonly StrideGap[] {
  const covered = coveredByThreats(view);
  const elements: Struck[] = [...view.ends, ...[...view.links.values()].flat().filter((link) => link.crosses)];
  return elements.flatMap((element) => {
    const said = notApplicableTo(element);
    const struck = covered.get(element);
    const missing = categoriesFor(element).filter((category) => !said.has(category) && !struck?.has(category));
    return missing.length > 0 ? [{ element, missing }] : [];
  });
}

function categoriesFor(element: Struck): readonly ast.Stride[] {
  return applying[isLink(element) ? 'Flow' : element.$type];
}

function coveredByThreats(view: SystemView): ReadonlyMap<Struck, ReadonlySet<ast.Stride>> {
  const covered = new Map<Struck, Set<ast.Stride>>();
  for (const [threat, places] of view.strikes) {
    const categories = categoriesOf(threat);
    for (const place of places) {
      const known = covered.get(place) ?? new Set();
      covered.set(place, known);
      for (const category of categories) known.add(category);
    }
  }
  return covered;
}

function notApplicableTo(element: Struck): ReadonlySet<ast.Stride> {
  const bodies = isLink(element) ? [(element as Link).flow] : [element, ...zonesAround(element)];
  const lines = bodies.flatMap((body) => notApplicableLines(body));
  return new Set(lines.filter(hasReason).flatMap((line) => line.categories ?? []));
}

function notApplicableLines(body: ast.Zone | ast.FlowEnd | ast.Flow): readonly ast.NotApplicable[] {
  return properties(body as ast.Zone, 'NotApplicable');
}
