/** A source that is written out in several places becomes a `citation`. */
import { AstUtils } from 'langium';
import { type CodeAction, CodeActionKind, type TextEdit } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';
import { propertyRange } from '../text/nodes.ts';
import type { RewriteRequest } from './rewrites.ts';

export function citationFor(source: ast.Source, { state, document }: RewriteRequest): CodeAction[] {
  const text = source.text;
  const declaration = AstUtils.getContainerOfType(source, ast.isDeclaration);
  const before = declaration?.$cstNode?.range.start;
  if (text === undefined || text === '' || !before) return [];
  const same = state.linked.documents
    .flatMap((one) => AstUtils.streamAst(one.parseResult.value).filter(ast.isSource).toArray())
    .filter((one) => one.text === text);
  if (same.length < 2) return [];
  const name = freeName(text, state.linked.declarations);
  const changes: Record<string, TextEdit[]> = {};
  for (const one of same) {
    const range = propertyRange(one, 'text');
    if (!range) continue;
    const uri = AstUtils.getDocument(one).uri.toString();
    changes[uri] ??= [];
    changes[uri].push({ range, newText: name });
  }
  const own = document.uri.toString();
  changes[own] ??= [];
  const title = propertyRange(source, 'text');
  const written = title ? document.textDocument.getText(title) : JSON.stringify(text);
  changes[own].push({ range: { start: before, end: before }, newText: `citation ${name} ${written} {\n}\n\n` });
  return [
    {
      title: `Make a citation of this source (${same.length} uses)`,
      kind: CodeActionKind.RefactorExtract,
      edit: { changes },
    },
  ];
}

/** A name from the words of the source: `IR retainer 2026` is `IRRetainer2026`. */
function freeName(text: string, taken: ReadonlyMap<string, unknown>): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const joined = words
    .slice(0, 4)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  const base = /^\p{L}/u.test(joined) ? joined : `Source${joined}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!taken.has(name)) return name;
  }
}
