import { counted, listed } from '../../protocol/index.ts';
import type * as ast from '../generated/ast.ts';
import { isThreat } from '../generated/ast.ts';
import type { LoweredSystem } from '../stages.ts';
import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { alternative, type Edit } from './edits.ts';
import { findingAt, rangeOf, relatedAt, uriOf } from './finding.ts';
import { placesOf } from './scopes.ts';
import { categoriesOf, nameOf, properties, type SystemView } from './view.ts';

const info: CodeInfo = {
  code: 'partial-match',
  severity: 'information',
  title: 'A threat that a control catches in part',
  help: 'The line catches a threat by only some of its categories or places, and reduces the whole of it all the same.',
  adjustable: true,
  needs: 'text',
};

interface Partial {
  readonly threat: ast.Threat;
  /** Categories and places of the threat that the line does not name. */
  readonly rest: readonly string[];
}

export const partialMatch: Check = {
  info,
  run: ({ view, lowered }) =>
    view.controls.flatMap((control) =>
      properties(control, 'Reduces').flatMap((line) => {
        const partial = partialIn(line, view, reducedBy(control, line.factor, lowered));
        if (partial.length === 0) return [];
        const named = listed(partial.map(({ threat, rest }) => `${threat.name} (also ${listed(rest, 3)})`));
        const message =
          `The line catches ${counted(partial.length, 'threat')} by only some categories or places, and reduces all of ` +
          `${partial.length === 1 ? 'it' : 'each'}: ${named}. Split the threat, or leave it out with \`except\`.`;
        const alternatives = partial.map(({ threat }) =>
          alternative(`Leave out ${threat.name}`, [exceptEdit(line, threat)]),
        );
        const related = partial.map(({ threat }) => relatedAt(threat, 'Caught in part.', { property: 'name' }));
        return [findingAt(info, line, message, { related, fix: { alternatives } })];
      }),
    ),
};

/** The threats that the model lets the control reduce on the factor; those without the factor are not among them. */
function reducedBy(
  control: ast.Control,
  factor: string,
  { controlIndex, model, system }: LoweredSystem,
): readonly ast.Threat[] {
  const index = controlIndex.get(control.name);
  const effects = index === undefined ? [] : (model.controls[index]?.effects ?? []);
  const threats = new Set(effects.filter((effect) => effect.factor === factor).flatMap((effect) => effect.threats));
  return [...threats].flatMap((threat) => system.declarations.get(model.threats[threat]!.name)?.find(isThreat) ?? []);
}

function partialIn(line: ast.Reduces, view: SystemView, reduced: readonly ast.Threat[]): readonly Partial[] {
  if ((line.categories ?? []).length === 0 || reduced.length === 0) return [];
  const places = placesOf(line.scopes ?? [], view);
  const named = new Set(line.categories);
  const except = new Set((line.except ?? []).map((threat) => threat.ref));
  return reduced.flatMap((threat) => {
    if (except.has(threat)) return [];
    const categories = [...categoriesOf(threat)];
    const struck = [...(view.strikes.get(threat) ?? [])];
    const caught = categories.some((one) => named.has(one)) && struck.some((place) => places.has(place));
    if (!caught) return [];
    const rest = [
      ...categories.filter((category) => !named.has(category)),
      ...struck.filter((place) => !places.has(place)).map((place) => `on ${nameOf(place)}`),
    ];
    return rest.length > 0 ? [{ threat, rest }] : [];
  });
}

/** Adds a threat to the line's `except`, before its `by`. */
function exceptEdit(line: ast.Reduces, threat: ast.Threat): Edit {
  const except = line.except ?? [];
  const last =
    except.length > 0
      ? rangeOf(line, { property: 'except', index: except.length - 1 })
      : rangeOf(line, { property: 'scopes', index: (line.scopes ?? []).length - 1 });
  const newText = except.length > 0 ? `, ${threat.name}` : ` except ${threat.name}`;
  return { uri: uriOf(line), range: { start: last.end, end: last.end }, newText };
}
