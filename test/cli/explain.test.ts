import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { withFolder } from '../../sources/test/folder.ts';
import { assertCode, risk } from './risk.ts';
import { innovapay } from './texts.ts';

const explain = (cwd: string, ...words: string[]) => risk(cwd, ['explain', ...words]);

describe('risk explain', () => {
  it('says how the figure of a threat came about', () =>
    withFolder({ 'innovapay.risk': innovapay }, async (folder) => {
      const { code, stdout } = await explain(folder.path, 'RecipientTampering');
      assert.equal(code, 0);
      assert.match(stdout, /^ {2}frequency +every 2 years +innovapay\.risk:37$/m);
      assert.match(stdout, /^ {2}secondary fines +\$400k/m);
      assert.match(stdout, /^ {2}Loss event frequency a year +0\.5 +0\.5 +0\.5 +0\.5$/m);
      assert.match(stdout, /^ {2}PayloadEncryption, planned: frequency × 0\.05 \(reduced by 95%\)$/m);
      assert.match(stdout, /^ {2}current: \$800k = 0\.5 × \$1\.6M/m);
    }));

  it('says how the figures of a control and of a group came about', () =>
    withFolder({ 'innovapay.risk': innovapay }, async (folder) => {
      const control = await explain(folder.path, 'PayloadEncryption');
      assert.match(control.stdout, /Risk reduction \$760k a year = \$800k without it - \$40k with it/);
      const owner = await explain(folder.path, 'team-payments');
      assert.match(owner.stdout, /^team-payments owner$/m);
      assert.match(owner.stdout, /RecipientTampering +\$800k/);
    }));

  it('says what a named estimate stands for and who uses it', () => {
    const shared = `${innovapay.replace('response $300k', 'response Retainer')}\nestimate Retainer = $200k..$300k..$400k\n`;
    return withFolder({ 'innovapay.risk': shared }, async (folder) => {
      const { code, stdout, stderr } = await explain(folder.path, 'Retainer');
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^ {2}written \$200k\.\.\$300k\.\.\$400k$/m);
      assert.match(stdout, /^ {2}mean \$300k$/m);
      assert.match(stdout, /^ {2}used by RecipientTampering$/m);
    });
  });

  it('looks at the whole root from any folder in it', () =>
    withFolder({ '.git/HEAD': '', 'innovapay.risk': innovapay, 'src/deep/x.ts': '' }, async (folder) => {
      assertCode(await explain(folder.at('src/deep'), 'RecipientTampering'), 0);
    }));

  it('says what a check means, without any file', () =>
    withFolder({}, async (folder) => {
      const { code, stdout } = await explain(folder.path, 'stride-gap');
      assert.equal(code, 0);
      assert.match(stdout, /^stride-gap /);
      assert.match(stdout, /docs\/checks\/stride-gap\.md/);
    }));

  it('gives data with --json', () =>
    withFolder({ 'innovapay.risk': innovapay }, async (folder) => {
      const threat = JSON.parse((await explain(folder.path, '--json', 'RecipientTampering')).stdout);
      assert.equal(threat.format, 'risk-explain/1');
      assert.equal(threat.subjects[0].item.current.ale, 800_000);
      assert.equal(threat.subjects[0].written[0].text, 'every 2 years');
      const check = JSON.parse((await explain(folder.path, '--json', 'unit')).stdout);
      assert.equal(check.code.severity, 'error');
    }));

  it('names the nearest for what it does not know', () =>
    withFolder({ 'innovapay.risk': innovapay }, async (folder) => {
      const name = await explain(folder.path, 'RecipientTempering');
      assertCode(name, 2);
      assert.match(name.stderr, /Did you mean RecipientTampering\?/);
      assert.match((await explain(folder.path, 'stride-gaps')).stderr, /Did you mean stride-gap\?/);
      assertCode(await explain(folder.path), 2);
    }));
});
