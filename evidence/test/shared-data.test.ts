/** Real files of many tools, where they lie beside the project: each count is made again in another way. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { readEpss, readKev, readReport, readStix } from '../index.ts';

const data = path.resolve(import.meta.dirname, '../../../shared/data');

// biome-ignore lint/suspicious/noExplicitAny: the independent count walks raw JSON.
type Raw = any;

const all = (value: Raw): Raw[] =>
  Array.isArray(value) ? value : value && Object.keys(value).length > 0 ? [value] : [];
const sum = (values: Raw[], count: (value: Raw) => number): number =>
  values.reduce((total, value) => total + count(value), 0);

function trivyResult(result: Raw): number {
  const failed = all(result.Misconfigurations).filter((row) => row.Status !== 'PASS');
  return all(result.Vulnerabilities).length + failed.length + all(result.Secrets).length;
}

function trivy(root: Raw): number {
  if (Array.isArray(root)) return sum(root, trivyResult);
  const resources =
    'ClusterName' in root ? [root.Resources, root.Vulnerabilities, root.Misconfigurations].flatMap(all) : [root];
  return sum(resources, (resource) => sum(all(resource.Results), trivyResult));
}

function trivyOperator(root: Raw): number {
  const reports = root.kind ? [root] : Object.values(root).flatMap(all);
  return sum(reports, ({ report }) => {
    const checks = all(report?.checks).filter((check) => !check.success);
    return all(report?.vulnerabilities).length + all(report?.secrets).length + checks.length;
  });
}

function snyk(root: Raw): number {
  if (root.jsonapi) return root.data.length;
  return sum(all(root), (project) => {
    const flaws = project.vulnerabilities.filter((row: Raw) => row.type !== 'license');
    return new Set(flaws.map((row: Raw) => [row.id, row.packageName ?? row.moduleName, row.version].join())).size;
  });
}

const counts: Readonly<Record<string, (root: Raw) => number>> = {
  aws: (root) => all(root.findings ?? root.Findings).length,
  cyclonedx: (root) => all(root.vulnerabilities).length,
  'dependency-check': (root) => sum(root.dependencies, (held) => all(held.vulnerabilities).length),
  'gitlab-codequality': (root) => all(root.vulnerabilities ?? root).length,
  grype: (root) => root.matches.length,
  nuclei: (root) => all(root).length,
  ocsf: (root) => root.filter((event: Raw) => event.status_code === 'FAIL').length,
  'osv-scanner': (root) => sum(root.results, (result) => sum(result.packages, (held) => held.groups.length)),
  sarif: (root) => sum(root.runs, (run) => run.results.filter((row: Raw) => !row.suppressions?.length).length),
  'snyk-code-sarif': (root) => sum(root.runs, (run) => run.results.length),
  'semgrep-json': (root) => (root.vulns ?? root.results.filter((row: Raw) => !row.extra.is_ignored)).length,
  snyk,
  trivy,
  'trivy-operator': trivyOperator,
  wazuh: (root) => root.hits.hits.length,
  zap: (root) => sum(root.site, (site) => all(site.alerts).length),
};

const notReports = new Set(['ocsf/eks.json', 'osv-scanner/no_findings.json', 'trivy/test-empty-report.json']);

function raw(text: string): Raw {
  try {
    return JSON.parse(text);
  } catch {
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }
}

if (existsSync(data)) {
  describe('real reports', () => {
    for (const [folder, count] of Object.entries(counts)) {
      for (const name of readdirSync(path.join(data, folder))) {
        if (notReports.has(`${folder}/${name}`)) continue;
        it(`${folder}/${name} has as many findings as counted by hand`, () => {
          const bytes = readFileSync(path.join(data, folder, name));
          const result = readReport(bytes);
          assert.equal(result.kind, 'reading', result.kind === 'problem' ? result.message : '');
          assert.equal(result.kind === 'reading' && result.findings.length, count(raw(bytes.toString('utf8'))));
        });
      }
    }

    it('alerts of Falco are all but those about itself', () => {
      const bytes = readFileSync(path.join(data, 'falco/falco-website-alerts.jsonl'));
      const result = readReport(bytes);
      const own = raw(bytes.toString('utf8')).filter((row: Raw) => !/^Falco internal/.test(row.rule));
      assert.equal(result.kind === 'reading' && result.alerts.length, own.length);
    });

    it('an empty file and an audit log are named as what they are', () => {
      const reason = (name: string) => {
        const result = readReport(readFileSync(path.join(data, name)));
        return result.kind === 'problem' && result.reason;
      };
      assert.equal(reason('osv-scanner/no_findings.json'), 'empty');
      assert.equal(reason('ocsf/eks.json'), 'unknown-format');
    });
  });

  describe('real feeds', () => {
    it('hold every row of EPSS with its probability', () => {
      const bytes = gunzipSync(readFileSync(path.join(data, 'epss/epss-full-2024.csv.gz')));
      const feed = readEpss(bytes);
      const rows = bytes
        .toString('utf8')
        .split('\n')
        .filter((line) => line.startsWith('CVE-'));
      assert.ok(feed.kind === 'epss');
      assert.equal(feed.count, rows.length);
      for (let index = 0; index < rows.length; index += 997) {
        const [cve, probability] = rows[index].split(',');
        assert.equal(feed.probability(cve), Number(probability));
      }
    });

    it('hold every row of KEV, as JSON and as CSV', () => {
      const json = readFileSync(path.join(data, 'kev/known_exploited_vulnerabilities.json'));
      const feed = readKev(json);
      assert.ok(feed.kind === 'kev');
      assert.equal(feed.count, raw(json.toString('utf8')).vulnerabilities.length);
      const csv = gunzipSync(readFileSync(path.join(data, 'kev/known_exploited_vulnerabilities.csv.gz')));
      const other = readKev(csv);
      assert.ok(other.kind === 'kev');
      assert.equal(other.count, csv.toString('utf8').match(/^CVE-/gm)?.length);
    });

    it('say why a file is none', () => {
      const broken = readEpss(readFileSync(path.join(data, 'epss/invalid-header.csv')));
      assert.equal(broken.kind === 'problem' && broken.reason, 'malformed');
      const stix = readStix(readFileSync(path.join(data, 'stix/poisonivy.json')));
      assert.ok(stix.kind === 'stix' && stix.count > 0);
    });
  });
}
