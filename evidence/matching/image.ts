/** References of container images, and patterns of them: `[registry/]repository[:tag]`. */
import { matchesSegments, matchesWildcard } from './glob.ts';

export interface ImageReference {
  /** `ghcr.io`, `localhost:5000`; null where none is written. */
  readonly registry: string | null;
  readonly repository: readonly string[];
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Read from the right: a colon before the last slash is the port of a registry. */
export function imageReference(reference: string): ImageReference {
  const [name, digest = null] = splitOnce(reference.trim().replace(/^docker:\/\//, ''), '@');
  const slash = name.lastIndexOf('/');
  const colon = name.indexOf(':', slash + 1);
  const path = (colon < 0 ? name : name.slice(0, colon)).split('/');
  const tag = colon < 0 ? null : name.slice(colon + 1);
  const hasRegistry = path.length > 1 && (/[.:]/.test(path[0]) || path[0] === 'localhost');
  return { registry: hasRegistry ? path[0] : null, repository: hasRegistry ? path.slice(1) : path, tag, digest };
}

/**
 * Whether a pattern covers an image: `*` inside a segment, `**` across segments; no tag is any tag, no registry any
 * registry. Docker Hub's `library/` may be left out on either side.
 */
export function matchesImage(pattern: string, reference: string): boolean {
  const wanted = imageReference(pattern);
  const image = imageReference(reference);
  if (wanted.digest !== null && wanted.digest !== image.digest) return false;
  if (wanted.tag !== null && !(image.tag !== null && matchesWildcard(wanted.tag, image.tag))) return false;
  if (wanted.registry !== null && !matchesWildcard(wanted.registry, image.registry ?? 'docker.io')) {
    if (!(isHub(wanted.registry) && isHub(image.registry))) return false;
  }
  return matchesSegments(plain(wanted.repository), plain(image.repository));
}

function isHub(registry: string | null): boolean {
  return registry === null || ['docker.io', 'index.docker.io', 'registry-1.docker.io'].includes(registry);
}

function plain(repository: readonly string[]): readonly string[] {
  const lower = repository.map((segment) => segment.toLowerCase());
  return lower.length === 2 && lower[0] === 'library' ? lower.slice(1) : lower;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
