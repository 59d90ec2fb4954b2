import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Expression, sensitivityOf } from '../../index.ts';
import { constant, control, draw, loss, model, threat } from '../examples.ts';

const uniform = (min: number, max: number): Expression => draw({ law: 'uniform', min, max });

function near(actual: number, expected: number, relative: number): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} is not ${expected}`);
}

describe('the value of information', () => {
  // One year: the control saves 0.5 · λ · 100 and costs `cost`; it pays where λ > cost / 50.
  const of = (rate: Expression, cost: Expression, more: object = {}) =>
    model([threat('T', rate, loss([uniform(50, 150)]))], {
      controls: [control('C', [{ factor: 'frequency', by: constant(0.5), threats: [0] }], { costOnce: cost, ...more })],
      horizonYears: 1,
    });

  it('is E max(0, net benefit) less max(0, E net benefit)', async () => {
    // λ uniform on 0–4, cost 100: net benefit 50 λ − 100 has mean 0 and E max(0, …) = ∫₂⁴ (50 λ − 100)/4 dλ = 25.
    const { information, bestControls } = await sensitivityOf(of(uniform(0, 4), constant(100)));
    assert.deepEqual(
      information?.map((each) => each.path.factor),
      ['frequency'],
    );
    near(information?.[0].value ?? 0, 25, 2e-3);
    assert.deepEqual(bestControls, []);
  });

  it('is nothing where no value would change the decision', async () => {
    assert.deepEqual((await sensitivityOf(of(uniform(2, 4), constant(10)))).information, []);
    assert.deepEqual((await sensitivityOf(of(uniform(2, 4), constant(10)))).bestControls, [0]);
    assert.deepEqual((await sensitivityOf(of(uniform(0, 1), constant(900)))).information, []);
  });

  it('counts uncertain costs and effects of planned controls', async () => {
    // Cost uniform on 50–150 against a saving of 100: E max(0, 100 − cost) = ∫₀^50 x/100 dx = 12.5.
    const cost = await sensitivityOf(of(constant(2), uniform(50, 150)));
    assert.deepEqual(
      cost.information?.map((each) => each.path.factor),
      ['cost'],
    );
    near(cost.information?.[0].value ?? 0, 12.5, 2e-3);
    // Coverage uniform on 0–1: 100 · coverage − 50, E max(0, …) = 100 · ∫_½¹ (c − ½) dc = 12.5.
    const effect = await sensitivityOf(of(constant(2), constant(50), { coverage: uniform(0, 1) }));
    assert.deepEqual(
      effect.information?.map((each) => each.path.factor),
      ['coverage'],
    );
    near(effect.information?.[0].value ?? 0, 12.5, 2e-3);
  });

  it('is not asked where nothing is planned, and is nothing for what varies from event to event', async () => {
    const none = await sensitivityOf(model([threat('T', uniform(1, 2), loss([uniform(1, 2)]))]));
    assert.equal(none.information, null);
    assert.equal(none.bestControls, null);
  });

  it('chooses among the best set and its neighbours where there are many controls', async () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const threats = names.map((name, t) =>
      threat(name, t === 2 ? uniform(0, 4) : constant(t + 1), loss([constant(100)])),
    );
    const controls = names.map((name, t) =>
      control(name, [{ factor: 'frequency', by: constant(0.5), threats: [t] }], { costOnce: constant(101) }),
    );
    const found = await sensitivityOf(model(threats, { controls, horizonYears: 1 }));
    // Savings are 50, 100, 100, 200, 250, 300: the last three are worth 101.
    assert.deepEqual(found.bestControls, [3, 4, 5]);
    assert.deepEqual(
      found.information?.map((each) => each.path.name),
      ['C'],
    );
    // E max(0, 50 λ − 101) = 50/4 · (4 − 2.02)²/2.
    near(found.information?.[0].value ?? 0, 12.5 * 1.98 ** 2 * 0.5, 2e-3);
  });
});
