/** Completion by context: what the place of the cursor takes, from the text before it and the names of the system. */
import { type AstNode, AstUtils, type LangiumDocument, type URI, UriUtils } from 'langium';
import type { CompletionProvider } from 'langium/lsp';
import type { Range } from 'vscode-languageserver-types';
import { type Declaration, isFlow, isLet, isThreat, isUnitDeclaration } from '../../language/generated/ast.ts';
import { quantityFunctions } from '../../language/quantities/functions/index.ts';
import { moneyInWords } from '../../protocol/index.ts';
import type { Bench } from '../bench.ts';
import { codeInfos } from '../diagnostics/pages.ts';
import { documentationOf } from '../hover/words.ts';
import { wordOf } from '../navigation/outline.ts';
import type { SystemState } from '../systems/state.ts';
import { type Cursor, cursorAt } from '../text/cursor.ts';
import { imagesIn } from './images.ts';
import { itemsFor, type KnownName, type Surroundings } from './items.ts';
import { signatureOf } from './signatures.ts';
import { mustFollow, type NameKind, wantedAt } from './slots.ts';

export function createCompletion(bench: () => Bench): CompletionProvider {
  return {
    completionOptions: { triggerCharacters: ['"', '/', '.', ' '] },
    async getCompletion(document, { position, context }) {
      const text = document.textDocument.getText();
      const cursor = cursorAt(text, document.textDocument.offsetAt(position));
      const wanted = wantedAt(cursor);
      // A blank calls for a list only where something has to follow: it must not get into the way of typing on.
      if (context?.triggerCharacter === ' ' && !mustFollow(cursor, wanted)) return { items: [], isIncomplete: false };
      const items = await itemsFor(
        wanted,
        cursor,
        typedRange(document, cursor),
        surroundingsOf(bench(), document, cursor),
      );
      return { items, isIncomplete: false };
    },
  };
}

/** What an accepted item replaces: the word or the last part of the path that is being typed. */
function typedRange(document: LangiumDocument, cursor: Cursor): Range {
  const typed = cursor.string ? (cursor.string.text.slice(1).split('/').at(-1) ?? '') : cursor.prefix;
  const whole = cursor.string && cursor.statement[0]?.text === 'image' ? cursor.string.text.slice(1) : typed;
  return {
    start: document.textDocument.positionAt(cursor.offset - whole.length),
    end: document.textDocument.positionAt(cursor.offset),
  };
}

function surroundingsOf(bench: Bench, document: LangiumDocument, cursor: Cursor): Surroundings {
  const state = bench.systems.of(document.uri.toString());
  const declarations = state ? state.linked.documents.flatMap((one) => one.parseResult.value.declarations) : [];
  return {
    names: (kinds) => namesOf(kinds, declarations, document, cursor, state, bench),
    flowEnds: () => [
      ...new Set(
        declarations
          .filter(isFlow)
          .flatMap(({ sources, targets }) =>
            sources.flatMap((from) => targets.map((to) => `${from.$refText} to ${to.$refText}`)),
          ),
      ),
    ],
    currency: state?.lowered.description.currency ?? 'USD',
    ownUnits: declarations.filter(isUnitDeclaration).map((unit) => unit.plural ?? unit.name),
    codes: codeInfos.filter(({ adjustable }) => adjustable),
    functions: [...quantityFunctions.values()].map((one) => ({
      name: one.name,
      signature: signatureOf(one).label,
      help: one.help,
    })),
    today: bench.host.today(),
    documentationOf,
    paths: (typed) => bench.host.files.entries(folderOf(document.uri, typed)),
    images: async () => imagesIn(await bench.host.files.deploymentFiles(bench.rootOf(document.uri))),
  };
}

/** The folder that a typed path is in, relative to the file. */
function folderOf(file: URI, typed: string): URI {
  const parts = typed
    .split('/')
    .slice(0, -1)
    .filter((part) => part !== '');
  return UriUtils.resolvePath(UriUtils.dirname(file), ...parts);
}

function namesOf(
  kinds: readonly NameKind[],
  declarations: readonly Declaration[],
  document: LangiumDocument,
  cursor: Cursor,
  state: SystemState | null,
  bench: Bench,
): readonly KnownName[] {
  const report = state ? bench.figures.of(state).figures?.report : undefined;
  const aleOf = new Map(report?.threats.map(({ name, current }) => [name, current?.ale ?? null]));
  const named = declarations.flatMap((node): (KnownName & { readonly ale: number })[] => {
    const kind = wordOf(node) as NameKind;
    if (!kinds.includes(kind) || !('name' in node) || !node.name) return [];
    const ale = isThreat(node) ? (aleOf.get(node.name) ?? null) : null;
    const detail = ale === null || !report ? null : `${moneyInWords(ale, report.currency)} a year`;
    return [{ name: node.name, kind, title: 'title' in node ? (node.title ?? null) : null, detail, ale: ale ?? -1 }];
  });
  const lets = kinds.includes('let') ? letsBefore(document, cursor.offset) : [];
  return [...lets, ...named.sort((a, b) => b.ale - a.ale)];
}

/** The `let`s of the threat around the cursor that stand before it. */
function letsBefore(document: LangiumDocument, offset: number): KnownName[] {
  const within = (node: AstNode) =>
    node.$cstNode !== undefined && node.$cstNode.offset <= offset && offset <= node.$cstNode.end;
  const file = document.parseResult.value as { readonly declarations?: readonly Declaration[] };
  const threat = file.declarations?.find((node) => isThreat(node) && within(node));
  if (!threat) return [];
  return AstUtils.streamAllContents(threat)
    .filter(isLet)
    .filter((node) => node.name !== undefined && (node.$cstNode?.end ?? offset) < offset)
    .map((node): KnownName => ({ name: node.name, kind: 'let', title: null, detail: null }))
    .toArray();
}
