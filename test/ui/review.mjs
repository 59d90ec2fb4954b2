/** A change under review in a real VS Code: badges in the Explorer, lenses on both sides of the editor of differences. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { defaultPackage } from '../../scripts/package.mjs';
import { openBrowser, workbenchUrl } from '../host/browser.mjs';
import { root } from '../host/install.mjs';
import { hostLogs, prepareServer } from '../host/server.mjs';
import { screenshots } from './panel-page.mjs';
import { choose, lens, openFile } from './workbench.mjs';

const patience = { timeout: 30_000 };
const file = 'order-processor/order-processor.risk';
const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];

function git(folder, ...words) {
  execFileSync('git', ['-C', folder, ...identity, ...words], { stdio: 'ignore' });
}

/** The checkout example with the folders of its services, one commit, and an estimate that was raised since. */
function repository() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'risk-review-'));
  fs.cpSync(path.join(root, 'examples/checkout'), folder, { recursive: true });
  for (const name of fs.readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.risk')) continue;
    const place = path.join(folder, name);
    fs.writeFileSync(place, fs.readFileSync(place, 'utf8').replace(/^( +)image /gm, '$1code "."\n$1image '));
  }
  // What is stated there would break, and VS Code draws a dot at folders with errors instead of their badge.
  const place = path.join(folder, file);
  const text = fs.readFileSync(place, 'utf8').split(/^expect /m)[0];
  fs.writeFileSync(place, text);
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'First');
  fs.writeFileSync(place, text.replace('threat-events 5..15 per year', 'threat-events 5..18 per year'));
  return folder;
}

export async function reviewTests(test, host) {
  const folder = repository();
  const server = prepareServer(host, {
    userSettings: { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'never', 'git.autofetch': false },
  });
  const { browser, page } = await openBrowser({ width: 1680, height: 900 });
  const shot = (name) => page.screenshot({ path: path.join(screenshots, `review-${name}.png`) });
  const row = (name) => page.locator('.explorer-viewlet .monaco-list-row', { hasText: name }).first();
  const step = async (title, body) => {
    if (await test(title, body)) return;
    await shot('failure');
    throw new Error(hostLogs(server.folder, 2500));
  };
  try {
    await step('the folder of a service has its money as a badge in the Explorer', async () => {
      assert.equal(server.cli('--install-extension', defaultPackage).status, 0);
      const running = await server.launch();
      await page.goto(workbenchUrl(running, folder));
      await page.waitForSelector('.monaco-workbench', patience);
      await openFile(page, file);
      await lens(page, 'since HEAD');
      await badge(row('payment-gateway'), /\$M|\dM|\$k|\dk/);
      await badge(row('order-processor.risk'), /^↑k/);
    });
    await step('both sides of the editor of differences have the figures of their version', async () => {
      await page.locator('.editor-actions [aria-label^="Open Changes"]').first().click();
      const side = (name, text) =>
        page
          .locator(`.monaco-diff-editor .editor.${name} .codelens-decoration`, { hasText: text })
          .first()
          .waitFor(patience);
      await side('original', '$5.03M a year');
      await side('modified', 'since HEAD');
      const original = await page
        .locator('.monaco-diff-editor .editor.original .codelens-decoration')
        .allTextContents();
      assert.ok(original.length > 0 && original.every((text) => !text.includes('HEAD')), original.join('\n'));
      await shot('differences');
    });
    await step('the folder of a service that moved has an arrow', async () => {
      git(folder, 'commit', '-q', '-a', '-m', 'Raise');
      await openFile(page, file);
      await choose(page, 'Risk: Compare with…', 'HEAD~1');
      await badge(row('order-processor'), /^↑k/);
      await lens(page, 'since HEAD~1');
      await shot('explorer');
    });
  } catch (error) {
    process.stdout.write(`${error.message}\n`);
  } finally {
    await browser.close();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits for the badge of a row: it is drawn by a style, not by a text. */
async function badge(row, wanted) {
  const end = Date.now() + patience.timeout;
  for (;;) {
    const found = await row
      .locator('.monaco-icon-label')
      .first()
      .evaluate((label) => {
        const parts = [label, ...label.querySelectorAll('*')];
        return parts.map((part) => getComputedStyle(part, '::after').content.replace(/"/g, '')).join(' ');
      })
      .catch(() => '');
    const marks = found.split(/[\s,]+/).filter((mark) => mark !== 'none' && mark !== 'normal' && mark !== '');
    if (marks.some((mark) => wanted.test(mark))) return;
    if (Date.now() > end) throw new Error(`The row has no badge like ${wanted}, but ${JSON.stringify(marks)}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
