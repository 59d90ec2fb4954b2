import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { aleOf, assess, factors, findings, kev, near, shop, trivy } from './shop.ts';

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
