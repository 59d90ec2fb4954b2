/** Chromium for the tests: found, or installed with apt where that is possible, and opened without outside requests. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

function installed() {
  return [process.env.CHROMIUM_PATH, ...usual].find((program) => program && fs.existsSync(program));
}

function apt(...args) {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    if (spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0)
      return true;
  }
  return false;
}

/** Path of a Chromium; throws a sentence that says what to do where there is none and none can be installed. */
export function ensureChromium() {
  const found = installed();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    process.stdout.write('Installing Chromium with apt-get\n');
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
    const now = installed();
    if (now) return now;
  }
  throw new Error('The tests need Chromium and found none. Install it, or set CHROMIUM_PATH to the program.');
}

/** A fresh browser with one page. Only the loopback is looked up: a request to the outside fails at once. */
export async function openBrowser({ width = 1280, height = 800, colorScheme = 'light' } = {}) {
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    headless: true,
    timeout: 30_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
    ],
  });
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  // The editor copies and pastes through the browser.
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return { browser, context, page: await context.newPage() };
}

/** A local path as the workbench at `port` names it. */
export const remoteUri = (port, file) => `vscode-remote://127.0.0.1:${port}${encodeURI(path.resolve(file))}`;

/** The workbench on a folder; `payload` are the pairs that name the extension and the tests. */
export function workbenchUrl(server, folder, payload = []) {
  const query = new URLSearchParams({ folder: path.resolve(folder) });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${server.url}?${query}`;
}
