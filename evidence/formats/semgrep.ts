/** `semgrep --json`, with what `semgrep ci` says of dependencies. */
import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { type Finding, finding } from '../finding.ts';
import { isList, type Json, list, member, mostAre, number, object, pointer, text, texts } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Semgrep';

export const semgrep: Reader = {
  format: 'Semgrep',
  keys: [
    ...['results', 'errors', 'paths', 'version', 'check_id', 'path', 'start', 'line', 'extra', 'severity', 'message'],
    ...['is_ignored', 'metadata', 'cwe', 'sca_info', 'dependency_match', 'found_dependency', 'package', 'ecosystem'],
    ...['sca-vuln-database-identifier', 'metrics', 'generated_at'],
  ],
  recognises: (root) =>
    isList(root, 'results') &&
    (mostAre(list(root, 'results'), isResult) ||
      (list(root, 'results').length === 0 && isList(root, 'errors') && !isBandit(root))),
  read(root) {
    const rows = list(root, 'results');
    const ignored = rows.filter((row) => member(row, 'extra', 'is_ignored') === true).length;
    const findings = rows.flatMap((row, index) =>
      !isResult(row) || member(row, 'extra', 'is_ignored') === true ? [] : ofRow(row, pointer('', 'results', index)),
    );
    const notes = ignored > 0 ? [`${ignored} results are left out: the code says to ignore them.`] : [];
    return content({ tool, findings, notes });
  },
};

/** A pattern of the command line (`-e`) has the name `-`. */
function isResult(row: Json): boolean {
  return typeof member(row, 'check_id') === 'string' && object(member(row, 'extra')) !== null;
}

/** Bandit, too, writes `results` and `errors`. */
function isBandit(root: Json): boolean {
  return member(root, 'metrics') !== null || member(root, 'generated_at') !== null;
}

function ofRow(row: Json, place: string): Finding {
  const rule = text(row, 'check_id') ?? '-';
  const held = member(row, 'extra', 'sca_info', 'dependency_match', 'found_dependency');
  const name = text(held, 'package');
  const metadata = member(row, 'extra', 'metadata');
  const identity = name === null ? null : identityOf([text(metadata, 'sca-vuln-database-identifier'), rule]);
  return finding({
    ...(identity ?? { id: rule }),
    kind: name === null ? 'code' : 'vulnerability',
    tool,
    title: text(row, 'extra', 'message'),
    severity: severityOf(text(row, 'extra', 'severity')),
    package:
      name === null
        ? null
        : { name, version: text(held, 'version'), ecosystem: text(held, 'ecosystem'), purl: null, fixedIn: null },
    cwe: cweNumbers(texts(metadata, 'cwe')),
    file: text(row, 'path'),
    line: number(row, 'start', 'line'),
    place,
  });
}
