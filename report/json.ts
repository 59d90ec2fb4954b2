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
  if (Array.isArray(value)) {
    if (value.every((each) => each === null || typeof each !== 'object')) {
      return `[${value.map((each) => write(each, '')).join(', ')}]`;
    }
    return `[\n${value.map((each) => deeper + write(each, deeper)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([key, each]) => `${deeper}${JSON.stringify(key)}: ${write(each, deeper)}`).join(',\n')}\n${indent}}`;
}
