import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { withFolder } from '../../sources/test/folder.ts';
import { cacheFolder } from '../start/cache-folder.ts';
import { type Compiled, compile } from '../start/compiled.ts';

const always = () => true;

describe('the folder for the compiled command', () => {
  it("lies among the user's caches", () => {
    assert.equal(cacheFolder('linux', {}, '/home/ada', always), '/home/ada/.cache/risk-as-code');
    assert.equal(cacheFolder('linux', { XDG_CACHE_HOME: '/caches' }, '/home/ada', always), '/caches/risk-as-code');
    assert.equal(cacheFolder('darwin', {}, '/Users/ada', always), '/Users/ada/Library/Caches/risk-as-code');
    const env = { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' };
    assert.equal(cacheFolder('win32', env, 'C:\\Users\\ada', always), 'C:\\Users\\ada\\AppData\\Local\\risk-as-code');
  });

  it('is none where the user has no folder for caches, in continuous integration, and if Node is to keep nothing', () => {
    assert.equal(
      cacheFolder('linux', {}, '/home/ada', () => false),
      null,
    );
    assert.equal(cacheFolder('linux', { XDG_CACHE_HOME: 'relative' }, '/home/ada', always), null);
    assert.equal(cacheFolder('win32', {}, 'C:\\Users\\ada', always), null);
    assert.equal(cacheFolder('linux', { CI: 'true' }, '/home/ada', always), null);
    assert.equal(cacheFolder('linux', { NODE_DISABLE_COMPILE_CACHE: '1' }, '/home/ada', always), null);
  });
});

describe('the compiled command', () => {
  const script = 'function twice(n) { return 2 * n; }\nmodule.exports = [twice(21), __filename, typeof require];\n';
  const run = ({ body }: Compiled): unknown => {
    const module = { exports: {} };
    body(module.exports, () => null, module, 'script.cjs', '.');
    return module.exports;
  };

  it('is found again, as long as neither the script nor the file changes', () =>
    withFolder({ 'script.cjs': script }, ({ at, write }) => {
      const place = { folder: at('caches/own'), purpose: 'check' };
      const files = () => readdirSync(place.folder).sort();
      const expect = (isKept: boolean, answer = 42): Compiled => {
        const compiled = compile(at('script.cjs'), place);
        assert.equal(compiled.isKept, isKept);
        assert.deepEqual(run(compiled), [answer, 'script.cjs', 'function']);
        return compiled;
      };
      expect(false).keep();
      const [first] = files();
      assert.match(first, /^check-v\d+\.\d+\.\d+-\w+-[0-9a-f]{8}$/);
      expect(true);
      // The same length: Node alone would take one for the other.
      write('script.cjs', script.replace('21', '22'));
      expect(false, 44).keep();
      expect(true, 44);
      const second = at(`caches/own/${files().find((name) => name !== first)}`);
      const bytes = readFileSync(second);
      for (const damaged of [bytes.subarray(0, 100), Buffer.alloc(0), Buffer.from(bytes).fill(7, 200, 300)]) {
        writeFileSync(second, damaged);
        expect(false, 44);
      }
      // Both versions stay.
      write('script.cjs', script);
      expect(true);
    }));

  it('is kept for the last versions', () =>
    withFolder({ 'script.cjs': script, 'own/other-1': '' }, ({ at, write }) => {
      const names = new Set<string>();
      for (let version = 0; version < 7; version++) {
        write('script.cjs', `${script}// ${version}`);
        compile(at('script.cjs'), { folder: at('own'), purpose: 'check' }).keep();
        for (const name of readdirSync(at('own'))) names.add(name);
      }
      assert.equal(names.size, 8);
      assert.equal(readdirSync(at('own')).length, 5);
    }));

  it('is run from a script that is not of ASCII, too', () =>
    withFolder({ 'script.cjs': "module.exports = '… €';\n" }, ({ at }) => {
      assert.equal(run(compile(at('script.cjs'), null)), '… €');
    }));

  it('is not kept where that is not wanted, or cannot be', () =>
    withFolder({ 'script.cjs': script, file: '' }, ({ at, path }) => {
      compile(at('script.cjs'), null).keep();
      compile(at('script.cjs'), { folder: at('file/own'), purpose: 'check' }).keep();
      assert.deepEqual(readdirSync(path).sort(), ['file', 'script.cjs']);
    }));
});
