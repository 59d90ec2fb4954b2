/** `snyk test --json`, `snyk container test --json` and `snyk iac test --json`: one project or a list of them. */

import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, finding, nothingScanned, type Scanned } from '../finding.ts';
import {
  firstText,
  isList,
  type Json,
  list,
  listOf,
  member,
  mostAre,
  number,
  object,
  pointer,
  text,
  texts,
} from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Snyk';

export const snyk: Reader = {
  format: 'Snyk',
  keys: [
    ...[
      'vulnerabilities',
      'applications',
      'ok',
      'error',
      'projectName',
      'targetFile',
      'displayTargetFile',
      'path',
      'docker',
    ],
    ...['packageManager', 'dependencyCount', 'id', 'title', 'severity', 'severityWithCritical', 'cvssScore', 'CVSSv3'],
    ...[
      'cvssDetails',
      'cvssSources',
      'assigner',
      'cvssV3Vector',
      'cvssV3BaseScore',
      'vector',
      'baseScore',
      'cvssVersion',
    ],
    ...[
      'epssDetails',
      'probability',
      'identifiers',
      'CVE',
      'CWE',
      'GHSA',
      'packageName',
      'moduleName',
      'name',
      'version',
    ],
    ...[
      'infrastructureAsCodeIssues',
      'lineNumber',
      'targetFilePath',
      'fixedIn',
      'type',
      'license',
      'malicious',
      'purlName',
      'isIgnored',
      'filtered',
      'ignore',
    ],
  ],
  recognises(root) {
    const projects = listOf(root);
    return projects.some(isProject) && mostAre(projects, (item) => isProject(item) || isFailure(item));
  },
  read(root, context) {
    const notes: string[] = [];
    const findings = listOf(root).flatMap((project, index) => {
      const place = Array.isArray(root) ? pointer('', index) : '';
      if (!isProject(project)) {
        notes.push(`The project ${nameOf(project)} was not scanned: ${text(project, 'error') ?? 'no reason is given'}`);
        return [];
      }
      const inside = list(project, 'applications').flatMap((application, number) =>
        ofProject(application, pointer(place, 'applications', number), context, scanOf(project)),
      );
      return [...ofProject(project, place, context, scanOf(project)), ...inside, ...issuesOf(project, place)];
    });
    const licences = findings.filter((item) => item === null).length;
    if (licences > 0) notes.push(`${licences} licence findings are left out: they are no weaknesses.`);
    return content({ tool, findings: findings.filter((item) => item !== null), notes });
  },
};

function isProject(value: Json): boolean {
  return (
    isList(value, 'vulnerabilities') &&
    (text(value, 'packageManager') !== null ||
      text(value, 'projectName') !== null ||
      member(value, 'dependencyCount') !== null ||
      typeof member(value, 'ok') === 'boolean')
  );
}

function isFailure(value: Json): boolean {
  return member(value, 'ok') === false && text(value, 'error') !== null;
}

function nameOf(project: Json): string {
  return (
    firstText(member(project, 'displayTargetFile'), member(project, 'projectName'), member(project, 'path')) ?? '?'
  );
}

/** A container's `path` is its image; else it is the folder on the machine that scanned. */
function scanOf(project: Json): Scanned {
  const path = text(project, 'path');
  const name = text(project, 'projectName');
  if (object(member(project, 'docker')) === null) return { ...nothingScanned, path };
  const image = name?.startsWith('docker-image|') ? name.slice('docker-image|'.length) : null;
  return { ...nothingScanned, images: [...new Set([path, image].filter((part) => part !== null))] };
}

/** One finding for each flaw of a package in a version: a row stands for one path to it. Null: a licence. */
function ofProject(project: Json, base: string, context: ReaderContext, scanned: Scanned): (Finding | null)[] {
  const file = firstText(member(project, 'displayTargetFile'), member(project, 'targetFile'));
  const byFlaw = new Map<string, Finding | null>();
  for (const [index, row] of list(project, 'vulnerabilities').entries()) {
    const id = text(row, 'id');
    const name = firstText(member(row, 'packageName'), member(row, 'moduleName'), member(row, 'name'));
    if (id === null) continue;
    const key = JSON.stringify([id, name, versionOf(row)]);
    const before = byFlaw.get(key);
    if (before !== undefined) {
      if (before) byFlaw.set(key, { ...before, rows: before.rows + 1 });
      continue;
    }
    const isLicence = text(row, 'type') === 'license' || id.startsWith('snyk:lic:');
    const place = pointer(base, 'vulnerabilities', index);
    byFlaw.set(key, isLicence ? null : ofRow(row, id, name, project, context, { scanned, file, place }));
  }
  return [...byFlaw.values()];
}

/** Of a library without a package manager the version stands in its name only: `https://ftp.gnu.org|cpio@2.12`. */
function versionOf(row: Json): string | null {
  const name = text(row, 'name');
  const inName = name !== null && name !== text(row, 'packageName') ? /.@([^@]+)$/.exec(name)?.[1] : undefined;
  return text(row, 'version') ?? inName ?? null;
}

function ofRow(
  row: Json,
  id: string,
  name: string | null,
  project: Json,
  context: ReaderContext,
  where: Pick<Finding, 'scanned' | 'file' | 'place'>,
): Finding {
  const identity = identityOf([id, ...texts(row, 'identifiers', 'CVE'), ...texts(row, 'identifiers', 'GHSA')])!;
  const offers = [...list(row, 'cvssDetails'), ...list(row, 'cvssSources')].map((cvss) => ({
    vendor: text(cvss, 'assigner') ?? tool,
    vector: firstText(member(cvss, 'cvssV3Vector'), member(cvss, 'vector')),
    score: firstNumber(member(cvss, 'cvssV3BaseScore'), member(cvss, 'baseScore')),
  }));
  const own = { vendor: tool, vector: text(row, 'CVSSv3'), score: number(row, 'cvssScore') };
  const probability = number(row, 'epssDetails', 'probability');
  const ignored = isIgnored(row);
  return finding({
    ...where,
    ...identity,
    kind: member(row, 'malicious') === true ? 'malware' : 'vulnerability',
    tool,
    title: text(row, 'title'),
    severity: severityOf(firstText(member(row, 'severityWithCritical'), member(row, 'severity'))),
    package: {
      name: name ?? '',
      version: versionOf(row),
      ecosystem: firstText(member(row, 'packageManager'), member(project, 'packageManager')),
      purl: null,
      fixedIn: texts(row, 'fixedIn').join(', ') || null,
    },
    cwe: cweNumbers(texts(row, 'identifiers', 'CWE')),
    cvss: chooseCvss([own, ...offers], [tool], context.cvss),
    epss: probability !== null && probability >= 0 && probability <= 1 ? { probability, date: null } : null,
    status: ignored ? 'not_affected' : 'affected',
    statusReason: ignored ? 'Snyk reports that it is ignored.' : null,
  });
}

/** Settings of one file of infrastructure as code. A line of -1 is none. */
function issuesOf(project: Json, base: string): Finding[] {
  return list(project, 'infrastructureAsCodeIssues').flatMap((row, index) => {
    const id = text(row, 'id');
    if (id === null) return [];
    const line = number(row, 'lineNumber');
    const ignored = isIgnored(row);
    return finding({
      id,
      kind: 'misconfiguration',
      tool,
      title: text(row, 'title'),
      severity: severityOf(text(row, 'severity')),
      file: firstText(member(project, 'targetFile'), member(project, 'targetFilePath')),
      line: line !== null && line > 0 ? line : null,
      scanned: scanOf(project),
      status: ignored ? 'not_affected' : 'affected',
      statusReason: ignored ? 'Snyk reports that it is ignored.' : null,
      place: pointer(base, 'infrastructureAsCodeIssues', index),
    });
  });
}

function isIgnored(row: Json): boolean {
  return member(row, 'isIgnored') === true || object(member(row, 'ignore')) !== null;
}

function firstNumber(...values: readonly Json[]): number | null {
  return values.map((value) => number(value)).find((value) => value !== null) ?? null;
}
