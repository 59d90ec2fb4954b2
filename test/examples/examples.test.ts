/** The figures that the examples must give. The values are computed here by hand, from the text of the example. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReportControl, ReportSystem, ReportThreat, RiskReport } from '../../protocol/index.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

function simulate(folder: string, ...options: string[]): RiskReport {
  const r = spawnSync(process.execPath, ['dist/cli.cjs', 'simulate', '--json', ...options, `examples/${folder}`], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.equal(r.status, 0, r.stderr);
  return JSON.parse(r.stdout);
}

function only(report: RiskReport): ReportSystem {
  assert.equal(report.systems.length, 1);
  return report.systems[0];
}

function named<T extends { readonly name: string }>(items: readonly T[], name: string): T {
  const found = items.find((item) => item.name === name);
  assert.ok(found, `no ${name} among ${items.map((i) => i.name).join(', ')}`);
  return found;
}

const toTheCent = (found: number | null | undefined, wanted: number) =>
  assert.ok(typeof found === 'number' && Math.abs(found - wanted) < 0.005, `${found} instead of ${wanted}`);

const mean = (min: number, mode: number, max: number) => (min + 4 * mode + max) / 6;
const middle = (min: number, max: number) => (min + max) / 2;
const errorsAndWarnings = (report: RiskReport) =>
  report.diagnostics
    .filter((d) => d.severity === 'error' || d.severity === 'warning')
    .map((d) => `${d.code} ${d.file}:${d.line} ${d.message}`);

describe('examples/innovapay', () => {
  let report: RiskReport;
  let system: ReportSystem;
  let threat: ReportThreat;
  before(() => {
    report = simulate('innovapay');
    system = only(report);
    threat = named(system.threats, 'RecipientTampering');
  });

  it('expects $800 000 a year: 0.5 events of $1.6M', () => {
    toTheCent(threat.current?.ale, 800_000);
    toTheCent(threat.current?.eventsPerYear, 0.5);
    toTheCent(threat.current?.meanLossPerEvent, 1_600_000);
    toTheCent(system.total.current?.ale, 800_000);
    toTheCent(threat.current?.primaryAle, 350_000);
    toTheCent(threat.current?.secondaryAle, 450_000);
  });

  it('has the quantiles and the curve of a Poisson count of equal losses', () => {
    const none = Math.exp(-0.5);
    const figures = threat.current;
    assert.ok(figures);
    assert.equal(figures.method, 'exact');
    assert.ok(Math.abs(figures.probabilityOfLoss - (1 - none)) < 1e-12);
    assert.deepEqual(
      [figures.p10, figures.p50, figures.p90, figures.p95, figures.p99],
      [0, 0, 1_600_000, 3_200_000, 4_800_000],
    );
    const above = (x: number) => [...figures.curve].reverse().find(([loss]) => loss <= x)?.[1] ?? 1;
    assert.ok(Math.abs(above(0) - (1 - none)) < 1e-9);
    assert.ok(Math.abs(above(1_600_000) - (1 - none * 1.5)) < 1e-9);
    assert.ok(Math.abs(above(3_200_000) - (1 - none * 1.625)) < 1e-9);
  });

  it('gives both controls their published value', () => {
    const encryption: ReportControl = named(system.controls, 'PayloadEncryption');
    toTheCent(encryption.aleWith, 40_000);
    toTheCent(encryption.riskReduction, 760_000);
    assert.equal(encryption.roi?.toFixed(2), '5.07');
    const detection: ReportControl = named(system.controls, 'FraudDetection');
    toTheCent(detection.aleWith, 550_000);
    toTheCent(detection.riskReduction, 250_000);
    assert.equal(detection.roi?.toFixed(2), '2.78');
  });

  it('discounts the savings over the horizon', () => {
    const encryption = named(system.controls, 'PayloadEncryption');
    const value = -150_000 + [1, 2, 3].reduce((sum, t) => sum + 760_000 / 1.08 ** t, 0);
    toTheCent(encryption.netBenefit, value);
    assert.ok(Math.abs((encryption.paybackYears ?? 0) - 150_000 / 760_000) < 1e-9);
    assert.equal(named(system.controls, 'FraudDetection').paybackYears, 0);
  });

  it('has nothing to complain about but the appetite that is broken', () => {
    assert.deepEqual(
      errorsAndWarnings(report).map((line) => line.split(' ')[0]),
      ['appetite'],
    );
  });
});

describe('examples/checkout', () => {
  let report: RiskReport;
  let system: ReportSystem;
  before(() => {
    report = simulate('checkout');
    system = only(report);
  });

  it('has the four services with their threats', () => {
    const services = system.elements.filter((e) => e.kind === 'service').map((e) => e.name);
    assert.deepEqual(services.sort(), ['AuthService', 'OrderProcessor', 'PaymentGateway', 'ShippingApi']);
    assert.equal(system.threats.length, 5);
    assert.deepEqual(system.uncounted, []);
  });

  it('models the inputs of the Order-Processor, not the $325 000 that its source prints', () => {
    const leak = named(system.threats, 'OrderHistoryLeak');
    const rate = middle(5, 15) * middle(0.1, 0.25);
    toTheCent(leak.current?.eventsPerYear, rate);
    toTheCent(leak.current?.ale, rate * (middle(250_000, 500_000) + middle(1e6, 4e6)));
    toTheCent(leak.current?.ale, 5_031_250);
  });

  it('lets the flood on shipping cost what its ranges say', () => {
    const flood = named(system.threats, 'ShippingFlood');
    const k = 1.6448536269514722; // Φ⁻¹(0.95)
    const lognormalMean = (a: number, b: number) => {
      const sigma = (Math.log(b) - Math.log(a)) / (2 * k);
      return Math.exp((Math.log(a) + Math.log(b)) / 2 + (sigma * sigma) / 2);
    };
    const each =
      lognormalMean(1, 12) * middle(8000, 15_000) +
      middle(10_000, 25_000) +
      middle(0.1, 0.3) * lognormalMean(50_000, 400_000);
    toTheCent(flood.current?.ale, mean(1, 2, 6) * each);
  });

  it('has neither errors nor warnings', () => {
    assert.deepEqual(
      errorsAndWarnings(report).filter((line) => !line.startsWith('appetite')),
      [],
    );
  });
});

describe('examples/online-boutique', () => {
  let report: RiskReport;
  let system: ReportSystem;
  before(() => {
    report = simulate('online-boutique', '--today', '2026-11-21');
    system = only(report);
  });

  it('has the eleven services, the store and the flows of the manifests', () => {
    const services = system.elements.filter((e) => e.kind === 'service').map((e) => e.name);
    assert.equal(services.length, 11);
    assert.ok(system.elements.some((e) => e.kind === 'store' && e.name === 'RedisCart'));
    const pairs = system.elements
      .filter((e) => e.kind === 'flow')
      .flatMap((e) => e.ends.map((p) => `${p.from}>${p.to}`));
    const wired = {
      Frontend: [
        'ProductCatalogService',
        'CurrencyService',
        'CartService',
        'RecommendationService',
        'ShippingService',
        'CheckoutService',
        'AdService',
      ],
      CheckoutService: [
        'ProductCatalogService',
        'ShippingService',
        'PaymentService',
        'EmailService',
        'CurrencyService',
        'CartService',
      ],
      RecommendationService: ['ProductCatalogService'],
      CartService: ['RedisCart'],
      LoadGenerator: ['Frontend'],
    };
    for (const [from, tos] of Object.entries(wired))
      for (const to of tos) assert.ok(pairs.includes(`${from}>${to}`), `${from} to ${to}`);
  });

  it('has at least 25 threats and 8 controls, all with figures', () => {
    assert.ok(system.threats.length >= 25, String(system.threats.length));
    assert.ok(system.controls.length >= 8, String(system.controls.length));
    assert.deepEqual(system.uncounted, []);
    for (const threat of system.threats) assert.ok(threat.current && threat.current.ale > 0, threat.name);
  });

  it('leaves no STRIDE gap, no estimate without a source, no error and no warning', () => {
    const count = (code: string) => report.diagnostics.filter((d) => d.code === code).map((d) => d.message);
    assert.deepEqual(count('stride-gap'), []);
    assert.deepEqual(count('no-source'), []);
    assert.deepEqual(
      errorsAndWarnings(report).filter((line) => !line.startsWith('appetite')),
      [],
    );
  });

  it('moves the container escape by its scans and alerts, as docs/evidence.md works by hand', () => {
    const breakout = named(system.threats, 'NodeCompromise');
    // Two alerts of one rule, service and day count once: 2 in the 24 days of the log.
    const days = 24 / 365.25;
    // PERT 0.5..1..3 is a beta on 0.5–3 with 1 + 4·(1 − 0.5)/2.5 and 1 + 4·(3 − 1)/2.5.
    const pert = (x: number) => ((x - 0.5) / 2.5) ** 0.8 * ((3 - x) / 2.5) ** 3.2;
    const moment = (power: number) => {
      let sum = 0;
      for (let i = 0; i < 200_000; i++) {
        const x = 0.5 + (2.5 * (i + 0.5)) / 200_000;
        sum += x ** power * x ** 2 * Math.exp(-x * days) * pert(x);
      }
      return sum;
    };
    const events = moment(1) / moment(0);
    // Log4Shell is in KEV, no flow from another zone leads to the service: ½; then EPSS 0.93788 · ½, counted by half; then
    // EPSS 0.01 of the front end, which shoppers reach, by a quarter.
    const strengths = 1 - (1 - 0.5) * (1 - (0.93788 * 0.5) / 2) * (1 - 0.01 / 4);
    const q = 0.5 * strengths;
    const vulnerability = 0.055 + (1 - 0.055) * q;
    const near = (found: number | null | undefined, wanted: number, by = 1e-6) =>
      assert.ok(typeof found === 'number' && Math.abs(found / wanted - 1) < by, `${found} instead of ${wanted}`);
    near(breakout.factors.threatEventFrequency?.mean, events);
    near(breakout.factors.vulnerability?.mean, vulnerability);
    const [first, second] = system.evidence!.effects.filter(({ threat }) => threat === 'NodeCompromise');
    for (const effect of [first, second]) near(effect.aleAfter, breakout.current!.ale);
    // Nothing else differs between the two: the losses are in the proportion of the frequencies.
    near(first.aleAfter! / first.aleBefore!, (events * vulnerability) / (1.25 * 0.055));
    near(events, 1.5313, 1e-3);
    near(vulnerability, 0.3471, 1e-3);
  });

  it('adds up: the means of the threats are the mean of the system', () => {
    for (const state of ['inherent', 'current', 'target'] as const) {
      const sum = system.threats.reduce((total, t) => total + (t[state]?.ale ?? 0), 0);
      assert.ok(Math.abs(sum / (system.total[state]?.ale ?? 0) - 1) < 1e-6, state);
    }
    assert.ok((system.total.inherent?.ale ?? 0) > (system.total.current?.ale ?? 0));
    assert.ok((system.total.current?.ale ?? 0) > (system.total.target?.ale ?? 0));
  });
});

describe('all examples', () => {
  it('are formatted', () => {
    const r = spawnSync(process.execPath, ['dist/cli.cjs', 'fmt', '--check', 'examples'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(r.status, 0, r.stdout);
  });
});
