/**
 * Installs a real VS Code (server, extension host, web workbench) from the npm registry into .vscode-test/.
 * Nothing is compiled and no other host is asked. A finished install is found again in milliseconds.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { replaceNativeModules } from './shims.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '../..');

/** Parts of the server that no test of an extension needs: a third of its size. */
const unneeded = [
  'node_modules/@github',
  'node_modules/@devcontainers',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
  'extensions/tunnel-forwarding',
  'extensions/ms-vscode.js-debug',
  'extensions/ms-vscode.js-debug-companion',
  'extensions/ms-vscode.vscode-js-profile-table',
];

/** Node 24, which this server version needs: the running one, else the project's own. */
function nodeProgram() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const own = path.join(root, 'node_modules/node/bin/node');
  if (fs.existsSync(own)) return own;
  throw new Error('The test host needs Node 24 or later. Run "npm ci" first: it brings one along.');
}

/** Runs npm in `cwd`; a failure is tried again twice, because the network is what fails. */
function npm(cwd, ...args) {
  const all = [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  for (let attempt = 1; ; attempt++) {
    const result = spawnSync('npm', all, { cwd, stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000 });
    if (result.status === 0) return;
    const why = result.error?.message ?? `status ${result.status}`;
    if (attempt === 3) throw new Error(`"npm ${args.join(' ')}" failed three times in ${cwd}: ${why}`);
    process.stderr.write(`"npm ${args[0]}" failed (${why}), trying again\n`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 3000);
  }
}

/** The host's place and programs: `{ version, node, serverMain }`. Installs on first use. */
export function ensureHost() {
  const lock = path.join(here, 'code-server');
  const version = JSON.parse(fs.readFileSync(path.join(lock, 'package.json'), 'utf8')).dependencies['code-server'];
  const base = process.env.VSCODE_HOST_CACHE ?? path.join(root, '.vscode-test');
  const folder = path.join(base, `code-server-${version}`);
  const host = {
    version,
    node: nodeProgram(),
    serverMain: path.join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
  if (fs.existsSync(path.join(folder, '.complete'))) return host;

  process.stdout.write(`Installing VS Code (code-server ${version}) into ${path.relative(root, folder)}\n`);
  // Built beside its place and renamed: an interrupted or a second install never leaves half of one.
  const part = `${folder}.part-${process.pid}`;
  fs.rmSync(part, { recursive: true, force: true });
  fs.mkdirSync(part, { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(lock, name), path.join(part, name));
  }
  npm(part, 'ci');
  const vscode = path.join(part, 'node_modules/code-server/lib/vscode');
  // Its own lock lacks the peer entries, which npm would refuse.
  npm(vscode, 'ci', '--omit=dev', '--legacy-peer-deps');
  for (const name of unneeded) fs.rmSync(path.join(vscode, name), { recursive: true, force: true });
  replaceNativeModules(path.join(vscode, 'node_modules'));
  fs.symlinkSync('node_modules', path.join(vscode, 'node_modules.asar'));
  fs.writeFileSync(path.join(part, '.complete'), version);
  try {
    fs.renameSync(part, folder);
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true });
    if (!fs.existsSync(path.join(folder, '.complete'))) throw error;
  }
  return host;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const host = ensureHost();
  process.stdout.write(`VS Code is ready: ${path.relative(root, host.serverMain)}\n`);
}
