/** The transforms of a block's annual loss, averaged over points of its quantities of the year. */
import type { Environment } from '../../expressions/index.ts';
import { follow, toUnit } from '../block-spectrum.ts';
import { applyCount } from '../count-law.ts';
import { type Spectrum, spectrumOf } from '../fft.ts';
import type { Part } from '../law-spectrum.ts';
import { countsOf } from '../rates.ts';
import { certainValue } from '../severity-laws.ts';
import { severitySpectrum } from '../severity-spectrum.ts';
import type { Solvable } from '../shape.ts';
import type { StateModel } from '../state-model.ts';
import type { Grid, Workspace } from '../workspace.ts';
import { scramblings, type YearPoints } from './points.ts';
import { scratchOver } from './scratch.ts';

/**
 * The transform of the block's scrambling, or the mean of all: each the mean over the points of Π_s G_s(Ψ_s) given the values
 * of the year.
 */
export function pointsSpectrum(
  solvable: Solvable,
  points: YearPoints,
  model: StateModel,
  grid: Grid,
  part: Part,
  workspace: Workspace,
): Spectrum {
  const { scrambling = null } = solvable;
  const key = (of: number | null): string => `points ${of} ${grid.key} ${part} ${points.id} ${solvable.block.id}`;
  let made: Spectrum[] | null = null;
  const all = (): Spectrum[] => {
    made ??= newSpectra(solvable, points, model, grid, part, workspace);
    return made;
  };
  const found = workspace.spectrum(key(scrambling), () => (scrambling === null ? meanOf(all()) : all()[scrambling]));
  // The others were computed with it: they are asked for next.
  if (made) for (let r = 0; r < scramblings; r++) workspace.spectrum(key(r), () => all()[r]);
  return found as Spectrum;
}

function meanOf(spectra: readonly Spectrum[]): Spectrum {
  const out = spectrumOf(spectra[0].re.length);
  for (const one of spectra) addTo(out, one, 1 / spectra.length);
  return out;
}

function addTo(sum: Spectrum, one: Spectrum, weight: number): void {
  for (let k = 0; k < sum.re.length; k++) {
    sum.re[k] += weight * one.re[k];
    sum.im[k] += weight * one.im[k];
  }
}

function newSpectra(
  { block, structure }: Solvable,
  points: YearPoints,
  model: StateModel,
  grid: Grid,
  part: Part,
  workspace: Workspace,
): Spectrum[] {
  const length = grid.n / 2 + 1;
  const scratch = scratchOver(workspace, points.own);
  /** Transforms of events that do not depend on the year, and what is borrowed for one point. */
  const fixed = new Map<number, Spectrum | null>();
  let borrowed: Spectrum[] = [];
  const borrow = (): Spectrum => {
    const one = workspace.borrow(length);
    borrowed.push(one);
    return one;
  };
  const eventAt = (t: number, env: Environment, known: Map<number, Spectrum | null>): Spectrum | null => {
    const before = fixed.get(t) ?? known.get(t);
    if (before !== undefined) return before;
    const always = structure.eventScopes.get(t)?.length === 0;
    const severity = block.severities.get(t);
    const take = always ? () => spectrumOf(length) : borrow;
    let out: Spectrum | null;
    if (severity) out = severitySpectrum(severity, env, grid, part, scratch);
    else {
      out = take();
      toUnit(out);
    }
    for (const { target, probability } of out === null ? [] : model.threats[t].leadsTo) {
      if (!structure.eventScopes.has(target)) continue;
      const next = take();
      follow(out as Spectrum, certainValue(probability, env), eventAt(target, env, known), next);
      out = next;
    }
    (always ? fixed : known).set(t, out);
    return out;
  };
  const year = workspace.borrow(length);
  const spectra = points.sets.map((environments, r) => {
    const sum = spectrumOf(length);
    for (const [k, point] of environments.entries()) {
      const env = { ...point, memo: scratch.laws };
      const known = new Map<number, Spectrum | null>();
      toUnit(year);
      for (const t of structure.yearScopes.keys()) {
        const kept = points.counts[r][k];
        kept[t] ??= countsOf(model, t, env, scratch);
        const counts = kept[t];
        if (counts !== null) applyCount(counts, eventAt(t, env, known), year, year);
      }
      addTo(sum, year, 1 / environments.length);
      for (const one of borrowed) workspace.giveBack(one);
      borrowed = [];
    }
    return sum;
  });
  workspace.giveBack(year);
  return spectra;
}
