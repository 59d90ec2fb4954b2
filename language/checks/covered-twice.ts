import type * as ast from '../generated/ast.ts';
import type { Check } from './check.ts';
import { findingAt, relatedAt } from './finding.ts';
import { duplicate } from './language-codes.ts';
import { categoriesOf, isLink, properties, type SystemView } from './view.ts';

/** A `not-applicable` of an element itself for a category that a threat on it has: one of the two is wrong. */
export const coveredTwice: Check = {
  info: duplicate,
  run: ({ view }) => {
    const threats = threatsOn(view);
    return [...view.ends, ...view.flows].flatMap((element) =>
      properties(element as ast.Service, 'NotApplicable').flatMap((line) =>
        (line.categories ?? []).flatMap((category, index) => {
          const threat = threats.get(element)?.find((candidate) => categoriesOf(candidate).has(category));
          if (threat === undefined) return [];
          const message =
            `${category} is said not to be applicable here, and the threat ${threat.name} is just that. ` +
            'Remove the category from this line, or the element from the threat.';
          const related = [relatedAt(threat, `The threat of ${category}.`, { property: 'name' })];
          return [findingAt(duplicate, line, message, { property: 'categories', index, related })];
        }),
      ),
    );
  },
};

function threatsOn(view: SystemView): ReadonlyMap<ast.Element, readonly ast.Threat[]> {
  const found = new Map<ast.Element, ast.Threat[]>();
  for (const [threat, struck] of view.strikes) {
    for (const place of struck) {
      const element = isLink(place) ? place.flow : place;
      const known = found.get(element);
      if (known === undefined) found.set(element, [threat]);
      else known.push(threat);
    }
  }
  return found;
}
