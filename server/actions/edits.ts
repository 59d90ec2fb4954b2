import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { FixAlternative } from '../../language/stages.ts';

/** The edits of a fix by file. */
export function editOf({ edits }: Pick<FixAlternative, 'edits'>): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, range, newText } of edits) {
    changes[uri] ??= [];
    changes[uri].push({ range, newText });
  }
  return { changes };
}
