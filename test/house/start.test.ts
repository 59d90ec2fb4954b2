/** The built command keeps what Node compiled of it where the user has a folder for caches, and nowhere else. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withFolder } from '../../sources/test/folder.ts';

const entry = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/cli.cjs');
const canKeep = 'enableCompileCache' in module && process.platform === 'linux';

describe('the start of the command', () => {
  const version = (env: Readonly<Record<string, string>>): string => {
    const { HOME, XDG_CACHE_HOME, NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE, ...rest } = process.env;
    const r = spawnSync(process.execPath, [entry, '--version'], { encoding: 'utf8', env: { ...rest, ...env } });
    assert.equal(r.status, 0, r.stderr);
    assert.equal(r.stderr, '');
    return r.stdout;
  };

  it("keeps what is compiled among the user's caches", function () {
    if (!canKeep) this.skip();
    return withFolder({ 'home/.cache/': '', 'caches/': '' }, ({ at }) => {
      const said = version({ HOME: at('home') });
      assert.ok(existsSync(at('home/.cache/risk-as-code')));
      // The second time it is there.
      assert.equal(version({ HOME: at('home') }), said);
      assert.equal(version({ HOME: at('home'), XDG_CACHE_HOME: at('caches') }), said);
      assert.ok(existsSync(at('caches/risk-as-code')));
    });
  });

  it('makes no folder for caches, and none of its own if Node is told to keep nothing', () =>
    withFolder({ 'home/': '', 'caches/': '' }, ({ at }) => {
      version({ HOME: at('home') });
      assert.ok(!existsSync(at('home/.cache')));
      version({ HOME: at('home'), XDG_CACHE_HOME: at('caches'), NODE_DISABLE_COMPILE_CACHE: '1' });
      assert.ok(!existsSync(at('caches/risk-as-code')));
    }));
});
