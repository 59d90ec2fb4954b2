/** Where a text asks for less attention: ignores, `not-applicable` lines, check levels, acceptances. */
import type { Concession, Place } from '../../protocol/index.ts';
import { ignoreCommentsIn } from '../checks/ignore-comments.ts';
import { properties } from '../checks/view.ts';
import type * as ast from '../generated/ast.ts';
import type { LinkedSystem, TextRange } from '../stages.ts';
import { nameOf } from './names.ts';
import type { PlaceOf } from './parts.ts';
import { textIn } from './words.ts';

type RangePlace = (uri: string, range: TextRange) => Place;

export function concessionsOf(system: LinkedSystem, placeOf: PlaceOf, placeAt: RangePlace): readonly Concession[] {
  return system.documents.flatMap((document) => {
    const declarations = document.parseResult.value.declarations ?? [];
    const ignores = ignoreCommentsIn(document).map((comment): Concession => {
      const place = placeAt(comment.uri, comment.range);
      const around = declarations.find(({ $cstNode: cst }) => {
        const range = cst?.range;
        return range !== undefined && range.start.line <= comment.lines[0] && comment.lines[0] <= range.end.line;
      });
      const until = comment.until === null ? '' : ` until ${comment.until}`;
      const text = `risk-ignore ${comment.code ?? ''}${until}: ${comment.reason}`;
      return { kind: 'ignore', subject: around === undefined ? place.file : nameOf(around), text, ...place };
    });
    return [...ignores, ...declarations.flatMap((declaration) => linesOf(declaration, placeOf))];
  });
}

function linesOf(declaration: ast.Declaration, placeOf: PlaceOf): Concession[] {
  const kinds = [
    ['not-applicable', 'NotApplicable'],
    ['check-level', 'CheckLevel'],
    ['accepted', 'Accepted'],
  ] as const;
  return kinds.flatMap(([kind, type]) =>
    properties(declaration as ast.System, type as 'CheckLevel').map((line) => ({
      kind,
      subject: nameOf(declaration),
      text: textIn(line.$cstNode),
      ...placeOf(line),
    })),
  );
}
