import assert from 'node:assert/strict';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, it } from 'mocha';
import {
  bill,
  composeFile,
  dragon,
  manifests,
  openThreatModelText,
  threagileText,
} from '../../architecture/test/texts.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { call } from './host.ts';

const riskFiles = (folder: string): readonly string[] =>
  (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.risk')).sort();

async function errorsIn(folder: string): Promise<readonly string[]> {
  const { stdout } = await call(folder, ['check', '--json']);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { severity: string; code: string; message: string }[] };
  assert.ok(diagnostics.some(({ code }) => code === 'unquantified'));
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

describe('risk init', () => {
  it('writes a first file, formatted and without an error, and only once', () =>
    withFolder({ '.git/': '' }, async ({ path }) => {
      assert.equal((await call(path, ['init'])).code, 0);
      assert.deepEqual(await errorsIn(path), []);
      assert.equal((await call(path, ['fmt', '--check'])).code, 0);
      const [file] = riskFiles(path);
      const before = readFileSync(`${path}/${file}`, 'utf8');
      assert.equal((await call(path, ['init'])).code, 2);
      assert.equal(readFileSync(`${path}/${file}`, 'utf8'), before);
    }));

  const sources: Readonly<Record<string, string>> = {
    'k8s.yaml': manifests,
    'compose.yaml': composeFile,
    'bom.json': bill,
    'otm.yaml': openThreatModelText,
    'dragon.json': dragon,
    'threagile.yaml': threagileText,
  };
  for (const [file, text] of Object.entries(sources)) {
    it(`reads ${file} into what passes risk check and risk fmt, without a number of its own`, () =>
      withFolder({ '.git/': '', [file]: text }, async ({ path }) => {
        assert.equal((await call(path, ['init', '--from', file])).code, 0);
        assert.deepEqual(await errorsIn(path), []);
        assert.equal((await call(path, ['fmt', '--check'])).code, 0);
        const code = riskFiles(path).map((name) => readFileSync(`${path}/${name}`, 'utf8').replaceAll(/\/\/.*/g, ''));
        assert.doesNotMatch(code.join(''), /^\s*(frequency|loss|size|cost)\b/m);
      }));
  }

  it('proposes only what is new, in a file of its own', () =>
    withFolder({ '.git/': '', 'k8s.yaml': manifests }, async ({ path, write }) => {
      await call(path, ['init', '--from', 'k8s.yaml']);
      const [first] = riskFiles(path);
      // A person renames a service: its workload still tells it.
      const edited = readFileSync(`${path}/${first}`, 'utf8').replaceAll(/\bCart\b/g, 'Basket');
      write(first, edited);
      assert.match((await call(path, ['init', '--from', 'k8s.yaml'])).stdout, /Nothing is new/);
      const more = `${manifests}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: mail, namespace: shop }\nspec: { template: { spec: { containers: [{ image: x/mail, env: [{ name: CART_URL, value: "http://cart-api" }] }] } } }\n`;
      write('k8s.yaml', more);
      const dry = await call(path, ['init', '--from', 'k8s.yaml', '--dry-run']);
      assert.match(dry.stdout, /flow from Mail to Basket/);
      assert.deepEqual(riskFiles(path), [first]);
      await call(path, ['init', '--from', 'k8s.yaml']);
      assert.equal(readFileSync(`${path}/${first}`, 'utf8'), edited);
      const added = readFileSync(`${path}/architecture.risk`, 'utf8');
      assert.deepEqual(added.match(/^(service|store|zone|system) \w+/gm), ['service Mail']);
      assert.deepEqual(await errorsIn(path), []);
    }));

  it('puts a service where its folder is, but never behind a link that leads out', () =>
    withFolder(
      { 'out/keep': '', 'in/.git/': '', 'in/src/cart/main.go': '', 'in/k8s.yaml': manifests },
      async ({ at }) => {
        symlinkSync(at('out'), at('in/frontend'));
        await call(at('in'), ['init', '--from', 'k8s.yaml']);
        assert.match(readFileSync(at('in/src/cart/cart.risk'), 'utf8'), /^service Cart /);
        assert.deepEqual(readdirSync(at('out')), ['keep']);
        assert.deepEqual(await errorsIn(at('in')), []);
      },
    ));

  it('refuses what it cannot do', () =>
    withFolder(
      { '.git/': '', 'x.yaml': 'a: 1', 'sub/s.risk': 'system Sub { currency EUR }\n', 'k8s.yaml': manifests },
      async ({ path }) => {
        for (const words of [
          ['init', '--from', 'x.yaml'],
          ['init', '--from', 'missing'],
          ['init', 'path'],
          ['init', '--from', 'k8s.yaml'],
          ['export', 'pdf'],
          ['export'],
        ]) {
          assert.equal((await call(path, words)).code, 2, words.join(' '));
        }
        assert.deepEqual(riskFiles(path), ['sub/s.risk']);
      },
    ));
});
