import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { describe, it } from 'mocha';
import { withFolder } from '../../sources/test/folder.ts';
import { assertCode, risk, riskCommand } from './risk.ts';
import { tidy } from './texts.ts';

describe('the command line', () => {
  it('helps, for all and for each command, and knows its version', () =>
    withFolder({}, async ({ path }) => {
      for (const words of [['--help'], ['-h'], ['help']])
        assert.match((await risk(path, words)).stdout, /^Usage: risk COMMAND/m);
      for (const command of ['check', 'simulate', 'fmt', 'explain', 'lsp']) {
        const result = await risk(path, [command, '--help']);
        assertCode(result, 0);
        assert.match(result.stdout, new RegExp(`^Usage: risk ${command} `, 'm'));
      }
      assert.match((await risk(path, ['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
    }));

  it('ends with 2 for what it does not know, and names the nearest', () =>
    withFolder({ 'a.risk': tidy }, async ({ path }) => {
      const cases: readonly (readonly [words: string[], says: RegExp])[] = [
        [[], /^Usage: risk COMMAND/m],
        [['chekc'], /no command chekc\. Did you mean check\?/],
        [['--verson'], /Did you mean --version\?/],
        [['check', '--jsn'], /no option --jsn\. Did you mean --json\?/],
        [['check', '--max-warnings', '-1'], /--max-warnings needs a value/],
        [['check', '--max-warnings', 'x'], /whole number/],
        [['check', '--format', 'xml'], /one of text, json/],
        [['simulate', '--method', 'magic'], /one of auto, exact, simulation/],
        [['simulate', '--today', 'today'], /a day that exists/],
        [['check', 'missing.risk'], /missing\.risk does not exist/],
        [['check', '--root', 'missing'], /missing does not exist/],
        [['check', '--root', 'a.risk'], /--root needs a folder/],
        [['lsp'], /--stdio/],
      ];
      for (const [words, says] of cases) {
        const result = await risk(path, words);
        assertCode(result, 2);
        assert.match(result.stderr, says, words.join(' '));
        assert.equal(result.stdout, '', words.join(' '));
      }
    }));

  it('ends with 2 where there is no .risk file, and with 0 by --allow-empty', () =>
    withFolder({ 'empty/': '', '.git/HEAD': '', 'a.risk': tidy }, async (folder) => {
      for (const command of ['check', 'simulate', 'fmt']) {
        const result = await risk(folder.at('empty'), [command]);
        assertCode(result, 2);
        assert.match(result.stderr, /no \.risk file/);
        assertCode(await risk(folder.at('empty'), [command, '--allow-empty']), 0);
      }
    }));

  it('ends with 2 for a file that is no .risk file, lies outside the root or is left out', () =>
    withFolder(
      { 'r/a.risk': tidy, 'r/notes.txt': '', 'r/.gitignore': 'out.risk\n', 'r/out.risk': '', 'b.risk': '' },
      async (folder) => {
        const says = async (word: string): Promise<string> => {
          const result = await risk(folder.at('r'), ['check', '--root', '.', word]);
          assertCode(result, 2);
          return result.stderr;
        };
        assert.match(await says('notes.txt'), /not a \.risk file/);
        assert.match(await says('../b.risk'), /outside of the root/);
        assert.match(await says('out.risk'), /left out by a \.gitignore/);
      },
    ));

  it('lives with hostile folders', () =>
    withFolder(
      {
        'x.risk/inner.risk': tidy,
        'crlf.risk': 'zone A\r\nzone B in A\r\n',
        'mark.risk': '\uFEFFzone C\n',
        'big.risk': '// a comment to fill the file\n'.repeat(340_000),
        'binary.risk': new Uint8Array([0, 159, 146, 150]),
      },
      async (folder) => {
        symlinkSync('..', folder.at('x.risk/up'));
        symlinkSync('loop.risk', folder.at('loop.risk'));
        const result = await risk(folder.path, ['check', '--json']);
        assertCode(result, 1);
        const errors = JSON.parse(result.stdout).diagnostics.filter(
          (each: { severity: string }) => each.severity === 'error',
        );
        assert.deepEqual(
          errors.map((each: { file: string }) => each.file),
          ['binary.risk', 'loop.risk'],
        );
        assertCode(await risk(folder.path, ['check', 'x.risk']), 0);
        assertCode(await risk(folder.path, ['check', 'crlf.risk', 'mark.risk']), 0);
      },
    ));

  it('does not mind that nobody reads its output to the end', () =>
    withFolder({ 'shop.risk': tidy }, async (folder) => {
      const shell = `"$0" "$1" simulate --json | head -c 1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
      const { stdout, stderr } = await bash(folder.path, shell);
      assert.equal(stdout, '0\n');
      assert.equal(stderr, '');
    }));

  it('ends with 130 when it is interrupted', () =>
    withFolder({ 'shop.risk': heavy() }, async (folder) => {
      const words = ['simulate', '--method', 'simulation', '--trials', '100000000'];
      const code = await interrupted(folder.path, words, 1500);
      assert.equal(code, 130);
    }));
});

/** Threats enough for many seconds of simulation. */
function heavy(): string {
  const threat = (index: number): string =>
    `threat T${index} { stride tampering on Cart frequency 5..10..20 per year loss $1k to $1M }\n`;
  return `system Shop {}\nservice Cart\n${Array.from({ length: 20 }, (_, index) => threat(index)).join('')}`;
}

function bash(cwd: string, script: string): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', script, ...riskCommand], { cwd });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', () => resolve({ stdout, stderr }));
  });
}

function interrupted(cwd: string, words: readonly string[], after: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const [node, entry] = riskCommand;
    const child = spawn(node, [entry, ...words], { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGINT'), after);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}
