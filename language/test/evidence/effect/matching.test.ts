import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { aleOf, assess, factors, findings, kev, near, network, shop, trivy } from './shop.ts';

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
