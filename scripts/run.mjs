// Helpers of the scripts: run a command, install what is missing. Plain JavaScript that runs on any Node from 20 on.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** The environment in which the tools of node_modules, its Node included, come first. */
export function toolEnvironment(extra = {}) {
  const bin = path.join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, ...extra };
}

/** Runs a command with its output shown and also returned. Never through a shell. */
export function run(command, args, { env = toolEnvironment(), cwd = root, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (to) => (data) => {
      output += data;
      if (!quiet) to.write(data);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.once('error', (error) => resolve({ status: 127, output: String(error) }));
    child.once('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

/** True when node_modules is what the lock file says: npm writes its own copy of the lock there at the end. */
function installed() {
  const done = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(done) || !existsSync(path.join(root, 'node_modules', '.bin', 'node'))) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(done, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional || found[name]?.version === entry.version,
  );
}

/** Installs the packages of the lock file unless they are there. */
export function installPackages() {
  if (installed()) return;
  console.log('Installing the packages of package-lock.json…');
  const r = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
  if (r.status !== 0) throw new Error('npm ci failed: see the lines above. The npm registry must be within reach.');
}

/** True when `file` is missing or older than any of `sources`. */
export function outdated(file, sources) {
  if (!existsSync(file)) return true;
  const made = statSync(file).mtimeMs;
  return sources.some((s) => existsSync(s) && statSync(s).mtimeMs > made);
}
