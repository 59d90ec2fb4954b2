/** A system with figures as the engine would give them: lognormal losses, rare and frequent, with and without controls. */
import type { ReportControl, ReportElement, ReportFigures, ReportSystem, ReportThreat } from '../../protocol/index.ts';

interface Loss {
  /** P(any loss in a year). */
  readonly chance: number;
  readonly median: number;
  readonly sigma: number;
}

/** Figures of a year that has a lognormal loss with some chance, and none otherwise. */
export function figures({ chance, median, sigma }: Loss): ReportFigures {
  const above = (loss: number) => (loss <= 0 ? chance : chance * upperTail(Math.log(loss / median) / sigma));
  const quantile = (p: number) => (1 - p >= chance ? 0 : bisected(above, 1 - p, median * Math.exp(9 * sigma)));
  const ale = chance * median * Math.exp(sigma ** 2 / 2);
  const losses = Array.from({ length: 120 }, (_, index) => median * Math.exp(sigma * (-4 + index * 0.07)));
  return {
    method: 'exact',
    ale,
    aleStandardError: 0,
    aleP5: ale * 0.5,
    aleP95: ale * 1.8,
    p10: quantile(0.1),
    p50: quantile(0.5),
    p90: quantile(0.9),
    p95: quantile(0.95),
    p99: quantile(0.99),
    tvar95: quantile(0.95) * 1.6,
    standardErrors: null,
    numericError: 0.0004,
    probabilityOfLoss: chance,
    eventsPerYear: -Math.log(1 - Math.min(chance, 0.9999)),
    meanLossPerEvent: ale / -Math.log(1 - Math.min(chance, 0.9999)),
    primaryAle: ale * 0.4,
    secondaryAle: ale * 0.6,
    curve: [[0, chance], ...losses.map((loss): [number, number] => [loss, above(loss)])],
  };
}

/** Figures of a constant loss that happens 0, 1, 2 … times a year: a staircase. */
export function staircase(loss: number, rate: number): ReportFigures {
  const base = figures({ chance: 1 - Math.exp(-rate), median: loss, sigma: 0.01 });
  const curve: [number, number][] = [];
  let below = 0;
  let term = Math.exp(-rate);
  for (let count = 0; count < 10; count++) {
    below += term;
    curve.push([count * loss, Math.max(0, 1 - below)]);
    term *= rate / (count + 1);
  }
  return {
    ...base,
    ale: loss * rate,
    aleP5: loss * rate,
    aleP95: loss * rate,
    p50: 0,
    p90: loss,
    p95: 2 * loss,
    p99: 3 * loss,
    curve,
  };
}

export function threat(name: string, line: number, change: Partial<ReportThreat> = {}): ReportThreat {
  return {
    ...place(line),
    name,
    title: null,
    stride: ['tampering'],
    on: ['OrderProcessor'],
    affects: ['Orders'],
    by: ['Fraudster'],
    cwe: [],
    owner: ['team-orders'],
    zones: ['Cluster'],
    aleWithConsequences: { inherent: null, current: null, target: null },
    factors: {},
    reducedBy: [],
    leadsTo: [],
    accepted: null,
    tickets: [],
    missing: [],
    lacks: [],
    inherent: figures({ chance: 0.4, median: 300e3, sigma: 1 }),
    current: figures({ chance: 0.4, median: 300e3, sigma: 1 }),
    target: figures({ chance: 0.4, median: 300e3, sigma: 1 }),
    ...change,
  };
}

export function control(name: string, line: number, change: Partial<ReportControl> = {}): ReportControl {
  return {
    ...place(line),
    name,
    title: null,
    status: 'planned',
    costOnce: 150e3,
    costPerYear: 0,
    firstYearCost: 150e3,
    aleWithout: 900e3,
    aleWith: 140e3,
    riskReduction: 760e3,
    roi: 5.0667,
    rosi: 4.0667,
    netBenefit: 1_808_594,
    paybackYears: 0.1974,
    lastIn: 400e3,
    threats: ['RecipientTampering'],
    lacks: [],
    byThreat: [],
    ...change,
  };
}

export function element(name: string, line: number, change: Partial<ReportElement> = {}): ReportElement {
  return {
    ...place(line),
    name,
    title: null,
    kind: 'service',
    zone: 'Cluster',
    assets: [],
    gaps: [],
    ends: [],
    threats: [],
    lacks: [],
    inherent: null,
    current: null,
    target: null,
    ...change,
  };
}

/** A shop with five threats, one of them without figures. */
export function shop(change: Partial<ReportSystem> = {}): ReportSystem {
  const some = (chance: number, median: number, sigma: number, reduced = 1, planned = reduced) => ({
    inherent: figures({ chance, median, sigma }),
    current: figures({ chance: chance * reduced, median, sigma }),
    target: figures({ chance: chance * planned, median, sigma }),
  });
  const total = {
    inherent: figures({ chance: 0.93, median: 1.9e6, sigma: 1.25 }),
    current: figures({ chance: 0.82, median: 1.1e6, sigma: 1.3 }),
    target: figures({ chance: 0.55, median: 450e3, sigma: 1.35 }),
  };
  return {
    ...place(1),
    evidence: null,
    name: 'Shop',
    title: 'Web shop and order processing',
    currency: 'USD',
    horizonYears: 3,
    discount: 0.08,
    seed: 'risk',
    trials: 100_000,
    modelHash: 'sha256:0',
    total,
    uncounted: [{ threat: 'OrderReplay', reason: 'missing-frequency', message: 'OrderReplay has no frequency.' }],
    threats: [
      threat('CardSkimming', 40, {
        title: 'Card data skimmed in the browser',
        stride: ['tampering', 'information-disclosure'],
        on: ['Frontend'],
        reducedBy: [planned('ContentPolicy')],
        ...some(0.22, 2.4e6, 0.9, 1, 0.3),
      }),
      threat('OrderLeak', 52, {
        title: 'Injection exposes the order history',
        stride: ['information-disclosure', 'tampering'],
        on: ['OrderProcessor', 'OrdersDb'],
        reducedBy: [inPlace('RateLimit')],
        ...some(0.7, 600e3, 1.2, 0.5),
      }),
      threat('RecipientTampering', 64, {
        title: 'Recipient account altered before commit',
        on: ['Transfer'],
        owner: ['team-payments'],
        inherent: staircase(1.6e6, 0.5),
        current: staircase(1.6e6, 0.5),
        target: staircase(1.6e6, 0.025),
      }),
      threat('CheckoutOutage', 76, {
        title: 'Checkout is flooded',
        stride: ['denial-of-service'],
        on: ['Frontend'],
        owner: ['team-web'],
        accepted: { until: '2027-03-01', by: 'CISO', because: 'season' },
        ...some(0.5, 90e3, 0.8),
      }),
      threat('OrderReplay', 88, {
        stride: ['spoofing', 'repudiation'],
        missing: ['frequency'],
        lacks: ['OrderReplay'],
        inherent: null,
        current: null,
        target: null,
      }),
    ],
    elements: [
      element('Frontend', 12, {
        title: 'Web front end',
        threats: ['CardSkimming', 'CheckoutOutage'],
        gaps: ['repudiation'],
        ...some(0.6, 700e3, 1.3, 1, 0.5),
      }),
      element('OrderProcessor', 20, { threats: ['OrderLeak'], ...some(0.7, 600e3, 1.2, 0.5) }),
    ],
    assets: [],
    zones: [],
    agents: [],
    stride: [],
    owners: [],
    controls: [
      control('PayloadEncryption', 100, { title: 'End-to-end payload encryption' }),
      control('ContentPolicy', 108, {
        title: 'Content security policy',
        costOnce: 20e3,
        costPerYear: 10e3,
        firstYearCost: 30e3,
        riskReduction: 560e3,
        roi: 18.7,
        netBenefit: 1.39e6,
        paybackYears: 0.04,
        threats: ['CardSkimming'],
      }),
      control('RateLimit', 116, {
        status: 'in-place',
        costOnce: null,
        costPerYear: 90e3,
        firstYearCost: 90e3,
        riskReduction: 250e3,
        roi: 2.78,
        netBenefit: 412e3,
        paybackYears: 0,
        threats: ['OrderLeak'],
      }),
      control('SecondLogin', 124, {
        costOnce: 900e3,
        firstYearCost: 900e3,
        riskReduction: 80e3,
        roi: 0.089,
        netBenefit: -694e3,
        paybackYears: 11.2,
        threats: ['OrderLeak', 'CardSkimming'],
      }),
      control('OldFilter', 132, {
        status: 'retired',
        costOnce: null,
        costPerYear: null,
        firstYearCost: null,
        aleWithout: null,
        aleWith: null,
        riskReduction: null,
        roi: null,
        rosi: null,
        netBenefit: null,
        paybackYears: null,
        lastIn: null,
        threats: [],
      }),
    ],
    appetite: [
      { probability: 0.1, above: 2e6, actual: 0.24, target: 0.07, within: false },
      { probability: 0.01, above: 30e6, actual: 0.005, target: 0.001, within: true },
    ],
    expectations: [],
    sensitivity: null,
    ...change,
  };
}

function inPlace(control: string) {
  return { control, factor: 'frequency', mean: 0.5, status: 'in-place' };
}

function planned(control: string) {
  return { control, factor: 'frequency', mean: 0.7, status: 'planned' };
}

function place(line: number) {
  return { file: 'shop.risk', line, column: 1, endLine: line, endColumn: 10 };
}

/** P(Z > z) of the standard normal law, to about 1e-7 (Abramowitz and Stegun 26.2.17). */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}

function bisected(falling: (x: number) => number, wanted: number, most: number): number {
  let [low, high] = [0, most];
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (falling(middle) > wanted) low = middle;
    else high = middle;
  }
  return high;
}
