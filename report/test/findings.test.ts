import assert from 'node:assert/strict';
import type { EvidenceFinding, EvidenceStep, ReportEffect, ReportEvidence } from '../../protocol/index.ts';
import { listFindings } from '../findings.ts';

function row(id: string, change: Partial<EvidenceFinding> = {}): EvidenceFinding {
  return {
    kind: 'vulnerability',
    id,
    title: null,
    tool: 'Trivy',
    severity: 'high',
    service: 'Orders',
    because: 'image "shop/orders"',
    threats: ['Leak'],
    stride: [],
    cwe: [],
    package: null,
    strength: 0.5,
    count: 1,
    file: 'a.json',
    place: `/${id}`,
    at: '2026-03-01T10:00:00Z',
    idle: null,
    ...change,
  };
}

const factor = { value: 1, because: '', assumed: false };

/** Strengths 0.5 and 0.4: S = 1 − (1 − 0.5)(1 − 0.4 / 2) = 0.6. */
const steps: readonly EvidenceStep[] = [
  { id: 'A', combined: 0.5, strength: 0.5, discount: 1 },
  { id: 'B', combined: 0.6, strength: 0.4, discount: 0.5 },
].map((step) => ({
  ...step,
  title: null,
  tool: 'Trivy',
  service: 'Orders',
  package: null,
  threat: factor,
  reach: factor,
  ease: factor,
  file: 'a.json',
  place: `/${step.id}`,
  at: null,
}));

const where = { threat: 'Leak', text: '20%', file: 'shop.risk', line: 1, moved: true, because: '' };
/** v from 0.2 to 0.44 and threat events from 10 to 15 a year, each loss $1000: $2000 to $6600 a year. */
const money = { aleBefore: 2000, aleAfter: 6600 };
const flaws: ReportEffect = {
  ...where,
  ...money,
  factor: 'vulnerability',
  prior: { mean: 0.2 },
  posterior: { mean: 0.44 },
  weight: 0.5,
  combined: 0.6,
  wayIn: 0.3,
  steps,
  left: 1,
};
const alerts: ReportEffect = {
  ...where,
  ...money,
  factor: 'threat-events',
  prior: { mean: 10 },
  posterior: { mean: 15 },
  count: 2,
  days: 10,
  from: null,
  to: null,
  steps: ['2026-03-01', '2026-03-02'].map((day) => ({
    rule: 'Shell',
    tool: 'Falco',
    service: 'Orders',
    day,
    alerts: 3,
    file: 'f.jsonl',
    place: '/0',
  })),
};

function evidence(...effects: readonly ReportEffect[]): ReportEvidence {
  return { uncalibrated: true, files: [], services: [], effects, aleBefore: 2000, aleAfter: 6600 };
}

const partOf = (listing: ReturnType<typeof listFindings>, id: string, at = '') =>
  listing.rows.find((one) => one.id === id && (one.at ?? '').startsWith(at));

describe('findings with their money', () => {
  it('share what evidence adds to a threat, each after the stronger ones', () => {
    const only = { ...flaws, aleAfter: 4400 };
    const listing = listFindings([row('B'), row('A'), row('C')], evidence(only));
    // $2400 is added: S rises to 0.5 with the first, by another 0.1 with the second.
    assert.deepEqual(
      listing.rows.map(({ id, aleRaised, without }) => [
        id,
        aleRaised === null ? null : Math.round(aleRaised),
        without,
      ]),
      [
        ['A', 2000, null],
        ['B', 400, null],
        ['C', null, 'counted with a stronger one'],
      ],
    );
  });

  it('share with alerts by the mean over both orders, and add up to the whole', () => {
    const rows = [
      row('A'),
      row('B'),
      row('Shell', { kind: 'alert', tool: 'Falco', strength: null, file: 'f.jsonl', place: '/0', count: 3 }),
      row('Shell', {
        kind: 'alert',
        tool: 'Falco',
        strength: null,
        file: 'f.jsonl',
        place: '/3',
        count: 3,
        at: '2026-03-02T10:00:00Z',
      }),
    ];
    const listing = listFindings(rows, evidence(flaws, alerts));
    // First the flaws: 10·0.24 = 2.4 events, then 5·0.44 = 2.2; first the alerts: 5·0.2 = 1, then 15·0.24 = 3.6.
    const byFlaws = 1000 * ((2.4 + 3.6) / 2);
    const close = (found: number | null | undefined, wanted: number) => assert.ok(Math.abs(found! - wanted) < 1e-6);
    close(partOf(listing, 'A')?.aleRaised, (byFlaws * 0.5) / 0.6);
    close(partOf(listing, 'Shell', '2026-03-01')?.aleRaised, (1000 * (2.2 + 1)) / 2 / 2);
    close(
      listing.rows.reduce((sum, { aleRaised }) => sum + (aleRaised ?? 0), 0),
      4600,
    );
  });

  it('say why they add nothing', () => {
    const kept = { ...flaws, threat: 'Leak', moved: false };
    const reasons = (rows: readonly EvidenceFinding[], ...effects: readonly ReportEffect[]) =>
      listFindings(rows, evidence(...effects)).rows.map(({ without }) => without);
    assert.deepEqual(reasons([row('A', { idle: 'old' })], flaws), ['the file is too old, or newer than today']);
    assert.deepEqual(reasons([row('A', { idle: 'vex' })], flaws), ['VEX says that it does not matter']);
    assert.deepEqual(reasons([row('A', { idle: 'no estimate' })], flaws), ['no estimate with evidence']);
    assert.deepEqual(reasons([row('S', { kind: 'alert' })], kept), ['raises no mean']);
  });

  it('have no money where the threat has no figure', () => {
    const [first] = listFindings([row('A')], evidence({ ...flaws, aleBefore: null, aleAfter: null })).rows;
    assert.deepEqual([first.aleRaised, first.without], [null, null]);
  });

  it('without a service or a threat are listed by what was scanned', () => {
    const lost = { service: null, threats: [], because: 'image shop/batch:1', idle: 'no service' as const };
    const listing = listFindings(
      [
        row('X', { ...lost, severity: 'low' }),
        row('Y', { ...lost, severity: 'critical' }),
        row('Z', { threats: [], idle: 'no threat' }),
      ],
      evidence(flaws),
    );
    assert.deepEqual(listing.rows, []);
    assert.deepEqual(
      listing.unmatched.map(({ reason, what, count, severity, ids }) => [reason, what, count, severity, ids.join()]),
      [
        ['no service', 'image shop/batch:1', 2, 'critical', 'X,Y'],
        ['no threat', 'Orders', 1, 'high', 'Z'],
      ],
    );
  });

  it('are a thousand at most', () => {
    const rows = Array.from({ length: 1203 }, (_, index) => row(`CVE-${index}`));
    const listing = listFindings(rows, evidence(flaws));
    assert.deepEqual([listing.rows.length, listing.left], [1000, 203]);
  });
});
