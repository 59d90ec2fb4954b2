import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, it } from 'mocha';
import { withFolder } from '../../sources/test/folder.ts';
import { writeWhole } from '../terminal/write-file.ts';

describe('writing a file whole', () => {
  it('replaces its text, keeps its mode and leaves nothing beside it', () =>
    withFolder({ 'a.risk': 'old' }, async (folder) => {
      chmodSync(folder.at('a.risk'), 0o640);
      await writeWhole(folder.at('a.risk'), 'new');
      assert.equal(readFileSync(folder.at('a.risk'), 'utf8'), 'new');
      assert.equal(statSync(folder.at('a.risk')).mode & 0o777, 0o640);
      assert.deepEqual(readdirSync(folder.path), ['a.risk']);
    }));

  it('creates it where there was none', () =>
    withFolder({}, async (folder) => {
      await writeWhole(folder.at('new.json'), '{}');
      assert.equal(readFileSync(folder.at('new.json'), 'utf8'), '{}');
    }));

  it('writes through a link and leaves the link', () =>
    withFolder({ 'shared/a.risk': 'old' }, async (folder) => {
      symlinkSync('shared/a.risk', folder.at('link.risk'));
      await writeWhole(folder.at('link.risk'), 'new');
      assert.equal(readFileSync(folder.at('shared/a.risk'), 'utf8'), 'new');
      assert.ok(lstatSync(folder.at('link.risk')).isSymbolicLink());
    }));

  it('writes into what is no regular file, and fails where there is no folder', () =>
    withFolder({}, async (folder) => {
      await writeWhole('/dev/null', 'gone');
      assert.ok(!statSync('/dev/null').isFile());
      await assert.rejects(writeWhole(folder.at('no/such/folder.json'), ''), { code: 'ENOENT' });
    }));
});
