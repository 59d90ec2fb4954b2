/** The transform of a block's annual loss. */
import { environment } from '../expressions/index.ts';
import type { Block } from './block.ts';
import { applyCount } from './count-law.ts';
import { combinations, eliminate, type Factor, placeOf, spread } from './elimination.ts';
import type { Spectrum } from './fft.ts';
import { pointsSpectrum } from './hybrid/spectra.ts';
import { lawSpectrum } from './law-spectrum.ts';
import { type Plan, ruleAt, withValues } from './plan.ts';
import { countsOf } from './rates.ts';
import { certainValue, type Part, severitySpectrum } from './severity.ts';
import type { Solvable } from './shape.ts';
import type { StateModel } from './state-model.ts';
import type { Grid, Workspace } from './workspace.ts';

/**
 * The tilted transform of the block's annual loss: E Π_s G_s(Ψ_s) over the yearly quantities, with the generating
 * functions G_s of the counts and Ψ_t = φ_t Π (1 − p + p Ψ_c) over what t leads to. For `atoms` the φ are those of the
 * point masses. `scrambling`: of the points that stand for quantities of the year, those of one set only.
 */
export function blockSpectrum(
  solvable: Solvable,
  model: StateModel,
  level: number,
  grid: Grid,
  part: Part,
  workspace: Workspace,
  scrambling: number | null = null,
): Spectrum {
  if (solvable.law) return lawSpectrum(solvable.law, grid, part, workspace) as Spectrum;
  if (solvable.points) return pointsSpectrum(solvable, model, scrambling, grid, part, workspace);
  const { block, structure, plans } = solvable;
  const depth = structure.adaptive ? level : 0;
  const key = `year ${grid.h} ${grid.n} ${grid.tilt} ${part} ${depth} ${block.id}`;
  return workspace.spectrum(key, () => newSpectrum(block, model, plans[depth], grid, part, workspace)) as Spectrum;
}

function newSpectrum(
  block: Block,
  model: StateModel,
  plan: Plan,
  grid: Grid,
  part: Part,
  workspace: Workspace,
): Spectrum {
  const length = grid.n / 2 + 1;
  const { structure, sizes } = plan;
  const base = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const events = new Map<number, (Spectrum | null | undefined)[]>();
  const made: Spectrum[] = [];
  const eventAt = (t: number, values: Int32Array): Spectrum | null => {
    const scope = structure.eventScopes.get(t) ?? [];
    const place = placeOf(scope, sizes, values);
    let table = events.get(t);
    if (!table) {
      table = [];
      events.set(t, table);
    }
    const known = table[place];
    if (known !== undefined) return known;
    const env = withValues(base, plan, scope, values);
    const severity = block.severities.get(t);
    let out = severity ? severitySpectrum(severity, env, grid, part, workspace) : null;
    if (!severity) {
      out = workspace.borrow(length);
      toUnit(out);
      made.push(out);
    }
    for (const { target, probability } of out === null ? [] : model.threats[t].leadsTo) {
      if (!structure.eventScopes.has(target)) continue;
      const next = workspace.borrow(length);
      follow(out as Spectrum, certainValue(probability, env), eventAt(target, values), next);
      made.push(next);
      out = next;
    }
    table[place] = out;
    return out;
  };
  const factors: Factor[] = [];
  const values = new Int32Array(sizes.length);
  for (const [t, scope] of structure.yearScopes) {
    const table: Spectrum[] = [];
    const count = combinations(scope, sizes);
    for (let i = 0; i < count; i++) {
      spread(i, scope, sizes, values);
      const counts = countsOf(model, t, withValues(base, plan, scope, values), workspace);
      const year = workspace.borrow(length);
      if (counts === null) toUnit(year);
      else applyCount(counts, eventAt(t, values), null, year);
      table.push(year);
    }
    factors.push({ variables: scope, table });
  }
  const weight = (v: number, at: Int32Array): number => ruleAt(plan, v, at).weights[at[v]] ?? 0;
  const total = eliminate(factors, plan.order.variables, sizes, weight, length, workspace);
  for (const spectrum of made) workspace.giveBack(spectrum);
  return total;
}

export function toUnit(spectrum: Spectrum): void {
  spectrum.re.fill(1);
  spectrum.im.fill(0);
}

/** out = event · (1 − p + p · next); next = 0 where it is null. */
export function follow(event: Spectrum, p: number, next: Spectrum | null, out: Spectrum): void {
  for (let k = 0; k < out.re.length; k++) {
    const re = 1 - p + (next ? p * next.re[k] : 0);
    const im = next ? p * next.im[k] : 0;
    out.re[k] = event.re[k] * re - event.im[k] * im;
    out.im[k] = event.re[k] * im + event.im[k] * re;
  }
}
