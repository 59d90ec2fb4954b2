import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from '../helpers.ts';
import { findingsIn } from './helpers.ts';

const fixtures = new URL('../fixtures/', import.meta.url);
const texts = readdirSync(fixtures)
  .filter((name) => name.endsWith('.risk'))
  .map((name) => readFileSync(new URL(name, fixtures), 'utf8'));

/** Words, numbers, strings and signs: what a reader would call the tokens of a text. */
const tokensOf = (text: string) => [...text.matchAll(/"[^"\n]*"|[\p{L}\p{N}_.$%-]+|[^\s]/gu)];

describe('checks of a damaged text', () => {
  it('never throw, and report in the order of the text', async () => {
    assert.ok(texts.length > 0, 'there are fixtures');
    const damage = fc.record({
      text: fc.constantFrom(...texts),
      cuts: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      replacement: fc.constantFrom('', '{', '}', 'in', 'threat', 'Nobody', '5', '"'),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ text, cuts, replacement }) => {
        const tokens = tokensOf(text);
        const places = [...new Set(cuts.map((cut) => cut % tokens.length))].sort((a, b) => b - a);
        let broken = text;
        for (const place of places) {
          const { index, 0: token } = tokens[place];
          broken = broken.slice(0, index) + replacement + broken.slice(index + token.length);
        }
        const { project } = await parse(broken);
        const findings = findingsIn(project);
        const lines = findings.map(({ range }) => range.start.line);
        assert.deepEqual(
          lines,
          [...lines].sort((a, b) => a - b),
        );
      }),
      { seed: 20261121, numRuns: 60 },
    );
  });
});
