/** The panel by itself, in every theme and width: nothing sticks out, nothing overlaps, keys and clicks work. */
import assert from 'node:assert/strict';
import path from 'node:path';

import { openBrowser } from '../host/browser.mjs';
import { openPanel, screenshots } from './panel-page.mjs';

const kept = {
  uri: null,
  tab: 'curve',
  scale: 'log',
  chance: 'linear',
  item: null,
  filter: '',
  findingsFilter: '',
  sorting: {},
};

export async function panelTests(test) {
  const { browser, page } = await openBrowser();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const open = async (theme, width, state = {}, message = {}) => {
    await page.setViewportSize({ width, height: 860 });
    const panel = await openPanel(page, theme, { ...kept, ...state });
    await (state.tab === 'findings' ? panel.showEvidence(message) : panel.showShop(message));
    await page.locator('header.system').waitFor({ timeout: 10_000 });
    return panel;
  };
  const shot = (name) => page.screenshot({ path: path.join(screenshots, `panel-${name}.png`), fullPage: true });

  for (const [theme, width] of [
    ['light', 1200],
    ['dark', 1200],
    ['contrast', 900],
    ['light', 400],
    ['dark', 640],
  ]) {
    for (const tab of ['curve', 'register', 'controls', 'findings']) {
      await test(`the panel fits: ${tab}, ${theme}, ${width} px`, async () => {
        await open(theme, width, { tab });
        assert.ok(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
          'it is wider than the window',
        );
        if (tab === 'curve') assert.deepEqual(await overlappingLabels(page), []);
        await shot(`${tab}-${theme}-${width}`);
      });
    }
  }
  await test('the cross-hair follows the pointer', async () => {
    await open('light', 1000);
    const box = await page.locator('#chart svg').boundingBox();
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2);
    assert.match(await page.locator('figcaption').textContent(), /^Chance of losing more than \$[\d.]+[kM]/);
    await shot('reading');
    await page.mouse.move(box.x + box.width * 0.6, box.y - 150);
    assert.match(await page.locator('figcaption').textContent(), /^Point at the chart/);
  });
  await test('the keyboard reads the curve', async () => {
    await open('light', 1000);
    await page.locator('#chart').focus();
    await page.keyboard.press('PageUp');
    await page.keyboard.press('PageUp');
    assert.match(
      await page.locator('#chart').getAttribute('aria-valuetext'),
      /more than \$5M in a year: .*current 10%, 1 year in 10/,
    );
  });
  await test('the keyboard goes through the tabs and keeps the focus', async () => {
    await open('light', 1000);
    await page.locator('#tab-curve').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-register');
    assert.equal(await page.locator('#register').count(), 1);
  });
  await test('typing into the filter keeps the focus and finds threats', async () => {
    await open('light', 1000, { tab: 'register' });
    await page.locator('#filter').click();
    await page.keyboard.type('team-orders card', { delay: 5 });
    assert.equal(await page.locator('#filter').inputValue(), 'team-orders card');
    assert.equal(await page.locator('#register tbody tr').count(), 1);
    assert.equal(await page.evaluate(() => window.stored.filter), 'team-orders card');
  });
  await test('a click on a heading sorts, a second one turns the order', async () => {
    await open('light', 1200, { tab: 'register' });
    const first = () => page.locator('#register tbody tr:first-child th button').textContent();
    await page.locator('#register [data-value="p95"]').click();
    assert.equal(await first(), 'CardSkimming');
    await page.locator('#register [data-value="p95"]').click();
    assert.equal(await first(), 'CheckoutOutage');
  });
  await test('findings are found by their words, sorted and saved by the keyboard', async () => {
    const panel = await open('dark', 1200, { tab: 'findings' });
    const first = () => page.locator('#findings tbody tr:first-child .finding').textContent();
    assert.equal(await first(), 'CVE-2026-0001');
    await page.locator('#findings [data-value="finding"]').focus();
    await page.keyboard.press('Enter');
    assert.match(await first(), /^javascript\.express/);
    await page.locator('#findings-filter').focus();
    await page.keyboard.type('falco', { delay: 5 });
    assert.equal(await page.locator('#findings tbody tr').count(), 1);
    await page.locator('[data-action="export"][data-value="csv"]').press('Enter');
    await page.waitForFunction(() => window.posted.some(({ name }) => name === 'Shop-findings.csv'));
    await page.locator('#tab-findings').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-curve');
    // Another system without evidence: the tab is gone, and nothing is empty.
    await page.locator('#tab-findings').click();
    await panel.showShop();
    await page.locator('#chart').waitFor();
    assert.equal(await page.locator('#tab-findings').count(), 0);
  });
  await test('a click on a name leads to its line', async () => {
    await open('light', 1200, { tab: 'register' });
    await page.locator('#register button.name', { hasText: 'OrderLeak' }).click();
    const posted = await page.evaluate(() => window.posted.at(-1));
    assert.deepEqual(posted, { type: 'reveal', file: 'shop.risk', line: 52, column: 1 });
  });
  await test('SVG, PNG and CSV are saved', async () => {
    await open('dark', 1200);
    const saved = async (kind) => {
      await page.locator(`[data-action="export"][data-value="${kind}"]`).click();
      await page.waitForFunction(
        (ending) => window.posted.some((message) => message.name?.endsWith(ending)),
        `.${kind}`,
      );
      return page.evaluate((ending) => window.posted.find((message) => message.name?.endsWith(ending)), `.${kind}`);
    };
    assert.match((await saved('svg')).content, /^<svg xmlns/);
    const png = Buffer.from((await saved('png')).content, 'base64');
    assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    assert.equal(png.readUInt32BE(16), 1920);
    await page.locator('#tab-controls').click();
    assert.match((await saved('csv')).content, /^Control,Status,/);
  });
  await test('a script in a name stays text', async () => {
    const panel = await open('light', 800);
    await panel.showShop();
    await page.evaluate(() => {
      const system = { ...window.fixture.shop(), name: '<img src=x onerror="window.hit = 1">' };
      window.postMessage({ type: 'show', uri: null, state: 'fresh', reason: null, system }, '*');
    });
    await page.locator('h1', { hasText: '<img' }).waitFor();
    assert.equal(await page.evaluate(() => window.hit), undefined);
  });
  await test('nothing went wrong on the page', () => assert.deepEqual(errors, []));
  await browser.close();
}

/** Pairs of labels whose drawn boxes overlap. */
function overlappingLabels(page) {
  return page.evaluate(() => {
    const labels = [...document.querySelectorAll('#chart .label')].map((node) => ({
      text: node.textContent,
      box: node.getBoundingClientRect(),
    }));
    const pairs = labels.flatMap((a, index) => labels.slice(index + 1).map((b) => [a, b]));
    const overlap = (a, b) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
    return pairs.filter(([a, b]) => overlap(a.box, b.box)).map(([a, b]) => `${a.text} and ${b.text}`);
  });
}
