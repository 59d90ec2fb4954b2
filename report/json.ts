/**
 * JSON for people and programs: two blanks a level, but a list of numbers or words on one line, so that a curve has one
 * line a point; a line break at the end. Numbers are written in full: reading them back gives the same value.
 */
export function toJson(value: unknown): string {
  return `${write(value, '')}\n`;
}

/**
 * The same text in pieces, one for each item of a list of objects, which may be any iterable: a long list is never written
 * out, or held, as a whole.
 */
export function* jsonPieces(value: object): Generator<string, void, void> {
  let before = '{\n';
  for (const [key, each] of Object.entries(value).filter(([, found]) => found !== undefined)) {
    const head = `${before}  ${JSON.stringify(key)}: `;
    before = ',\n';
    if (!isIterable(each) || (Array.isArray(each) && !each.some(isObject))) {
      yield head + write(each, '  ');
      continue;
    }
    let start = `${head}[\n`;
    for (const item of each) {
      yield `${start}    ${write(item, '    ')}`;
      start = ',\n';
    }
    yield start === ',\n' ? '\n  ]' : `${head}[]`;
  }
  yield before === '{\n' ? '{}\n' : '\n}\n';
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return isObject(value) && Symbol.iterator in (value as object);
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === 'object';
}

function write(value: unknown, indent: string): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const deeper = `${indent}  `;
  let found = '';
  if (Array.isArray(value)) {
    if (!value.some(isObject)) return `[${value.map((each) => write(each, '')).join(', ')}]`;
    for (const each of value) found += `${found === '' ? '' : ',\n'}${deeper}${write(each, deeper)}`;
    return `[\n${found}\n${indent}]`;
  }
  for (const key of Object.keys(value)) {
    const each = (value as Readonly<Record<string, unknown>>)[key];
    if (each === undefined) continue;
    found += `${found === '' ? '' : ',\n'}${deeper}${JSON.stringify(key)}: ${write(each, deeper)}`;
  }
  return found === '' ? '{}' : `{\n${found}\n${indent}}`;
}
