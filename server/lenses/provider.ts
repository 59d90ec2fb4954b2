import type { CodeLensProvider } from 'langium/lsp';
import type { Bench } from '../bench.ts';
import { usesOf } from '../text/uses.ts';
import { lensesOf } from './lenses.ts';

export function createLenses(bench: () => Bench): CodeLensProvider {
  return {
    provideCodeLens(document) {
      const { systems, figures, comparison, settings, fileOf, risk } = bench();
      const uri = document.uri.toString();
      const file = fileOf(document);
      const state = systems.of(uri);
      if (!file || !state) return [];
      const shown = figures.of(state);
      return lensesOf({
        uri,
        file,
        state,
        shown,
        compared: comparison.of(state),
        settings: settings.lens,
        usesOf: (node) => usesOf(risk, node).length,
      });
    },
  };
}
