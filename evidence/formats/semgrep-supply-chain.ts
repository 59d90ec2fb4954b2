/** Findings of Semgrep Supply Chain, as its interface gives them. */
import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { latestOf, moment } from '../common/time.ts';
import { finding, nothingScanned } from '../finding.ts';
import { isList, list, member, mostAre, number, object, pointer, text, texts } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Semgrep Supply Chain';

export const semgrepSupplyChain: Reader = {
  format: 'Semgrep Supply Chain',
  keys: [
    ...[
      'vulns',
      'title',
      'advisory',
      'ruleId',
      'ecosystem',
      'severity',
      'references',
      'cveIds',
      'cweIds',
      'exposureType',
    ],
    ...[
      'matchedDependency',
      'name',
      'versionSpecifier',
      'dependencyFileLocation',
      'path',
      'startLine',
      'triage',
      'status',
    ],
    ...['dismissReason', 'repositoryName', 'openedAt', 'closestSafeDependency'],
  ],
  recognises: (root) =>
    isList(root, 'vulns') &&
    (list(root, 'vulns').length === 0 ||
      mostAre(list(root, 'vulns'), (row) => object(member(row, 'advisory')) !== null)),
  read(root) {
    const findings = list(root, 'vulns').flatMap((row, index) => {
      const advisory = member(row, 'advisory');
      const identity = identityOf([...texts(advisory, 'references', 'cveIds'), text(advisory, 'ruleId')]);
      if (!identity) return [];
      const unreachable = text(row, 'exposureType') === 'UNREACHABLE';
      const closed = ['IGNORED', 'FIXED', 'DISMISSED'].includes(text(row, 'triage', 'status') ?? '');
      return finding({
        ...identity,
        kind: 'vulnerability',
        tool,
        title: text(row, 'title'),
        severity: severityOf(text(advisory, 'severity')),
        package: {
          name: text(row, 'matchedDependency', 'name') ?? '',
          version: text(row, 'matchedDependency', 'versionSpecifier'),
          ecosystem: text(advisory, 'ecosystem'),
          purl: null,
          fixedIn: text(row, 'closestSafeDependency', 'versionSpecifier'),
        },
        cwe: cweNumbers(texts(advisory, 'references', 'cweIds')),
        file: text(row, 'dependencyFileLocation', 'path'),
        line: number(row, 'dependencyFileLocation', 'startLine'),
        scanned: { ...nothingScanned, path: text(row, 'repositoryName') },
        at: moment(member(row, 'openedAt')),
        status: unreachable || closed ? 'not_affected' : 'affected',
        statusReason: unreachable
          ? `${tool} reports that no code reaches it.`
          : closed
            ? `${tool} reports that it is closed.`
            : null,
        place: pointer('', 'vulns', index),
      });
    });
    return content({ tool, at: latestOf(findings.map((found) => found.at)), findings });
  },
};
