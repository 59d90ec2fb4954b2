import assert from 'node:assert/strict';
import { chanceOfExceeding } from '../../exact/contest.ts';
import type { Figures, RiskModel } from '../../index.ts';
import { emptyScope, environment, lawOf, meanOf, solve } from '../../index.ts';
import { constant, control, factors, loss, model, pert, threat, to } from '../examples.ts';

const near = (found: number, expected: number, relative: number, what = ''): void =>
  assert.ok(Math.abs(found - expected) <= relative * Math.abs(expected), `${what} ${found} is not ${expected}`);

async function total(of: RiskModel): Promise<Figures> {
  const figures = (await solve(of)).total;
  assert.ok(figures.target);
  assert.equal(figures.target.method, 'exact');
  return figures.target;
}

describe('independent values', () => {
  it('one lognormal loss (README of riskquant)', async () => {
    near((await total(model([threat('A', constant(0.1), loss([to(1e5, 1e6)]))]))).ale, 40_400.128269, 1e-9);
  });

  it('a sum of three (tests of riskquant)', async () => {
    const three = model([
      threat('A', constant(0.01), loss([to(1e6, 1e7)])),
      threat('B', constant(0.1), loss([to(1e7, 1e9)])),
      threat('C', constant(0.05), loss([to(5e6, 5e7)])),
    ]);
    const solved = await solve(three);
    near(solved.threats[0].current?.ale ?? 0, 40_400, 1e-5);
    near(solved.threats[1].current?.ale ?? 0, 26_639_801, 1e-6);
    near(solved.threats[2].current?.ale ?? 0, 1_010_003, 1e-6);
    const sum = await total(three);
    near(1 - sum.probabilityOfLoss, 0.852144, 1e-5);
    near(sum.p90, 20.65e6, 1e-3);
    near(sum.p95, 99.04e6, 1e-3);
    near(sum.p99, 612.9e6, 1e-3);
  });

  it('rare events are not a product of frequency and magnitude', async () => {
    const found = await total(model([threat('A', constant(0.3), loss([to(1e5, 1e6)]))]));
    near(found.ale, 121_200, 1e-3);
    near(found.p95, 690e3, 1e-2);
    near(found.p99, 1.309e6, 1e-2);
  });

  it('factors, primary and secondary loss', async () => {
    const of = loss([to(250e3, 500e3)], [[constant(0.25), to(1e6, 4e6)]]);
    const found = await total(
      model([threat('A', null, of, { frequency: factors(pert(5, 10, 15), pert(0.1, 0.15, 0.25)) })]),
    );
    near(found.ale, 1_437_532, 1e-6);
    near(1 - found.probabilityOfLoss, 0.222139, 1e-5);
    near(found.p50, 658_580, 1e-4);
    near(found.p90, 3_931_600, 1e-5);
    near(found.p95, 5_131_010, 1e-5);
    near(found.p99, 7_719_010, 1e-5);
    const beyond = found.curve.filter(([, p]) => p <= 0.001)[0];
    assert.ok(beyond[0] > 11_164_990 * 0.999 && beyond[0] < 11_164_990 * 1.05);
  });

  it('a lognormal frequency', async () => {
    const found = await total(model([threat('A', to(0.1, 10), loss([to(1e5, 1e6)]))]));
    near(1 - found.probabilityOfLoss, 0.3946, 2e-4);
  });

  it('a control on the loss is a coin for each event', async () => {
    const cut = control('C', [{ factor: 'loss', by: constant(0.9), threats: [0] }], { coverage: constant(0.8) });
    const found = await total(model([threat('A', constant(0.3), loss([to(1e5, 1e6)]))], { controls: [cut] }));
    near(found.p99, 647e3, 1e-3);
  });

  it('an observation of nothing', () => {
    const of = to(0.01, 10);
    near(
      meanOf({ kind: 'observed', of, observations: [{ observed: 'events', count: 0, years: 1, scale: 1 }] }),
      0.261,
      1e-3,
    );
  });

  it('capability against resistance', () => {
    const law = (min: number, mode: number, max: number) => lawOf(pert(min, mode, max), environment(emptyScope));
    near(chanceOfExceeding(law(0.6, 0.85, 0.98), law(0.59, 0.84, 0.97)), 0.53904, 1e-5);
    near(chanceOfExceeding(law(0.6, 0.85, 0.98), law(0.63, 0.87, 0.99)), 0.42141, 1e-5);
  });

  it('InnovaPay', async () => {
    const of = {
      lets: [],
      primary: [
        { form: 'response' as const, amount: constant(300e3) },
        { form: 'replacement' as const, amount: constant(400e3) },
      ],
      secondary: [
        {
          title: '',
          probability: constant(1),
          terms: [
            { form: 'fines' as const, amount: constant(400e3) },
            { form: 'reputation' as const, amount: constant(500e3) },
          ],
        },
      ],
    };
    const solved = await solve(
      model([threat('RecipientTampering', constant(0.5), of)], {
        discount: 0.08,
        controls: [
          control('PayloadEncryption', [{ factor: 'frequency', by: constant(0.95), threats: [0] }], {
            costOnce: constant(150e3),
          }),
          control('FraudDetection', [{ factor: 'loss', by: constant(0.3125), threats: [0] }], {
            costPerYear: constant(90e3),
          }),
        ],
      }),
    );
    const now = solved.total.current;
    assert.ok(now);
    assert.equal(now.ale, 800_000);
    assert.equal(now.p90, 1_600_000);
    assert.equal(now.p95, 3_200_000);
    assert.equal(now.primaryAle, 350_000);
    near(now.curve[0][1], 1 - Math.exp(-0.5), 1e-10);
    assert.equal(now.curve[1][0], 1_600_000);
    near(now.curve[1][1], 1 - 1.5 * Math.exp(-0.5), 1e-10);
    const [encryption, detection] = solved.controls;
    near(encryption.aleWith ?? 0, 40_000, 1e-12);
    near(encryption.riskReduction ?? 0, 760_000, 1e-12);
    near(encryption.roi ?? 0, 5.0667, 1e-5);
    near(encryption.rosi ?? 0, 4.0667, 1e-5);
    near(encryption.netBenefit ?? 0, 1_808_594, 1e-6);
    near(encryption.paybackYears ?? 0, 0.1974, 1e-3);
    near(detection.aleWith ?? 0, 550_000, 1e-12);
    near(detection.riskReduction ?? 0, 250_000, 1e-12);
    near(detection.roi ?? 0, 2.78, 1e-3);
    assert.equal(detection.paybackYears, 0);
  });
});
