import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Expression, Loss, RiskModel } from '../../model.ts';
import { type SimulationResult, simulate } from '../../simulation/simulate.ts';
import { riskModel } from '../cross-check/random-models.ts';
import { constant, loss, model, pert, threat, to } from '../examples.ts';

const trials = 3000;
const runs = { seed: 20_260_301, numRuns: process.env.RISK_LONG ? 300 : 10 };

const run = (model: RiskModel, keepSamples = false): Promise<SimulationResult> =>
  simulate(model, { trials, seed: 'properties', keepSamples });

/** All figures by name of the threat. */
function byName(model: RiskModel, result: SimulationResult): Map<string, string> {
  return new Map([...result.threats].map(([index, figures]) => [model.threats[index].name, JSON.stringify(figures)]));
}

/** The same model with its threats, shared quantities and controls declared in the opposite order. */
function reversed(model: RiskModel): RiskModel {
  const last = model.threats.length - 1;
  const moved = (index: number): number => last - index;
  return {
    ...model,
    threats: model.threats
      .map((threat) => ({ ...threat, leadsTo: threat.leadsTo.map((to) => ({ ...to, target: moved(to.target) })) }))
      .reverse(),
    controls: model.controls
      .map((control) => ({
        ...control,
        effects: control.effects.map((effect) => ({ ...effect, threats: effect.threats.map(moved).reverse() })),
      }))
      .reverse(),
    groups: model.groups.map((group) => ({ ...group, threats: group.threats.map(moved).reverse() })),
  };
}

const times = (amount: Expression, factor: number): Expression => ({
  kind: 'product',
  left: amount,
  right: { kind: 'constant', value: factor },
});

function scaled(loss: Loss, factor: number): Loss {
  const terms = (of: Loss['primary']): Loss['primary'] =>
    of.map((term) => ({ ...term, amount: times(term.amount, factor) }));
  return {
    ...loss,
    primary: terms(loss.primary),
    secondary: loss.secondary.map((item) => ({ ...item, terms: terms(item.terms) })),
  };
}

describe('what must hold of every simulation', () => {
  it('the same model and seed give the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(riskModel, async (model) => {
        assert.deepEqual(byName(model, await run(model)), byName(model, await run(model)));
      }),
      { ...runs, numRuns: 5 },
    );
  });

  it('the order of declarations changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(riskModel, async (model) => {
        const other = reversed(model);
        const [one, two] = [await run(model), await run(other)];
        const names = [...byName(model, one)].sort();
        assert.deepEqual(names, [...byName(other, two)].sort());
        assert.equal(JSON.stringify(one.total), JSON.stringify(two.total));
        assert.equal(JSON.stringify([...one.groups]), JSON.stringify([...two.groups]));
      }),
      runs,
    );
  });

  it('leaving out other threats changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(riskModel, async (model) => {
        const all = await run(model);
        const alone = await simulate(model, { trials, seed: 'properties', threats: [0], groups: [], total: false });
        assert.equal(JSON.stringify(alone.threats.get(0)), JSON.stringify(all.threats.get(0)));
      }),
      runs,
    );
  });

  it('means are added up event by event, however many events other threats have', async () => {
    const busy = threat('Busy', pert(6, 28, 29), loss([to(1e3, 5e3)]));
    const rare = threat('Rare', constant(0.02), loss([to(1e3, 5e4)]), {
      leadsTo: [{ target: 1, probability: constant(0) }],
    });
    const both = model([rare, busy]);
    for (const years of [2000, 4000, 6000]) {
      const all = await simulate(both, { trials: years, seed: 'properties' });
      const alone = await simulate(both, { trials: years, seed: 'properties', threats: [0], groups: [], total: false });
      assert.deepEqual(alone.threats.get(0), all.threats.get(0));
    }
  });

  it('editing a threat changes only it and what it sets off', async () => {
    await fc.assert(
      fc.asyncProperty(riskModel, async (model) => {
        const last = model.threats.length - 1;
        const edited = {
          ...model,
          threats: model.threats.map((threat, k) =>
            k === last ? { ...threat, loss: scaled(threat.loss, 2) } : threat,
          ),
        };
        const [before, after] = [byName(model, await run(model)), byName(edited, await run(edited))];
        for (let k = 0; k < last; k++) assert.equal(after.get(`Threat${k}`), before.get(`Threat${k}`));
      }),
      runs,
    );
  });

  it('inherent ≥ current ≥ target in every simulated year', async () => {
    await fc.assert(
      fc.asyncProperty(riskModel, async (model) => {
        for (const { annual, events } of (await run(model, true)).samples.values()) {
          for (let y = 0; y < trials; y++) assert.ok(annual[0][y] >= annual[1][y] && annual[1][y] >= annual[2][y]);
          assert.ok(events[0] >= events[1] && events[1] >= events[2]);
        }
      }),
      runs,
    );
  });

  it('twice the loss is twice every figure, to the last digit', async () => {
    await fc.assert(
      fc.asyncProperty(riskModel, async (model) => {
        const at = (factor: number): RiskModel => ({
          ...model,
          threats: model.threats.map((threat) => ({ ...threat, loss: scaled(threat.loss, factor) })),
        });
        const [one, two] = [await run(at(1), true), await run(at(2), true)];
        for (const [index, sample] of one.samples) {
          const other = two.samples.get(index);
          for (let state = 0; state < 3; state++) {
            assert.deepEqual(
              other?.annual[state],
              sample.annual[state].map((x) => 2 * x),
            );
          }
        }
      }),
      runs,
    );
  });

  it('the exceedance falls from P(loss) within 0 and 1, and its losses rise', async () => {
    await fc.assert(
      fc.asyncProperty(riskModel, async (model) => {
        for (const figures of (await run(model)).threats.values()) {
          const { curve, probabilityOfLoss } = figures.inherent ?? assert.fail('no figures');
          assert.deepEqual(curve[0], [0, probabilityOfLoss]);
          for (let k = 1; k < curve.length; k++) {
            assert.ok(curve[k][0] > curve[k - 1][0] && curve[k][1] <= curve[k - 1][1] && curve[k][1] >= 0);
          }
        }
      }),
      runs,
    );
  });

  it('the mean of what is expected given the year is the mean of what happens', async () => {
    await fc.assert(
      fc.asyncProperty(riskModel, async (model) => {
        for (const sample of (await run(model, true)).samples.values()) {
          for (let state = 0; state < 3; state++) {
            // Of a few events the spread tells nothing.
            if (sample.events[state] < 30) continue;
            const years = sample.expected[state].length;
            let difference = 0;
            let square = 0;
            for (let y = 0; y < years; y++) {
              const d = sample.annual[state][y] - sample.expected[state][y];
              difference += d / years;
              square += (d * d) / years;
            }
            const error = Math.sqrt(square / years);
            assert.ok(
              Math.abs(difference) <= 5.5 * error + 1e-9,
              `${difference} is ${difference / error} standard errors`,
            );
          }
        }
      }),
      runs,
    );
  });
});
