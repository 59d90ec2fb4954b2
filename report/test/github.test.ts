import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { byteLength, findingsMarkdown, inCell } from '../findings-markdown.ts';
import { githubCommands } from '../github.ts';
import { annotated, diagnostic } from './diagnostic.ts';

const lines = (...found: readonly Parameters<typeof diagnostic>[0][]): string[] =>
  githubCommands(annotated(found.map(diagnostic)))
    .split('\n')
    .slice(0, -1);

describe('annotations for GitHub', () => {
  it('are workflow commands', () => {
    assert.deepEqual(lines({}), [
      '::warning file=shop.risk,line=3,endLine=3,col=8,endColumn=16,title=No figures [unquantified]::Tampering has no loss.',
    ]);
    assert.match(lines({ severity: 'error' })[0], /^::error /);
    assert.match(lines({ severity: 'information' })[0], /^::notice /);
    assert.deepEqual(lines({ severity: 'hint' }), []);
  });

  it('escape what would end a property, the message or the line', () => {
    const [line, ...rest] = lines({ file: 'a,b:c%.risk', message: '50% is\r\n::error::forged, see: x' });
    assert.deepEqual(rest, []);
    assert.match(line, / file=a%2Cb%3Ac%25\.risk,line=3,/);
    assert.ok(line.endsWith('::50%25 is%0D%0A::error::forged, see: x'));
  });

  it('have no columns over several lines', () => {
    assert.match(lines({ endLine: 5 })[0], / file=shop\.risk,line=3,endLine=5,title=/);
  });

  it('are 10 of a kind, the most expensive; the rest are lines that are no commands', () => {
    const names = Array.from({ length: 12 }, (_, index) => `T${index}`);
    const found = names.map((subject) => diagnostic({ subject, message: `${subject}\n::error::x ##[error]y` }));
    const costs = Object.fromEntries(names.map((name, index) => [name, index]));
    const output = githubCommands(annotated([...found, diagnostic({ severity: 'error' })], costs)).split('\n');
    assert.match(output[0], /^::error /);
    assert.deepEqual(
      output.slice(1, 11).map((line) => /::(T\d+)%0A/.exec(line)?.[1]),
      names.slice(2).reverse(),
    );
    assert.match(output[11], /2 findings more:$/);
    assert.deepEqual(
      output.slice(12, 14).map((line) => line.replace(/^(- shop\.risk:3:8 warning).*\] (T\d+) .*$/, '$1 $2')),
      ['- shop.risk:3:8 warning T1', '- shop.risk:3:8 warning T0'],
    );
    assert.ok(output.slice(12).every((line) => !line.trimStart().startsWith('::') && !line.includes('##[')));
  });
});

describe('the summary of a job', () => {
  it('counts, and shows a row for each finding', () => {
    const text = findingsMarkdown(annotated([diagnostic(), diagnostic({ severity: 'hint' })]), 10_000);
    assert.match(text, /^## Risk check\n\n1 warning and 1 hint\.\n/);
    assert.equal(text.match(/^\| (warning|hint) \|/gm)?.length, 2);
  });

  it('is a sentence where nothing is found', () => {
    assert.equal(findingsMarkdown([], 10_000), '## Risk check\n\nNo findings.\n');
  });

  it('keeps to its room in bytes and counts what is left out', () => {
    const found = Array.from({ length: 50 }, (_, index) => diagnostic({ message: `Schätzung ${index} 🎲` }));
    for (const room of [0, 100, 500, 2_000]) {
      const text = findingsMarkdown(annotated(found), room);
      assert.equal(byteLength(text), Buffer.byteLength(text));
      assert.ok(byteLength(text) <= room, `${byteLength(text)} bytes in ${room}`);
      const rows = text.match(/^\| warning/gm)?.length ?? 0;
      if (text !== '') assert.match(text, new RegExp(`\\n${50 - rows} more are left out`));
    }
  });

  it('shows text as text', () => {
    assert.equal(inCell('a|b\n<img> [x](y) @team'), 'a&#124;b &lt;img&gt; &#91;x&#93;(y) &#64;team');
  });
});
