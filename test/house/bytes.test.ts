/** The same text and seed give the same bytes on every supported Node. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const version = (node: string) => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';

/** The Node of the PATH that is of version 20, or one that npm installs into the test cache. */
function node20(): string {
  const onPath = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'node'));
  const found = onPath.find((file) => existsSync(file) && version(file).startsWith('v20.'));
  if (found) return found;
  const folder = path.join(root, '.vscode-test', 'node-20');
  const file = path.join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', 'node@20'];
    spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { stdio: 'ignore' });
  }
  return file;
}

function simulate(node: string, ...args: string[]): string {
  const r = spawnSync(node, ['dist/cli.cjs', 'simulate', '--json', '--today', '2026-11-21', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.equal(r.status, 0, r.stderr);
  return r.stdout;
}

describe('bytes', () => {
  const folders = readdirSync(path.join(root, 'examples'), { withFileTypes: true }).filter((e) => e.isDirectory());
  let old: string;
  before(() => {
    old = node20();
    assert.match(version(old), /^v20\./, 'Node 20 is neither on the PATH nor to be had from npm');
  });

  for (const folder of folders) {
    it(`examples/${folder.name}: equal on Node 20 and ${process.version}`, () => {
      assert.equal(simulate(old, `examples/${folder.name}`), simulate(process.execPath, `examples/${folder.name}`));
    });
  }

  it('are equal when everything is simulated', () => {
    const options = ['--method', 'simulation', '--trials', '5000', 'examples/checkout'];
    assert.equal(simulate(old, ...options), simulate(process.execPath, ...options));
  });
});
