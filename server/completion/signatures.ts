/** Signature help in calls of distributions and functions. */
import type { SignatureHelpProvider } from 'langium/lsp';
import type { ParameterInformation, SignatureInformation } from 'vscode-languageserver-types';
import { type QuantityFunction, quantityFunctions } from '../../language/quantities/functions/index.ts';
import { cursorAt } from '../text/cursor.ts';

export function createSignatureHelp(): SignatureHelpProvider {
  return {
    signatureHelpOptions: { triggerCharacters: ['(', ','], retriggerCharacters: [':'] },
    provideSignatureHelp(document, params) {
      const cursor = cursorAt(document.textDocument.getText(), document.textDocument.offsetAt(params.position));
      const call = cursor.calls.at(-1);
      const called = call && quantityFunctions.get(call.name);
      if (!call || !called) return undefined;
      const signature = signatureOf(called);
      const byName =
        called.kind === 'plain' && call.named !== null
          ? called.parameters.findIndex(({ name }) => name === call.named)
          : -1;
      const position = called.kind === 'list' ? 0 : Math.min(call.commas, signature.parameters.length - 1);
      return { signatures: [signature], activeSignature: 0, activeParameter: byName >= 0 ? byName : position };
    },
  };
}

/** `pert(min, mode, max, shape: optional)` with a sentence for each parameter. */
export function signatureOf(
  called: QuantityFunction,
): SignatureInformation & { readonly parameters: ParameterInformation[] } {
  if (called.kind === 'list') {
    const item = { known: 'value', weighted: 'value: weight', estimates: 'estimate' }[called.items];
    const help = {
      known: 'A known value; all have one unit.',
      weighted: 'A known value and its weight.',
      estimates: 'Any estimate; all have one unit.',
    }[called.items];
    return {
      label: `${called.name}(${item}, …)`,
      documentation: called.help,
      parameters: [{ label: item, documentation: help }],
    };
  }
  const parameters = called.parameters.map(({ name, help, optional, named }) => ({
    label: `${name}${named ? ':' : ''}${optional ? '?' : ''}`,
    documentation: `${help}${named ? ` Written as \`${name}: …\`.` : ''}`,
  }));
  return {
    label: `${called.name}(${parameters.map(({ label }) => label).join(', ')})`,
    documentation: called.help,
    parameters,
  };
}
