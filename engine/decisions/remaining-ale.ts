/** The ALE that remains with a set of candidates. */
import { meansOf } from '../assembly/means.ts';
import { stateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import type { RiskModel } from '../model.ts';
import { type Candidate, worksWith } from './candidates.ts';
import { closedUnderSources, restrict } from './restrict.ts';
import { type CandidateSet, emptySet, setOf } from './sets.ts';

/** A threat's ALE, which depends only on the candidates that act on it or on what leads to it. */
export interface ThreatAle {
  /** Index in the model. */
  readonly threat: number;
  readonly relevant: CandidateSet;
  /** Money per year; every set is solved once. */
  ale(set: CandidateSet): number;
}

export interface AleTable {
  readonly threats: readonly ThreatAle[];
  /** Threats whose ALE has no closed form. */
  readonly open: readonly number[];
  /** Threats whose ALE is infinite. */
  readonly infinite: readonly number[];
  /** Sum over the threats. */
  ale(set: CandidateSet): number;
  /** How many times a threat was solved; sums over the threats count, too. */
  spent(): number;
}

/** Known ALEs that are looked up in the time that it takes to solve a threat. */
const looksOfSolution = 500;

export function aleTable(
  model: RiskModel,
  candidates: readonly Candidate[],
  threats: readonly number[],
  workspace: Workspace,
): AleTable {
  let solved = 0;
  let looked = 0;
  const known: ThreatAle[] = [];
  const open: number[] = [];
  const infinite: number[] = [];
  for (const threat of threats) {
    const part = restrict(model, closedUnderSources(model, [threat]));
    const at = part.indexOf.get(threat) as number;
    const inPart = new Set(part.controls);
    const relevant = setOf(candidates.flatMap(({ control }, i) => (inPart.has(control) ? [i] : [])));
    const found = new Map<CandidateSet, number>();
    const solve = (set: CandidateSet): number | null => {
      solved++;
      const works = worksWith(model, candidates, set);
      const state = stateModel(
        part.model,
        part.controls.map((c) => works[c]),
        workspace,
      );
      return meansOf(state, at, workspace)?.ale ?? null;
    };
    const first = solve(emptySet);
    if (first === null || !Number.isFinite(first)) {
      (first === null ? open : infinite).push(threat);
      continue;
    }
    found.set(emptySet, first);
    const ale = (set: CandidateSet): number => {
      const mine = set & relevant;
      let value = found.get(mine);
      if (value === undefined) {
        // A control only takes away: what has a mean without it has one with it.
        value = solve(mine) ?? Number.NaN;
        found.set(mine, value);
      }
      return value;
    };
    known.push({ threat, relevant, ale });
  }
  return {
    threats: known,
    open,
    infinite,
    ale: (set) => {
      looked += known.length;
      return known.reduce((sum, threat) => sum + threat.ale(set), 0);
    },
    spent: () => solved + looked / looksOfSolution,
  };
}
