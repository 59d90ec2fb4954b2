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

  type Env = Readonly<Record<string, string>>;
  const call = (words: readonly string[], env: Env, options: readonly string[] = [], cwd = '.'): string => {
    const { CI, HOME, XDG_CACHE_HOME, NODE_DISABLE_COMPILE_CACHE, ...rest } = process.env;
    const all = [...options, entry, ...words];
    const r = spawnSync(process.execPath, all, { encoding: 'utf8', cwd, env: { ...rest, ...env } });
    assert.equal(r.status, 0, r.stderr);
    assert.equal(r.stderr, '');
    return r.stdout;
  };
  const version = (env: Env): string => call(['--version'], env);

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

  it('finds it again after work that changed how V8 is set', function () {
    if (!canKeep) this.skip();
    return withFolder({ 'home/.cache/': '', 'work/one.risk': 'zone One\n' }, ({ at }) => {
      // With room for large texts from the start, a small one has the same effect.
      const check = () => call(['check'], { HOME: at('home') }, ['--min-semi-space-size=16'], at('work'));
      check();
      const [file] = readdirSync(at('home/.cache/risk-as-code'));
      assert.match(file, /^check-/);
      const made = statSync(at(`home/.cache/risk-as-code/${file}`)).mtimeMs;
      check();
      assert.equal(statSync(at(`home/.cache/risk-as-code/${file}`)).mtimeMs, made);
    });
  });

  it('makes no folder for caches, and keeps nothing where it is not wanted', () =>
    withFolder({ 'home/': '', 'caches/': '' }, ({ at }) => {
      version({ HOME: at('home') });
      assert.ok(!existsSync(at('home/.cache')));
      for (const env of [{ CI: 'true' }, { NODE_DISABLE_COMPILE_CACHE: '1' }] as readonly Env[]) {
        version({ HOME: at('home'), XDG_CACHE_HOME: at('caches'), ...env });
        assert.deepEqual(readdirSync(at('caches')), []);
      }
    }));
});
