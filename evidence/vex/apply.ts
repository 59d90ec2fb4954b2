/** VEX statements put to findings. */
import { canonical } from '../common/identifiers.ts';
import type { Finding } from '../finding.ts';
import { imageReference, matchesImage } from '../matching/image.ts';
import type { VexStatement } from './statement.ts';

export interface VexApplied {
  readonly findings: readonly Finding[];
  /** Statements that fit no finding. */
  readonly unused: readonly VexStatement[];
}

/**
 * Gives each finding the status of the statement that fits it; of several the latest, of equally old ones the last. A
 * statement fits where it names the flaw and one of its products is the package, the image or the service's own name for
 * itself. One without products, or with an identifier that cannot be compared, fits nothing: it is not known whose it is.
 */
export function applyVex(findings: readonly Finding[], statements: readonly VexStatement[]): VexApplied {
  const byFlaw = new Map<string, number[]>();
  for (const [index, statement] of statements.entries()) {
    for (const id of statement.ids) byFlaw.set(canonical(id), [...(byFlaw.get(canonical(id)) ?? []), index]);
  }
  const used = new Set<number>();
  const result = findings.map((found) => {
    const named = new Set([found.id, ...found.aliases].flatMap((id) => byFlaw.get(canonical(id)) ?? []));
    let taken: VexStatement | null = null;
    for (const index of [...named].sort((a, b) => a - b)) {
      const statement = statements[index];
      if (!fits(statement, found)) continue;
      used.add(index);
      if (taken === null || (statement.at ?? '') >= (taken.at ?? '')) taken = statement;
    }
    if (taken === null) return found;
    return { ...found, status: taken.status, statusReason: taken.status === 'affected' ? null : taken.reason };
  });
  return { findings: result, unused: statements.filter((_, index) => !used.has(index)) };
}

function fits(statement: VexStatement, found: Finding): boolean {
  return statement.products.some(({ id, parts }) =>
    parts.length > 0
      ? isThing(id, found) && parts.some((part) => isPackage(part, found))
      : isThing(id, found) || isPackage(id, found),
  );
}

/** The image, path or service that was scanned. */
function isThing(id: string, found: Finding): boolean {
  const { images, service, path } = found.scanned;
  const image = imageOfPurl(id) ?? id;
  return images.some((reference) => isSameImage(image, reference)) || id === service || id === path;
}

/** A digest on one side is compared where the other has one; the tag may be missing in the statement. */
function isSameImage(stated: string, reference: string): boolean {
  const wanted = imageReference(stated);
  if (wanted.digest !== null && imageReference(reference).digest === null) return false;
  return !stated.includes('*') && matchesImage(stated, reference);
}

/** `pkg:oci/NAME@sha256:…?repository_url=ghcr.io/shop/NAME&tag=1.2`, `pkg:docker/shop/NAME@1.2`. */
function imageOfPurl(id: string): string | null {
  const purl = purlOf(id);
  if (purl === null || !['oci', 'docker'].includes(purl.type)) return null;
  const name = purl.type === 'oci' ? (purl.qualifiers.get('repository_url') ?? purl.name) : purl.name;
  const tag = purl.qualifiers.get('tag');
  const version = purl.version;
  if (version?.startsWith('sha256:')) return `${name}@${version}`;
  const suffix = tag ?? version;
  return suffix ? `${name}:${suffix}` : name;
}

/** The same kind, name and, where it is stated, version. */
function isPackage(id: string, found: Finding): boolean {
  if (found.package === null) return false;
  const stated = purlOf(id);
  const own = found.package.purl === null ? null : purlOf(found.package.purl);
  const version = own?.version ?? found.package.version;
  if (stated === null) {
    const { name } = found.package;
    return id === name || (found.package.version !== null && id === `${name}@${found.package.version}`);
  }
  if (stated.version !== null && stated.version !== version) return false;
  if (own !== null) return own.type === stated.type && own.name === stated.name;
  const plain = found.package.name.replace(':', '/').toLowerCase();
  return plain === stated.name || plain === (stated.name.split('/').at(-1) ?? '');
}

interface Purl {
  readonly type: string;
  /** With its namespace, in lower case. */
  readonly name: string;
  readonly version: string | null;
  readonly qualifiers: ReadonlyMap<string, string>;
}

function purlOf(id: string): Purl | null {
  const match = /^pkg:(?:\/\/)?([a-z0-9.+-]+)\/([^@?#]+|@[^@?#]+)(?:@([^?#]+))?(?:\?([^#]*))?(?:#.*)?$/i.exec(
    id.trim(),
  );
  if (!match) return null;
  const pairs = (match[4] ?? '').split('&').map((pair) => pair.split('=', 2) as [string, string?]);
  return {
    type: match[1].toLowerCase(),
    name: decoded(match[2]).toLowerCase(),
    version: match[3] === undefined ? null : decoded(match[3]),
    qualifiers: new Map(pairs.flatMap(([key, value]) => (value ? [[key, decoded(value)] as const] : []))),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
