/** The Markdown of a review as the service of a repository shows it: rendered, looked at, kept as a picture. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Marked } from 'marked';

import { openBrowser } from '../host/browser.mjs';
import { root } from '../host/install.mjs';
import { screenshots } from './panel-page.mjs';

const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
/** Width of the text of a comment on a wide screen. */
const width = 830;

/** What such a service gives a comment: its typeface, tables with lines, code on grey. */
const style = `
body { margin: 0; padding: 16px; width: ${width}px; background: #fff; color: #1f2328;
  font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", "DejaVu Sans", Helvetica, Arial, sans-serif; }
h2 { font-size: 1.5em; margin: 0 0 16px; padding-bottom: .3em; border-bottom: 1px solid #d1d9e0; }
h3 { font-size: 1.25em; margin: 24px 0 16px; }
p, ul, table, details { margin: 0 0 16px; }
ul { padding-left: 2em; }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; }
th, td { padding: 6px 13px; border: 1px solid #d1d9e0; }
tr:nth-child(2n) td { background: #f6f8fa; }
code { padding: .2em .4em; font: 85% ui-monospace, "DejaVu Sans Mono", monospace; background: #818b981f; border-radius: 6px;
  white-space: break-spaces; }
summary { cursor: pointer; }
sub { font-size: 75%; }`;

const edits = [
  ['online-boutique.risk', 'threat-events 0.5..1..3 per year', 'threat-events 0.5..2..4 per year'],
  [
    'online-boutique.risk',
    'control EdgeTls "TLS at the load balancer" {',
    'control EdgeTls "TLS at the load balancer" {\n  status in-place',
  ],
  ['online-boutique.risk', '= $8..$15..$40 per record', '= $8..$18..$40 per record'],
  [
    'online-boutique.risk',
    'zone Data "Redis" in Cluster',
    'zone Data "Redis" in Cluster { not-applicable repudiation because "no user acts there" }',
  ],
  ['cartservice/cartservice.risk', 'threat CartLoss', 'threat OpenCartsLost'],
  ['checkoutservice/checkoutservice.risk', 'observed 6 in 2 years', 'observed 9 in 2 years'],
  [
    'checkoutservice/checkoutservice.risk',
    'threat CheckoutOutage',
    'threat RefundFraud "Orders are refunded twice" {\n  stride tampering\n  on CheckoutService\n  by Criminal\n' +
      '  frequency 2..6 per year\n  loss replacement $2k to $40k\n  source Workshop\n}\n\nthreat Unknown "Not estimated yet" {\n' +
      '  stride repudiation\n  on CheckoutService\n  loss response $4k\n}\n\nthreat CheckoutOutage',
  ],
];

/** The comment on a change of the Online Boutique, with gates. */
function comment() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'risk-comment-'));
  try {
    fs.cpSync(path.join(root, 'examples/online-boutique'), folder, { recursive: true });
    const git = (...words) => spawnSync('git', ['-C', folder, ...identity, ...words]);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'First');
    for (const [file, from, to] of edits) {
      const place = path.join(folder, file);
      const text = fs.readFileSync(place, 'utf8');
      assert.ok(text.includes(from), from);
      fs.writeFileSync(place, text.replace(from, to));
    }
    const gates = ['ale +10%', 'appetite', 'new-unquantified'].flatMap((gate) => ['--fail-on', gate]);
    const words = ['diff', 'HEAD', '--format', 'markdown', '--today', '2026-11-21', ...gates];
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.cjs'), ...words], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    assert.equal(status, 1, stderr);
    return stdout;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export async function commentTests(test) {
  const { browser, page } = await openBrowser({ width: width + 32, height: 900 });
  try {
    await test('the comment of a review reads well', async () => {
      const markdown = comment();
      fs.writeFileSync(path.join(screenshots, 'comment.md'), markdown);
      const html = new Marked({ gfm: true }).parse(markdown);
      await page.setContent(`<!DOCTYPE html><html lang="en"><style>${style}</style><body>${html}</body></html>`);
      const shot = (name) => page.screenshot({ path: path.join(screenshots, `comment-${name}.png`), fullPage: true });
      await shot('folded');
      const seen = await page.evaluate(() => document.body.innerText);
      // What is folded away is not seen, and no mark of Markdown or HTML is left over.
      assert.match(seen, /shared estimate RecordCost in 5 threats/);
      assert.doesNotMatch(seen, /MeshMtls: saves/);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      await shot('open');
      const all = await page.evaluate(() => document.body.innerText);
      assert.doesNotMatch(all, /\*\*|\| ---|<\/?\w+>|&\w+;|<!--/);
      assert.match(all, /MeshMtls: saves/);
      const wide = await page.evaluate(
        () =>
          [...document.querySelectorAll('table')].filter((table) => table.scrollWidth > table.clientWidth + 1).length,
      );
      assert.equal(wide, 0, 'a table is wider than the comment');
    });
  } finally {
    await browser.close();
  }
}
