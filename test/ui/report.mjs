/** The page that `risk report` writes, opened from the disk as a reader would: it shows everything and asks nobody. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { openBrowser } from '../host/browser.mjs';
import { root } from '../host/install.mjs';
import { screenshots } from './panel-page.mjs';

const hostile =
  'system Evil "</script><img src=x onerror=window.hit=1>" {}\nthreat T { frequency 1 per year loss $1k }\n';

export async function reportTests(test) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'risk-report-'));
  fs.cpSync(path.join(root, 'examples/checkout'), path.join(folder, 'checkout'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'evil'));
  fs.writeFileSync(path.join(folder, 'evil/evil.risk'), hostile);
  const { browser, page } = await openBrowser({ width: 1280, height: 900 });
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  try {
    await test('the report is one page that shows the figures of every system', async () => {
      const { status, stderr } = spawnSync(
        process.execPath,
        [path.join(root, 'dist/cli.cjs'), 'report', '--output', 'report.html', '--today', '2026-11-21'],
        { cwd: folder, encoding: 'utf8' },
      );
      assert.equal(status, 0, stderr);
      const url = pathToFileURL(path.join(folder, 'report.html')).href;
      await page.goto(url);
      await page.locator('h1', { hasText: 'Checkout' }).waitFor();
      await page.locator('#chart svg').waitFor();
      assert.match(await page.locator('#figures').textContent(), /\$6\.0\dM/);
      await page.screenshot({ path: path.join(screenshots, 'report.png'), fullPage: true });
      await page.getByRole('tab', { name: 'Register' }).click();
      assert.equal(await page.locator('#register tbody tr').count(), 5);
      await page.locator('.systems select').selectOption({ index: 1 });
      await page.locator('h1', { hasText: 'Evil' }).waitFor();
      assert.equal(await page.evaluate(() => window.hit), undefined);
      assert.deepEqual(said, []);
      assert.deepEqual(
        asked.filter((each) => each !== url && !each.startsWith('data:')),
        [],
      );
    });
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
