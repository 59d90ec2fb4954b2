import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const engine = join(import.meta.dirname, '..');

/** Functions that IEEE 754 and the language's standard define to the last bit; all others may differ by platform. */
const exact = 'sqrt|abs|floor|ceil|round|trunc|min|max|fround|imul|clz32|sign|LN2|LN10|PI|SQRT2|SQRT1_2|LOG2E|LOG10E|E';

function sources(): string[] {
  return readdirSync(engine, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('test/'))
    .map((path) => join(engine, path));
}

/** The text without comments and strings. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}

describe('the engine gives the same bits everywhere', () => {
  it('has sources', () => assert.ok(sources().length > 30));

  it('uses no function of Math whose last bit is free', () => {
    for (const path of sources()) {
      const found = code(readFileSync(path, 'utf8')).match(new RegExp(`Math\\.(?!(?:${exact})\\b)\\w+`, 'g'));
      assert.equal(found, null, `${path} uses ${found?.join(', ')}`);
    }
  });

  it('uses no power operator', () => {
    for (const path of sources()) {
      const found = code(readFileSync(path, 'utf8')).match(/[\w)\]]\s*\*\*\s*=?\s*[\w(-]+/g);
      assert.equal(found, null, `${path} uses ${found?.join(', ')}`);
    }
  });

  it('takes no time, no randomness and no order of a locale from its surroundings', () => {
    for (const path of sources()) {
      const found = code(readFileSync(path, 'utf8')).match(/\bDate\b|performance\.now|localeCompare|toLocale|crypto/g);
      assert.equal(found, null, `${path} uses ${found?.join(', ')}`);
    }
  });
});
