/** Known weaknesses as a further way in: v becomes v + (1 − v)·q in both solvers, and beside a contest. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Figures, type Frequency, type RiskModel, solve, type Vulnerability } from '../../index.ts';
import { constant, control, model, shared, term, threat, uniform } from '../models.ts';

const loss = 1000;

function attacked(vulnerability: Vulnerability, more: Partial<RiskModel> = {}, prior?: Frequency): RiskModel {
  const frequency: Frequency = {
    by: 'factors',
    threatEvents: { by: 'rate', threatEvents: constant(10) },
    vulnerability,
  };
  const attack = threat('Attack', null, constant(loss), { frequency, ...(prior && { prior }) });
  return model([{ ...attack, loss: { lets: [], primary: [term(constant(loss))], secondary: [] } }], more);
}

function near(found: number | undefined, wanted: number, by: number): void {
  assert.ok(found !== undefined && Math.abs(found - wanted) <= by, `${found} is not ${wanted} ± ${by}`);
}

async function bothWays(of: RiskModel): Promise<{ exact: Figures; simulated: Figures }> {
  const exact = (await solve(of)).threats[0].current!;
  const simulated = (await solve(of, { method: 'simulation' })).threats[0].current!;
  assert.equal(exact.method, 'exact');
  return { exact, simulated };
}

describe('a further way in', () => {
  it('moves every draw of a vulnerability: 10 events × (0.2 + 0.8 · 0.3)', async () => {
    const { exact, simulated } = await bothWays(
      attacked({ by: 'probability', vulnerability: uniform(0.1, 0.3), wayIn: 0.3 }),
    );
    const mean = 0.2 + 0.8 * 0.3;
    near(exact.ale, 10 * mean * loss, 1e-6);
    near(simulated.ale, 10 * mean * loss, 4 * simulated.aleStandardError!);
    // The expected loss given the year's v is linear in v: its P5 and P95 are those of v, moved.
    const moved = (v: number) => 10 * (v + (1 - v) * 0.3) * loss;
    near(exact.aleP5, moved(0.11), 1e-3);
    near(exact.aleP95, moved(0.29), 1e-3);
    near(simulated.aleP5, moved(0.11), 30);
    near(simulated.probabilityOfLoss, exact.probabilityOfLoss, 0.01);
  });

  it('stands beside a contest: q + (1 − q) · P(C > R)', async () => {
    // C uniform on 0–1, R uniform on 0.5–1: P(C > R) is the mean of 1 − R, 0.25.
    const { exact, simulated } = await bothWays(
      attacked({ by: 'contest', capability: uniform(0, 1), resistance: uniform(0.5, 1), wayIn: 0.4 }),
    );
    const chance = 0.4 + 0.6 * 0.25;
    near(exact.ale, 10 * chance * loss, 1e-3);
    near(simulated.ale, 10 * chance * loss, 4 * simulated.aleStandardError!);
  });

  it('stands beside a contest that depends on the year', async () => {
    const { exact, simulated } = await bothWays(
      attacked(
        { by: 'contest', capability: shared(0), resistance: uniform(0, 1), wayIn: 0.4 },
        { shared: [{ name: 'estimate Capability', expression: uniform(0.2, 0.6) }] },
      ),
    );
    assert.equal(exact.method, 'exact');
    // P(C > R) given C is C, 0.4 in the mean.
    near(exact.ale, 10 * (0.4 + 0.6 * 0.4) * loss, 1e-3);
    near(simulated.ale, exact.ale, 4 * simulated.aleStandardError!);
  });

  it('changes nothing with q = 0, to the last digit, and leaves no attack out with q = 1', async () => {
    const v = { by: 'probability', vulnerability: uniform(0.1, 0.3) } as const;
    for (const method of ['exact', 'simulation'] as const) {
      const [without, none, all] = await Promise.all(
        [attacked(v), attacked({ ...v, wayIn: 0 }), attacked({ ...v, wayIn: 1 })].map((of) => solve(of, { method })),
      );
      assert.equal(none.threats[0].current!.ale, without.threats[0].current!.ale);
      assert.equal(none.threats[0].current!.p95, without.threats[0].current!.p95);
      near(all.threats[0].factors.vulnerability?.mean, 1, 1e-12);
    }
  });

  it('comes before the controls', async () => {
    const wall = control('Wall', [{ factor: 'vulnerability', by: constant(0.5), threats: [0] }]);
    const of = attacked({ by: 'probability', vulnerability: constant(0.2), wayIn: 0.5 }, { controls: [wall] });
    const found = (await solve(of)).threats[0];
    near(found.inherent?.ale, 10 * 0.6 * loss, 1e-9);
    near(found.current?.ale, 10 * 0.6 * 0.5 * loss, 1e-9);
  });

  it('tells what would be expected without it, of all that it reaches', async () => {
    const vulnerability = { by: 'probability', vulnerability: constant(0.2) } as const;
    const threatEvents = { by: 'rate', threatEvents: constant(10) } as const;
    const prior: Frequency = { by: 'factors', threatEvents, vulnerability };
    const first = threat('First', null, constant(loss), {
      frequency: { by: 'factors', threatEvents, vulnerability: { ...vulnerability, wayIn: 0.5 } },
      prior,
      leadsTo: [{ target: 1, probability: constant(0.5) }],
    });
    const second = threat('Second', null, constant(3 * loss));
    const third = threat('Third', constant(1), constant(loss));
    const { threats, withoutEvidence } = await solve(model([first, second, third]));
    assert.deepEqual(
      withoutEvidence?.map(({ current }) => Math.round(current ?? -1)),
      [2000, 3000, 1000],
    );
    assert.deepEqual(
      threats.map(({ current }) => Math.round(current?.ale ?? -1)),
      [6000, 9000, 1000],
    );
    const plain = await solve(model([third]));
    assert.equal('withoutEvidence' in plain, false);
  });
});
