import assert from 'node:assert/strict';
import { type Expression, type Law, type RiskModel, solve, type Threat } from '../../index.ts';
import { distributionOf } from '../../laws/index.ts';
import { constant, draw, loss, model, shared, threat, times } from '../examples.ts';

const percentile = (min: number, mode: number, max: number): Law => ({ law: 'pert', min, mode, max, shape: 4 });
const attackers = percentile(0.6, 0.85, 0.98);
const defence = percentile(0.59, 0.84, 0.97);
const rate = 3;

const contested = (name: string, capability: Expression, resistance: Expression, amount: Expression): Threat => ({
  ...threat(name, null, loss([amount])),
  frequency: {
    by: 'factors',
    threatEvents: { by: 'rate', threatEvents: constant(rate) },
    vulnerability: { by: 'contest', capability, resistance },
  },
});

/** E f(θ) over the capability of the attackers, by the midpoint rule. */
function overAttackers(f: (capability: number) => number): number {
  const law = distributionOf(attackers);
  const nodes = 20_000;
  let sum = 0;
  for (let k = 0; k < nodes; k++) sum += f(law.quantile((k + 0.5) / nodes)) / nodes;
  return sum;
}

const resists = (capability: number): number => distributionOf(defence).below(capability);

async function figuresOf(threats: Threat[], of: Law = attackers) {
  const whole: RiskModel = model(threats, { shared: [{ name: 'estimate Attackers', expression: draw(of) }] });
  const solved = await solve(whole);
  const { current } = solved.total;
  assert.ok(current);
  return { current, solved };
}

const near = (found: number, expected: number, relative: number): void =>
  assert.ok(Math.abs(found / expected - 1) < relative, `${found} is not ${expected}`);

describe('a contest that depends on a quantity of the whole year', () => {
  it('is a function of it: the chance of no loss and the mean are integrals over it', async () => {
    const { current, solved } = await figuresOf([contested('A', shared(0), draw(defence), constant(10))]);
    assert.equal(current.method, 'exact');
    near(current.ale, 10 * rate * overAttackers(resists), 1e-8);
    near(
      1 - current.probabilityOfLoss,
      overAttackers((c) => Math.exp(-rate * resists(c))),
      3e-5,
    );
    assert.equal(solved.threats[0].aleWithConsequences.current, current.ale);
  });

  it('is lost or won for the whole year against a fixed resistance', async () => {
    const { current } = await figuresOf([contested('A', shared(0), constant(0.8), constant(10))]);
    const beaten = distributionOf(attackers).survival(0.8);
    near(current.ale, 10 * rate * beaten, 1e-9);
    near(current.probabilityOfLoss, beaten * (1 - Math.exp(-rate)), 1e-6);
    assert.equal(current.p10, 0);
  });

  it('acts on several threats at once', async () => {
    const threats = [
      contested('A', shared(0), draw(defence), constant(10)),
      contested('B', shared(0), constant(0.8), constant(10)),
    ];
    const { current } = await figuresOf(threats);
    assert.equal(current.method, 'exact');
    const none = (c: number): number => Math.exp(-rate * (resists(c) + (c > 0.8 ? 1 : 0)));
    near(1 - current.probabilityOfLoss, overAttackers(none), 1e-4);
  });

  it('goes with a loss that depends on the same quantity', async () => {
    const { current } = await figuresOf([
      contested('A', shared(0), draw(defence), times(shared(0), draw({ law: 'exponential', mean: 10 }))),
    ]);
    assert.equal(current.method, 'exact');
    near(current.ale, 10 * rate * overAttackers((c) => c * resists(c)), 1e-7);
  });

  it('may have draws on both sides', async () => {
    const attempt = draw({ law: 'uniform', min: 0.8, max: 1 });
    const { current } = await figuresOf([contested('A', times(shared(0), attempt), draw(defence), constant(10))]);
    const nodes = 400;
    const chance = (c: number): number => {
      let sum = 0;
      for (let k = 0; k < nodes; k++) sum += resists(c * (0.8 + (0.2 * (k + 0.5)) / nodes)) / nodes;
      return sum;
    };
    const law = distributionOf(attackers);
    let mean = 0;
    for (let k = 0; k < 1000; k++) mean += chance(law.quantile((k + 0.5) / 1000)) / 1000;
    near(current.ale, 10 * rate * mean, 1e-4);
  });
});
