/** The packaged extension in a real VS Code, used as a newcomer would: open, read, edit, look. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { defaultPackage } from '../../scripts/package.mjs';
import { openBrowser, workbenchUrl } from '../host/browser.mjs';
import { root } from '../host/install.mjs';
import { hostLogs, prepareServer } from '../host/server.mjs';
import { screenshots } from './panel-page.mjs';
import { goToLine, lens, openFile, panel, replaceText, runCommand } from './workbench.mjs';

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' };
const patience = { timeout: 30_000 };

export async function walkTests(test, host) {
  for (const theme of ['light', 'dark']) await walk(test, host, theme);
}

/** The published worked case and a shop, as a root of its own. */
function examples() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'risk-examples-'));
  fs.cpSync(path.join(root, 'examples/innovapay'), path.join(folder, 'innovapay'), { recursive: true });
  fs.cpSync(path.join(root, 'examples/checkout'), path.join(folder, 'checkout'), { recursive: true });
  fs.cpSync(path.join(root, 'test/ui/shop'), path.join(folder, 'shop'), { recursive: true });
  fs.mkdirSync(path.join(folder, '.git'));
  return folder;
}

async function walk(test, host, theme) {
  const folder = examples();
  const server = prepareServer(host, { userSettings: { 'workbench.colorTheme': themes[theme] } });
  const { browser, page } = await openBrowser({ width: 1680, height: 980, colorScheme: theme });
  const shot = (name) => page.screenshot({ path: path.join(screenshots, `editor-${name}-${theme}.png`) });
  const step = async (title, body) => {
    if (await test(`${title} (${theme})`, body)) return;
    await shot('failure');
    throw new Error(hostLogs(server.folder, 2500));
  };
  try {
    await steps({ step, page, server, folder, shot });
  } catch (error) {
    process.stdout.write(`${error.message}\n`);
  } finally {
    await browser.close();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function steps({ step, page, server, folder, shot }) {
  const file = 'innovapay/innovapay.risk';
  const lines = fs.readFileSync(path.join(folder, file), 'utf8').split('\n');
  const lineOf = (start) => lines.findIndex((line) => line.startsWith(start)) + 1;

  await step('the package installs', () => {
    const { status, output } = server.cli('--install-extension', defaultPackage);
    assert.equal(status, 0, output);
    assert.match(server.cli('--list-extensions').output, /risk-as-code\.risk-as-code/);
  });
  await step('the workbench opens a model with lenses', async () => {
    const running = await server.launch();
    await page.goto(workbenchUrl(running, folder));
    await page.waitForSelector('.monaco-workbench', patience);
    await openFile(page, file);
    await goToLine(page, lineOf('threat RecipientTampering') + 6);
    assert.match(await (await lens(page, '$800k a year')).textContent(), /39% chance in a year/);
    await lens(page, '$5.07 per $1');
    await shot('lenses');
  });
  await step('the status bar shows the expected annual loss', async () => {
    await page.locator('.statusbar-item', { hasText: '$800k a year' }).waitFor(patience);
  });
  await step('a lens opens the preview at its item', async () => {
    await (await lens(page, '$800k a year · 39%')).click();
    await panel(page).locator('h2', { hasText: 'RecipientTampering' }).waitFor(patience);
    await shot('preview-threat');
  });
  await step('the preview shows the figures of the curve', async () => {
    const figures = panel(page).locator('#figures');
    assert.match(await figures.locator('tr', { hasText: 'Expected a year' }).textContent(), /\$800k\$800k\$27\.5k$/);
    assert.match(await figures.locator('tr', { hasText: 'P90' }).textContent(), /\$1\.6M\$1\.6M\$0$/);
    const chart = await panel(page).locator('#chart svg').boundingBox();
    assert.ok(chart.width > 300 && chart.height > 200, JSON.stringify(chart));
  });
  await step('an edit moves the lens and the curve', async () => {
    await goToLine(page, lineOf('threat RecipientTampering'));
    await replaceText(page, 'every 2 years', 'every 5..10..20 years', lines);
    await lens(page, /^\$1\d\dk a year · 10(\.\d)?% chance/);
    const row = panel(page).locator('#figures tr', { hasText: 'Expected a year' });
    await waitFor(
      async () => /\$1\d\dk/.test(await row.textContent()),
      () => row.textContent(),
    );
    await shot('preview-edited');
  });
  await step('a broken name gets a squiggle, and the figures of the rest stay', async () => {
    await replaceText(page, 'by Fraudster', 'by Fraudstr', lines);
    await page.locator('.monaco-editor .squiggly-error').first().waitFor(patience);
    await shot('squiggle');
    for (let count = 0; count < 12; count++) await page.keyboard.press('Control+z');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'detached', timeout: 30_000 });
  });
  await step('the cursor leads the preview', async () => {
    await openFile(page, 'shop/shop.risk');
    await panel(page).locator('h1', { hasText: 'WebShop' }).waitFor(patience);
    await panel(page).locator('#chart svg').waitFor(patience);
    await shot('preview-system');
  });
  await step('the register and the controls are a click away', async () => {
    await panel(page).locator('#tab-register').click();
    assert.ok((await panel(page).locator('#register tbody tr').count()) >= 4);
    await shot('preview-register');
    await panel(page).locator('#tab-controls').click();
    await panel(page).locator('#controls').waitFor(patience);
    await shot('preview-controls');
  });
  await step('a name of the register leads to its line', async () => {
    await panel(page).locator('#tab-register').click();
    const name = panel(page).locator('#register button.name').first();
    const text = await name.textContent();
    await name.click();
    await page
      .locator('.monaco-editor .view-line', { hasText: `threat ${text}` })
      .first()
      .waitFor(patience);
  });
  await step('the register of four services shows its money, and the preview follows', async () => {
    await openFile(page, 'checkout/order-processor/order-processor.risk');
    await goToLine(page, 19);
    await lens(page, /^\$5\.03M a year/);
    await panel(page).getByRole('tab', { name: 'Loss exceedance' }).click();
    await panel(page).locator('h2', { hasText: 'OrderHistoryLeak' }).waitFor(patience);
    await panel(page).locator('#chart svg').waitFor(patience);
    await shot('checkout-threat');
    // The panel has the focus after a click in it: give it back to the text.
    await page.locator('.tab', { hasText: 'order-processor.risk' }).click();
    await openFile(page, 'checkout/checkout.risk');
    await lens(page, /a year expected/);
    await panel(page).locator('h1', { hasText: 'Checkout' }).waitFor(patience);
    await shot('checkout');
  });
  await step('a command opens an example', async () => {
    await runCommand(page, 'Risk: New System from an Example');
    await page.locator('.monaco-editor .view-line', { hasText: 'WebShop' }).first().waitFor(patience);
  });
}

/** Asks until it holds; `found` says what was there instead. */
async function waitFor(holds, found) {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come about. Found: ${await found()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
