/** `risk evidence`, and evidence in the other commands, as a process on files. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, it } from 'mocha';
import type { ReportSystem, RiskDiff, RiskEvidence } from '../../protocol/index.ts';
import { assertFits } from '../../protocol/test/schemas.ts';
import { type TestFolder, withFolder } from '../../sources/test/folder.ts';
import { assertCode, risk } from './risk.ts';

const model = `system Shop {
  check stride-gap off because "not the point"
  check no-source off because "not the point"
}
evidence "../reports/*"
feed epss "../intel/epss.csv.gz"
zone Cluster
external Customer
service Orders in Cluster { image "shop/orders" }
flow F from Customer to Orders { encrypted authenticated }
threat Leak {
  stride information-disclosure
  on Orders
  cwe CWE-89
  frequency {
    threat-events 5..15 per year with evidence
    vulnerability 10%..30% with evidence
  }
  loss $100k
}
threat Other { on Orders stride repudiation frequency 1 per year loss $1k }
`;

const trivy = (ids: readonly string[], at = '2026-11-20T10:00:00Z') => ({
  SchemaVersion: 2,
  CreatedAt: at,
  ArtifactName: 'ghcr.io/shop/orders:1',
  ArtifactType: 'container_image',
  Results: [
    {
      Target: 'app',
      Class: 'lang-pkgs',
      Type: 'npm',
      Vulnerabilities: ids.map((id) => ({
        VulnerabilityID: id,
        PkgName: id,
        Severity: 'HIGH',
        CweIDs: ['CWE-89'],
        CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' } },
      })),
    },
  ],
});
const epss = gzipSync(
  '#model_version:v1,score_date:2026-11-20T00:00:00+0000\ncve,epss,percentile\nCVE-2026-0001,0.4,0.9\n',
);
const files = {
  '.git/HEAD': '',
  'model/shop.risk': model,
  'reports/trivy.json': JSON.stringify(trivy(['CVE-2026-0001'])),
  'intel/epss.csv.gz': epss,
};
const today = ['--today', '2026-11-21'];
/** EPSS 0.4 from another zone, w = ½: q = 0.2, v = 0.2 + 0.8 · 0.2. */
const moved = 10 * 0.36 * 100_000;
const kept = 10 * 0.2 * 100_000;

async function evidenceIn(folder: TestFolder, code = 0, ...words: string[]): Promise<RiskEvidence> {
  const result = await risk(folder.path, ['evidence', '--json', ...today, ...words]);
  assertCode(result, code);
  const found = JSON.parse(result.stdout);
  assertFits('risk-evidence-1', found);
  return found;
}

async function systemIn(folder: TestFolder, code = 0): Promise<ReportSystem> {
  const result = await risk(folder.path, ['simulate', '--json', ...today]);
  assertCode(result, code);
  const found = JSON.parse(result.stdout);
  assertFits('risk-report-1', found);
  return found.systems[0];
}

const errorIn = ({ files: all }: RiskEvidence) => all.find(({ error }) => error !== null)?.error ?? 'none';
const aleOf = (system: ReportSystem, name = 'Leak') =>
  system.threats.find((threat) => threat.name === name)!.current!.ale;
const near = (found: number | null | undefined, wanted: number) =>
  assert.ok(typeof found === 'number' && Math.abs(found - wanted) < 1e-6 * wanted, `${found} instead of ${wanted}`);

describe('risk evidence', () => {
  it('lists files, findings and effects as JSON, and as a table', () =>
    withFolder(files, async (folder) => {
      const found = await evidenceIn(folder);
      assert.deepEqual(
        found.files.map(({ path, tool, findings, matched, unmatched, error }) => [
          path,
          tool,
          findings,
          matched,
          unmatched,
          error,
        ]),
        [
          ['reports/trivy.json', 'Trivy', 1, 1, 0, null],
          ['intel/epss.csv.gz', 'EPSS', 1, 1, 0, null],
        ],
      );
      const [finding] = found.findings;
      assert.deepEqual(
        [
          finding.id,
          finding.tool,
          finding.service,
          finding.threats,
          finding.stride,
          finding.cwe,
          finding.package,
          finding.strength,
        ],
        [
          'CVE-2026-0001',
          'Trivy',
          'Orders',
          ['Leak'],
          ['tampering', 'information-disclosure'],
          [89],
          'CVE-2026-0001',
          0.4,
        ],
      );
      const [effect] = found.effects;
      assert.deepEqual([effect.threat, effect.factor], ['Leak', 'vulnerability']);
      near(effect.prior.mean, 0.2);
      near(effect.posterior.mean, 0.36);
      near(effect.aleBefore, kept);
      near(effect.aleAfter, moved);
      near(found.systems[0].aleBefore, kept + 1000);
      near(found.systems[0].aleAfter, moved + 1000);
      const table = await risk(folder.path, ['evidence', ...today]);
      assertCode(table, 0);
      assert.match(table.stdout, /the expected loss rises by \$160k a year to \$361k/);
      assert.match(table.stdout, /CVE-2026-0001 +Orders +Leak/);
      assert.match(table.stdout, /EPSS 0\.4 of 2026-11-20/);
    }));

  it('stands in simulate and explain, and check says what is wrong with a file', () =>
    withFolder(files, async (folder) => {
      near(aleOf(await systemIn(folder)), moved);
      const explained = await risk(folder.path, ['explain', 'Leak', ...today]);
      assertCode(explained, 0);
      assert.match(explained.stdout, /Expected annual loss \$200k without evidence, \$360k with it/);
      folder.write('reports/broken.json', '{"SchemaVersion": 2, "Results": [');
      const checked = await risk(folder.path, ['check', ...today]);
      assertCode(checked, 1);
      assert.match(checked.stdout, /error \[evidence-unreadable\]\s+reports\/broken\.json:/);
      near(aleOf(await systemIn(folder, 1)), moved);
    }));

  it('looks into the root only, past .gitignore, and never through a link out of it', () =>
    withFolder({ 'secret.json': JSON.stringify(trivy(['CVE-2026-0001'])) }, async (outer) => {
      const root = 'root';
      for (const [file, content] of Object.entries({ ...files, '.gitignore': 'reports\n' }))
        outer.write(`${root}/${file}`, content);
      const folder: TestFolder = { ...outer, path: outer.at(root) };
      near(aleOf(await systemIn(folder)), moved);
      outer.write(`${root}/model/shop.risk`, model.replace('../reports/*', '../../secret.json'));
      const outside = await evidenceIn(folder, 1);
      assert.match(errorIn(outside), /leads out of the root/);
      outer.write(`${root}/model/shop.risk`, model.replace('../reports/*', '../reports/link.json'));
      symlinkSync(outer.at('secret.json'), outer.at(`${root}/reports/link.json`));
      const linked = await evidenceIn(folder, 1);
      assert.match(errorIn(linked), /link that leads out/);
      assert.deepEqual(linked.effects, []);
    }));

  it('names each file that it cannot read, and keeps every other figure', () =>
    withFolder({ ...files, 'intel/epss.csv.gz': epss }, async (folder) => {
      const bad: Record<string, string | Uint8Array> = {
        'empty.json': '',
        'blank.json': '\n \n',
        'cut.json': JSON.stringify(trivy(['CVE-2026-0009'])).slice(0, -20),
        'deep.json': '['.repeat(200_000),
        'utf16.json': Buffer.from('\ufeff{"a":1}', 'utf16le'),
        'latin.json': Buffer.from('{"ArtifactName":"caf\xe9"}', 'latin1'),
        'bomb.json.gz': gzipSync(Buffer.alloc(200 * 1024 * 1024, ' ')),
        'cut.json.gz': gzipSync(JSON.stringify(trivy(['CVE-2026-0009']))).subarray(0, 60),
        'other.json': '{"widgets": [1, 2, 3]}',
        'number.json': '7',
        'text.json': 'not JSON at all',
        'proto.json': '{"__proto__": {"Results": []}, "constructor": 1}',
      };
      for (const [name, content] of Object.entries(bad)) folder.write(`reports/${name}`, content);
      const found = await evidenceIn(folder, 1);
      const errors = new Map(found.files.map(({ path, error }) => [path, error]));
      for (const name of Object.keys(bad)) assert.ok(errors.get(`reports/${name}`), `${name} has no error`);
      assert.equal(errors.get('reports/trivy.json'), null);
      near(found.effects[0].aleAfter, moved);
      const said = found.diagnostics.filter(({ code }) => code === 'evidence-unreadable');
      assert.equal(said.length, Object.keys(bad).length);
      assert.ok(said.every(({ file, line }) => file === 'model/shop.risk' && line === 5));
    })).timeout(60_000);

  it('takes a report that is newer than the date, or too old, for nothing', () =>
    withFolder(
      { ...files, 'reports/trivy.json': JSON.stringify(trivy(['CVE-2026-0001'], '2026-11-22T00:00:00Z')) },
      async (folder) => {
        const found = await evidenceIn(folder);
        assert.deepEqual([found.files[0].age, found.files[0].counts], ['from the future', false]);
        assert.equal(found.findings[0].idle, 'old');
        near(found.systems[0].aleAfter, kept + 1000);
        const later = await risk(folder.path, ['evidence', '--json', '--today', '2026-12-23']);
        assert.equal(JSON.parse(later.stdout).files[0].age, 'expired');
      },
    ));

  it('gives the same bytes twice', () =>
    withFolder(files, async ({ path }) => {
      const [one, two] = await Promise.all([1, 2].map(() => risk(path, ['evidence', '--json', ...today])));
      assert.equal(one.stdout, two.stdout);
    }));
});

describe('evidence in risk diff', () => {
  const git = (folder: TestFolder, ...words: string[]) =>
    execFileSync('git', ['-C', folder.path, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...words], {
      encoding: 'utf8',
    });

  async function diffOf(folder: TestFolder, ...words: string[]): Promise<RiskDiff> {
    const result = await risk(folder.path, ['diff', ...words, '--json', ...today]);
    assertCode(result, 0);
    const found = JSON.parse(result.stdout);
    assertFits('risk-diff-1', found);
    return found;
  }

  const { '.git/HEAD': _, ...tracked } = files;
  async function inRepository(test: (folder: TestFolder) => Promise<void>): Promise<void> {
    await withFolder(tracked, async (folder) => {
      git(folder, 'init', '-q');
      git(folder, 'add', '-A');
      git(folder, 'commit', '-qm', 'one');
      await test(folder);
    });
  }

  it('is a cause where a file that both hold changed, with shares that add up', () =>
    inRepository(async (folder) => {
      folder.write('reports/trivy.json', JSON.stringify(trivy(['CVE-2026-0001', 'CVE-2026-0002'])));
      folder.write('model/shop.risk', model.replace('10%..30%', '10%..50%'));
      for (const words of [['HEAD'], ['HEAD~1', 'HEAD']]) {
        if (words.length === 2) {
          git(folder, 'add', '-A');
          git(folder, 'commit', '-qm', 'two');
        }
        const threat = (await diffOf(folder, ...words)).systems[0].threats.find(({ name }) => name === 'Leak')!;
        const evidence = threat.causes.find(({ kind }) => kind === 'evidence')!;
        assert.equal(evidence.path, 'Leak.frequency.vulnerability');
        assert.equal(evidence.before, 'CVE-2026-0001, q = 0.2');
        assert.match(evidence.after ?? '', /^CVE-2026-0001, CVE-2026-0002, q = 0\.2/);
        assert.ok(threat.causes.some(({ kind }) => kind === 'frequency'));
        near(
          threat.causes.reduce((sum, { delta }) => sum + delta, 0),
          threat.ale.delta!,
        );
      }
    }));

  it('moves nothing where a file is not under review: both sides read it from the work tree', () =>
    inRepository(async (folder) => {
      folder.write('reports/new.json', JSON.stringify(trivy(['CVE-2026-0001', 'CVE-2026-0002'])));
      const system = (await diffOf(folder, 'HEAD')).systems[0];
      assert.equal(system.ale.delta, 0);
      assert.equal(system.threats.find(({ name }) => name === 'Leak')?.change, 'unchanged');
    }));

  it('is left out with --no-evidence', () =>
    inRepository(async (folder) => {
      folder.write('reports/trivy.json', JSON.stringify(trivy([])));
      assert.notEqual((await diffOf(folder, 'HEAD')).systems[0].ale.delta, 0);
      const without = (await diffOf(folder, 'HEAD', '--no-evidence')).systems[0];
      assert.equal(without.ale.delta, 0);
      near(without.ale.base, kept + 1000);
    }));

  it('is a cause where the model lets it move', () =>
    inRepository(async (folder) => {
      folder.write('model/shop.risk', model.replace('30% with evidence', '30%'));
      const threat = (await diffOf(folder, 'HEAD')).systems[0].threats.find(({ name }) => name === 'Leak')!;
      assert.deepEqual(
        threat.causes.map(({ kind, before, after }) => [kind, before, after]),
        [['evidence', 'CVE-2026-0001, q = 0.2', null]],
      );
      near(threat.ale.delta! + moved, kept);
    }));
});
