import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RiskCheck } from '../../protocol/index.ts';
import { assertFits } from '../../protocol/test/schemas.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { assertCode, risk } from './risk.ts';
import { broken, tidy } from './texts.ts';

async function checkJson(cwd: string, ...words: string[]): Promise<RiskCheck> {
  const result = await risk(cwd, ['check', '--json', ...words]);
  const report = JSON.parse(result.stdout);
  assertFits('risk-check-1', report);
  return report;
}

const warned = tidy.replace('  loss $100k\n', '');

describe('risk check', () => {
  it('ends with 0 where there is no error', () =>
    withFolder({ 'shop.risk': tidy }, async (folder) => {
      assertCode(await risk(folder.path, ['check']), 0);
      const { diagnostics } = await checkJson(folder.path);
      assert.deepEqual(
        diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning'),
        [],
      );
    }));

  it('ends with 1 for an error, at its place, with the line shown', () =>
    withFolder({ 'shop.risk': broken }, async (folder) => {
      const result = await risk(folder.path, ['check']);
      assertCode(result, 1);
      assert.match(result.stdout, /^shop\.risk:16:6 error \[reference\]$/m);
      assert.match(result.stdout, /^ {4}on Nowhere\n {7}\^{7}$/m);
      const errors = (await checkJson(folder.path)).diagnostics.filter((each) => each.severity === 'error');
      assert.deepEqual(
        errors.map(({ code, line, column, system }) => [code, line, column, system]),
        [
          ['reference', 16, 6, 'Shop'],
          ['unit', 18, 8, 'Shop'],
        ],
      );
    }));

  it('ends with 1 for more warnings than --max-warnings', () =>
    withFolder({ 'shop.risk': warned }, async (folder) => {
      assertCode(await risk(folder.path, ['check']), 0);
      assertCode(await risk(folder.path, ['check', '--max-warnings', '1']), 0);
      const over = await risk(folder.path, ['check', '--max-warnings', '0']);
      assertCode(over, 1);
      assert.match(over.stdout, /unquantified/);
      assert.match(over.stdout, /More than the 0 warnings/);
    }));

  it('ends with 1 for a broken expectation', () =>
    withFolder({ 'shop.risk': `${tidy}\nexpect system ale below $10k\n` }, async (folder) => {
      const result = await risk(folder.path, ['check']);
      assertCode(result, 1);
      assert.match(result.stdout, /\[expectation\]/);
    }));

  it('reports the paths that are named and reads all the rest', () =>
    withFolder(
      {
        '.git/HEAD': '',
        'shop.risk': tidy.replace('service Cart', ''),
        'a/cart.risk': 'service Cart\n',
        'b/bad.risk': 'zone zone\n',
      },
      async (folder) => {
        assertCode(await risk(folder.path, ['check', 'shop.risk', 'a']), 0);
        assertCode(await risk(folder.at('a'), ['check']), 0);
        assertCode(await risk(folder.path, ['check', 'b']), 1);
        assertCode(await risk(folder.path, ['check']), 1);
        const files = (await checkJson(folder.at('b'))).diagnostics.map(({ file }) => file);
        assert.deepEqual([...new Set(files)], ['b/bad.risk']);
      },
    ));

  it('reports one of several systems with --system', () =>
    withFolder(
      { '.git/HEAD': '', 'a/a.risk': 'system A {}\nzone zone\n', 'b/b.risk': 'system B {}\n' },
      async (folder) => {
        assertCode(await risk(folder.path, ['check', '--system', 'A']), 1);
        assertCode(await risk(folder.path, ['check', '--system', 'B']), 0);
        const unknown = await risk(folder.path, ['check', '--system', 'C']);
        assertCode(unknown, 2);
        assert.match(unknown.stderr, /no system C .* There is A, B\./);
      },
    ));

  it('says only what needs attention with --quiet', () =>
    withFolder({ 'shop.risk': tidy }, async (folder) => {
      const result = await risk(folder.path, ['check', '-q']);
      assertCode(result, 0);
      assert.equal(result.stdout + result.stderr, '');
    }));

  it('goes by the date of --today', () =>
    withFolder(
      { 'shop.risk': tidy.replace('source "a test"', 'source "a test"\n  review 2026-06-01') },
      async (folder) => {
        const stale = async (today: string) =>
          (await checkJson(folder.path, '--today', today)).diagnostics.filter(({ code }) => code === 'stale').length;
        assert.equal(await stale('2026-06-01'), 0);
        assert.ok((await stale('2026-06-02')) > 0);
      },
    ));
});
