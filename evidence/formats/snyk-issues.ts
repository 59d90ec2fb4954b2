/** Issues of Snyk's REST interface, a JSON:API document. */

import { cweNumbers, identityOf, isFlaw } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { latestOf, moment } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, type FindingKind, finding } from '../finding.ts';
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
} from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Snyk';

export const snykIssues: Reader = {
  format: 'Snyk issues',
  keys: [
    ...[
      'jsonapi',
      'data',
      'type',
      'attributes',
      'key',
      'title',
      'effective_severity_level',
      'problems',
      'id',
      'source',
    ],
    ...['level', 'package', 'name', 'url'],
    ...['classes', 'coordinates', 'representations', 'dependency', 'package_name', 'package_version', 'sourceLocation'],
    ...[
      'file',
      'region',
      'start',
      'line',
      'severities',
      'vector',
      'score',
      'version',
      'updated_at',
      'ignored',
      'status',
    ],
  ],
  recognises: (root) =>
    object(member(root, 'jsonapi')) !== null &&
    isList(root, 'data') &&
    (list(root, 'data').length === 0 || mostAre(list(root, 'data'), (item) => text(item, 'type') === 'issue')),
  read(root, context) {
    const issues = list(root, 'data');
    const findings = issues.flatMap((item, index) => issue(item, pointer('', 'data', index), context) ?? []);
    return content({ tool, at: latestOf(findings.map((found) => found.at)), findings });
  },
};

const kinds: Readonly<Record<string, FindingKind>> = {
  package_vulnerability: 'vulnerability',
  code: 'code',
  config: 'misconfiguration',
  cloud: 'misconfiguration',
};

function issue(item: Json, place: string, context: ReaderContext): Finding | null {
  const attributes = member(item, 'attributes');
  const kind =
    kinds[text(attributes, 'type') ?? ''] ?? (text(attributes, 'type') === 'license' ? null : 'vulnerability');
  if (kind === null) return null;
  const isResolved = text(attributes, 'status') === 'resolved';
  const problems = list(attributes, 'problems').map((problem) => text(problem, 'id'));
  const identity = identityOf([text(attributes, 'key'), ...problems.filter((id) => id !== null && isFlaw(id))]);
  if (!identity) return null;
  const shapes = list(attributes, 'coordinates').flatMap((coordinate) => listOf(member(coordinate, 'representations')));
  const dependency = shapes.map((shape) => member(shape, 'dependency')).find((found) => object(found) !== null) ?? null;
  const location =
    shapes.map((shape) => member(shape, 'sourceLocation')).find((found) => object(found) !== null) ?? null;
  const held = shapes.map((shape) => member(shape, 'package')).find((found) => object(found) !== null) ?? null;
  const name = firstText(member(dependency, 'package_name'), member(held, 'name'));
  const level = list(attributes, 'severities').map((severity) => text(severity, 'level'))[0] ?? null;
  const ignored = member(attributes, 'ignored') === true;
  return finding({
    ...identity,
    kind,
    tool,
    title: text(attributes, 'title'),
    severity: severityOf(text(attributes, 'effective_severity_level') ?? level),
    package:
      name === null
        ? null
        : {
            name,
            version: firstText(member(dependency, 'package_version'), member(held, 'version')),
            ecosystem: text(held, 'type'),
            purl: text(held, 'url'),
            fixedIn: null,
          },
    cwe: cweNumbers(list(attributes, 'classes').map((weakness) => text(weakness, 'id'))),
    cvss: chooseCvss(
      list(attributes, 'severities').map((severity) => ({
        vendor: text(severity, 'source') ?? tool,
        vector: text(severity, 'vector'),
        score: number(severity, 'score'),
      })),
      [tool],
      context.cvss,
    ),
    file: text(location, 'file'),
    line: number(location, 'region', 'start', 'line'),
    at: moment(member(attributes, 'updated_at')),
    status: isResolved ? 'fixed' : ignored ? 'not_affected' : 'affected',
    statusReason: isResolved
      ? 'Snyk reports that it is resolved.'
      : ignored
        ? 'Snyk reports that it is ignored.'
        : null,
    place,
  });
}
