import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { withFolder } from '../../sources/test/folder.ts';
import { innovapay, tidy } from '../../test/cli/texts.ts';
import { call } from './host.ts';

describe('a call of the command line', () => {
  it('helps, for all and for each command, and knows its version', async () => {
    for (const words of [['--help'], ['-h'], ['help'], ['--help', 'check']]) {
      assert.equal((await call('/', words)).code, 0, words.join(' '));
    }
    for (const command of ['check', 'simulate', 'fmt', 'explain', 'lsp']) {
      const { code, stdout } = await call('/', [command, '--nonsense', '--help']);
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`^Usage: risk ${command} `, 'm'));
    }
    assert.match((await call('/', ['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  const wrong: readonly (readonly [words: string, says: RegExp])[] = [
    ['', /^Usage: risk COMMAND/m],
    ['chekc', /no command chekc\. Did you mean check\?\nSee risk --help\./],
    ['deploy', /no command deploy\.\n/],
    ['--verson', /Did you mean --version\?/],
    ['help chekc', /Did you mean check\?/],
    ['check --jsn', /no option --jsn\. Did you mean --json\?\nSee risk check --help\./],
    ['check --max-warnings -1', /--max-warnings needs a value/],
    ['check --max-warnings x', /whole number/],
    ['check --trials 5', /no option --trials/],
    ['check --format xml', /one of text, json/],
    ['simulate --method magic', /one of auto, exact, simulation/],
    ['simulate --trials 0', /whole number from 1/],
    ['simulate --today 2026-13-01', /a day that exists/],
    ['simulate --json --format text', /contradict/],
    ['check missing.risk', /missing\.risk does not exist/],
    ['check --root missing', /missing does not exist/],
    ['check --root a.risk', /--root needs a folder/],
    ['check notes.txt', /not a \.risk file/],
    ['check out.risk', /left out by a \.gitignore/],
    ['check --root inner ../a.risk', /does not exist|outside of the root/],
    ['check --root inner a.risk', /outside of the root/],
    ['check . inner', /different roots/],
    ['check --system Nobody', /no system Nobody .* There is Shop\./],
    ['check --system Shpo', /Did you mean Shop\?/],
    ['explain', /needs a name or the code of a check/],
    ['simulate --output no/such/folder.json', /could not be written: it does not exist/],
    ['lsp', /--stdio only/],
  ];
  for (const [words, says] of wrong) {
    it(`ends with 2 for: risk ${words}`, () =>
      withFolder(
        {
          'a.risk': tidy,
          'notes.txt': '',
          '.gitignore': 'out.risk\n',
          'out.risk': '',
          'inner/.git/HEAD': '',
          'inner/b.risk': '',
        },
        async ({ path }) => {
          const { code, stdout, stderr } = await call(path, words.split(' ').filter(Boolean));
          assert.equal(code, 2, stderr);
          assert.match(stderr, says);
          assert.equal(stdout, '');
        },
      ));
  }

  for (const command of ['check', 'simulate', 'fmt']) {
    it(`ends with 2 where there is no .risk file, and with 0 by --allow-empty: risk ${command}`, () =>
      withFolder({ 'empty/': '', '.git/HEAD': '', 'a.risk': tidy }, async (folder) => {
        const { code, stderr } = await call(folder.at('empty'), [command]);
        assert.equal(code, 2);
        assert.match(stderr, /no \.risk file/);
        assert.equal((await call(folder.at('empty'), [command, '--allow-empty'])).code, 0);
      }));
  }

  it('colours on a terminal, but not with NO_COLOR nor into a file', () =>
    withFolder({ 'innovapay.risk': innovapay }, async ({ path }) => {
      const sequence = '\u001B[';
      const plain = await call(path, ['simulate']);
      const coloured = await call(path, ['simulate'], { terminal: 100 });
      const refused = await call(path, ['simulate'], { terminal: 100, env: { NO_COLOR: '1' } });
      assert.ok(coloured.stdout.includes(sequence));
      assert.ok(!plain.stdout.includes(sequence));
      assert.equal(refused.stdout, plain.stdout);
      assert.equal(coloured.stdout.replace(/\p{Cc}\[\d+m/gu, ''), plain.stdout);
    }));

  it('fits a narrow terminal', () =>
    withFolder({ 'innovapay.risk': innovapay }, async ({ path }) => {
      const { stdout } = await call(path, ['simulate'], { terminal: 50, env: { NO_COLOR: '1' } });
      const long = stdout
        .split('\n')
        .slice(1)
        .filter((line) => line.length > 50 && !/:\d+:\d+ /.test(line));
      assert.deepEqual(long, []);
    }));

  it('takes an empty path for a slip, and `-` for the standard output', () =>
    withFolder({ 'a.risk': tidy }, async (folder) => {
      const empty = await call(folder.path, ['check', '']);
      assert.equal(empty.code, 2);
      assert.match(empty.stderr, /An empty path was given\. Write `\.`/);
      const { code, stdout } = await call(folder.path, ['simulate', '--json', '--output', '-']);
      assert.equal(code, 0);
      assert.equal(stdout, (await call(folder.path, ['simulate', '--json'])).stdout);
    }));

  it('ends with 130 when it is interrupted, and prints no figure', () =>
    withFolder({ 'shop.risk': tidy }, async ({ path }) => {
      for (const command of ['check', 'simulate', 'fmt']) {
        const { code, stdout } = await call(path, [command], { cancelled: true });
        assert.equal(code, 130, command);
        assert.equal(stdout, '', command);
      }
    }));

  it('says on a terminal how much is simulated, and takes it away in the end', () =>
    withFolder({ 'shop.risk': tidy }, async ({ path }) => {
      const words = ['simulate', '--method', 'simulation', '--trials', '10000'];
      const { code, stderr } = await call(path, words, { terminal: 100, pace: 1000 });
      assert.equal(code, 0);
      const lines = stderr.split('\r\u001B[K');
      assert.ok(
        lines.some((line) => /^Computing Shop \(1 of 1\): \d+% simulated…$/.test(line)),
        stderr,
      );
      assert.equal(new Set(lines).size, lines.length - 1, 'nothing is said twice');
      assert.equal(lines.at(-1), '');
      assert.equal((await call(path, [...words, '--quiet'], { terminal: 100, pace: 1000 })).stderr, '');
      assert.equal((await call(path, words, { pace: 1000 })).stderr, '');
    }));
});
