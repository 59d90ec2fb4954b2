/** Nuclei: a JSON object a line, or a list of them. */

import { cweNumbers, identityOf, isFlaw } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { latestOf, moment } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { finding, nothingScanned, type Severity } from '../finding.ts';
import { firstText, type Json, listOf, member, mostAre, number, object, pointer, text, texts } from '../input/value.ts';
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Nuclei';

export const nuclei: Reader = {
  format: 'Nuclei',
  keys: [
    ...['template-id', 'templateID', 'info', 'name', 'severity', 'classification', 'cve-id', 'cwe-id', 'cvss-metrics'],
    ...[
      'cvss-score',
      'epss-score',
      'host',
      'url',
      'ip',
      'port',
      'matched-at',
      'matched',
      'timestamp',
      'matcher-status',
    ],
  ],
  recognises: (root) => mostAre(listOf(root), isResult),
  read(root, context) {
    const findings = listOf(root).flatMap((row, index) => {
      const id = firstText(member(row, 'template-id'), member(row, 'templateID'));
      const classes = member(row, 'info', 'classification');
      const cves = [...texts(classes, 'cve-id'), id].filter((name) => name !== null && isFlaw(name));
      const identity = identityOf([...cves, ...(cves.length > 0 ? [] : [id])]);
      if (!identity || member(row, 'matcher-status') === false) return [];
      const probability = number(classes, 'epss-score');
      return finding({
        ...identity,
        kind: 'dynamic',
        tool,
        title: text(row, 'info', 'name'),
        severity: severityIn(row),
        cwe: cweNumbers(texts(classes, 'cwe-id')),
        cvss: chooseCvss(
          [{ vendor: tool, vector: text(classes, 'cvss-metrics'), score: number(classes, 'cvss-score') }],
          [],
          context.cvss,
        ),
        epss: probability !== null && probability >= 0 && probability <= 1 ? { probability, date: null } : null,
        file: firstText(member(row, 'matched-at'), member(row, 'matched')),
        scanned: { ...nothingScanned, hosts: hostsOf(row) },
        at: moment(member(row, 'timestamp')),
        place: Array.isArray(root) ? pointer('', index) : '',
      });
    });
    return content({ tool, at: latestOf(findings.map((found) => found.at)), findings });
  },
};

function isResult(row: Json): boolean {
  return (
    firstText(member(row, 'template-id'), member(row, 'templateID')) !== null && object(member(row, 'info')) !== null
  );
}

/** `info` is what was recognised, not what is weak. */
function severityIn(row: Json): Severity {
  const word = text(row, 'info', 'severity')?.toLowerCase() ?? null;
  return word === 'info' ? 'none' : severityOf(word);
}

function hostsOf(row: Json): readonly string[] {
  const host = firstText(member(row, 'host'), member(row, 'url'), member(row, 'matched-at'), member(row, 'matched'));
  const port = text(row, 'port');
  const named = host === null ? null : host.replace(/^[a-z]+:\/\//i, '').replace(/[/?#].*$/, '');
  const whole = named !== null && port !== null && !named.includes(':') ? `${named}:${port}` : named;
  return [...new Set([whole, text(row, 'ip')].filter((part) => part !== null))];
}
