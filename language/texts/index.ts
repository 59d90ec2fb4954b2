/** A linked system → its texts, for a comparison with another version. */
import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import type { DeclarationPart, DeclarationText, Place, SystemTexts } from '../../protocol/index.ts';
import * as ast from '../generated/ast.ts';
import type { LinkedSystem, TextRange } from '../stages.ts';
import { concessionsOf } from './concessions.ts';
import { nameOf } from './names.ts';
import { partsOf } from './parts.ts';
import { firstWordOf, sourceOf, textIn, wordsIn, wordsOf } from './words.ts';

/** Linear in the size of the text. `fileOf` names the file of a URI as reports do. */
export function textsOf(system: LinkedSystem, fileOf: (uri: string) => string): SystemTexts {
  const placeAt = (uri: string, { start, end }: TextRange): Place => ({
    file: fileOf(uri),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  });
  const placeOf = (node: AstNode): Place => {
    const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return placeAt(AstUtils.getDocument(node).uri.toString(), node.$cstNode?.range ?? nowhere);
  };
  const declarations = system.documents.flatMap((document) => document.parseResult.value.declarations ?? []);
  return {
    declarations: declarations.map((declaration): DeclarationText => {
      const { $cstNode: cst } = declaration;
      const name = nameOf(declaration);
      let words: string | null = null;
      let parts: readonly DeclarationPart[] | null = null;
      return {
        kind: firstWordOf(cst),
        name,
        source: sourceOf(cst),
        // Most declarations are the same on both sides: nobody asks for more.
        get words() {
          words ??= wordsIn(cst);
          return words;
        },
        get text() {
          return textIn(cst);
        },
        get body() {
          const all = wordsOf(cst);
          return all.slice(all.indexOf(ast.isExpectation(declaration) ? '' : name) + 1).join(' ');
        },
        get parts() {
          parts ??= partsOf(declaration, placeOf);
          return parts;
        },
        ...placeOf(declaration),
      };
    }),
    concessions: concessionsOf(system, placeOf, placeAt),
  };
}
