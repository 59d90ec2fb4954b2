/** GitLab's code quality report (the issues of Code Climate): those of the category Security. */
import { flawsIn, identityOf } from '../common/identifiers.ts';
import { finding, nothingScanned, type Severity } from '../finding.ts';
import {
  firstText,
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
import type { Reader } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Code quality report';
const severities: Readonly<Record<string, Severity>> = {
  info: 'low',
  minor: 'medium',
  major: 'high',
  critical: 'critical',
  blocker: 'critical',
};

export const codeQuality: Reader = {
  format: 'GitLab code quality',
  keys: [
    'type',
    'check_name',
    'categories',
    'description',
    'fingerprint',
    'severity',
    'location',
    'path',
    'lines',
    'positions',
    'begin',
    'line',
  ],
  recognises: (root) => mostAre(listOf(root), isIssue),
  read(root) {
    const findings = listOf(root).flatMap((row, index) => {
      const categories = texts(row, 'categories');
      if (categories.length > 0 && !categories.some((category) => /^security$/i.test(category))) return [];
      const words = text(row, 'description') ?? '';
      const flaws = flawsIn(words);
      // Linters name neither a category nor a check.
      if (categories.length === 0 && flaws.length === 0 && text(row, 'check_name') === null) return [];
      const identity = identityOf(
        flaws.length > 0 ? flaws : [firstText(member(row, 'check_name'), member(row, 'fingerprint'))],
      );
      if (!identity) return [];
      // Trivy's template writes `CVE - package - version - title`.
      const line = number(row, 'location', 'lines', 'begin') ?? number(row, 'location', 'positions', 'begin', 'line');
      const parts = flaws.length > 0 ? words.split(' - ') : [];
      return finding({
        ...identity,
        kind: flaws.length > 0 ? 'vulnerability' : 'code',
        tool,
        title: words || null,
        severity: severities[text(row, 'severity') ?? ''] ?? 'unknown',
        package:
          parts.length >= 3 ? { name: parts[1], version: parts[2], ecosystem: null, purl: null, fixedIn: null } : null,
        file: text(row, 'location', 'path'),
        line: line !== null && line > 0 ? line : null,
        scanned: nothingScanned,
        place: Array.isArray(root) ? pointer('', index) : '',
      });
    });
    const left = listOf(root).length - findings.length;
    const notes = left > 0 ? [`${left} issues are left out: they are not about security.`] : [];
    return content({ tool, findings, notes });
  },
};

function isIssue(row: Json): boolean {
  return (
    text(row, 'fingerprint') !== null &&
    object(member(row, 'location')) !== null &&
    (text(row, 'check_name') !== null || list(row, 'categories').length > 0 || text(row, 'description') !== null)
  );
}
