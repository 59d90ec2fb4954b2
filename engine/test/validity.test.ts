import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type Expression,
  expectedLoss,
  type Figures,
  type Law,
  optimize,
  problemsOf,
  type RiskModel,
  sensitivityOf,
  solve,
} from '../index.ts';
import { constant, control, draw, loss, model, pert, shared, threat, times, to } from './examples.ts';

const one = (frequency: Expression, amount: Expression, more: Partial<RiskModel> = {}): RiskModel =>
  model([threat('A', frequency, loss([amount]))], more);

/** Every number of the figures is one. */
function allFinite(figures: Figures | null): Figures {
  assert.ok(figures);
  for (const [name, value] of Object.entries(figures))
    if (typeof value === 'number') assert.ok(Number.isFinite(value), `${name} is ${value}`);
  for (const [x, p] of figures.curve) assert.ok(Number.isFinite(x) && p >= 0 && p <= 1, `${x} ${p}`);
  return figures;
}

const current = async (of: RiskModel): Promise<Figures> => allFinite((await solve(of)).total.current);

const near = (found: number, expected: number, relative: number): void =>
  assert.ok(Math.abs(found - expected) <= relative * Math.abs(expected), `${found} is not ${expected}`);

describe('a model that nobody can compute', () => {
  const laws: readonly (readonly [Law, RegExp])[] = [
    [{ law: 'normal', mean: 1, sd: -1 }, /sd -1, which must be a number above 0/],
    [{ law: 'lognormal', mu: Number.NaN, sigma: 1 }, /mu NaN, which must be a number/],
    [{ law: 'lognormal', mu: 0, sigma: 0 }, /sigma 0/],
    [{ law: 'uniform', min: 5, max: 2 }, /min 5 above max 2/],
    [{ law: 'pert', min: 1, mode: 9, max: 3, shape: 4 }, /mode 9 above max 3/],
    [{ law: 'pert', min: 1, mode: 2, max: 3, shape: -1 }, /shape -1/],
    [{ law: 'quantile-parameterized', p5: 3, p50: 2, p95: 5, scale: 'log' }, /must rise/],
    [{ law: 'gamma', shape: 0, scale: 1 }, /shape 0/],
    [{ law: 'pareto', min: 1, shape: Number.POSITIVE_INFINITY }, /shape Infinity/],
    [{ law: 'discrete', values: [1, 2], weights: [0.5, 0.6] }, /add up to 1.1, not to 1/],
    [{ law: 'discrete', values: [], weights: [] }, /0 values/],
    [{ law: 'beta', alpha: -2, beta: 1 }, /alpha -2/],
  ];
  for (const [law, message] of laws)
    it(`is refused for ${JSON.stringify(law)}`, async () => {
      await assert.rejects(solve(one(constant(1), draw(law))), { name: 'InvalidModel', message });
      await assert.rejects(solve(one(times(constant(2), draw(law)), constant(1))), { name: 'InvalidModel' });
    });

  it('is refused where two of a kind have one name, and each is told once', () => {
    const a = threat('A', constant(1), loss([constant(1)]));
    assert.deepEqual(
      problemsOf(model([a, a, a], { shared: [0, 1].map(() => ({ name: 'A', expression: constant(1) })) })),
      ['quantities', 'threats'].map(
        (kind) => `Two ${kind} have the name A; what is drawn goes by the name, so each needs its own.`,
      ),
    );
    assert.match(problemsOf(model([a], { controls: [control('B', []), control('B', [])] }))[0], /^Two controls/);
    assert.deepEqual(problemsOf(model([a], { controls: [control('A', [])] })), []);
  });

  it('is refused wherever it is given to', async () => {
    const bad = one(constant(Number.NaN), constant(1));
    for (const run of [
      () => solve(bad),
      () => expectedLoss(bad, 0),
      () => sensitivityOf(bad),
      () => optimize(bad, { budget: null, by: 'ale' }),
    ])
      await assert.rejects(run(), { name: 'InvalidModel', message: /Threat A: the frequency is NaN/ });
    await assert.rejects(optimize(one(constant(1), constant(1)), { budget: Number.NaN }), /The budget is NaN/);
  });

  it('is told by all that is wrong with it', () => {
    const bad = model(
      [
        threat('A', constant(-1), loss([shared(3)]), { leadsTo: [{ target: 7, probability: constant(0.5) }] }),
        threat('B', constant(1), loss([constant(1)], [[constant(1.5), constant(1e300)]])),
      ],
      {
        trials: 0,
        controls: [control('C', [{ factor: 'frequency', by: constant(2), threats: [0, 9] }])],
        groups: [{ kind: 'element', name: 'G', threats: [5] }],
      },
    );
    const problems = problemsOf(bad);
    for (const part of [
      'Threat A: the frequency can be -1, and must be at least 0.',
      'Threat A: the loss refers to the shared quantity 3, which does not exist before it.',
      'Threat A leads to the threat 7, which does not exist.',
      'Threat B: the chance of a reaction can be 1.5, and must be at most 1.',
      'Threat B: the secondary loss is 1e+300, and must be a number of at most 1e+150.',
      'Control C: the effect can be 2, and must be at most 1.',
      'Control C acts on a threat that does not exist.',
      'The group G holds a threat that does not exist.',
      'The number of simulated years is 0; it must be a whole number from 1 to 1000000000.',
    ])
      assert.ok(problems.includes(part), `${part}\n${problems.join('\n')}`);
  });

  it('leads to itself', () => {
    const circle = model(
      [0, 1, 2].map((i) =>
        threat(`T${i}`, constant(1), loss([constant(1)]), {
          leadsTo: [{ target: (i + 1) % 3, probability: constant(0.1) }],
        }),
      ),
    );
    assert.deepEqual(problemsOf(circle), ['Threats lead to one another in a circle.']);
  });
});

describe('a model at the limits', () => {
  it('of a thousand million events a year', async () => {
    const figures = await current(one(constant(1e9), to(1, 10), { trials: 2000 }));
    near(figures.ale, 1e9 * Math.exp(Math.log(10) / 2 + (Math.log(10) / (2 * 1.6448536269514722)) ** 2 / 2), 1e-9);
    near(figures.p50, figures.ale, 1e-3);
  });

  it('of losses up to the largest number that has a square', async () => {
    for (const size of [1e100, 9e149]) {
      const figures = await current(one(constant(0.5), constant(size), { trials: 2000 }));
      near(figures.ale, 0.5 * size, 1e-12);
      assert.equal(figures.p90, size);
    }
    const smooth = await current(
      one(constant(0.5), draw({ law: 'uniform', min: 1e100, max: 2e100 }), { trials: 2000 }),
    );
    near(smooth.ale, 0.75e100, 1e-12);
  });

  it('of a spread over a hundred orders of magnitude', async () => {
    const figures = await current(one(constant(2), draw({ law: 'lognormal', mu: 0, sigma: 10 }), { trials: 2000 }));
    near(figures.ale, 2 * Math.exp(50), 1e-9);
    // The largest of a Poisson number of losses decides: P(no loss above x) = e^(−2·S(x)).
    const z = 1.2815515655446004;
    assert.ok(Math.abs(Math.log(figures.p90) - 10 * z) < 10);
  });

  it('of chances of exactly 0 and 1', async () => {
    for (const [p, mean] of [
      [0, 0],
      [1, 10],
    ] as const) {
      const chance = constant(p);
      const of = model(
        [
          threat('A', null, loss([constant(10)], [[chance, constant(5)]]), {
            frequency: {
              by: 'factors',
              threatEvents: { by: 'rate', threatEvents: constant(1) },
              vulnerability: { by: 'probability', vulnerability: chance },
            },
            leadsTo: [{ target: 1, probability: chance }],
          }),
          threat('B', null, loss([constant(1)])),
        ],
        { controls: [control('C', [{ factor: 'loss', by: constant(1 - p), threats: [0] }])] },
      );
      const { total, threats } = await solve(of);
      near(allFinite(total.current).ale, mean * 1.6, 1e-12);
      allFinite(threats[1].target);
    }
  });

  it('of nothing at all', async () => {
    const { total, threats } = await solve(model([]));
    assert.equal(total.current, null);
    assert.deepEqual(threats, []);
    assert.deepEqual((await optimize(model([]), { budget: 0 })).chosen.controls, []);
  });

  it('of a long chain of threats that share an estimate', async () => {
    const length = process.env.RISK_LONG === '1' ? 100 : 40;
    const chain = Array.from({ length }, (_, i) =>
      threat(`T${i}`, i === 0 ? times(pert(1, 2, 4), shared(0)) : null, loss([times(shared(0), to(10, 50))]), {
        leadsTo: i < length - 1 ? [{ target: i + 1, probability: pert(0.8, 0.9, 1) }] : [],
      }),
    );
    const { threats, total } = await solve(
      model(chain, { shared: [{ name: 'E', expression: pert(1, 2, 3) }], trials: 500 }),
    );
    allFinite(total.current);
    for (const each of threats) {
      allFinite(each.current);
      assert.ok((each.aleWithConsequences.current ?? -1) >= (each.current?.ale ?? 0) * (1 - 1e-9));
    }
  }).timeout(240_000);

  it('of a budget of nothing: only what is free is bought', async () => {
    const of = model([threat('A', constant(1), loss([constant(100)]))], {
      controls: [
        control('Free', [{ factor: 'frequency', by: constant(0.5), threats: [0] }], { costOnce: constant(0) }),
        control('Paid', [{ factor: 'frequency', by: constant(0.5), threats: [0] }], { costOnce: constant(1) }),
      ],
    });
    for (const by of ['ale', 'tvar95'] as const) {
      const { chosen } = await optimize(of, { budget: 0, by });
      assert.deepEqual(
        chosen.controls.map(({ name }) => name),
        ['Free'],
      );
    }
  });

  it('of controls that need each other: by the tail, cutting one of two like threats leaves the tail to the other', async () => {
    const of = model(
      ['A', 'B'].map((name) => threat(name, constant(0.04), loss([constant(100)]))),
      {
        controls: [0, 1].map((t) =>
          control(`C${t}`, [{ factor: 'frequency', by: constant(1), threats: [t] }], { costOnce: constant(1) }),
        ),
      },
    );
    const { chosen } = await optimize(of, { budget: 2, by: 'tvar95' });
    assert.deepEqual(
      chosen.controls.map(({ name }) => name),
      ['C0', 'C1'],
    );
    assert.equal(chosen.remaining, 0);
  });
});
