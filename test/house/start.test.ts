/** The built command keeps its compiled code where the user has a folder for caches, and nowhere else. */
import assert from 'node:assert/strict';
import { isAscii } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withFolder } from '../../sources/test/folder.ts';

const entry = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/cli.cjs');
const canKeep = process.platform === 'linux';

describe('the start of the command', () => {
  it('has a command of ASCII to load, which is not decoded', () => {
    assert.ok(isAscii(readFileSync(path.join(path.dirname(entry), 'command.cjs'))));
  });

  const version = (env: Readonly<Record<string, string>>): string => {
    const { CI, HOME, XDG_CACHE_HOME, NODE_DISABLE_COMPILE_CACHE, ...rest } = process.env;
    const r = spawnSync(process.execPath, [entry, '--version'], { encoding: 'utf8', env: { ...rest, ...env } });
    assert.equal(r.status, 0, r.stderr);
    assert.equal(r.stderr, '');
    return r.stdout;
  };

  it("keeps its compiled code among the user's caches, and does without what is damaged there", function () {
    if (!canKeep) this.skip();
    return withFolder({ 'home/.cache/': '', 'caches/': '' }, ({ at, write }) => {
      const env = { HOME: at('home') };
      const said = version(env);
      const [file, ...more] = readdirSync(at('home/.cache/risk-as-code'));
      assert.match(file, /^risk-/);
      assert.deepEqual(more, []);
      const made = statSync(at(`home/.cache/risk-as-code/${file}`));
      assert.ok(made.size > 100_000, String(made.size));
      assert.equal(version(env), said);
      assert.equal(statSync(at(`home/.cache/risk-as-code/${file}`)).mtimeMs, made.mtimeMs);
      write(`home/.cache/risk-as-code/${file}`, 'damaged');
      assert.equal(version(env), said);
      assert.equal(version({ ...env, XDG_CACHE_HOME: at('caches') }), said);
      assert.deepEqual(readdirSync(at('caches/risk-as-code')), [file]);
    });
  });

  it('makes no folder for caches, and keeps nothing where it is not wanted', () =>
    withFolder({ 'home/': '', 'caches/': '' }, ({ at }) => {
      version({ HOME: at('home') });
      assert.ok(!existsSync(at('home/.cache')));
      for (const env of [{ CI: 'true' }, { NODE_DISABLE_COMPILE_CACHE: '1' }] as readonly Record<string, string>[]) {
        version({ HOME: at('home'), XDG_CACHE_HOME: at('caches'), ...env });
        assert.deepEqual(readdirSync(at('caches')), []);
      }
    }));
});
