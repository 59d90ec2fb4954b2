import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { vectorReader } from '../cvss/choose.ts';
import {
  ageOf,
  combine,
  countAlerts,
  type Finding,
  finding,
  movedVulnerability,
  noIntelligence,
  nothingScanned,
  readEpss,
  readKev,
  strengthOf,
  wayIn,
} from '../index.ts';
import { bytesOf } from './readings.ts';

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);
}

function flaw(known: Partial<Finding> = {}): Finding {
  return finding({
    id: 'CVE-2026-0001',
    kind: 'vulnerability',
    tool: 'Scanner',
    place: '',
    severity: 'high',
    ...known,
  });
}

function cvss(vector: string): Partial<Finding> {
  return { cvss: { version: '3.1', vector, score: 9, vendor: 'nvd', others: [] } };
}

function strength(found: Finding, outside = true, intelligence = noIntelligence) {
  return strengthOf(found, outside, intelligence, vectorReader());
}

describe('the strength of a finding', () => {
  const epss = readEpss(
    bytesOf('#model_version:v2025,score_date:2026-03-01T00:00:00Z\ncve,epss,percentile\nCVE-2026-0001,0.42,0.9\n'),
  );
  const kev = readKev(bytesOf({ vulnerabilities: [{ cveID: 'CVE-2026-0001', dateAdded: '2026-02-03' }] }));
  assert.ok(epss.kind === 'epss' && kev.kind === 'kev');

  it('takes the threat from KEV, then from EPSS as published, then from the severity', () => {
    near(strength(flaw(), true, { ...noIntelligence, epss: [epss], kev: [kev] }).threat.value, 1);
    near(strength(flaw(), true, { ...noIntelligence, epss: [epss] }).threat.value, 0.42);
    const assumed = strength(flaw()).threat;
    near(assumed.value, 0.1);
    assert.ok(assumed.assumed);
  });

  it('finds a feed by every name of the flaw, and takes its score before that of the report', () => {
    const known = flaw({ id: 'GHSA-x', aliases: ['CVE-2026-0001'], epss: { probability: 0.9, date: null } });
    near(strength(known, true, { ...noIntelligence, epss: [epss] }).threat.value, 0.42);
    near(strength(known).threat.value, 0.9);
  });

  it('takes the reach from the attack vector and the flows', () => {
    const of = (vector: string, outside: boolean) => strength(flaw(cvss(vector)), outside).reach.value;
    near(of('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', true), 1);
    near(of('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', false), 0.5);
    near(of('CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', true), 0.3);
    near(of('AV:L/AC:L/Au:N/C:P/I:P/A:P', true), 0.1);
    near(of('CVSS:4.0/AV:P/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', true), 0.1);
  });

  it('halves the ease for complexity, privileges (twice for high ones) and interaction', () => {
    const of = (vector: string) => strength(flaw(cvss(vector))).ease.value;
    near(of('CVSS:3.1/AV:N/AC:H/PR:L/UI:N/S:U/C:H/I:H/A:H'), 1 / 4);
    near(of('CVSS:3.1/AV:N/AC:H/PR:H/UI:R/S:U/C:H/I:H/A:H'), 1 / 16);
    near(of('AV:N/AC:L/Au:S/C:P/I:P/A:P'), 1 / 2);
    near(of('CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:A/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N'), 1 / 4);
  });

  it('is their product', () => {
    const found = flaw({
      ...cvss('CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H'),
      epss: { probability: 0.4, date: null },
    });
    near(strength(found, false).value, 0.4 * 0.5 * 0.5);
  });
});

describe('findings together', () => {
  const of = (...strengths: readonly number[]) =>
    combine(strengths.map((value, index) => ({ finding: index, strength: value, keys: [`${index}`] })));

  it('are a product with every further one halved: 0.8, 0.4, 0.2 give 1 − 0.2 · 0.8 · 0.95', () => {
    const combined = of(0.2, 0.8, 0.4);
    near(combined.value, 1 - 0.2 * 0.8 * 0.95);
    assert.deepEqual(
      combined.steps.map((step) => step.finding),
      [1, 2, 0],
    );
    near(combined.steps[1].combined, 1 - 0.2 * 0.8);
  });

  it('count one of a package or flaw, also through a third', () => {
    const combined = combine([
      { finding: 'a', strength: 0.1, keys: ['package x', 'flaw 1'] },
      { finding: 'b', strength: 0.3, keys: ['package y', 'flaw 2'] },
      { finding: 'c', strength: 0.2, keys: ['package y', 'flaw 1'] },
      { finding: 'd', strength: 0.1, keys: ['package z'] },
    ]);
    assert.deepEqual(
      combined.steps.map((step) => step.finding),
      ['b', 'd'],
    );
    assert.deepEqual(
      combined.left.map((left) => left.finding),
      ['c', 'a'],
    );
    near(combined.value, 1 - 0.7 * 0.95);
  });

  it('are at most ten', () => {
    const combined = of(...Array.from({ length: 30 }, () => 0.5));
    assert.equal(combined.steps.length, 10);
    assert.equal(combined.left.length, 20);
  });

  it('stay a probability, never fall with one more, and do not depend on the order', () => {
    const strengths = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(strengths, fc.double({ min: 0, max: 1, noNaN: true }), (values, more) => {
        const one = of(...values).value;
        assert.ok(one >= 0 && one <= 1);
        assert.ok(of(...values, more).value >= one - 1e-12);
        near(of(...values.toReversed()).value, one);
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('move a vulnerability as one more way in: 20 % with q = 0.42 · ½ becomes 36.8 %', () => {
    near(movedVulnerability(0.2, wayIn(0.42, 0.5)), 0.2 + 0.8 * 0.21);
    near(movedVulnerability(1, 0.3), 1);
    near(movedVulnerability(0.2, wayIn(0, 0.5)), 0.2);
  });
});

describe('alerts', () => {
  const alert = (rule: string, at: string | null, service = 'Cart') => ({
    service,
    alert: {
      rule,
      at,
      tool: 'Falco',
      severity: 'high' as const,
      tactics: [],
      techniques: [],
      identifiers: [],
      cwe: [],
      scanned: nothingScanned,
      place: '',
    },
  });

  it('count once for each rule, service and day, over the days that the logs cover', () => {
    const counted = countAlerts(
      [
        alert('shell', '2026-03-01T00:10:00Z'),
        alert('shell', '2026-03-01T23:59:59Z'),
        alert('shell', '2026-03-02T00:00:00Z'),
        alert('shell', '2026-03-02T00:00:00Z', 'Orders'),
        alert('write', '2026-03-02T00:00:00Z'),
        alert('write', null),
      ],
      [
        { from: '2026-03-01T00:00:00Z', to: '2026-03-04T01:00:00Z' },
        { from: '2026-03-03T00:00:00Z', to: '2026-03-05T23:00:00Z' },
        { from: '2026-03-20T00:00:00Z', to: '2026-03-20T23:00:00Z' },
      ],
    );
    assert.equal(counted.count, 4);
    assert.equal(counted.days, 6);
    assert.equal(counted.undated, 1);
    assert.equal(counted.counted[0].alerts, 2);
    assert.deepEqual([counted.from, counted.to], ['2026-03-01', '2026-03-20']);
  });
});

describe('the age of a report', () => {
  it('is counted in days', () => {
    assert.equal(ageOf('2026-03-01T23:00:00Z', '2026-03-31', 30), 'current');
    assert.equal(ageOf('2026-03-01T00:00:00Z', '2026-04-01', 30), 'expired');
    assert.equal(ageOf('2026-03-01T23:59:00Z', '2026-03-01', 30), 'current');
    assert.equal(ageOf('2026-03-02T00:00:00Z', '2026-03-01', 30), 'from the future');
    assert.equal(ageOf(null, '2026-03-01', 30), 'undated');
  });
});
