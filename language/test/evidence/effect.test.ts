/** What evidence moves: by the formulas of docs/evidence.md, computed here by hand. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assessSystem } from '../../assess.ts';
import type { Assessment } from '../../stages.ts';
import { inWords, project } from '../helpers.ts';
import { type Reports, snapshotOf } from './memory.ts';

const today = '2026-11-21';

const shop = (frequency: string, more = ''): string => `
system Shop { check stride-gap off because "not the point" check no-source off because "not the point" }
evidence "reports/*"
feed kev "intel/kev.json"
zone Cluster
external Customer
service Orders in Cluster { image "shop/orders" workload "shop/deployment/orders" }
flow F from Customer to Orders { encrypted authenticated }
threat Leak {
  stride information-disclosure
  on Orders
  cwe CWE-89
  frequency { ${frequency} }
  loss $100k
}
${more}`;

const kev = { catalogVersion: '1', dateReleased: '2026-11-20', vulnerabilities: [{ cveID: 'CVE-2026-0001' }] };

interface Row {
  readonly id: string;
  readonly pkg?: string;
  readonly vector?: string;
  readonly severity?: string;
  readonly cwe?: readonly string[];
}

const network = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N';

function trivy(rows: readonly Row[], at = '2026-11-20T10:00:00Z', image = 'ghcr.io/shop/orders:1'): unknown {
  const rowOf = ({ id, pkg = id, vector = network, severity = 'HIGH', cwe = ['CWE-89'] }: Row) => ({
    VulnerabilityID: id,
    PkgName: pkg,
    InstalledVersion: '1.0',
    Severity: severity,
    CweIDs: cwe,
    CVSS: { nvd: { V3Vector: vector } },
  });
  return {
    SchemaVersion: 2,
    CreatedAt: at,
    ArtifactName: image,
    ArtifactType: 'container_image',
    Results: [{ Target: 'app', Class: 'lang-pkgs', Type: 'npm', Vulnerabilities: rows.map(rowOf) }],
  };
}

function falco(days: readonly string[], rule = 'Read sensitive file', pod = 'orders-7d9f8c7b5d-x2x4z'): string {
  const event = (day: string) => ({
    rule,
    priority: 'Warning',
    time: `${day}T10:00:00Z`,
    output: 'read',
    tags: ['mitre_credential_access', 'mitre_exfiltration'],
    output_fields: { 'k8s.ns.name': 'shop', 'k8s.pod.name': pod },
  });
  return days.map((day) => JSON.stringify(event(day))).join('\n');
}

async function assess(text: string, reports: Reports, date = today): Promise<Assessment> {
  const { services, systems, system } = await project({ 'shop.risk': text });
  const evidence = await snapshotOf(systems, reports);
  return assessSystem(services, system(), { today: date, evidence });
}

const effects = ({ lowered }: Assessment) => lowered.description.evidence?.effects ?? [];
const aleOf = ({ figures }: Assessment, threat = 0): number => figures!.threats[threat].current!.ale;
const findings = ({ findings: all }: Assessment) => all.map((finding) => `${finding.code}: ${finding.message}`);

function near(found: number | null | undefined, wanted: number, relative = 1e-9): void {
  assert.ok(
    typeof found === 'number' && Math.abs(found - wanted) <= relative * Math.abs(wanted),
    `${found}, not ${wanted}`,
  );
}

const factors = 'threat-events 10 per year vulnerability 10%..30% with evidence';

describe('the vulnerability with evidence', () => {
  it('moves by q = w·S, S = 1 − Π(1 − s·2^−(k−1)), over the strongest first', async () => {
    // 1 in KEV; 0.1 for high severity, halved for high complexity and for user interaction; 0.1 at half the reach of adjacent.
    const found = await assess(shop(factors), {
      'intel/kev.json': kev,
      'reports/trivy.json': trivy([
        { id: 'CVE-2026-0002', vector: network.replace('AC:L', 'AC:H').replace('UI:N', 'UI:R') },
        { id: 'CVE-2026-0001', vector: network.replace('AV:N', 'AV:A') },
      ]),
    });
    const [first, second] = [1 * 0.3 * 1, 0.1 * 1 * 0.25];
    const q = 0.5 * (1 - (1 - first) * (1 - second / 2));
    const [effect] = effects(found);
    assert.ok(effect.factor === 'vulnerability');
    near(effect.wayIn, q);
    near(effect.prior, 0.2);
    near(effect.posterior, 0.2 + 0.8 * q);
    near(aleOf(found), 10 * (0.2 + 0.8 * q) * 100_000);
    assert.deepEqual(
      effect.steps.map(({ id, discount }) => [id, discount]),
      [
        ['CVE-2026-0001', 1],
        ['CVE-2026-0002', 0.5],
      ],
    );
    near(found.figures?.withoutEvidence?.[0].current, 10 * 0.2 * 100_000);
  });

  it('does not move without the words, nor where nothing was looked for', async () => {
    const reports = { 'intel/kev.json': kev, 'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }]) };
    const without = await assess(shop(factors.replace(' with evidence', '')), reports);
    near(aleOf(without), 200_000);
    assert.deepEqual(effects(without), []);
    const { services, system } = await project({ 'shop.risk': shop(factors) });
    const unread = await assessSystem(services, system(), { today });
    near(aleOf(unread), 200_000);
    assert.deepEqual(findings(unread), []);
  });

  it('takes the weight of the system', async () => {
    const text = shop(factors).replace('system Shop {', 'system Shop { evidence-weight 20% ');
    const reports = { 'intel/kev.json': kev, 'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }]) };
    near(aleOf(await assess(text, reports)), 10 * (0.2 + 0.8 * 0.2) * 100_000);
  });

  it('counts a package once, and ten findings at most', async () => {
    const many = Array.from({ length: 14 }, (_, i) => ({ id: `CVE-2026-${1000 + i}`, pkg: i < 3 ? 'one' : `p${i}` }));
    const [effect] = effects(await assess(shop(factors), { 'intel/kev.json': kev, 'reports/trivy.json': trivy(many) }));
    assert.ok(effect.factor === 'vulnerability');
    assert.equal(effect.steps.length, 10);
    assert.equal(effect.left, 4);
    const spared = Array.from({ length: 10 }, (_, k) => 1 - 0.1 * 0.5 ** k).reduce((a, b) => a * b);
    near(effect.wayIn, 0.5 * (1 - spared));
  });

  it('moves what a contest gives, once, wherever the words stand in it', async () => {
    const reports = { 'intel/kev.json': kev, 'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }]) };
    const contest = (words: string) => `threat-events 10 per year ${words}`;
    // Two constants: the capability is the smaller one, so only the further way in is left.
    for (const words of [
      'capability 40% with evidence resistance 60%',
      'capability 40% resistance 60% with evidence',
      'capability 40% with evidence resistance 60% with evidence',
    ])
      near(aleOf(await assess(shop(contest(words)), reports)), 10 * 0.5 * 100_000);
    const referred = shop(contest('vulnerability of Orders to Crew with evidence'), 'agent Crew { capability 40% }');
    const text = referred.replace(
      'workload "shop/deployment/orders" }',
      'workload "shop/deployment/orders" resistance 60% }',
    );
    near(aleOf(await assess(text, reports)), 10 * 0.5 * 100_000);
  });

  it('comes after what was observed and before the controls, in every state', async () => {
    const wall = 'control Wall { status in-place reduces vulnerability of Leak by 50% }';
    const observed = 'threat-events 10 per year vulnerability uniform(0%, 100%) observed 1 of 1 with evidence';
    const found = await assess(shop(observed, wall), {
      'intel/kev.json': kev,
      'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }]),
    });
    // Uniform, given one success: mean 2/3.
    const moved = 2 / 3 + (1 - 2 / 3) * 0.5;
    near(found.figures!.threats[0].inherent?.ale, 10 * moved * 100_000, 1e-6);
    near(aleOf(found), (10 * moved * 100_000) / 2, 1e-6);
  });

  it('keeps the draws of the author: another threat stays the same to the last digit', async () => {
    const other = 'threat Other { on Orders stride repudiation frequency 1..3 per year loss $1k to $9k }';
    const reports = { 'intel/kev.json': kev, 'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }]) };
    const [without, moved] = [await assess(shop(factors, other), {}), await assess(shop(factors, other), reports)];
    assert.notEqual(aleOf(moved), aleOf(without));
    assert.deepEqual(moved.figures!.threats[1], without.figures!.threats[1]);
  });
});

describe('threat events with evidence', () => {
  const events = 'threat-events uniform(5, 15) per year with evidence vulnerability 20%'.replace(
    'uniform(5, 15) per year',
    'uniform(5, 15) / 1 year',
  );

  it('take alerts as `observed N in DURATION`, once for each rule, service and day', async () => {
    const days = ['2026-11-01', '2026-11-01', '2026-11-03', '2026-11-10'];
    const found = await assess(shop(events), { 'reports/falco.jsonl': falco(days), 'intel/kev.json': kev });
    const [effect] = effects(found);
    assert.ok(effect.factor === 'threat-events');
    assert.deepEqual([effect.count, effect.days, effect.from, effect.to], [3, 10, '2026-11-01', '2026-11-10']);
    const written = await assess(
      shop('threat-events uniform(5, 15) / 1 year observed 3 in 10 days vulnerability 20%'),
      {},
    );
    near(aleOf(found), aleOf(written), 1e-12);
    // The posterior mean by quadrature of x·x³·e^(−xT) over that of x³·e^(−xT) on 5–15.
    const t = 10 / 365.25;
    const integral = (power: number) => {
      const steps = 20_000;
      let sum = 0;
      for (let i = 0; i < steps; i++) {
        const x = 5 + (10 * (i + 0.5)) / steps;
        sum += x ** power * Math.exp(-x * t);
      }
      return sum;
    };
    near(effect.posterior, integral(4) / integral(3), 1e-6);
    assert.deepEqual(
      effect.steps.map(({ day, alerts }) => [day, alerts]),
      [
        ['2026-11-01', 2],
        ['2026-11-03', 1],
        ['2026-11-10', 1],
      ],
    );
  });

  it('never lower a figure: the prior stays, and the listing says why', async () => {
    // One alert in 20 days is 18 a year or so; two in a year of logs would be 2.
    const quiet = falco(['2025-11-25', '2026-11-19']);
    const found = await assess(shop(events), { 'reports/falco.jsonl': quiet, 'intel/kev.json': kev });
    const [effect] = effects(found);
    assert.equal(effect.moved, false);
    assert.match(effect.because, /would lower the mean.*stays/);
    near(aleOf(found), 10 * 0.2 * 100_000);
    assert.equal(found.figures?.withoutEvidence, undefined);
  });

  it('leave one number as it is, and say so', async () => {
    const found = await assess(shop('threat-events 10 per year with evidence vulnerability 20%'), {
      'reports/falco.jsonl': falco(['2026-11-01']),
      'intel/kev.json': kev,
    });
    assert.match(effects(found)[0].because, /one number/);
    near(aleOf(found), 200_000);
  });

  it('are counted twice with a control in place before the sensor: `double-count`', async () => {
    const limit = 'control Limit { status in-place reduces threat-events of Leak by 50% }';
    const found = await assess(shop(events, limit), {
      'reports/falco.jsonl': falco(['2026-11-01', '2026-11-02']),
      'intel/kev.json': kev,
    });
    assert.ok(findings(found).some((message) => message.startsWith('double-count: The alerts were made behind Limit')));
    const planned = await assess(shop(events, limit.replace('in-place', 'planned')), {
      'reports/falco.jsonl': falco(['2026-11-01', '2026-11-02']),
      'intel/kev.json': kev,
    });
    assert.ok(!findings(planned).some((message) => message.startsWith('double-count')));
  });
});

describe('a control in place', () => {
  const wall = 'control Wall { status in-place reduces vulnerability of Leak by 50% }';
  const probe = JSON.stringify({
    'template-id': 'sqli',
    type: 'http',
    host: 'orders.example.org',
    'matched-at': 'https://orders.example.org/x',
    timestamp: '2026-11-20T10:00:00Z',
    info: { name: 'SQL injection', severity: 'high', classification: { 'cwe-id': ['cwe-89'] } },
  });
  const text = shop(factors, wall).replace('image "shop/orders"', 'image "shop/orders" host "orders.example.org"');
  const said = (found: Assessment) => findings(found).filter((message) => message.startsWith('double-count'));

  it('stands before a probe of the running service: `double-count`', async () => {
    const found = await assess(text, { 'intel/kev.json': kev, 'reports/nuclei.json': probe });
    assert.equal(effects(found)[0].moved, true);
    assert.match(said(found)[0] ?? '', /Findings of a probe of the running service were made behind Wall/);
  });

  it('is unknown to a scan of an image', async () => {
    const found = await assess(text, { 'intel/kev.json': kev, 'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }]) });
    assert.equal(effects(found)[0].moved, true);
    assert.deepEqual(said(found), []);
  });
});

describe('the age of a report', () => {
  const reports = (at: string) => ({
    'intel/kev.json': kev,
    'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }], at),
  });
  const moves = async (at: string, text = shop(factors)): Promise<[boolean, string[]]> => {
    const found = await assess(text, reports(at));
    return [aleOf(found) > 200_001, findings(found)];
  };

  it('lets it count for 30 days, the last one too', async () => {
    assert.deepEqual(await moves('2026-10-22T23:00:00Z'), [true, []]);
    const [moved, [message]] = await moves('2026-10-21T23:00:00Z');
    assert.equal(moved, false);
    assert.match(
      message,
      /^evidence-stale: reports\/trivy\.json is of 2026-10-21, more than 30 days before 2026-11-21/,
    );
  });

  it('follows `expires`', async () => {
    const text = shop(factors).replace('evidence "reports/*"', 'evidence "reports/*" { expires 90 days }');
    assert.deepEqual(await moves('2026-08-23T00:00:00Z', text), [true, []]);
    assert.equal((await moves('2026-08-22T00:00:00Z', text))[0], false);
  });

  it('is nothing for one that is newer than today', async () => {
    assert.deepEqual(await moves('2026-11-21T23:59:00Z'), [true, []]);
    const [moved, [message]] = await moves('2026-11-22T00:00:00Z');
    assert.equal(moved, false);
    assert.match(message, /^evidence-stale: reports\/trivy\.json is of 2026-11-22, which is after 2026-11-21/);
  });

  it('is said by the declaration where the report does not say it', async () => {
    const undated = trivy([{ id: 'CVE-2026-0001' }]) as { CreatedAt?: string };
    delete undated.CreatedAt;
    const text = shop(factors).replace('evidence "reports/*"', 'evidence "reports/*" { dated 2026-01-01 }');
    const found = await assess(text, { 'intel/kev.json': kev, 'reports/trivy.json': undated });
    assert.match(findings(found)[0], /^evidence-stale: .*2026-01-01/);
    assert.deepEqual(
      findings(await assess(shop(factors), { 'intel/kev.json': kev, 'reports/trivy.json': undated })),
      [],
    );
  });

  it('leaves an old feed in force, and says so', async () => {
    const old = { ...kev, dateReleased: '2026-01-01' };
    const found = await assess(shop(factors), {
      'intel/kev.json': old,
      'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }]),
    });
    near(aleOf(found), 10 * (0.2 + 0.8 * 0.5) * 100_000);
    assert.match(findings(found)[0], /^evidence-stale: intel\/kev\.json is of 2026-01-01/);
  });
});

describe('which service and threat', () => {
  const one = trivy([{ id: 'CVE-2026-0001' }]);

  it('`about` says, whatever was scanned', async () => {
    const text = shop(factors).replace('evidence "reports/*"', 'evidence "reports/*" { about Orders }');
    const other = trivy([{ id: 'CVE-2026-0001' }], '2026-11-20T10:00:00Z', 'elsewhere/thing:1');
    near(aleOf(await assess(text, { 'intel/kev.json': kev, 'reports/trivy.json': other })), 600_000);
  });

  it('a file that several declarations name counts once, as the one with `about` says', async () => {
    const text = `${shop(factors)}\nevidence "reports/trivy.json" { about Orders }`;
    const found = await assess(text, { 'intel/kev.json': kev, 'reports/trivy.json': one });
    near(aleOf(found), 600_000);
    assert.equal(found.lowered.description.evidence?.files.length, 2);
  });

  it('one image may serve several services, and counts for each', async () => {
    const second = `service Worker in Cluster { image "shop/orders" }
threat Other { on Worker stride information-disclosure frequency { ${factors} } loss $100k }`;
    const found = await assess(shop(factors, second), { 'intel/kev.json': kev, 'reports/trivy.json': one });
    near(aleOf(found, 0), 600_000);
    // No flow from another zone leads to the worker: half the reach.
    near(aleOf(found, 1), 10 * (0.2 + 0.8 * 0.25) * 100_000);
  });

  it('lists what matches nothing with its number', async () => {
    const found = await assess(shop(factors), {
      'intel/kev.json': kev,
      'reports/a.json': trivy([{ id: 'CVE-2026-0001' }, { id: 'CVE-2026-0002' }], '2026-11-20', 'other/image:2'),
      'reports/b.json': trivy([
        { id: 'CVE-2026-0003', cwe: ['CWE-400'], vector: network.replace('C:H', 'C:N').replace('A:N', 'A:H') },
      ]),
    });
    assert.deepEqual(findings(found), [
      'evidence-unmatched: reports/a.json: 2 of 2 findings match no service (other/image:2), and they move nothing. Give the service an `image`, `workload`, `host` or `code`, or write `about`.',
      'evidence-unmatched: reports/b.json: 1 of 1 match no threat on their service, and they move nothing.',
    ]);
    near(aleOf(found), 200_000);
  });

  it('takes the categories that the system gives to a weakness', async () => {
    const flood = { id: 'CVE-2026-0001', cwe: ['CWE-400'], vector: network };
    const reports = { 'intel/kev.json': kev, 'reports/trivy.json': trivy([flood]) };
    near(aleOf(await assess(shop(factors), reports)), 200_000);
    const text = shop(factors).replace(
      'system Shop {',
      'system Shop { cwe CWE-400 is information-disclosure because "it fills our logs" ',
    );
    near(aleOf(await assess(text, reports)), 600_000);
  });

  it('a VEX statement removes a finding and says so', async () => {
    const vex = {
      '@context': 'https://openvex.dev/ns/v0.2.0',
      '@id': 'x',
      author: 'us',
      timestamp: '2026-11-01T00:00:00Z',
      statements: [
        {
          vulnerability: { name: 'CVE-2026-0001' },
          products: [{ '@id': 'ghcr.io/shop/orders:1' }],
          status: 'not_affected',
          justification: 'vulnerable_code_not_present',
        },
      ],
    };
    const text = `${shop(factors)}\nfeed vex "intel/vex.json"`;
    const found = await assess(text, { 'intel/kev.json': kev, 'reports/trivy.json': one, 'intel/vex.json': vex });
    near(aleOf(found), 200_000);
    const [removed] = found.lowered.evidence!.assessment.findings;
    assert.equal(removed.idle, 'vex');
    assert.match(removed.finding.statusReason ?? '', /vulnerable_code_not_present/);
  });
});

describe('evidence that is not there, or broken', () => {
  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['empty', '', /^evidence-unreadable: reports\/r: The file is empty\./],
    ['blank', ' \n\n', /is empty/],
    ['cut off', JSON.stringify(trivy([{ id: 'CVE-2026-0001' }])).slice(0, -9), /breaks off/],
    ['another tool’s format', '{"hello": {"world": []}}', /of no format known here/],
    ['a feed in the place of a report', JSON.stringify(kev), /feed kev/],
    ['no JSON', '<html></html>', /not JSON/],
    ['too deep', '['.repeat(100_000), /deep/],
  ];
  for (const [what, text, message] of broken) {
    it(`leaves the estimate at its prior: ${what}`, async () => {
      const found = await assess(shop(factors), { 'intel/kev.json': kev, 'reports/r': text });
      near(aleOf(found), 200_000);
      assert.match(findings(found).join('\n'), message);
      assert.equal(
        found.lowered.description.evidence?.files.find(({ path }) => path === 'reports/r')?.error !== null,
        true,
      );
    });
  }

  it('leaves out what is null, or of another kind, and names it no further', async () => {
    const odd = trivy([{ id: 'CVE-2026-0001' }]) as { Results: unknown[]; Metadata?: unknown };
    odd.Metadata = null;
    odd.Results.push(
      null,
      7,
      { Target: 'x', Vulnerabilities: null },
      { Target: 'y', Vulnerabilities: [null, 'a', { VulnerabilityID: 5 }] },
    );
    const text = JSON.stringify(odd).replace('"ArtifactName"', '"__proto__":{"polluted":true},"ArtifactName"');
    const found = await assess(shop(factors), { 'intel/kev.json': kev, 'reports/trivy.json': text });
    near(aleOf(found), 600_000);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });

  it('says where no file is', async () => {
    const found = await assess(shop(factors), { 'intel/kev.json': kev });
    assert.deepEqual(findings(found), [
      'evidence-missing: No file matches "reports/*". Write the path relative to this file, or run the tool that writes it; nothing moves until then.',
    ]);
    near(aleOf(found), 200_000);
  });

  it('is one declaration’s matter: another report still counts', async () => {
    const found = await assess(shop(factors), {
      'intel/kev.json': kev,
      'reports/a.json': '{',
      'reports/b.json': trivy([{ id: 'CVE-2026-0001' }]),
    });
    near(aleOf(found), 600_000);
    assert.equal(findings(found).length, 1);
  });
});

describe('the words `with evidence`', () => {
  const misplaced: readonly (readonly [string, string])[] = [
    ['a direct frequency', 'threat T { frequency 1..2 per year with evidence loss $1k }'],
    ['a loss', 'threat T { frequency 1 per year loss $1k..$2k with evidence }'],
    [
      'a secondary probability',
      'threat T { frequency 1 per year loss { secondary in 10% with evidence { fines $1k } } }',
    ],
    ['an estimate', 'estimate X = 1..2 per year with evidence'],
    ['a distribution', 'distribution X = 10%..20% with evidence'],
    [
      'a contact',
      'threat T { frequency { contact 1..2 per year with evidence action 10% vulnerability 10% } loss $1k }',
    ],
    ['a cost', 'control C { cost $5k with evidence }'],
    ['a service’s resistance', 'service S { resistance 10%..20% with evidence }'],
    [
      'a reduction',
      'threat T { frequency 1 per year loss $1k } control C { reduces frequency of T by 10% with evidence }',
    ],
  ];
  for (const [what, text] of misplaced) {
    it(`are an error beside ${what}`, async () => {
      const { services, system } = await project({ 'shop.risk': text });
      const { findings: found } = await assessSystem(services, system(), { today });
      const errors = found.filter(({ severity }) => severity === 'error');
      assert.equal(errors.length, 1, errors.map(inWords).join('\n'));
      assert.match(errors[0].message, /^Evidence moves the `threat-events`/);
      assert.equal(errors[0].code, 'syntax');
    });
  }

  it('are an error beside threat events that others share', async () => {
    const { services, system } = await project({
      'shop.risk':
        'estimate Rate = 1..2 per year threat T { frequency { threat-events Rate with evidence vulnerability 10% } loss $1k }',
    });
    const { findings: found } = await assessSystem(services, system(), { today });
    assert.ok(found.some(({ code, message }) => code === 'reference' && message.includes('other places use, too')));
  });

  it('may stand beside a shared vulnerability, whose draw stays shared', async () => {
    const found = await assess(
      `${shop('threat-events 10 per year vulnerability V with evidence')}\nestimate V = uniform(10%, 30%)`,
      {
        'intel/kev.json': kev,
        'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }]),
      },
    );
    near(aleOf(found), 600_000, 1e-6);
  });

  it('stand once', async () => {
    const { services, system } = await project({
      'shop.risk':
        'threat T { frequency { threat-events 1..2 per year with evidence with evidence vulnerability 10% } loss $1k }',
    });
    const { findings: found } = await assessSystem(services, system(), { today });
    assert.ok(found.some(({ code }) => code === 'duplicate'));
  });
});
