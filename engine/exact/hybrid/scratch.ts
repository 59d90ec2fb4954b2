/** A workspace that keeps nothing of what belongs to a single point. */
import type { Distribution } from '../../laws/index.ts';
import type { Workspace } from '../workspace.ts';

/** What belongs to values of the year is kept under keys that start so. */
export const ofValues = 'given ';

/** Laws that belong to values of the year: kept as long as the points are. */
export interface OfPoints {
  readonly laws: Map<string, Distribution>;
  readonly passing: Set<string>;
}

/**
 * The same workspace for the points of one block: transforms that belong to values of the year are forgotten at once, laws with
 * the points, all others are kept as usual.
 */
export function scratchOver(workspace: Workspace, { laws: own, passing }: OfPoints): Workspace {
  const isPassing = (key: string): boolean => key.startsWith(ofValues) || passing.has(key.slice(key.lastIndexOf(' ')));
  const laws: Workspace['laws'] = {
    ...workspace.laws,
    get: (key) => (key.startsWith(ofValues) ? own.get(key) : workspace.laws.get(key)),
    set: (key, law) => {
      if (key.startsWith(ofValues)) {
        own.set(key, law);
        passing.add(` ${workspace.lawId(law)}`);
      } else workspace.laws.set(key, law);
    },
  };
  return {
    ...workspace,
    laws,
    counts: new Map(),
    spectrum: (key, compute) => (isPassing(key) ? compute() : workspace.spectrum(key, compute)),
  };
}
