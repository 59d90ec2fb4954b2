/** The transform of a block's annual loss. */
import { environment } from '../expressions/index.ts';
import type { Pieces } from '../pieces.ts';
import type { Block } from './block.ts';
import { applyCount } from './count-law.ts';
import { combinations, eliminate, type Factor, placeOf, spread } from './elimination.ts';
import type { Spectrum } from './fft.ts';
import { pointsSpectrum } from './hybrid/spectra.ts';
import type { Part } from './law-spectrum.ts';
import { keptLawSpectrum } from './law-spectrum.ts';
import { type Plan, ruleAt, withValues } from './plan.ts';
import { countsOf } from './rates.ts';
import { certainValue } from './severity-laws.ts';
import { severitySpectrum } from './severity-spectrum.ts';
import { isAdaptive, type Solvable } from './shape.ts';
import type { StateModel } from './state-model.ts';
import type { Grid, Workspace } from './workspace.ts';

/** Which of its plans a block uses at a level. */
export function depthOf(solvable: Solvable, level: number): number {
  return isAdaptive(solvable) ? level : 0;
}

/** Cells that are computed between two pauses: a few hundredths of a second. */
const betweenPauses = 150_000;

/**
 * The tilted transform of the block's annual loss: E Π_s G_s(Ψ_s) over the yearly quantities, with the generating
 * functions G_s of the counts and Ψ_t = φ_t Π (1 − p + p Ψ_c) over what t leads to. For `atoms` the φ are those of the
 * point masses.
 */
export function* blockSpectrum(
  solvable: Solvable,
  model: StateModel,
  level: number,
  grid: Grid,
  part: Part,
  workspace: Workspace,
): Pieces<Spectrum> {
  if (solvable.law) return keptLawSpectrum(solvable.law, grid, part, workspace) as Spectrum;
  if (solvable.points) return pointsSpectrum(solvable, solvable.points, model, grid, part, workspace);
  const { block, plans } = solvable;
  const depth = depthOf(solvable, level);
  const key = `year ${grid.key} ${part} ${depth} ${block.id}`;
  const known = workspace.kept(key);
  if (known) return known;
  const made = yield* newSpectrum(block, model, plans[depth], grid, part, workspace);
  workspace.keep(key, made);
  if (workspace.worked(0) > betweenPauses) {
    workspace.rested();
    yield;
  }
  return made;
}

function* newSpectrum(
  block: Block,
  model: StateModel,
  plan: Plan,
  grid: Grid,
  part: Part,
  workspace: Workspace,
): Pieces<Spectrum> {
  const length = grid.n / 2 + 1;
  const { structure, sizes } = plan;
  if (block.threats.length === 1 && sizes.length === 0) return ofOneThreat(block, model, grid, part, workspace);
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
      if (workspace.worked(grid.n) > betweenPauses) {
        workspace.rested();
        yield;
      }
    }
    factors.push({ variables: scope, table });
  }
  const weight = (v: number, at: Int32Array): number => ruleAt(plan, v, at).weights[at[v]] ?? 0;
  const total = eliminate(factors, plan.order.variables, sizes, weight, length, workspace);
  for (const spectrum of made) workspace.giveBack(spectrum);
  return total;
}

/** The same where there is nothing to sum out and nothing to follow. */
function ofOneThreat(block: Block, model: StateModel, grid: Grid, part: Part, workspace: Workspace): Spectrum {
  const [t] = block.threats;
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const out = workspace.spectrumOf(grid.n / 2 + 1);
  // Without a frequency of its own nothing happens: nothing leads to it either.
  if (block.known.counts === undefined)
    block.known.counts = model.threats[t].frequency === null ? null : countsOf(model, t, env, workspace);
  const severity = block.severities.get(t);
  workspace.worked(grid.n);
  if (block.known.counts === null || !severity) toUnit(out);
  else applyCount(block.known.counts, severitySpectrum(severity, env, grid, part, workspace), null, out);
  return out;
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
