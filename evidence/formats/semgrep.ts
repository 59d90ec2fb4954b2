/** `semgrep --json`. */
import { cweNumbers } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { finding } from '../finding.ts';
import { isList, type Json, list, member, mostAre, number, object, pointer, text, texts } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Semgrep';

export const semgrep: Reader = {
  format: 'Semgrep',
  keys: [
    ...['results', 'errors', 'paths', 'version', 'check_id', 'path', 'start', 'line', 'extra', 'severity', 'message'],
    ...['is_ignored', 'metadata', 'cwe', 'impact'],
  ],
  recognises: (root) =>
    isList(root, 'results') &&
    (mostAre(list(root, 'results'), isResult) || (list(root, 'results').length === 0 && isList(root, 'errors'))),
  read(root) {
    const rows = list(root, 'results');
    const ignored = rows.filter((row) => member(row, 'extra', 'is_ignored') === true).length;
    const findings = rows.flatMap((row, index) =>
      !isResult(row) || member(row, 'extra', 'is_ignored') === true
        ? []
        : finding({
            id: text(row, 'check_id') ?? '',
            kind: 'code',
            tool,
            title: text(row, 'extra', 'message'),
            severity: severityOf(text(row, 'extra', 'severity')),
            cwe: cweNumbers(texts(row, 'extra', 'metadata', 'cwe')),
            file: text(row, 'path'),
            line: number(row, 'start', 'line'),
            place: pointer('', 'results', index),
          }),
    );
    const notes = ignored > 0 ? [`${ignored} results are left out: the code says to ignore them.`] : [];
    return content({ tool, findings, notes });
  },
};

function isResult(row: Json): boolean {
  return text(row, 'check_id') !== null && object(member(row, 'extra')) !== null;
}
