import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { urlOf } from '../../checks/code.ts';
import { allCodes, codeInfo } from '../../checks/codes.ts';

const root = new URL('../../../', import.meta.url);
const pageOf = (code: string) => readFileSync(new URL(`docs/checks/${code}.md`, root), 'utf8');

describe('codes', () => {
  it('are each known once, with a sentence of help', () => {
    for (const info of allCodes) {
      assert.equal(codeInfo(info.code), info);
      assert.match(info.help, /^[A-Z`].*\.$/s);
    }
    assert.equal(codeInfo('no-such-code'), undefined);
  });

  it('have a page whose address is theirs, whose title and level are those of the code', () => {
    for (const { code, title, severity, adjustable } of allCodes) {
      assert.ok(urlOf(code).endsWith(`docs/checks/${code}.md`));
      assert.ok(pageOf(code).startsWith(`# \`${code}\`: ${title}\n`), `title of the page of ${code}`);
      assert.match(pageOf(code), new RegExp(`^Level: ${severity}\\.`, 'm'), code);
      assert.equal(
        pageOf(code).includes(`check ${code} off`),
        adjustable,
        `the page of ${code} says how to set its level`,
      );
    }
  });

  it('are all that has a page', () => {
    const pages = readdirSync(new URL('docs/checks/', root)).filter((name) => name !== 'README.md');
    assert.deepEqual(pages.sort(), allCodes.map(({ code }) => `${code}.md`).sort());
  });

  it('stand in the list of pages', () => {
    for (const { code, title } of allCodes) assert.match(pageOf('README'), new RegExp(`\\[\`${code}\`\\].*${title}`));
  });
});
