/**
 * JSON for people and programs: two blanks a level, but a list of numbers or words on one line, so that a curve has one
 * line a point; a line break at the end. Numbers are written in full: reading them back gives the same value.
 */
export function toJson(value: unknown): string {
  return `${write(value, '')}\n`;
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
