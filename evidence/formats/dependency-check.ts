/** OWASP Dependency-Check: CVSS comes as members, some with misspelt names and numbers in texts. */

import { cweNumbers, flawsIn, identityOf, isFlaw } from '../common/identifiers.ts';
import { packageOfPurl } from '../common/purl.ts';
import { severityOf } from '../common/severity.ts';
import { moment } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { finding, nothingScanned, type Package } from '../finding.ts';
import { isList, type Json, list, member, number, object, pointer, text, texts } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';
import { names3, vector2, vector3 } from './cvss-members.ts';

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
    ...['baseScore', 'vectorString', 'accessVector', 'accessComplexity', 'authenticationr', 'authentication'],
    ...['confidentialImpact', 'knownExploitedVulnerability', 'references', 'url', ...names3],
  ],
  recognises: (root) => text(root, 'reportSchema') !== null && isList(root, 'dependencies'),
  read(root, context) {
    const at = moment(member(root, 'projectInfo', 'reportDate'));
    const findings = list(root, 'dependencies').flatMap((dependency, index) =>
      list(dependency, 'vulnerabilities').flatMap((row, number) => {
        const identity = identityOf(namesOf(row));
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

function packageOf(dependency: Json): Package {
  const named = packageOfPurl(text(list(dependency, 'packages')[0] ?? null, 'id'));
  return (
    named ?? { name: text(dependency, 'fileName') ?? '', version: null, ecosystem: null, purl: null, fixedIn: null }
  );
}

/** A number of npm's own advisories says nothing: GitHub's page of the advisory may be among its references. */
function namesOf(row: Json): readonly (string | null)[] {
  const name = text(row, 'name');
  if (name !== null && isFlaw(name)) return [name];
  return [name, ...list(row, 'references').flatMap((reference) => advisoryIn(text(reference, 'url')))];
}

function advisoryIn(url: string | null): readonly string[] {
  return url?.startsWith('https://github.com/advisories/') ? flawsIn(url) : [];
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
