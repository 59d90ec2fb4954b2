import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type Bar,
  Cancelled,
  distributionOf,
  type Expression,
  type Law,
  type RiskModel,
  type Sensitivity,
  sensitivityOf,
} from '../../index.ts';
import {
  constant,
  control,
  draw,
  factors,
  letOf,
  loss,
  model,
  pert,
  plus,
  shared,
  threat,
  times,
  to,
} from '../examples.ts';

const uniform = (min: number, max: number): Expression => draw({ law: 'uniform', min, max });

function momentsOf(e: Expression): { mean: number; variance: number } {
  assert.ok(e.kind === 'draw');
  const { mean, variance } = distributionOf(e.law as Law);
  return { mean, variance };
}

function near(actual: number | null | undefined, expected: number, relative = 1e-7): void {
  assert.ok(typeof actual === 'number', `${actual} is not ${expected}`);
  assert.ok(
    Math.abs(actual - expected) <= relative * Math.max(1e-12, Math.abs(expected)),
    `${actual} is not ${expected}`,
  );
}

/** The bar of a factor of a threat or control, or of a shared quantity by its name. */
function barOf({ bars }: Sensitivity, factor: string, more: Partial<Bar['path']> & { kind?: Bar['kind'] } = {}): Bar {
  const { kind, ...path } = more;
  const found = bars.filter(
    (bar) =>
      (bar.path.factor ?? bar.path.name) === factor &&
      (kind === undefined || bar.kind === kind) &&
      Object.entries(path).every(([key, value]) => bar.path[key as keyof Bar['path']] === value),
  );
  assert.equal(found.length, 1, `${found.length} bars for ${factor}`);
  return found[0];
}

/** Every share between 0 and 1, and with the interaction 1 in all. */
function assertAddsUp({ bars, interaction, aleInteraction, aleVariance, variance }: Sensitivity): void {
  if (!(variance > 0)) return;
  for (const bar of bars)
    assert.ok(bar.share !== null && bar.share >= -1e-12 && bar.share <= 1 + 1e-12, `${bar.share}`);
  near(
    bars.reduce((sum, bar) => sum + (bar.share ?? 0), interaction ?? 0),
    1,
    1e-6,
  );
  if (aleVariance > 0)
    near(
      bars.reduce((sum, bar) => sum + (bar.aleShare ?? 0), aleInteraction ?? 0),
      1,
      1e-6,
    );
}

describe('the sensitivity of a threat', () => {
  const rate = uniform(2, 10);
  const chance = pert(0.1, 0.2, 0.5);
  const amount = to(10, 90);
  const plain = model([{ ...threat('T', null, loss([amount])), frequency: factors(rate, chance) }]);

  it('is the closed form where nothing is used twice', async () => {
    const [r, v, x] = [rate, chance, amount].map(momentsOf);
    const { threats, total } = await sensitivityOf(plain);
    const of = threats[0] as Sensitivity;
    const mean = r.mean * v.mean;
    const square = (r.variance + r.mean ** 2) * (v.variance + v.mean ** 2);
    const aleVariance = (square - mean ** 2) * x.mean ** 2;
    const variance = aleVariance + mean * (x.variance + x.mean ** 2);
    near(of.variance, variance);
    near(of.aleVariance, aleVariance);
    near(barOf(of, 'threat-events').share, (r.variance * (v.mean * x.mean) ** 2) / variance);
    near(barOf(of, 'vulnerability').share, (v.variance * (r.mean * x.mean) ** 2) / variance);
    near(barOf(of, 'response').share, (mean * x.variance) / variance);
    near(barOf(of, 'events').share, (mean * x.mean ** 2) / variance);
    near(of.interaction, (r.variance * v.variance * x.mean ** 2) / variance, 1e-6);
    near(barOf(of, 'threat-events').aleShare, (r.variance * (v.mean * x.mean) ** 2) / aleVariance);
    assert.equal(barOf(of, 'response').aleShare, 0);
    assertAddsUp(of);
    assert.deepEqual(total, of);
  });

  it('swings the ALE from the P5 to the P95 of each estimate', async () => {
    const { total } = await sensitivityOf(plain);
    const { swing } = barOf(total, 'threat-events');
    near(swing?.p5, 2.4);
    near(swing?.p95, 9.6);
    near(swing?.aleAtP5, 2.4 * momentsOf(chance).mean * momentsOf(amount).mean);
    near(swing?.aleAtP95, 9.6 * momentsOf(chance).mean * momentsOf(amount).mean);
    near(barOf(total, 'response').swing?.aleAtP95, 6 * momentsOf(chance).mean * 90, 1e-6);
  });

  it('swings the ALE of the whole system, in which other threats stay as they are', async () => {
    const of = model([
      threat('A', uniform(1, 3), loss([constant(10)])),
      threat('B', constant(4), loss([constant(25)])),
    ]);
    const { total, threats } = await sensitivityOf(of);
    near(barOf(total, 'frequency').swing?.aleAtP5, 1.1 * 10 + 100);
    near(barOf(threats[0] as Sensitivity, 'frequency').swing?.aleAtP5, 1.1 * 10);
  });

  it('has one bar for an estimate that rate and loss share', async () => {
    // A year with λ = θ and losses of θ: E A = E θ², Var(E[A | θ]) = E θ⁴ − (E θ²)², E Var = E θ³.
    const of = model([threat('T', shared(0), loss([shared(0)]))], {
      shared: [{ name: 'estimate Theta', expression: uniform(1, 3) }],
    });
    const power = (k: number): number => (3 ** (k + 1) - 1) / ((k + 1) * 2);
    const { total } = await sensitivityOf(of);
    near(total.variance, power(4) - power(2) ** 2 + power(3), 1e-6);
    near(total.aleVariance, power(4) - power(2) ** 2, 1e-6);
    near(barOf(total, 'estimate Theta').aleShare, 1, 1e-6);
    near(barOf(total, 'events').share, power(2) ** 2 / power(1) / total.variance, 1e-6);
    assertAddsUp(total);
  });

  it('tells the chance of a reaction from how it is estimated', async () => {
    const share = pert(0.2, 0.5, 0.8);
    const [p, f] = [momentsOf(share), momentsOf(uniform(100, 300))];
    const of = model([threat('T', constant(3), loss([constant(50)], [[share, uniform(100, 300)]]))]);
    const { total } = await sensitivityOf(of);
    // X = 50 + B·F: E X² = 2500 + 100·p·E F + p·E F².
    const second = 2500 + 100 * p.mean * f.mean + p.mean * (f.variance + f.mean ** 2);
    const variance = 3 * second + 9 * p.variance * f.mean ** 2;
    near(total.variance, variance);
    near(barOf(total, 'secondary-probability', { kind: 'estimate' }).share, (9 * p.variance * f.mean ** 2) / variance);
    near(
      barOf(total, 'secondary-probability', { kind: 'chance' }).share,
      (3 * (p.mean - p.mean ** 2 - p.variance) * f.mean ** 2) / variance,
    );
    near(barOf(total, 'fines', { secondary: 0 }).share, (3 * p.mean ** 2 * f.variance) / variance);
    assertAddsUp(total);
  });

  it('takes a let as one estimate, however often it is used', async () => {
    const lets = [uniform(1, 5)];
    const of = model([
      threat(
        'T',
        constant(2),
        loss([times(letOf(0), constant(10))], [[constant(0.5), times(letOf(0), constant(30))]], lets),
      ),
    ]);
    const { total } = await sensitivityOf(of);
    const n = momentsOf(lets[0]);
    // E X = (10 + 15)·E N; E X² = E N²·(100 + 300 + 450).
    const variance = 2 * (n.variance + n.mean ** 2) * 850;
    near(total.variance, variance);
    near(barOf(total, 'let').share, (2 * 25 ** 2 * n.variance) / variance);
    near(barOf(total, 'secondary-probability').share, (2 * 0.25 * (30 * n.mean) ** 2) / variance);
    assertAddsUp(total);
  });

  it('counts the coin of a control in place, and what it is estimated at', async () => {
    const coverage = uniform(0.6, 1);
    const controls = [
      control('Backup', [{ factor: 'loss', by: constant(0.5), threats: [0] }], { status: 'in-place', coverage }),
    ];
    const { total } = await sensitivityOf(model([threat('T', constant(4), loss([constant(100)]))], { controls }));
    const c = momentsOf(coverage);
    // X = 100·(1 − B/2): E X = 100 − 50c, E X² = 10⁴·(1 − ¾c).
    const variance = 4 * 10_000 * (1 - 0.75 * c.mean) + 16 * 2500 * c.variance;
    near(total.variance, variance);
    near(barOf(total, 'coverage').share, (16 * 2500 * c.variance) / variance);
    near(barOf(total, 'works').share, (4 * 2500 * (c.mean - c.mean ** 2 - c.variance)) / variance);
    assert.equal(barOf(total, 'works').path.other, 'Backup');
    assertAddsUp(total);
  });

  it('has no share for the draws of a contest, which are in the count, but a swing', async () => {
    const duel = threat('T', null, loss([constant(10)]), {
      frequency: {
        by: 'factors',
        threatEvents: { by: 'rate', threatEvents: constant(2) },
        vulnerability: { by: 'contest', capability: uniform(0, 1), resistance: uniform(0, 1) },
      },
    });
    const { total } = await sensitivityOf(model([duel]));
    near(barOf(total, 'events').share, 1, 1e-6);
    assert.equal(barOf(total, 'capability').share, 0);
    near(barOf(total, 'capability').swing?.aleAtP95, 2 * 0.95 * 10, 1e-6);
    near(barOf(total, 'resistance').swing?.aleAtP95, 2 * 0.05 * 10, 1e-5);
  });

  it('has nothing to say of certain years, and no share of an infinite variance', async () => {
    const nothing = (await sensitivityOf(model([]))).total;
    assert.deepEqual(nothing.bars, []);
    assert.equal(nothing.variance, 0);
    const heavy = draw({ law: 'pareto', min: 1, shape: 1.5 });
    const { total } = await sensitivityOf(model([threat('T', pert(1, 2, 3), loss([heavy]))]));
    assert.equal(total.variance, Number.POSITIVE_INFINITY);
    assert.equal(barOf(total, 'frequency').share, null);
    near(barOf(total, 'frequency').aleShare, 1);
    near(barOf(total, 'frequency').swing?.aleAtP5, (barOf(total, 'frequency').swing?.p5 ?? 0) * 3);
    const never = (await sensitivityOf(model([threat('T', null, loss([pert(1, 2, 3)]))]))).threats[0];
    assert.deepEqual(never?.bars, []);
  });

  it('leaves out a threat without a closed mean, and says so', async () => {
    // The least of so many quantities of the year has no mean in closed form.
    const caps = [0, 1, 2, 3, 4, 5].map(shared);
    const capped = threat('Capped', constant(2), loss([{ kind: 'min', items: [...caps, uniform(0, 1)] }]));
    const of = model([capped, threat('T', pert(1, 2, 3), loss([constant(5)]))], {
      shared: caps.map((_, i) => ({ name: `estimate Cap${i}`, expression: uniform(0, 1) })),
    });
    const found = await sensitivityOf(of);
    assert.deepEqual(found.leftOut, [0]);
    assert.equal(found.threats[0], null);
    assert.deepEqual(found.total, found.threats[1]);
  });
});

describe('the sensitivity of a system', () => {
  const chain: RiskModel = model(
    [
      threat('Entry', pert(1, 3, 6), loss([to(10, 40)]), { leadsTo: [{ target: 1, probability: uniform(0.1, 0.5) }] }),
      threat(
        'Theft',
        constant(0.5),
        loss([times(shared(0), uniform(1, 2))], [[constant(0.3), times(shared(0), constant(5))]]),
      ),
      threat('Other', pert(0.1, 0.2, 0.6), loss([plus(times(shared(0), constant(3)), to(5, 20))])),
    ],
    {
      shared: [{ name: 'asset Orders.size', expression: uniform(20, 60) }],
      controls: [
        control('Filter', [{ factor: 'vulnerability', by: uniform(0.2, 0.6), threats: [0, 1] }], {
          status: 'in-place',
        }),
      ],
    },
  );

  it('stops when it is asked to', async () => {
    let pieces = 0;
    const cancellation = {
      get cancelled() {
        return pieces > 5;
      },
      breathe: async () => {
        pieces++;
      },
    };
    await assert.rejects(sensitivityOf(chain, { cancellation }), Cancelled);
    assert.equal(pieces, 6);
  });

  it('adds up over chains, shared quantities and controls', async () => {
    const { threats, total } = await sensitivityOf(chain);
    for (const each of [...threats, total]) assertAddsUp(each as Sensitivity);
    assert.equal(barOf(total, 'leads-to', { kind: 'chance' }).path.other, 'Theft');
    assert.ok((total.interaction ?? 1) < 0.2);
  });

  it('holds where many quantities are shared by many threats', async () => {
    const ranges = [1, 2, 3, 4, 5, 6].map((k) => uniform(1, 1 + 0.3 * k));
    const rate = ranges.map((_, i) => shared(i)).reduce((left, right) => times(left, right));
    const of = model(
      ['A', 'B', 'C'].map((name, t) => threat(name, rate, loss([constant(10 * (t + 1))]))),
      {
        shared: ranges.map((expression, i) => ({ name: `estimate E${i}`, expression })),
      },
    );
    const { total } = await sensitivityOf(of);
    const all = ranges.map(momentsOf);
    const mean = all.reduce((product, m) => product * m.mean, 1);
    const square = all.reduce((product, m) => product * (m.variance + m.mean ** 2), 1);
    near(total.aleVariance, 3600 * (square - mean ** 2), 0.01);
    near(total.variance, 3600 * (square - mean ** 2) + 1400 * mean, 0.01);
    near(
      barOf(total, 'estimate E5').aleShare,
      (3600 * mean ** 2 * all[5].variance) / all[5].mean ** 2 / total.aleVariance,
    );
    assertAddsUp(total);
  });

  it('has the variances and shares of a simulation', async () => {
    const { total } = await sensitivityOf(chain);
    const found = simulatedShares(400_000);
    near(total.variance, found.variance, 0.02);
    near(total.aleVariance, found.aleVariance, 0.02);
    near(barOf(total, 'asset Orders.size').share, found.size / found.variance, 0.05);
    near(barOf(total, 'reduces').share, found.filter / found.variance, 0.05);
    near(barOf(total, 'leads-to', { kind: 'estimate' }).share, found.link / found.variance, 0.05);
  });
});

/** The chain above in plain code: variance of the year, of its expectation, and of its means over strata of three inputs. */
function simulatedShares(years: number) {
  let state = 12345;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
    return (((mixed ^ (mixed >>> 13)) >>> 0) + 0.5) / 4294967808;
  };
  const quantile = (e: Expression) => (e.kind === 'draw' ? distributionOf(e.law) : assert.fail()).quantile;
  const table = (e: Expression): (() => number) => {
    const q = quantile(e);
    const values = Float64Array.from({ length: 20_000 }, (_, i) => q((i + 0.5) / 20_000));
    return () => values[Math.floor(random() * values.length)];
  };
  const [entryRate, otherRate, entryLoss, otherLoss] = [pert(1, 3, 6), pert(0.1, 0.2, 0.6), to(10, 40), to(5, 20)].map(
    table,
  );
  const entryMean = momentsOf(to(10, 40)).mean;
  const otherMean = momentsOf(to(5, 20)).mean;
  const poisson = (mean: number): number => {
    let n = 0;
    for (let p = random(), limit = Math.exp(-mean); p > limit; p *= random()) n++;
    return n;
  };
  const strata = 64;
  const binned = { size: new Float64Array(strata), filter: new Float64Array(strata), link: new Float64Array(strata) };
  const counts = { size: new Float64Array(strata), filter: new Float64Array(strata), link: new Float64Array(strata) };
  let [s1, s2, m1, m2] = [0, 0, 0, 0];
  for (let y = 0; y < years; y++) {
    const u = { size: random(), filter: random(), link: random() };
    const size = 20 + 40 * u.size;
    const left = 1 - (0.2 + 0.4 * u.filter);
    // The filter also thins what is set off: it acts on the vulnerability of the target.
    const follows = (0.1 + 0.4 * u.link) * left;
    const [entry, other] = [entryRate() * left, otherRate()];
    const theftMean = size * 1.5 + 0.3 * size * 5;
    const mean = entry * (entryMean + follows * theftMean) + 0.5 * left * theftMean + other * (3 * size + otherMean);
    let year = 0;
    let thefts = poisson(0.5 * left);
    for (let k = poisson(entry); k > 0; k--) {
      year += entryLoss();
      if (random() < follows) thefts++;
    }
    for (; thefts > 0; thefts--) year += size * (1 + random()) + (random() < 0.3 ? 5 * size : 0);
    for (let k = poisson(other); k > 0; k--) year += 3 * size + otherLoss();
    s1 += year;
    s2 += year * year;
    m1 += mean;
    m2 += mean * mean;
    for (const key of ['size', 'filter', 'link'] as const) {
      const bin = Math.floor(u[key] * strata);
      // The expectation given the year has the same strata means, with less noise.
      binned[key][bin] += mean;
      counts[key][bin]++;
    }
  }
  const between = (key: keyof typeof binned): number => {
    const overall = m1 / years;
    let sum = 0;
    for (let b = 0; b < strata; b++) sum += (counts[key][b] / years) * (binned[key][b] / counts[key][b] - overall) ** 2;
    return sum;
  };
  return {
    variance: s2 / years - (s1 / years) ** 2,
    aleVariance: m2 / years - (m1 / years) ** 2,
    size: between('size'),
    filter: between('filter'),
    link: between('link'),
  };
}
