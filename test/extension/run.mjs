/**
 * Runs the tests of the extension inside a real VS Code: the desktop one where it can be had (`VSCODE_EXECUTABLE`, or
 * RISK_TEST_HOST=desktop to download it), else its server and extension host on Node with the workbench in Chromium.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';

import { openBrowser, remoteUri, workbenchUrl } from '../host/browser.mjs';
import { ensureHost, root } from '../host/install.mjs';
import { hostLogs, prepareServer } from '../host/server.mjs';

/** Milliseconds after which the whole run is given up. */
const limit = Number(process.env.RISK_TEST_LIMIT_MS ?? 120_000);
const screenshots = path.join(root, 'artifacts/screenshots');
const suite = path.join(root, '.vscode-test/suite/extension.cjs');

/** The tests as one script that the extension host can load. */
async function bundleSuite() {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/extension/suite.ts'],
    outfile: suite,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
  });
}

/** A copy of the examples in a git repository with one commit, tagged `first`: tests may edit it. */
function workspace() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'risk-workspace-'));
  fs.cpSync(path.join(root, 'examples/innovapay'), folder, { recursive: true });
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  for (const words of [
    ['init', '-q'],
    ['add', '-A'],
    ['commit', '-q', '-m', 'First'],
    ['tag', 'first'],
  ])
    execFileSync('git', ['-C', folder, ...identity, ...words]);
  return folder;
}

async function runTests(page, running, folder) {
  const errors = [];
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !/status of 404|ServiceWorker/.test(text)) errors.push(text);
  });
  const status = new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error(`The tests did not end within ${limit / 1000} seconds.`));
    setTimeout(giveUp, limit).unref();
    page.on('crash', () => reject(new Error('The page of the workbench crashed.')));
    running.ended.then(() => reject(new Error('The VS Code server ended during the tests.')));
    // The workbench calls this function of its page with the status of the tests.
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
  await page.goto(
    workbenchUrl(running, folder, [
      ['extensionDevelopmentPath', remoteUri(running.port, root)],
      ['extensionTestsPath', remoteUri(running.port, suite)],
      ['skipWelcome', 'true'],
    ]),
  );
  return { status: await status.catch((error) => errors.push(error.message) && 1), errors };
}

/** What the tests said, with their status; a run that did not come to its end has failed. */
function conclude(report, status) {
  const said = fs.existsSync(report) ? fs.readFileSync(report, 'utf8') : '';
  process.stdout.write(`${said}\n`);
  const finished = /^[1-9]\d* passed, \d+ failed$/m.test(said);
  return { finished, failed: status !== 0 || !finished };
}

/** In the desktop VS Code, with a profile of its own; needs a screen (`xvfb-run -a` gives one). */
async function inDesktop(folder, report) {
  const { runTests } = await import('@vscode/test-electron');
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'risk-desktop-'));
  try {
    const status = await runTests({
      ...(process.env.VSCODE_EXECUTABLE ? { vscodeExecutablePath: process.env.VSCODE_EXECUTABLE } : {}),
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      extensionTestsEnv: { RISK_TEST_OUTPUT: report },
      launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust', '--user-data-dir', profile],
    }).catch((error) => {
      process.stderr.write(`${error.message}\n`);
      return 1;
    });
    return conclude(report, status).failed;
  } finally {
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** In the workbench that code-server brings, without a screen and without a download but from the npm registry. */
async function inBrowser(folder, report) {
  const server = prepareServer(ensureHost(), {
    environment: { RISK_TEST_OUTPUT: report },
    // The editor of differences shows what the git extension reads.
    userSettings: { 'git.enabled': true, 'git.autofetch': false, 'git.openRepositoryInParentFolders': 'never' },
  });
  const { browser, page } = await openBrowser();
  try {
    const running = await server.launch();
    const { status, errors } = await runTests(page, running, folder);
    const { finished, failed } = conclude(report, status);
    if (!finished) {
      process.stderr.write(
        `The tests did not reach their end.\n${errors.slice(-10).join('\n')}\n${hostLogs(server.folder)}\n`,
      );
      fs.mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: path.join(screenshots, 'extension-failure.png') });
    } else if (failed) process.stderr.write(`${hostLogs(server.folder, 2000)}\n`);
    return failed;
  } finally {
    await browser.close();
    await server.stop();
  }
}

await bundleSuite();
const folder = workspace();
const desktop = process.env.VSCODE_EXECUTABLE || process.env.RISK_TEST_HOST === 'desktop';
let failed = true;
try {
  failed = await (desktop ? inDesktop : inBrowser)(folder, path.join(folder, '.git', 'tests.txt'));
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
