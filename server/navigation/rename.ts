/** Renames a declaration with all its uses, in every file of its system. */
import { AstUtils, CstUtils } from 'langium';
import { DefaultRenameProvider, type LangiumServices, type RenameProvider } from 'langium/lsp';
import { LSPErrorCodes, type Range, ResponseError, type TextEdit } from 'vscode-languageserver';
import { functions } from '../../language/checks/function-name.ts';
import { isLet, isUnitDeclaration, type Let } from '../../language/generated/ast.ts';
import { systemOf } from '../../language/names/index.ts';
import { reservedWords, wordsOf } from '../../language/parser/words.ts';
import type { RiskServices } from '../../language/services.ts';
import type { LinkedSystem } from '../../language/stages.ts';

const nameForm = /^[\p{L}_][\p{L}\p{M}\p{N}_]*(-[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*$/u;

export function createRename(services: LangiumServices & RiskServices): RenameProvider {
  return new RiskRename(services);
}

class RiskRename extends DefaultRenameProvider {
  private readonly services: LangiumServices & RiskServices;

  constructor(services: LangiumServices & RiskServices) {
    super(services);
    this.services = services;
  }

  override async rename(...[document, params]: Parameters<RenameProvider['rename']>) {
    const problem = this.problemWith(params.newName);
    if (problem) throw refusal(problem);
    const system = systemOf(this.services, document);
    const taken = system?.declarations.get(params.newName)?.[0] ?? letNamed(params.newName, system);
    if (taken) {
      const place = AstUtils.getDocument(taken).textDocument;
      const line = (taken.$cstNode?.range.start.line ?? 0) + 1;
      throw refusal(
        `"${params.newName}" is already declared (line ${line} of ${place.uri.split('/').at(-1)}). Choose another name.`,
      );
    }
    if (this.isUnit(document, params)) throw refusal(unitRefusal);
    const edit = await super.rename(document, params);
    if (!edit?.changes) return edit;
    return { changes: Object.fromEntries(Object.entries(edit.changes).map(([uri, edits]) => [uri, distinct(edits)])) };
  }

  override prepareRename(...[document, params]: Parameters<RenameProvider['prepareRename']>): Range | undefined {
    if (this.isUnit(document, params)) throw refusal(unitRefusal);
    return this.renameNodeRange(document, params.position);
  }

  /** Whether the word is a unit, where it is declared or where it is used. */
  private isUnit(...[document, params]: Parameters<RenameProvider['prepareRename']>): boolean {
    const root = document.parseResult.value.$cstNode;
    const leaf =
      root &&
      CstUtils.findDeclarationNodeAtOffset(
        root,
        document.textDocument.offsetAt(params.position),
        this.grammarConfig.nameRegexp,
      );
    return leaf !== undefined && (leaf.tokenType.name === 'UNIT' || isUnitDeclaration(leaf.astNode));
  }

  private problemWith(name: string): string | null {
    if (!nameForm.test(name)) {
      return `"${name}" cannot be a name. A name has letters, digits, "_", and hyphens between letters or digits, and does not start with a digit.`;
    }
    if (wordsOf(this.services.Grammar).has(name)) {
      return `"${name}" is a word of the language and cannot be a name. A name with an upper-case letter never collides with one.`;
    }
    if (functions.has(name)) {
      return `"${name}" is a function of estimates and cannot be a name. A name with an upper-case letter never collides with one.`;
    }
    return reservedWords.has(name)
      ? `"${name}" is kept for a later version of the language. A name with an upper-case letter never collides with one.`
      : null;
  }
}

/** A `let` and a name of its system may not be the same. */
function letNamed(name: string, system: LinkedSystem | undefined): Let | undefined {
  for (const { parseResult } of system?.documents ?? []) {
    const found = AstUtils.streamAllContents(parseResult.value).find((node) => isLet(node) && node.name === name);
    if (found) return found as Let;
  }
  return undefined;
}

const unitRefusal = 'A unit is renamed by hand: its uses are written in singular and plural.';

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

function distinct(edits: readonly TextEdit[]): TextEdit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify(edit.range), edit])).values()];
}
