/** A path written in a file, relative to the root: `../services/orders` in `risk/shop.risk` is `services/orders`. */
export function fromRoot(file: string, written: string): string {
  const plain = written.trim().replaceAll('\\', '/');
  const isAbsolute = plain.startsWith('/') || /^[a-zA-Z]:\//.test(plain);
  const segments = isAbsolute ? [] : file.split('/').slice(0, -1);
  for (const segment of plain.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
