// `npm start`: installs, builds, prints the figures of the example and opens the examples in an editor:
// VS Code if there is one (and a screen), else the workbench in a browser.
//   node scripts/start.mjs            as described
//   node scripts/start.mjs --browser  the workbench in a browser, even if there is VS Code
//   node scripts/start.mjs --figures  only the figures
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installPackages, root, run, toolEnvironment } from './run.mjs';

process.chdir(root);
const option = (name) => process.argv.includes(`--${name}`);
const folder = path.join(root, 'examples');

async function must(title, command, args) {
  const { status, output } = await run(command, args, { quiet: true });
  if (status === 0) return;
  console.error(`${title} failed:\n${output}`);
  process.exit(1);
}

/** A program of the PATH, or undefined. */
function find(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const files = names.flatMap((n) => folders.map((f) => path.join(f, process.platform === 'win32' ? `${n}.cmd` : n)));
  return files.find((f) => existsSync(f));
}

const screen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

function openDesktop(code) {
  console.log('\nOpening VS Code on examples/ with the extension…');
  const child = spawn(
    code,
    ['--new-window', `--extensionDevelopmentPath=${root}`, folder, path.join(folder, 'innovapay/innovapay.risk')],
    {
      stdio: 'ignore',
      detached: true,
    },
  );
  child.once('error', (error) => console.error(`VS Code could not be started: ${error.message}`));
  child.unref();
}

async function openBrowser() {
  console.log('\nPreparing the workbench for the browser (the first time it is downloaded from the npm registry)…');
  await must('Packaging the extension', 'node', ['scripts/package.mjs']);
  // These two need the packages and the Node of the project: they run in a process of their own.
  const child = spawn('node', ['test/host/serve.mjs', folder], {
    cwd: root,
    env: toolEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', (data) => {
    const text = String(data);
    process.stdout.write(text);
    const address = /https?:\/\/\S+/.exec(text)?.[0];
    const opener = process.platform === 'darwin' ? 'open' : find(['xdg-open']);
    if (address && screen && opener) spawnSync(opener, [address], { stdio: 'ignore' });
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
  child.once('close', (status) => process.exit(status ?? 0));
}

installPackages();
console.log('Building…');
await must('The build', 'node', ['scripts/build.mjs']);
console.log('The figures of examples/innovapay (risk simulate examples/innovapay):\n');
const figures = await run('node', ['dist/cli.cjs', 'simulate', 'examples/innovapay']);
if (figures.status !== 0) process.exit(figures.status);
if (!option('figures')) {
  const code = option('browser') || !screen ? undefined : find(['code', 'codium', 'code-insiders']);
  if (code) openDesktop(code);
  else await openBrowser();
}
