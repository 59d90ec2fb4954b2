import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { relativeTo, rootOf } from '../index.ts';
import { withFolder } from './folder.ts';

describe('the root', () => {
  it('is the nearest folder above that holds .git, be it a folder or a file', () =>
    withFolder(
      { '.git/HEAD': '', 'a/b/x.risk': '', 'sub/.git': 'gitdir: ../.git/modules/sub', 'sub/y/z.risk': '' },
      async (folder) => {
        assert.equal(await rootOf(folder.at('a/b/x.risk')), folder.path);
        assert.equal(await rootOf(folder.at('a')), folder.path);
        assert.equal(await rootOf(folder.at('sub/y/z.risk')), folder.at('sub'));
        assert.equal(await rootOf(folder.at('a/missing/file.risk')), folder.path);
      },
    ));

  it('is the folder named where there is none', () =>
    withFolder({ 'a/x.risk': '' }, async (folder) => {
      assert.equal(await rootOf(folder.at('a')), folder.at('a'));
      assert.equal(await rootOf(folder.at('a/x.risk')), folder.at('a'));
    }));

  it('is what paths are relative to', () => {
    assert.equal(relativeTo('/r', '/r/a/b.risk'), 'a/b.risk');
    assert.equal(relativeTo('/r', '/r'), '.');
    assert.equal(relativeTo('/r', '/r/..a'), '..a');
    assert.equal(relativeTo('/r', '/other'), null);
  });
});
