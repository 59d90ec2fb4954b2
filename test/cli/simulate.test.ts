import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import type { RiskReport } from '../../protocol/index.ts';
import { assertFits } from '../../protocol/test/schemas.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { assertCode, risk } from './risk.ts';
import { broken, innovapay, tidy } from './texts.ts';

async function simulateJson(cwd: string, ...words: string[]): Promise<RiskReport> {
  const result = await risk(cwd, ['simulate', '--json', ...words]);
  const report = JSON.parse(result.stdout);
  assertFits('risk-report-1', report);
  return report;
}

function near(actual: number | null | undefined, expected: number, by: number): void {
  assert.ok(typeof actual === 'number' && Math.abs(actual - expected) <= by, `${actual} is not ${expected} ± ${by}`);
}

describe('risk simulate', () => {
  it('gives the worked case to the cent', () =>
    withFolder({ 'innovapay.risk': innovapay }, async (folder) => {
      const [system] = (await simulateJson(folder.path, '--today', '2026-11-21')).systems;
      assert.equal(system.name, 'InnovaPay');
      near(system.total.current?.ale, 800_000, 0.005);
      const [encryption, detection] = system.controls;
      near(encryption.aleWithout, 800_000, 0.005);
      near(encryption.aleWith, 40_000, 0.005);
      near(encryption.riskReduction, 760_000, 0.005);
      near(encryption.roi, 5.0667, 0.00005);
      near(encryption.rosi, 4.0667, 0.00005);
      near(encryption.paybackYears, 0.1974, 0.00005);
      near(encryption.netBenefit, 1_808_594, 0.5);
      near(detection.aleWith, 550_000, 0.005);
      near(detection.riskReduction, 250_000, 0.005);
      near(detection.roi, 2.7778, 0.00005);
      near(system.total.target?.ale, 27_500, 0.005);
    }));

  it('gives the curve, the chance and the percentiles of the worked case', () =>
    withFolder({ 'innovapay.risk': innovapay }, async (folder) => {
      const [system] = (await simulateJson(folder.path)).systems;
      const current = system.threats[0].current!;
      near(current.probabilityOfLoss, 1 - Math.exp(-0.5), 1e-6);
      near(current.p90, 1_600_000, 0.005);
      near(current.p99, 4_800_000, 0.005);
      near(current.curve[1][1], 1 - 1.5 * Math.exp(-0.5), 1e-6);
      near(system.appetite[0].actual, 1 - Math.exp(-0.5), 1e-6);
      assert.equal(system.appetite[0].within, false);
      assert.equal(system.appetite[1].within, true);
    }));

  it('says the figures in words', () =>
    withFolder({ 'innovapay.risk': innovapay }, async (folder) => {
      const result = await risk(folder.path, ['simulate']);
      assertCode(result, 0);
      assert.match(result.stdout, /^InnovaPay Peer-to-peer payments innovapay\.risk$/m);
      assert.match(result.stdout, /\$800k a year expected · 39% chance/);
      assert.match(result.stdout, /PayloadEncryption +planned +\$150k +\$760k +\$5\.07 per \$1 +10 weeks/);
    }));

  it('prints the figures with exit code 1, too, and a broken threat costs only its own', () =>
    withFolder({ 'shop.risk': broken }, async (folder) => {
      const result = await risk(folder.path, ['simulate', '--json']);
      assertCode(result, 1);
      const report: RiskReport = JSON.parse(result.stdout);
      const [system] = report.systems;
      near(system.threats.find(({ name }) => name === 'Tampering')?.current?.ale, 50_000, 0.005);
      assert.equal(system.threats.find(({ name }) => name === 'Broken')?.current, null);
      assert.deepEqual(
        system.uncounted.map(({ threat }) => threat),
        ['Broken'],
      );
    }));

  it('gives the same bytes twice, and for another seed other ones where it simulates', () =>
    withFolder({ 'shop.risk': tidy }, async (folder) => {
      const words = ['simulate', '--json', '--method', 'simulation', '--trials', '2000', '--today', '2026-11-21'];
      const [first, second, other] = await Promise.all([
        risk(folder.path, words),
        risk(folder.path, words),
        risk(folder.path, [...words, '--seed', 'other']),
      ]);
      assert.equal(first.stdout, second.stdout);
      const system = (text: string) => (JSON.parse(text) as RiskReport).systems[0];
      assert.equal(system(first.stdout).total.current?.method, 'simulation');
      assert.equal(system(first.stdout).trials, 2000);
      assert.equal(system(other.stdout).seed, 'other');
      assert.notEqual(
        system(first.stdout).total.current?.probabilityOfLoss,
        system(other.stdout).total.current?.probabilityOfLoss,
      );
    }));

  it('writes to --output and then says nothing', () =>
    withFolder({ 'shop.risk': tidy }, async (folder) => {
      const result = await risk(folder.path, ['simulate', '--json', '--output', 'out.json']);
      assertCode(result, 0);
      assert.equal(result.stdout, '');
      assertFits('risk-report-1', JSON.parse(readFileSync(folder.at('out.json'), 'utf8')));
      assertCode(await risk(folder.path, ['simulate', '--output', 'no/such/folder/out.json']), 2);
      assert.ok(!existsSync(folder.at('no')));
    }));

  it('has each system of a root, and only those that a path belongs to', () =>
    withFolder(
      { '.git/HEAD': '', 'a/a.risk': tidy.replace('Shop', 'First'), 'b/b.risk': tidy.replace('Shop', 'Second') },
      async (folder) => {
        const names = async (...words: string[]) =>
          (await simulateJson(folder.path, ...words)).systems.map(({ name }) => name);
        assert.deepEqual(await names(), ['First', 'Second']);
        assert.deepEqual(await names('b'), ['Second']);
        assert.deepEqual(await names('--system', 'First'), ['First']);
      },
    ));
});
