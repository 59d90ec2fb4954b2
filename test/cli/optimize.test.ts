import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ReportSystem, RiskOptimize } from '../../protocol/index.ts';
import { assertFits } from '../../protocol/test/schemas.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { assertCode, risk } from './risk.ts';
import { broken, innovapay, tidy } from './texts.ts';

/** The worked case with an uncertain rate and an uncertain coverage. */
const unsure = innovapay
  .replace('frequency every 2 years', 'frequency 0.2..0.5..1.2 per year { source "a guess" }')
  .replace('cost $150k', 'cost $900k\n  coverage 40%..90%');

async function optimizeJson(cwd: string, ...words: string[]): Promise<RiskOptimize> {
  const result = await risk(cwd, ['optimize', '--json', ...words]);
  assertCode(result, 0);
  const found = JSON.parse(result.stdout);
  assertFits('risk-optimize-1', found);
  return found;
}

function near(actual: number | null | undefined, expected: number, by = 0.005): void {
  assert.ok(typeof actual === 'number' && Math.abs(actual - expected) <= by, `${actual} is not ${expected} ± ${by}`);
}

describe('risk optimize', () => {
  it('buys what fits and is worth most, and shares out what is saved together', () =>
    withFolder({ 'innovapay.risk': innovapay }, async ({ path }) => {
      const small = (await optimizeJson(path, '--budget', '$200k')).systems[0];
      assert.deepEqual(
        small.chosen.controls.map(({ name }) => name),
        ['PayloadEncryption'],
      );
      near(small.chosen.remaining, 40_000);
      const both = (await optimizeJson(path, '--budget', '240k USD')).systems[0];
      near(both.withNone, 800_000);
      near(both.chosen.remaining, 27_500);
      const shares = both.chosen.controls.map(({ share }) => share);
      near(shares[0] + shares[1], both.chosen.saving);
      // Encryption saves 760k first or 522.5k last; detection 250k or 12.5k.
      const [detection, encryption] = both.chosen.controls;
      assert.equal(detection.name, 'FraudDetection');
      near(encryption.share, (760_000 + 522_500) / 2);
      near(detection.share, (250_000 + 12_500) / 2);
      assert.deepEqual(
        both.frontier.map(({ cost }) => cost),
        [0, 90_000, 150_000, 240_000],
      );
    }));

  it('says it in words', () =>
    withFolder({ 'innovapay.risk': innovapay }, async ({ path }) => {
      const result = await risk(path, ['optimize', '--budget', '$200k', '--by', 'tvar95']);
      assertCode(result, 0);
      assert.match(result.stdout, /Best for \$200k in the first year: 1 control of 2 for \$150k/);
      assert.match(result.stdout, /PayloadEncryption +\$150k/);
      const nothing = await risk(path, ['optimize', '--budget', '0']);
      assertCode(nothing, 0);
      assert.match(nothing.stdout, /Nothing to buy for \$0 .* The\s+cheapest\s+planned\s+control\s+costs\s+\$90k\./s);
    }));

  it('answers where nothing is planned, and with what has figures where something is in error', () =>
    withFolder({ 'shop.risk': tidy }, async (folder) => {
      const result = await risk(folder.path, ['optimize', '--budget', '$1M']);
      assertCode(result, 0);
      assert.match(result.stdout, /There is no planned control to choose from: it stays at \$50k expected a year\./);
      folder.write('shop.risk', broken);
      const partly = await risk(folder.path, ['optimize']);
      assertCode(partly, 1);
      assert.match(partly.stdout, /Not counted, for lack of figures: Broken\./);
    }));

  for (const [budget, says] of [
    ['500K', /needs money such as \$500k/],
    ['-5', /needs a value/],
    ['5 apples', /needs money/],
    ['$5 USD', /needs money/],
    ['5k EUR', /InnovaPay is in USD, but --budget is 5k EUR\. Write it in USD/],
    ['€5k', /is in USD, but --budget is €5k/],
  ] as const)
    it(`ends with 2 for a budget of ${budget}`, () =>
      withFolder({ 'innovapay.risk': innovapay }, async ({ path }) => {
        const result = await risk(path, ['optimize', '--budget', budget]);
        assertCode(result, 2);
        assert.match(result.stderr, says);
        assert.equal(result.stdout, '');
      }));
});

describe('risk simulate --sensitivity', () => {
  async function systemOf(path: string, ...words: string[]): Promise<ReportSystem> {
    const result = await risk(path, ['simulate', '--json', ...words]);
    const report = JSON.parse(result.stdout);
    assertFits('risk-report-1', report);
    return report.systems[0];
  }

  it('names the estimates, their shares and where they are written', () =>
    withFolder({ 'innovapay.risk': unsure }, async ({ path }) => {
      assert.equal((await systemOf(path)).sensitivity, null);
      const { sensitivity, total } = await systemOf(path, '--sensitivity');
      const bars = sensitivity?.total.bars ?? [];
      const frequency = bars.find((bar) => bar.name === 'RecipientTampering frequency');
      const events = bars.find((bar) => bar.kind === 'events');
      assert.equal(frequency?.text, '0.2..0.5..1.2 per year');
      assert.equal(frequency?.file, 'innovapay.risk');
      assert.equal(
        unsure.split('\n')[(frequency?.line ?? 0) - 1].trim(),
        'frequency 0.2..0.5..1.2 per year { source "a guess" }',
      );
      // λ is a PERT of mean 0.5667 and variance (0.3667 · 0.6333)/7 a year; every event costs 1.6M.
      const variance = (((0.2 + 2 + 1.2) / 6 - 0.2) * (1.2 - (0.2 + 2 + 1.2) / 6)) / 7;
      near(frequency?.share, variance / (variance + 3.4 / 6), 1e-9);
      near(frequency?.aleShare, 1, 1e-9);
      near((frequency?.share ?? 0) + (events?.share ?? 0), 1, 1e-9);
      near(frequency?.swing?.aleAtP5, total.current?.aleP5 ?? 0, 1);
      assert.deepEqual(sensitivity?.bestControls, ['FraudDetection', 'PayloadEncryption']);
      const known = sensitivity?.information?.map(({ name, line }) => [name, (line ?? 0) > 0]);
      assert.ok((known ?? []).length > 0 && known?.every(([, placed]) => placed), JSON.stringify(known));
    }));

  it('says it in words, also where it is narrow', () =>
    withFolder({ 'innovapay.risk': unsure }, async ({ path }) => {
      const { stdout } = await risk(path, ['simulate', '--sensitivity']);
      assert.match(stdout, /What the annual loss depends on/);
      assert.match(stdout, /RecipientTampering number of events +9\d/);
      assert.match(stdout, /RecipientTampering frequency +\d.* innovapay\.risk:\d+/);
      assert.match(stdout, /Worth knowing before the planned controls are chosen/);
    }));
});
