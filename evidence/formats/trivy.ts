/** Trivy's own JSON: images, folders, configurations, clusters, and the bare list of its first schema. */

import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { moment } from '../common/time.ts';
import { type CvssOffer, chooseCvss } from '../cvss/choose.ts';
import { type Finding, type FindingStatus, finding, nothingScanned, type Scanned } from '../finding.ts';
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
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Trivy';

export const trivy: Reader = {
  format: 'Trivy',
  keys: [
    ...[
      'SchemaVersion',
      'CreatedAt',
      'ArtifactName',
      'ArtifactType',
      'Metadata',
      'RepoTags',
      'RepoDigests',
      'Reference',
    ],
    ...[
      'ClusterName',
      'Resources',
      'Namespace',
      'Kind',
      'Name',
      'Results',
      'Target',
      'Class',
      'Type',
      'Trivy',
      'Version',
    ],
    ...['Vulnerabilities', 'Misconfigurations', 'Secrets', 'Licenses', 'VulnerabilityID', 'VendorIDs', 'PkgName'],
    ...['PkgPath', 'PkgIdentifier', 'PURL', 'InstalledVersion', 'FixedVersion', 'Status', 'Severity', 'SeveritySource'],
    ...[
      'CweIDs',
      'CVSS/*',
      'V2Vector',
      'V2Score',
      'V3Vector',
      'V3Score',
      'V40Vector',
      'V40Score',
      'Title',
      'ID',
      'AVDID',
    ],
    ...['Message', 'Error', 'CauseMetadata', 'StartLine', 'RuleID', 'Category'],
  ],
  recognises: (root) => isReport(root) || isCluster(root) || isLegacy(root),
  read(root, context) {
    const licences = { count: 0 };
    const unread = isCluster(root) ? clusterParts(root).filter(({ resource }) => text(resource, 'Error') !== null) : [];
    const findings = isCluster(root)
      ? ofCluster(root, context, licences)
      : isLegacy(root)
        ? ofResults(root, '', legacyScan(root), null, context, licences)
        : ofResults(member(root, 'Results'), '/Results', scanOf(root), at(root), context, licences);
    const notes =
      licences.count > 0 ? [`${licences.count} licence findings are left out: they are no weaknesses.`] : [];
    if (unread.length > 0) notes.push(`${unread.length} resources of the cluster could not be scanned.`);
    return content({ tool, at: at(root), findings, notes });
  },
};

function isReport(root: Json): boolean {
  return isList(root, 'Results')
    ? list(root, 'Results').length === 0 || mostAre(list(root, 'Results'), isResult)
    : text(root, 'ArtifactName') !== null && text(root, 'ArtifactType') !== null;
}

function isResult(value: Json): boolean {
  return text(value, 'Target') !== null;
}

function isCluster(root: Json): boolean {
  return object(root) !== null && member(root, 'ClusterName') !== null && text(root, 'bomFormat') === null;
}

function isLegacy(root: Json): boolean {
  return (
    Array.isArray(root) &&
    mostAre(root, (item) => isResult(item) && (text(item, 'Type') !== null || isList(item, 'Vulnerabilities')))
  );
}

function at(root: Json): string | null {
  return moment(member(root, 'CreatedAt'));
}

function scanOf(root: Json): Scanned {
  const name = text(root, 'ArtifactName');
  if (text(root, 'ArtifactType') !== 'container_image') return { ...nothingScanned, path: name };
  const references = [
    ...texts(root, 'Metadata', 'RepoTags'),
    ...texts(root, 'Metadata', 'RepoDigests'),
    text(root, 'Metadata', 'Reference'),
  ];
  const isArchive = name !== null && /\.(tar|tgz|tar\.gz)$/i.test(name);
  const images = [...new Set([isArchive ? null : name, ...references].filter((image) => image !== null))];
  return { ...nothingScanned, images, path: isArchive ? name : null };
}

/** The first schema names the image only in the target of its system packages: `debian:buster (debian 10.8)`. */
function legacyScan(root: Json): Scanned {
  const images = list(root)
    .map((result) => imageOfTarget(text(result, 'Target')))
    .filter((image) => image !== null);
  return { ...nothingScanned, images: [...new Set(images)] };
}

function imageOfTarget(target: string | null): string | null {
  return target === null ? null : (/^(\S+) \([^()]*\)$/.exec(target)?.[1] ?? null);
}

interface Counter {
  count: number;
}

function clusterParts(root: Json): readonly { readonly resource: Json; readonly place: string }[] {
  return ['Resources', 'Vulnerabilities', 'Misconfigurations'].flatMap((part) =>
    list(root, part).map((resource, index) => ({ resource, place: pointer('', part, index) })),
  );
}

function ofCluster(root: Json, context: ReaderContext, licences: Counter): Finding[] {
  return clusterParts(root).flatMap(({ resource, place }) => {
    const workload = {
      cluster: text(root, 'ClusterName'),
      namespace: text(resource, 'Namespace'),
      kind: text(resource, 'Kind'),
      name: text(resource, 'Name'),
      container: null,
    };
    const images = imagesOf(resource);
    return list(resource, 'Results').flatMap((result, index) => {
      const isPackages = text(result, 'Class')?.endsWith('-pkgs') ?? false;
      const own = isPackages ? imageOfTarget(text(result, 'Target')) : null;
      // Packages of a language are named after their files: whose they are is known where there is one image.
      const found = own !== null ? [own] : isPackages && images.length === 1 ? images[0] : [];
      const scanned = { ...nothingScanned, workload, images: found };
      return ofResult(result, pointer(place, 'Results', index), scanned, at(root), context, licences);
    });
  });
}

/** Each image of a workload with its names: as newer versions list them, else by the targets of system packages. */
function imagesOf(resource: Json): readonly (readonly string[])[] {
  const listed = list(resource, 'Metadata')
    .map((metadata) => [...texts(metadata, 'RepoTags'), ...texts(metadata, 'RepoDigests')])
    .filter((names) => names.length > 0);
  if (listed.length > 0) return listed;
  const targets = list(resource, 'Results')
    .filter((result) => text(result, 'Class') === 'os-pkgs')
    .map((result) => imageOfTarget(text(result, 'Target')))
    .filter((image) => image !== null);
  return [...new Set(targets)].map((image) => [image]);
}

function ofResults(
  results: Json,
  base: string,
  scanned: Scanned,
  when: string | null,
  context: ReaderContext,
  licences: Counter,
): Finding[] {
  return list(results).flatMap((result, index) =>
    ofResult(result, pointer(base, index), scanned, when, context, licences),
  );
}

function ofResult(
  result: Json,
  base: string,
  scanned: Scanned,
  when: string | null,
  context: ReaderContext,
  licences: Counter,
): Finding[] {
  licences.count += list(result, 'Licenses').length;
  const target = text(result, 'Target');
  const shared = { tool, scanned, at: when };
  const findings: Finding[] = [];
  for (const [index, row] of list(result, 'Vulnerabilities').entries()) {
    const found = vulnerability(row, result, context);
    if (found) findings.push(finding({ ...found, ...shared, place: pointer(base, 'Vulnerabilities', index) }));
  }
  for (const [index, row] of list(result, 'Misconfigurations').entries()) {
    const id = firstText(member(row, 'ID'), member(row, 'AVDID'));
    if (id === null || (text(row, 'Status') ?? 'FAIL') !== 'FAIL') continue;
    findings.push(
      finding({
        ...shared,
        id,
        kind: 'misconfiguration',
        title: firstText(member(row, 'Title'), member(row, 'Message')),
        severity: severityOf(text(row, 'Severity')),
        file: target,
        line: number(row, 'CauseMetadata', 'StartLine'),
        place: pointer(base, 'Misconfigurations', index),
      }),
    );
  }
  for (const [index, row] of list(result, 'Secrets').entries()) {
    const id = firstText(member(row, 'RuleID'), member(row, 'VulnerabilityID'), member(row, 'Title'));
    if (id === null) continue;
    findings.push(
      finding({
        ...shared,
        id,
        kind: 'secret',
        title: text(row, 'Title'),
        severity: severityOf(text(row, 'Severity')),
        file: target,
        line: number(row, 'StartLine'),
        place: pointer(base, 'Secrets', index),
      }),
    );
  }
  return findings;
}

/** `fixed` of Trivy means that a fixed version exists, not that it is installed. */
const statuses: Readonly<Record<string, FindingStatus>> = {
  not_affected: 'not_affected',
  under_investigation: 'under_investigation',
};

function vulnerability(row: Json, result: Json, context: ReaderContext) {
  const identity = identityOf([text(row, 'VulnerabilityID')]);
  if (!identity) return null;
  const status = statuses[text(row, 'Status') ?? ''] ?? 'affected';
  const isFile = text(result, 'Class') === 'lang-pkgs';
  return {
    ...identity,
    kind: 'vulnerability' as const,
    title: text(row, 'Title'),
    severity: severityOf(text(row, 'Severity')),
    package: {
      name: text(row, 'PkgName') ?? '',
      version: text(row, 'InstalledVersion'),
      ecosystem: text(result, 'Type'),
      purl: text(row, 'PkgIdentifier', 'PURL'),
      fixedIn: text(row, 'FixedVersion'),
    },
    cwe: cweNumbers(texts(row, 'CweIDs')),
    cvss: chooseCvss(offers(member(row, 'CVSS')), [text(row, 'SeveritySource')], context.cvss),
    file: firstText(member(row, 'PkgPath'), isFile ? member(result, 'Target') : null),
    status,
    statusReason: status === 'affected' ? null : `${tool} reports the status ${status}.`,
  };
}

function offers(byVendor: Json): CvssOffer[] {
  return Object.entries(object(byVendor) ?? {}).flatMap(([vendor, cvss]) => [
    { vendor, vector: text(cvss, 'V40Vector'), score: number(cvss, 'V40Score'), version: '4.0' as const },
    { vendor, vector: text(cvss, 'V3Vector'), score: number(cvss, 'V3Score'), version: '3.1' as const },
    { vendor, vector: text(cvss, 'V2Vector'), score: number(cvss, 'V2Score'), version: '2.0' as const },
  ]);
}
