/** Starts the VS Code server for tests. Everything it reads and writes lies below one fresh temporary folder. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const settings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
};

/** The environment without what would lead the server to another VS Code, and with a home of its own. */
function environment(folder, extra) {
  const home = path.join(folder, 'home');
  fs.mkdirSync(home, { recursive: true });
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|CODE_SERVER_PARENT_PID$)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_DATA_HOME: path.join(home, '.local/share'),
    // No look-ups in a gallery of extensions.
    EXTENSIONS_GALLERY: '{}',
    ...extra,
  };
}

/** The logs of the extension host: they say why an extension did not come up. */
export function hostLogs(folder, length = 4000) {
  const logs = path.join(folder, 'server/data/logs');
  if (!fs.existsSync(logs)) return 'The server wrote no logs.';
  return fs
    .readdirSync(logs, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /remoteexthost|remoteagent|Risk\.log/.test(path.join(entry.parentPath, entry.name)),
    )
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => `--- ${path.relative(logs, file)}\n${fs.readFileSync(file, 'utf8').slice(-length)}`)
    .join('\n');
}

/** Waits until the server says on which port it listens; its exit or 30 seconds without a word is an error. */
function listening(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`The VS Code server is silent after 30 seconds.\n${said}`)),
      30_000,
    );
    const read = (data) => {
      said = (said + data).slice(-20_000);
      const match = /Extension host agent listening on (\d+)/.exec(said);
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The VS Code server ended with status ${code}.\n${said}`)));
  });
}

/**
 * Prepares a server for `host` (from install.mjs): `cli` runs its command line (to install a .vsix), `launch` starts it
 * and gives its URL, `stop` ends it with all its processes and removes the folder.
 */
export function prepareServer(host, { environment: extra = {}, userSettings = {} } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'risk-host-'));
  const data = path.join(folder, 'server');
  const user = path.join(data, 'data/User');
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...settings, ...userSettings }, null, 2));
  const env = environment(folder, extra);
  const places = [
    '--server-data-dir',
    data,
    '--extensions-dir',
    path.join(data, 'extensions'),
    '--accept-server-license-terms',
  ];
  let child;

  const end = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  const leave = () => {
    if (child) end('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', leave);
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));

  return {
    folder,
    cli(...args) {
      const result = spawnSync(host.node, [host.serverMain, ...places, ...args], {
        env,
        encoding: 'utf8',
        timeout: 60_000,
      });
      return { status: result.status, output: `${result.stdout}${result.stderr}` };
    },
    async launch() {
      const options = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--telemetry-level', 'off'];
      // Without the driver a built workbench does not look at the tests that it is told to run.
      child = spawn(host.node, [host.serverMain, ...places, ...options, '--enable-smoke-test-driver'], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const port = await listening(child);
      return { port, url: `http://127.0.0.1:${port}/`, ended: new Promise((resolve) => child.once('exit', resolve)) };
    },
    async stop() {
      process.removeListener('exit', leave);
      if (child && child.exitCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        end('SIGTERM');
        const timer = setTimeout(() => end('SIGKILL'), 3000);
        await gone;
        clearTimeout(timer);
      }
      leave();
    },
  };
}
