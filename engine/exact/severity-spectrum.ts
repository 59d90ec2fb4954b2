/** The transform of the loss of one event of a threat. */
import type { Environment } from '../expressions/index.ts';
import type { Distribution } from '../laws/index.ts';
import type { Spectrum } from './fft.ts';
import { ofValues } from './hybrid/scratch.ts';
import { keptLawSpectrum, lawSpectrum, type Part } from './law-spectrum.ts';
import type { Severity } from './severity.ts';
import { mayBePoint, patternsOf, type Terms } from './severity-laws.ts';
import { add, multiply, put } from './spectrum-arithmetic.ts';
import type { Grid, Workspace } from './workspace.ts';

/** The transform of one event's loss on a grid, tilted; null is the zero measure (no atoms). Certain shared values are in `env`. */
export function severitySpectrum(
  severity: Severity,
  env: Environment,
  grid: Grid,
  part: Part,
  workspace: Workspace,
): Spectrum | null {
  return workspace.spectrum(keyOfEvent(severity, env, grid, part), () => {
    const patterns = patternsOf(severity, env);
    let total: Spectrum | null = null;
    for (const { chance, clusters } of patterns) {
      const one = patternSpectrum(clusters, patterns.length > 1 || severity.shared.length > 0, grid, part, workspace);
      if (one === null) continue;
      if (total) add(total, chance, one);
      else {
        total = workspace.spectrumOf(grid.n / 2 + 1);
        put(total, chance, one);
      }
      workspace.giveBack(one);
    }
    return total;
  });
}

function keyOfEvent({ shared, id }: Severity, env: Environment, grid: Grid, part: Part): string {
  if (shared.length === 0) return `event ${grid.key} ${part} ${id}`;
  const values = shared.map((i) => env.shared[i]);
  const given = values.some((value) => value !== undefined) ? ofValues : '';
  return `${given}event ${grid.key} ${part} ${values.join(' ')} ${id}`;
}

/** Null is the zero measure; else a borrowed transform. `reused`: the laws are asked for again on the same grid. */
function patternSpectrum(
  clusters: readonly Terms[],
  reused: boolean,
  grid: Grid,
  part: Part,
  workspace: Workspace,
): Spectrum | null {
  const length = grid.n / 2 + 1;
  const product = workspace.borrow(length);
  const sum = workspace.borrow(length);
  const term = workspace.borrow(length);
  const own = workspace.borrow(length);
  const how = part === 'full' && !mayBePoint(clusters) ? 'smeared' : part;
  const transformed = (law: Distribution): Spectrum | null => {
    const of = law.atoms === null ? part : how;
    if (reused) return keptLawSpectrum(law, grid, of, workspace);
    return lawSpectrum(law, grid, of, workspace, own) ? own : null;
  };
  let first = true;
  let nothing = false;
  for (const terms of clusters) {
    const into = first ? product : sum;
    let any = false;
    let constant = 0;
    const addTo = (chance: number, one: Spectrum): void => {
      if (any) add(into, chance, one);
      else put(into, chance, one);
      any = true;
    };
    for (const { chance, laws } of terms) {
      if (laws.length === 0) {
        constant += chance;
        continue;
      }
      const one = transformed(laws[0]);
      if (one === null) continue;
      if (laws.length === 1) {
        addTo(chance, one);
        continue;
      }
      put(term, 1, one);
      let zero = false;
      for (let i = 1; i < laws.length && !zero; i++) {
        const next = transformed(laws[i]);
        if (next === null) zero = true;
        else multiply(term, next);
      }
      if (!zero) addTo(chance, term);
    }
    if (!any && constant === 0) {
      nothing = true;
      break;
    }
    if (!any) {
      into.re.fill(constant);
      into.im.fill(0);
    } else if (constant > 0) for (let k = 0; k < length; k++) into.re[k] += constant;
    if (!first) multiply(product, sum);
    first = false;
  }
  if (first && !nothing) {
    product.re.fill(1);
    product.im.fill(0);
  }
  workspace.giveBack(sum);
  workspace.giveBack(term);
  workspace.giveBack(own);
  if (!nothing) return product;
  workspace.giveBack(product);
  return null;
}
