import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { describe, it } from 'mocha';
import { withFolder } from '../../sources/test/folder.ts';
import { assertCode, risk } from './risk.ts';

const untidy = 'zone   A\nservice  B in A  {\nowner "x"\n}\n';
const formatted = 'zone A\nservice B in A {\n  owner "x"\n}\n';

describe('risk fmt', () => {
  it('formats in place, keeps the mode, and finds nothing to do the second time', () =>
    withFolder({ 'a.risk': untidy }, async (folder) => {
      chmodSync(folder.at('a.risk'), 0o640);
      const first = await risk(folder.path, ['fmt']);
      assertCode(first, 0);
      assert.equal(first.stdout, 'a.risk formatted\n1 file of 1 changed.\n');
      assert.equal(readFileSync(folder.at('a.risk'), 'utf8'), formatted);
      assert.equal(statSync(folder.at('a.risk')).mode & 0o777, 0o640);
      assert.equal((await risk(folder.path, ['fmt'])).stdout, '0 files of 1 changed.\n');
      assertCode(await risk(folder.path, ['fmt', '--check']), 0);
    }));

  it('writes nothing with --check and ends with 1', () =>
    withFolder({ 'a.risk': untidy, 'b.risk': formatted }, async (folder) => {
      const result = await risk(folder.path, ['fmt', '--check']);
      assertCode(result, 1);
      assert.equal(result.stdout, 'a.risk is not formatted\n1 file of 2 would change.\n');
      assert.equal(readFileSync(folder.at('a.risk'), 'utf8'), untidy);
    }));

  it('keeps CRLF and a byte order mark', () =>
    withFolder({ 'a.risk': `\uFEFF${untidy.replaceAll('\n', '\r\n')}` }, async (folder) => {
      assertCode(await risk(folder.path, ['fmt']), 0);
      assert.equal(readFileSync(folder.at('a.risk'), 'utf8'), `\uFEFF${formatted.replaceAll('\n', '\r\n')}`);
    }));

  it('leaves a file with an error, or one that is not text, as it is and says so', () => {
    const binary = new Uint8Array([122, 0, 1, 2]);
    return withFolder({ 'bad.risk': 'zone   A {{{\n', 'binary.risk': binary, 'good.risk': untidy }, async (folder) => {
      const result = await risk(folder.path, ['fmt']);
      assertCode(result, 1);
      assert.match(result.stdout, /^bad\.risk is left as it is: line 1: ./m);
      assert.match(result.stdout, /^binary\.risk is left as it is: .*NUL byte/m);
      assert.equal(readFileSync(folder.at('bad.risk'), 'utf8'), 'zone   A {{{\n');
      assert.deepEqual(new Uint8Array(readFileSync(folder.at('binary.risk'))), binary);
      assert.equal(readFileSync(folder.at('good.risk'), 'utf8'), formatted);
    });
  });

  it('formats only what is named', () =>
    withFolder({ 'a/a.risk': untidy, 'b/b.risk': untidy }, async (folder) => {
      assertCode(await risk(folder.path, ['fmt', 'a', '--root', '.']), 0);
      assert.equal(readFileSync(folder.at('a/a.risk'), 'utf8'), formatted);
      assert.equal(readFileSync(folder.at('b/b.risk'), 'utf8'), untidy);
    }));

  it('gives data with --json', () =>
    withFolder({ 'a.risk': untidy }, async (folder) => {
      const { files } = JSON.parse((await risk(folder.path, ['fmt', '--check', '--json'])).stdout);
      assert.deepEqual(files, [{ file: 'a.risk', status: 'changed', message: null }]);
    }));
});
