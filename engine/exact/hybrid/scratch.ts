/** A workspace that keeps nothing of what belongs to a single point. */
import type { Distribution } from '../../laws/index.ts';
import type { Spectrum } from '../fft.ts';
import type { Workspace } from '../workspace.ts';

/** What belongs to values of the year is kept under keys that start so. */
export const ofValues = 'given ';

/**
 * The same workspace for the points of one block: laws and transforms that belong to values of the year are forgotten with it,
 * all others are kept as usual.
 */
export function scratchOver(workspace: Workspace): Workspace {
  const own = new Map<string, Distribution>();
  const passing = new WeakSet<Distribution>();
  const laws = new Map<string, Distribution>();
  laws.get = (key) => (key.startsWith(ofValues) ? own.get(key) : workspace.laws.get(key));
  laws.set = (key, law) => {
    if (key.startsWith(ofValues)) {
      own.set(key, law);
      passing.add(law);
    } else workspace.laws.set(key, law);
    return laws;
  };
  const lawSpectra = new WeakMap<Distribution, Map<string, Spectrum>>();
  lawSpectra.get = (law) => (passing.has(law) ? undefined : workspace.lawSpectra.get(law));
  lawSpectra.set = (law, kept) => {
    if (!passing.has(law)) workspace.lawSpectra.set(law, kept);
    return lawSpectra;
  };
  return {
    ...workspace,
    laws,
    lawSpectra,
    counts: new Map(),
    spectrum: (key, compute) => (key.startsWith(ofValues) ? compute() : workspace.spectrum(key, compute)),
  };
}
