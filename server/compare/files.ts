import { URI } from 'langium';

/** Names the file of a URI as reports do: relative to a root. */
export function fileOfRoot(root: URI): (uri: string) => string {
  const base = `${root.toString().replace(/\/$/, '')}/`;
  return (uri) => decodeURIComponent(uri.startsWith(base) ? uri.slice(base.length) : URI.parse(uri).path);
}
