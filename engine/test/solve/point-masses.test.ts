import assert from 'node:assert/strict';
import { curveOf } from '../../assembly/curve.ts';
import { meansOf } from '../../assembly/means.ts';
import { type AnnualLaw, chanceBelow, chanceUpTo } from '../../exact/annual-law.ts';
import { solveExactly } from '../../exact/group.ts';
import { controlsIn, stateModel } from '../../exact/state-model.ts';
import { createWorkspace } from '../../exact/workspace.ts';
import type { Expression } from '../../model.ts';
import { constant, exponential, lossOf, model, pert, term, threat, uniform } from '../models.ts';

const capped = (of: Expression, cap: number): Expression => ({ kind: 'min', items: [of, constant(cap)] });
const rates = { min: 0.1328, max: 0.4355 };
const chanceOfReaction = 0.725;

/** A loss that is always at its cap, and a reaction that is at least 6 048. */
function solved(): AnnualLaw {
  const loss = lossOf(capped(pert(7096, 10_092, 14_308), 6470), {
    secondary: [
      {
        title: '',
        probability: constant(chanceOfReaction),
        terms: [term(capped(exponential(15_665), 12_770.000000000002)), term(pert(6048, 15_810, 26_598))],
      },
    ],
  });
  const of = model([threat('A', uniform(rates.min, rates.max), constant(0), { loss })]);
  const workspace = createWorkspace();
  const state = stateModel(of, controlsIn(of, 'inherent'), workspace);
  const found = solveExactly(state, [0], meansOf(state, 0, workspace)?.ale ?? 0, workspace);
  if ('outside' in found) throw new Error(found.outside);
  return found.law;
}

/** The mean of f over the rate, by the midpoint rule. */
function overRates(f: (rate: number) => number): number {
  const nodes = 10_000;
  let sum = 0;
  for (let k = 0; k < nodes; k++) sum += f(rates.min + ((rates.max - rates.min) * (k + 0.5)) / nodes);
  return sum / nodes;
}

const near = (found: number | undefined, expected: number): void =>
  assert.ok(Math.abs((found ?? 0) - expected) < 1e-6, `${found}, expected ${expected}`);

describe('point masses between smooth losses', () => {
  const quiet = 1 - chanceOfReaction;

  it('are where they belong, with all of their chance', () => {
    const law = solved();
    near(
      chanceBelow(law, 6470),
      overRates((rate) => Math.exp(-rate)),
    );
    near(
      chanceUpTo(law, 6470),
      overRates((rate) => Math.exp(-rate) * (1 + quiet * rate)),
    );
    const twice = overRates((rate) => (Math.exp(-rate) * (quiet * rate) ** 2) / 2);
    near(chanceUpTo(law, 12_940) - chanceBelow(law, 12_940), twice);
  });

  it('are steps of the curve', () => {
    const exceedance = new Map(curveOf(solved()));
    near(
      exceedance.get(6470),
      overRates((rate) => 1 - Math.exp(-rate) * (1 + quiet * rate)),
    );
  });
});
