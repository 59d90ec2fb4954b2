/** The commands that the server carries out itself. Their arguments come from outside and are checked. */
import type { ExecuteCommandHandler } from 'langium/lsp';
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { showItem } from '../../protocol/index.ts';
import type { Bench } from '../bench.ts';
import { member } from '../settings.ts';
import { nameRange } from '../text/nodes.ts';
import { applyFix } from './commands.ts';
import { editOf } from './edits.ts';

export function createCommands(bench: () => Bench): ExecuteCommandHandler {
  return {
    /** A client that has `risk.showItem` registers it itself; two of a name would clash. */
    get commands() {
      return bench().abilities.showItem ? [applyFix] : [applyFix, showItem];
    },
    async executeCommand(name, args) {
      if (name === applyFix) return applyFirstFix(bench(), args[0]);
      if (name === showItem) return showDocument(bench(), args[0]);
      return undefined;
    },
  };
}

async function applyFirstFix(bench: Bench, target: unknown): Promise<boolean> {
  const uri = member(target, 'uri');
  const code = member(target, 'code');
  const range = member(target, 'range') as Range | undefined;
  const finding = bench
    .findings()
    .find((one) => one.uri === uri && one.code === code && one.range.start.line === range?.start?.line && one.fix);
  const alternative = finding?.fix?.alternatives[0];
  if (!alternative || !bench.connection) return false;
  const edit: WorkspaceEdit = editOf(alternative);
  const { applied } = await bench.connection.workspace.applyEdit({ label: alternative.title, edit });
  return applied;
}

async function showDocument(bench: Bench, target: unknown): Promise<boolean> {
  const name = member(target, 'name');
  const uri = member(target, 'uri');
  if (typeof uri !== 'string' || typeof name !== 'string' || !bench.connection || !bench.abilities.showDocument)
    return false;
  const state = bench.systems.of(uri);
  const node = name === state?.linked.name ? state.linked.node : state?.linked.declarations.get(name)?.[0];
  const selection = node ? (nameRange(node) ?? undefined) : undefined;
  const place = node?.$container?.$document?.uri.toString() ?? uri;
  const { success } = await bench.connection.window.showDocument({
    uri: place,
    takeFocus: true,
    ...(selection ? { selection } : {}),
  });
  return success;
}
