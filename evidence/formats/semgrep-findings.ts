/** Findings as the interface of Semgrep's platform gives them, `/deployments/NAME/findings`: of code, or of dependencies. */
import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { latestOf, moment } from '../common/time.ts';
import { type Finding, finding, nothingScanned } from '../finding.ts';
import {
  firstText,
  isList,
  type Json,
  list,
  member,
  mostAre,
  number,
  object,
  pointer,
  text,
  texts,
} from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Semgrep';

export const semgrepFindings: Reader = {
  format: 'Semgrep findings',
  keys: [
    ...['findings', 'rule_name', 'rule_message', 'match_based_id', 'repository', 'name', 'state', 'status', 'severity'],
    ...['triage_state', 'created_at', 'state_updated_at', 'location', 'file_path', 'line', 'rule', 'cwe_names'],
    ...['vulnerability_identifier', 'found_dependency', 'package', 'version', 'ecosystem', 'reachability'],
  ],
  recognises: (root) => isList(root, 'findings') && mostAre(list(root, 'findings'), isFinding),
  read(root) {
    const findings = list(root, 'findings').flatMap((row, index) =>
      isFinding(row) ? ofRow(row, pointer('', 'findings', index)) : [],
    );
    return content({ tool, at: latestOf(findings.map(({ at }) => at)), findings });
  },
};

function isFinding(row: Json): boolean {
  return text(row, 'rule_name') !== null && (object(member(row, 'location')) !== null || isOfDependency(row));
}

function isOfDependency(row: Json): boolean {
  return object(member(row, 'found_dependency')) !== null;
}

function ofRow(row: Json, place: string): Finding {
  const held = member(row, 'found_dependency');
  const identity = identityOf([text(row, 'vulnerability_identifier'), text(row, 'rule_name')])!;
  const reason = closedBecause(row);
  return finding({
    ...identity,
    kind: isOfDependency(row) ? 'vulnerability' : 'code',
    tool,
    title: firstText(member(row, 'rule_message'), member(row, 'rule', 'name')),
    severity: severityOf(text(row, 'severity')),
    package: isOfDependency(row)
      ? {
          name: text(held, 'package') ?? '',
          version: text(held, 'version'),
          ecosystem: text(held, 'ecosystem'),
          purl: null,
          fixedIn: null,
        }
      : null,
    cwe: cweNumbers(texts(row, 'rule', 'cwe_names')),
    file: text(row, 'location', 'file_path'),
    line: number(row, 'location', 'line'),
    scanned: { ...nothingScanned, path: text(row, 'repository', 'name') },
    at: moment(firstText(member(row, 'state_updated_at'), member(row, 'created_at'))),
    status: reason === null ? 'affected' : text(row, 'status') === 'fixed' ? 'fixed' : 'not_affected',
    statusReason: reason,
    place,
  });
}

function closedBecause(row: Json): string | null {
  if (text(row, 'reachability') === 'unreachable') return `${tool} reports that no code reaches it.`;
  const closed = ['fixed', 'ignored', 'removed'].find((word) => word === text(row, 'status'));
  return closed === undefined ? null : `${tool} reports that it is ${closed}.`;
}
