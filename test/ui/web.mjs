/** The extension in a browser: extension host and server are web workers, without Node and without a file system. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { openBrowser, workbenchUrl } from '../host/browser.mjs';
import { root } from '../host/install.mjs';
import { prepareServer } from '../host/server.mjs';
import { screenshots } from './panel-page.mjs';
import { goToLine, lens, openFile, panel } from './workbench.mjs';

const types = {
  '.json': 'application/json',
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
  '.svg': 'image/svg+xml',
};

const mount = '/risk-extension/';

/** Gives the page what the package holds, from the page's own origin: nothing else may be asked by its policy. */
async function serveExtension(context, url) {
  const allowed = /^(package\.json|(dist|syntaxes|media)\/[\w./-]+)$/;
  await context.route(`${url.replace(/\/$/, '')}${mount}**`, (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname.slice(mount.length));
    const file = path.join(root, name);
    if (!allowed.test(name) || name.includes('..') || !fs.existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: types[path.extname(name)] ?? 'text/plain', body: fs.readFileSync(file) });
  });
}

/** Runs in the page before the workbench starts: tells it that one more extension is built in. */
function addExtension({ authority, path }) {
  const watcher = new MutationObserver(() => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (element === null) return;
    watcher.disconnect();
    const settings = JSON.parse(element.dataset.settings);
    settings.additionalBuiltinExtensions = [{ scheme: 'http', authority, path }];
    element.dataset.settings = JSON.stringify(settings);
  });
  watcher.observe(document, { childList: true, subtree: true });
}

/** Vulnerability 20 %, ten threat events a year of $10k each. */
const shop = `system Shop apart from InnovaPay {
  currency USD
}
service Orders {
  image "shop/orders"
}
evidence "reports/trivy-*.json.gz"
threat OrderLeak {
  stride information-disclosure
  on Orders
  cwe CWE-89
  frequency {
    threat-events 10 per year
    vulnerability 20% with evidence
  }
  loss $10k
}
`;

/** A report of Trivy, without a date. */
const scan = {
  SchemaVersion: 2,
  ArtifactName: 'shop/orders:1',
  ArtifactType: 'container_image',
  Results: [
    {
      Target: 'orders',
      Class: 'lang-pkgs',
      Vulnerabilities: [
        {
          VulnerabilityID: 'CVE-2026-0001',
          PkgName: 'orm',
          InstalledVersion: '1.0',
          Severity: 'CRITICAL',
          CweIDs: ['CWE-89'],
          CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' } },
        },
      ],
    },
  ],
};

export async function webTests(test, host) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'risk-web-'));
  fs.cpSync(path.join(root, 'examples/innovapay'), folder, { recursive: true });
  fs.mkdirSync(path.join(folder, 'shop'));
  fs.writeFileSync(path.join(folder, 'shop/shop.risk'), shop);
  const server = prepareServer(host);
  const { browser, context, page } = await openBrowser({ width: 1500, height: 900 });
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  try {
    await test('figures appear in a browser, computed in a web worker', async () => {
      const running = await server.launch();
      await serveExtension(context, running.url);
      await page.addInitScript(addExtension, { authority: `127.0.0.1:${running.port}`, path: mount });
      await page.goto(workbenchUrl(running, folder));
      await page.waitForSelector('.monaco-workbench', { timeout: 30_000 });
      await openFile(page, 'innovapay.risk');
      await goToLine(page, 51);
      try {
        await (await lens(page, '$800k a year · 39%')).click();
      } catch (error) {
        throw new Error(
          `${error.message}\n${said
            .filter((line) => /risk|refused|error/i.test(line))
            .slice(-10)
            .join('\n')}`,
        );
      }
      await panel(page).locator('#figures tr', { hasText: 'Expected a year' }).waitFor({ timeout: 30_000 });
    });
    await page.screenshot({ path: path.join(screenshots, 'editor-browser.png') });
    await test('a new scan moves a lens in a browser', async () => {
      await openFile(page, 'shop.risk');
      await lens(page, '$20k a year');
      fs.mkdirSync(path.join(folder, 'shop/reports'));
      fs.writeFileSync(path.join(folder, 'shop/reports/trivy-1.json.gz'), gzipSync(JSON.stringify(scan)));
      await lens(page, 'raised from $20k by evidence');
      await (await lens(page, '1 finding · raises ALE')).click();
      await panel(page).locator('#findings tr', { hasText: 'CVE-2026-0001' }).waitFor({ timeout: 30_000 });
    });
    await page.screenshot({ path: path.join(screenshots, 'editor-browser-evidence.png') });
  } finally {
    await browser.close();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
