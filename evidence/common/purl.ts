/** Package URLs, `pkg:npm/%40scope/name@1.0?arch=x`. */
import type { Package } from '../finding.ts';

/** The package that a URL names; null for what is none. */
export function packageOfPurl(purl: string | null): Package | null {
  const match = /^pkg:([^/]+)\/(.+?)(?:@([^?#@]+))?(?:[?#].*)?$/.exec(purl ?? '');
  if (match === null) return null;
  const [, ecosystem, name, version] = match;
  return {
    name: decoded(name),
    version: version === undefined ? null : decoded(version),
    ecosystem,
    purl,
    fixedIn: null,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
