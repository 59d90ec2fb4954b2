/** Paths of code: those of a service, and those that a scanner writes on whatever machine it ran. */

/** Segments of a path without `.`, drives and file URLs; `..` at its start is dropped, for it leads out of the scan. */
export function segmentsOf(path: string): readonly string[] {
  const segments: string[] = [];
  const plain = path
    .trim()
    .replace(/^file:\/\//i, '')
    .replace(/^[a-zA-Z]:(?=[\\/])/, '')
    .replaceAll('\\', '/');
  for (const segment of plain.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments;
}

/**
 * Whether a file lies in a folder of code. `code`: relative to the root of the project. `file`: relative to the scanned
 * folder, or absolute on the machine that scanned; then the folder's segments may stand anywhere in it, in a row.
 */
export function liesInCode(code: string, file: string): boolean {
  const folder = segmentsOf(code);
  const path = segmentsOf(file);
  if (folder.length === 0) return !isAbsolute(file);
  if (startsWith(path, folder, 0)) return true;
  if (!isAbsolute(file)) return false;
  for (let at = 1; at + folder.length <= path.length; at++) if (startsWith(path, folder, at)) return true;
  return false;
}

export function isAbsolute(path: string): boolean {
  return /^(?:file:\/\/|[a-zA-Z]:[\\/]|[\\/])/i.test(path.trim());
}

function startsWith(path: readonly string[], folder: readonly string[], at: number): boolean {
  return folder.every((segment, index) => path[at + index] === segment);
}
