import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { describe, it } from 'mocha';
import { withFolder } from '../../sources/test/folder.ts';
import { assertCode, risk, riskCommand } from './risk.ts';
import { tidy } from './texts.ts';

describe('the command line', () => {
  it('helps and ends with 0, complains on the standard error and ends with 2', () =>
    withFolder({}, async ({ path }) => {
      const help = await risk(path, ['simulate', '--help']);
      assertCode(help, 0);
      assert.match(help.stdout, /^Usage: risk simulate /m);
      const wrong = await risk(path, ['simulat']);
      assertCode(wrong, 2);
      assert.equal(wrong.stdout, '');
      assert.match(wrong.stderr, /Did you mean simulate\?/);
    }));

  it('lives with hostile folders', () =>
    withFolder(
      {
        'x.risk/inner.risk': tidy,
        'crlf.risk': 'zone A\r\nzone B in A\r\n',
        'mark.risk': '\uFEFFzone C\n',
        'big.risk': `/* ${'a comment to fill the file\n'.repeat(380_000)} */ zone Big\n`,
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

  it('does not mind that nobody reads its output to the end', () => {
    const zones = Array.from({ length: 2000 }, (_, index) => `zone Zone${index}\n`).join('');
    return withFolder({ 'zones.risk': zones }, async (folder) => {
      // Far more than a pipe holds, so that a write must meet the closed end.
      const whole = await risk(folder.path, ['check', '--json']);
      assert.ok(whole.stdout.length > 200_000, String(whole.stdout.length));
      const { stdout, stderr } = await bash(
        folder.path,
        `"$0" "$1" check --json | head -c 1; echo " \${PIPESTATUS[0]}"`,
      );
      assert.equal(stdout, '{ 0\n');
      assert.equal(stderr, '');
    });
  });

  it('is ended by an interrupt', () =>
    withFolder({ 'shop.risk': heavy() }, async (folder) => {
      const words = ['simulate', '--method', 'simulation', '--trials', '100000000'];
      // While it computes the signal ends it, before that it ends by itself.
      assert.match(await interrupted(folder.path, words, 1500), /^(SIGINT|130)$/);
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

/** The signal that ended the process, or the code that it ended with. */
function interrupted(cwd: string, words: readonly string[], after: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const [node, entry] = riskCommand;
    const child = spawn(node, [entry, ...words], { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGINT'), after);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve(`${signal ?? code}`);
    });
  });
}
