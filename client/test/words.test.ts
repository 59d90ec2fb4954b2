import assert from 'node:assert/strict';
import { shop } from '../../preview/test/fixture.ts';
import type { SystemSummary } from '../../protocol/index.ts';
import { registerInMarkdown } from '../figures/markdown.ts';
import { statusText, statusTooltip, systemOf } from '../status/text.ts';

const system = (change: Partial<SystemSummary> = {}): SystemSummary => ({
  id: 'file:///repository/shop',
  name: 'Shop',
  title: null,
  uri: 'file:///repository/shop/shop.risk',
  currency: 'USD',
  ale: 4.2e6,
  lacking: 0,
  state: 'fresh',
  ...change,
});

describe('the status bar', () => {
  it('says what the system loses in a year', () => {
    assert.equal(statusText(system()), '$(graph-line) $4.2M a year');
    assert.equal(statusText(system({ lacking: 2 })), '$(graph-line) at least $4.2M a year');
    assert.equal(statusText(system({ state: 'stale' })), '$(sync~spin) $4.2M a year');
  });

  it('never says $0 for what is not known', () => {
    assert.equal(statusText(system({ ale: null, state: 'stale' })), '$(sync~spin) computing');
    assert.equal(statusText(system({ ale: null })), '$(graph-line) no figure');
  });

  it('explains itself', () => {
    const text = statusTooltip(system({ lacking: 2 }));
    assert.match(
      text,
      /^Shop loses at least \$4\.2M in an average year, with the controls in place\.\n2 threats without figures\./,
    );
  });

  it('finds the system of a file by its folder', () => {
    const inner = system({ id: 'file:///repository/shop/mail', name: 'Mail' });
    const all = [system(), inner];
    assert.equal(systemOf(all, 'file:///repository/shop/a/b.risk')?.name, 'Shop');
    assert.equal(systemOf(all, 'file:///repository/shop/mail/b.risk')?.name, 'Mail');
    assert.equal(systemOf(all, 'file:///repository/shopping/b.risk'), null);
  });

  it('takes the only system where no file is open', () => {
    assert.equal(systemOf([system()], null)?.name, 'Shop');
    assert.equal(systemOf([system(), system()], null), null);
  });
});

describe('the register in Markdown', () => {
  it('has a row a threat, the greatest first, and the total', () => {
    const lines = registerInMarkdown(shop()).trimEnd().split('\n');
    assert.equal(lines.length, 8);
    assert.match(lines[2], /^\| RecipientTampering \| \$800k \| 39% \| \$3\.2M \| \$40k \|$/);
    assert.match(lines[6], /^\| OrderReplay \| no figure \| no figure \| no figure \| no figure \|$/);
    assert.match(lines[7], /^\| \*\*Shop\*\* \(at least: 1 without figures\) \| \$2\.1M/);
  });
});
