/** Reads 100 MB of one kind in a process of its own, and prints what came out and the most memory it took. */
import { countOf, readReport } from '../index.ts';

const size = 100_000_000;

const description = 'A long description that no reader asks for. '.repeat(40);
const cvss = { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', V3Score: 9.8 } };
const row = {
  VulnerabilityID: 'CVE-2026-0001',
  PkgName: 'lib',
  InstalledVersion: '1.0',
  Severity: 'HIGH',
  CweIDs: ['CWE-79'],
  CVSS: cvss,
  Description: description,
};
const open =
  '{"ArtifactName":"a:1","ArtifactType":"container_image","Results":[{"Target":"x","Class":"lang-pkgs","Vulnerabilities":[';
const event = {
  rule: 'Shell',
  priority: 'Error',
  time: '2026-03-01T00:00:00.000Z',
  output_fields: { 'k8s.pod.name': 'a' },
  output: 'o'.repeat(600),
};

const kinds: Readonly<Record<string, readonly [string, string, string]>> = {
  report: [open, `${JSON.stringify(row)},`, '{}]}]}'],
  'short lines': ['', `${JSON.stringify({ ...event, output: 'Shell', tags: ['mitre_execution', 'T1059'] })}\n`, ''],
  list: ['[', `${JSON.stringify({ ...event, output: 'Shell', tags: ['mitre_execution', 'T1059'] })},`, 'null]'],
  log: ['', `${JSON.stringify(event)}\n`, ''],
  'small objects': ['{"Results":[', '{"Target":{}},', '{}]}'],
  'one text': ['{"Results":[{"Target":"', 'é', '"}]}'],
  depth: ['{"Results":', '[', ']}'],
};

const [before, piece, after] = kinds[process.argv[2]];
const bytes = Buffer.alloc(size, ' ');
let used = bytes.write(before);
const end = used + Math.floor((size - used - after.length) / Buffer.byteLength(piece)) * Buffer.byteLength(piece);
bytes.fill(piece, used, end);
used = end + bytes.write(after, end);

const result = readReport(bytes);
const outcome = result.kind === 'problem' ? result.reason : `${result.findings.length + countOf(result.alerts)}`;
process.stdout.write(JSON.stringify({ outcome, mebibytes: process.resourceUsage().maxRSS / 1024 }));
