/** InnovaPay as language and engine would hand it over, made by hand: one counted threat, one without figures. */
import type { ByState, Figures, ModelFigures, RiskModel } from '../../engine/index.ts';
import type { Diagnostic, Named, SystemDescription } from '../../protocol/index.ts';
import type { SystemParts } from '../system.ts';

export function named(name: string, line: number, title: string | null = null): Named {
  return { name, title, file: 'innovapay.risk', line, column: 1, endLine: line + 2, endColumn: 2 };
}

/** Figures of a loss of $1.6M, `rate` times a year. */
export function figuresOf(rate: number, loss = 1_600_000): Figures {
  return {
    method: 'exact',
    ale: rate * loss,
    aleStandardError: 0,
    aleP5: rate * loss,
    aleP95: rate * loss,
    p10: 0,
    p50: 0,
    p90: loss,
    p95: loss,
    p99: 2 * loss,
    tvar95: 1.2 * loss,
    standardErrors: null,
    numericError: 0,
    probabilityOfLoss: 1 - Math.exp(-rate),
    eventsPerYear: rate,
    meanLossPerEvent: loss,
    primaryAle: (rate * loss * 7) / 16,
    secondaryAle: (rate * loss * 9) / 16,
    curve: [
      [0, 1 - Math.exp(-rate)],
      [loss, 1 - Math.exp(-rate) * (1 + rate)],
    ],
  };
}

const byState: ByState<Figures> = { inherent: figuresOf(0.5), current: figuresOf(0.5), target: figuresOf(0.025) };

export const description: SystemDescription = {
  name: 'InnovaPay',
  title: 'Peer-to-peer payments',
  place: named('InnovaPay', 1),
  currency: 'USD',
  horizonYears: 3,
  discount: 0.08,
  seed: 'risk',
  trials: 100_000,
  threats: [
    {
      ...named('RecipientTampering', 30, 'Recipient account altered before commit'),
      stride: ['tampering'],
      on: ['Transfer'],
      affects: ['Ledger'],
      by: ['Fraudster'],
      cwe: [345],
      owner: ['team-payments'],
      zones: [],
      reducedBy: [{ control: 'PayloadEncryption', factor: 'frequency', mean: 0.95, status: 'planned' }],
      leadsTo: [],
      accepted: null,
      tickets: ['PAY-7'],
      missing: [],
      lacks: [],
    },
    {
      ...named('OrderReplay', 50),
      stride: ['spoofing'],
      on: ['TransactionService'],
      affects: [],
      by: [],
      cwe: [],
      owner: ['team-payments'],
      zones: ['Cluster'],
      reducedBy: [],
      leadsTo: [],
      accepted: null,
      tickets: [],
      missing: ['frequency'],
      lacks: [],
    },
  ],
  elements: [
    {
      ...named('TransactionService', 18),
      kind: 'service',
      zone: 'Cluster',
      owner: ['team-payments'],
      assets: ['Ledger'],
      gaps: ['D', 'E'],
      ends: [],
      encrypted: false,
      authenticated: false,
    },
    {
      ...named('Transfer', 26),
      kind: 'flow',
      zone: null,
      owner: [],
      assets: ['Ledger'],
      gaps: [],
      ends: [{ from: 'Customer', to: 'TransactionService' }],
      encrypted: true,
      authenticated: true,
    },
  ],
  zones: [{ ...named('Cluster', 11), parent: null }],
  assets: [{ ...named('Ledger', 13), data: 'restricted' }],
  agents: [named('Fraudster', 16)],
  controls: [
    { ...named('PayloadEncryption', 60), status: 'planned', threats: ['RecipientTampering'], owner: [], tickets: [] },
    { ...named('OldFilter', 70), status: 'retired', threats: [], owner: [], tickets: [] },
  ],
  groups: [
    { ...named('Transfer', 26), kind: 'element', threats: ['RecipientTampering'], lacks: [] },
    { ...named('TransactionService', 18), kind: 'element', threats: ['OrderReplay'], lacks: ['OrderReplay'] },
    { ...named('Ledger', 13), kind: 'asset', threats: ['RecipientTampering'], lacks: [] },
    { ...named('tampering', 30), kind: 'stride', threats: ['RecipientTampering'], lacks: [] },
    { ...named('spoofing', 50), kind: 'stride', threats: ['OrderReplay'], lacks: ['OrderReplay'] },
    {
      ...named('team-payments', 30),
      kind: 'owner',
      threats: ['RecipientTampering', 'OrderReplay'],
      lacks: ['OrderReplay'],
    },
  ],
  uncounted: [{ threat: 'OrderReplay', reason: 'missing-frequency', message: 'OrderReplay has no frequency.' }],
  appetite: [{ ...named('', 6), probability: 0.1, above: 1_000_000 }],
  expectations: [{ ...named('', 80), text: 'expect system ale below $2M' }],
  evidence: null,
};

export const model: RiskModel = {
  name: 'InnovaPay',
  shared: [],
  threats: [],
  controls: [],
  groups: [],
  appetite: [{ probability: 0.1, above: 1_000_000 }],
  horizonYears: 3,
  discount: 0.08,
  seed: 'risk',
  trials: 100_000,
};

export const figures: ModelFigures = {
  total: byState,
  threats: [
    {
      name: 'RecipientTampering',
      ...byState,
      aleWithConsequences: { inherent: 800_000, current: 800_000, target: 40_000 },
      factors: { lossEventFrequency: { mean: 0.5, p5: 0.5, p50: 0.5, p95: 0.5 } },
    },
  ],
  groups: [
    { kind: 'element', name: 'Transfer', ...byState },
    { kind: 'asset', name: 'Ledger', ...byState },
    { kind: 'stride', name: 'tampering', ...byState },
    { kind: 'owner', name: 'team-payments', ...byState },
  ],
  controls: [
    {
      name: 'PayloadEncryption',
      status: 'planned',
      costOnce: 150_000,
      costPerYear: 0,
      firstYearCost: 150_000,
      aleWithout: 800_000,
      aleWith: 40_000,
      riskReduction: 760_000,
      roi: 760 / 150,
      rosi: 760 / 150 - 1,
      netBenefit: 1_808_593.71,
      paybackYears: 150 / 760,
      lastIn: 760_000,
      byThreat: [{ threat: 0, riskReduction: 760_000 }],
    },
  ],
  appetite: [{ probability: 0.1, above: 1_000_000, actual: 0.3935, standardError: 0, target: 0.0247 }],
};

export const parts: SystemParts = { description, model, figures, expectations: [] };

export const gap: Diagnostic = {
  code: 'stride-gap',
  severity: 'information',
  file: 'innovapay.risk',
  line: 18,
  column: 9,
  endLine: 18,
  endColumn: 27,
  system: 'InnovaPay',
  subject: 'TransactionService',
  message: 'Nothing covers denial of service and elevation of privilege on TransactionService.',
  url: 'docs/checks/stride-gap.md',
  related: [],
};
