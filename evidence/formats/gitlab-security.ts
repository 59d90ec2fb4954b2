/** GitLab's report of a security scanner: containers, dependencies, code, secrets, running programs. */
import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { moment } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, type FindingKind, finding, nothingScanned, type Scanned } from '../finding.ts';
import { firstText, isList, type Json, list, member, mostAre, number, object, pointer, text } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

const kinds: Readonly<Record<string, FindingKind>> = {
  container_scanning: 'vulnerability',
  cluster_image_scanning: 'vulnerability',
  dependency_scanning: 'vulnerability',
  sast: 'code',
  secret_detection: 'secret',
  dast: 'dynamic',
  api_fuzzing: 'dynamic',
  coverage_fuzzing: 'code',
};

export const gitlabSecurity: Reader = {
  format: 'GitLab security report',
  keys: [
    ...[
      'version',
      'scan',
      'scanner',
      'analyzer',
      'id',
      'name',
      'type',
      'end_time',
      'status',
      'vulnerabilities',
      'remediations',
      'severity',
    ],
    ...[
      'location',
      'dependency',
      'package',
      'image',
      'file',
      'start_line',
      'hostname',
      'path',
      'identifiers',
      'value',
      'category',
      'message',
    ],
    ...['cvss_vectors', 'vendor', 'vector', 'kubernetes_resource', 'namespace', 'kind', 'container_name', 'flags'],
  ],
  recognises: (root) =>
    isList(root, 'vulnerabilities') &&
    (text(root, 'scan', 'type') !== null ||
      mostAre(list(root, 'vulnerabilities'), isRow) ||
      (list(root, 'vulnerabilities').length === 0 && isList(root, 'remediations'))),
  read(root, context) {
    const findings = list(root, 'vulnerabilities').flatMap((row, index) =>
      ofRow(row, root, pointer('', 'vulnerabilities', index), context),
    );
    return content({ tool: toolOf(root), at: moment(member(root, 'scan', 'end_time')), findings });
  },
};

/** Older analyzers, and what was cut out of a report, do not say what they are. */
function isRow(row: Json): boolean {
  return isList(row, 'identifiers') && object(member(row, 'location')) !== null;
}

function kindOf(row: Json, root: Json): FindingKind {
  const known = kinds[text(root, 'scan', 'type') ?? ''] ?? kinds[text(row, 'category') ?? ''];
  if (known !== undefined) return known;
  const location = member(row, 'location');
  if (text(location, 'dependency', 'package', 'name') !== null || text(location, 'image') !== null)
    return 'vulnerability';
  return text(location, 'hostname') === null ? 'code' : 'dynamic';
}

function toolOf(root: Json): string {
  return firstText(member(root, 'scan', 'scanner', 'name'), member(root, 'scan', 'analyzer', 'name')) ?? 'GitLab';
}

function ofRow(row: Json, root: Json, place: string, context: ReaderContext): Finding[] {
  const named = (type: RegExp) =>
    list(row, 'identifiers')
      .filter((item) => type.test(text(item, 'type') ?? ''))
      .map((item) => text(item, 'value'));
  const flaws = named(/^(cve|ghsa|osvdb|glsa|elsa|rhsa|usn|dsa|gemnasium)$/i);
  // A weakness is no name of what was found.
  const rules = list(row, 'identifiers').filter((item) => !/^(cwe|wasc|owasp)/i.test(text(item, 'type') ?? ''));
  const any = firstText(...rules.map((item) => member(item, 'value')), member(row, 'name'), member(row, 'id'));
  const identity = identityOf(flaws.length > 0 ? flaws : [any]);
  if (!identity) return [];
  const location = member(row, 'location');
  const dependency = member(location, 'dependency');
  const name = text(dependency, 'package', 'name');
  return [
    finding({
      ...identity,
      kind: kindOf(row, root),
      tool: text(row, 'scanner', 'name') ?? toolOf(root),
      title: firstText(member(row, 'name'), member(row, 'message')),
      severity: severityOf(text(row, 'severity')),
      package:
        name === null
          ? null
          : { name, version: text(dependency, 'version'), ecosystem: null, purl: null, fixedIn: null },
      cwe: cweNumbers(named(/^cwe$/i)),
      cvss: chooseCvss(
        list(row, 'cvss_vectors').map((cvss) => ({
          vendor: text(cvss, 'vendor') ?? 'nvd',
          vector: text(cvss, 'vector'),
          score: null,
        })),
        [],
        context.cvss,
      ),
      file: firstText(member(location, 'file'), member(location, 'path')),
      line: number(location, 'start_line'),
      scanned: scanOf(location),
      at: moment(member(root, 'scan', 'end_time')),
      place,
    }),
  ];
}

function scanOf(location: Json): Scanned {
  const image = text(location, 'image');
  const host =
    text(location, 'hostname')
      ?.replace(/^[a-z]+:\/\//i, '')
      .replace(/[/?#].*$/, '') ?? null;
  const held = member(location, 'kubernetes_resource');
  const isArchive = image !== null && /\.(tar|tgz|tar\.gz)$/i.test(image);
  return {
    ...nothingScanned,
    images: image === null || isArchive ? [] : [image],
    path: isArchive ? image : null,
    workload:
      object(held) === null
        ? null
        : {
            cluster: null,
            namespace: text(held, 'namespace'),
            kind: text(held, 'kind'),
            name: text(held, 'name'),
            container: text(held, 'container_name'),
          },
    hosts: host === null ? [] : [host],
  };
}
