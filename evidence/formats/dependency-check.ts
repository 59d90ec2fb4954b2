/** OWASP Dependency-Check: CVSS comes as members, some with misspelt names and numbers in texts. */

import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { moment } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { finding, nothingScanned } from '../finding.ts';
import { firstText, isList, type Json, list, member, number, object, pointer, text, texts } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Dependency-Check';

export const dependencyCheck: Reader = {
  format: 'Dependency-Check',
  keys: [
    ...['reportSchema', 'projectInfo', 'name', 'reportDate', 'dependencies', 'fileName', 'filePath', 'packages', 'id'],
    ...[
      'vulnerabilities',
      'suppressedVulnerabilities',
      'source',
      'severity',
      'cwes',
      'cvssv2',
      'cvssv3',
      'cvssv4',
      'score',
    ],
    ...[
      'baseScore',
      'vectorString',
      'version',
      'accessVector',
      'accessComplexity',
      'authenticationr',
      'authentication',
    ],
    ...['confidentialImpact', 'confidentialityImpact', 'integrityImpact', 'availabilityImpact', 'attackVector'],
    ...['attackComplexity', 'privilegesRequired', 'userInteraction', 'scope', 'knownExploitedVulnerability'],
  ],
  recognises: (root) => text(root, 'reportSchema') !== null && isList(root, 'dependencies'),
  read(root, context) {
    const at = moment(member(root, 'projectInfo', 'reportDate'));
    const findings = list(root, 'dependencies').flatMap((dependency, index) =>
      list(dependency, 'vulnerabilities').flatMap((row, number) => {
        const identity = identityOf([text(row, 'name')]);
        if (!identity) return [];
        return finding({
          ...identity,
          kind: 'vulnerability',
          tool,
          severity: severityOf(text(row, 'severity')),
          package: packageOf(dependency),
          cwe: cweNumbers(texts(row, 'cwes')),
          cvss: chooseCvss(offersOf(row), [text(row, 'source')], context.cvss),
          kev: object(member(row, 'knownExploitedVulnerability')) !== null ? true : null,
          file: text(dependency, 'filePath'),
          scanned: { ...nothingScanned, path: text(root, 'projectInfo', 'name') },
          at,
          place: pointer('', 'dependencies', index, 'vulnerabilities', number),
        });
      }),
    );
    const suppressed = list(root, 'dependencies').flatMap((item) => list(item, 'suppressedVulnerabilities')).length;
    const notes = suppressed > 0 ? [`${suppressed} vulnerabilities are left out: they are suppressed.`] : [];
    return content({ tool, at, findings, notes });
  },
};

function packageOf(dependency: Json) {
  const purl = text(list(dependency, 'packages')[0] ?? null, 'id');
  const match = /^pkg:([^/]+)\/(.+?)(?:@([^?#]+))?(?:[?#].*)?$/.exec(purl ?? '');
  return {
    name: match?.[2] ?? text(dependency, 'fileName') ?? '',
    version: match?.[3] ?? null,
    ecosystem: match?.[1] ?? null,
    purl: match ? purl : null,
    fixedIn: null,
  };
}

function offersOf(row: Json) {
  const vendor = text(row, 'source') ?? tool;
  const [v2, v3, v4] = [member(row, 'cvssv2'), member(row, 'cvssv3'), member(row, 'cvssv4')];
  return [
    { vendor, vector: text(v4, 'vectorString'), score: number(v4, 'baseScore') },
    { vendor, vector: vector3(v3), score: number(v3, 'baseScore') },
    { vendor, vector: vector2(v2), score: number(v2, 'score') },
  ];
}

/** The first letter of a metric's word is its letter in a vector. */
function letter(cvss: Json, ...names: readonly string[]): string {
  return firstText(...names.map((name) => member(cvss, name)))?.charAt(0) ?? '';
}

function vector3(cvss: Json): string | null {
  if (object(cvss) === null) return null;
  const version = text(cvss, 'version') === '3.0' ? '3.0' : '3.1';
  const metrics = [
    ['AV', 'attackVector'],
    ['AC', 'attackComplexity'],
    ['PR', 'privilegesRequired'],
    ['UI', 'userInteraction'],
    ['S', 'scope'],
    ['C', 'confidentialityImpact'],
    ['I', 'integrityImpact'],
    ['A', 'availabilityImpact'],
  ];
  return `CVSS:${version}/${metrics.map(([metric, name]) => `${metric}:${letter(cvss, name)}`).join('/')}`;
}

function vector2(cvss: Json): string | null {
  if (object(cvss) === null) return null;
  return [
    `AV:${letter(cvss, 'accessVector')}`,
    `AC:${letter(cvss, 'accessComplexity')}`,
    `Au:${letter(cvss, 'authenticationr', 'authentication')}`,
    `C:${letter(cvss, 'confidentialImpact', 'confidentialityImpact')}`,
    `I:${letter(cvss, 'integrityImpact')}`,
    `A:${letter(cvss, 'availabilityImpact')}`,
  ].join('/');
}
