import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { aleOf, assess, factors, findings, kev, near, shop, trivy } from './shop.ts';

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
