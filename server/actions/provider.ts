/** Quick fixes of what was found, and rewrites of what stands at the cursor. */
import type { CodeActionProvider } from 'langium/lsp';
import type { CodeActionParams } from 'vscode-languageserver';
import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver-types';
import type { Finding } from '../../language/stages.ts';
import type { Bench } from '../bench.ts';
import { diagnosticOf } from '../diagnostics/convert.ts';
import { pageOf } from '../diagnostics/pages.ts';
import { editOf } from './edits.ts';
import { rewritesAt } from './rewrites.ts';

export function createActions(bench: () => Bench): CodeActionProvider {
  return {
    getCodeActions(document, params) {
      const uri = document.uri.toString();
      const file = bench().fileOf(document);
      const wants = (kind: string) =>
        !params.context.only || params.context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const actions: CodeAction[] = [];
      if (wants(CodeActionKind.QuickFix)) {
        const here = bench()
          .findings()
          .filter((finding) => finding.uri === uri && finding.fix && touches(finding.range, params.range));
        for (const finding of here) actions.push(...fixesOf(finding, params, bench().abilities.pages));
      }
      const state = bench().systems.of(uri);
      if (file && state)
        actions.push(
          ...rewritesAt({ document, file, state, range: params.range, today: bench().host.today() }).filter(
            ({ kind }) => wants(kind ?? ''),
          ),
        );
      return actions;
    },
  };
}

function fixesOf(finding: Finding, params: CodeActionParams, pages: string | null): CodeAction[] {
  const diagnostics = [shownAs(finding, params.context.diagnostics, pages)];
  return (finding.fix?.alternatives ?? []).map((alternative) => ({
    title: alternative.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(alternative.preferred ? { isPreferred: true } : {}),
    edit: editOf(alternative),
  }));
}

/** The editor's own copy where it sent one, so that it knows which squiggle the fix belongs to. */
function shownAs(finding: Finding, sent: readonly Diagnostic[], pages: string | null): Diagnostic {
  const same = sent.find(
    (one) =>
      one.code === finding.code && one.message === finding.message && one.range.start.line === finding.range.start.line,
  );
  return same ?? diagnosticOf(finding, (code) => pageOf(code, pages));
}

export function touches(a: Range, b: Range): boolean {
  const before = (x: Range['start'], y: Range['start']) =>
    x.line < y.line || (x.line === y.line && x.character < y.character);
  return !before(a.end, b.start) && !before(b.end, a.start);
}
