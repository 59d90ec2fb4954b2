import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { withFolder } from '../../sources/test/folder.ts';
import { diffCall, edited, shop } from './diff.ts';
import { call } from './host.ts';

describe('risk diff', () => {
  const head = edited('fines $40k', 'fines $140k');

  it('ends with 1 where a gate trips, and says why in every form', async () => {
    for (const form of ['text', 'markdown', 'json', 'github', 'gitlab', 'sarif']) {
      const words = ['--format', form, '--fail-on', 'ale +10%', '--fail-on', 'threat +$1M'];
      const { code, stdout, stderr } = await diffCall({ 'shop.risk': shop }, { 'shop.risk': head }, ...words);
      assert.equal(code, 1, form);
      assert.match(stdout + stderr, /rises by \$50k.*more than 10/, form);
    }
    const passed = await diffCall({ 'shop.risk': shop }, { 'shop.risk': head }, '--fail-on', 'ale +50%');
    assert.equal(passed.code, 0);
    assert.match(passed.stdout, /passed ale \+50%/);
  });

  it('prints the headline, the moves and why', async () => {
    const { stdout } = await diffCall({ 'shop.risk': shop }, { 'shop.risk': head }, '--today', '2026-11-21');
    assert.equal(
      stdout,
      `Expected annual loss rises by $50k to $180k (+38%).
./a → ./b, as of 2026-11-21

What moved
  Threat  Change   Before    Now  A year         Planned
  Leak    changed    $50k  $100k   +$50k  +100%    +$30k

Why
  Leak +$50k a year
    +$50k  estimate Leak.loss.fines shop.risk:10
      - fines $40k
      + fines $140k

Controls
  Waf: saves $40k a year, +$20k (was $20k)
`,
    );
  });

  it('says which error took the figures away', async () => {
    const wrong = { 'shop.risk': edited('productivity 2 hours * Revenue', 'productivity 2 hours * Revenu') };
    const { stdout } = await diffCall({ 'shop.risk': shop }, wrong);
    assert.match(stdout, /\n\nNew errors\n {2}shop\.risk:12: There is no estimate[^\n]*`Revenu`/);
    assert.match(stdout, /\n\nNewly without figures\n {2}Outage /);
    const { stdout: again } = await diffCall(wrong, wrong);
    assert.doesNotMatch(again, /New errors/);
  });

  it('hides small moves, and counts them', async () => {
    const { stdout } = await diffCall({ 'shop.risk': shop }, { 'shop.risk': head }, '--min-change', '$60k');
    assert.match(stdout, /1 smaller move not shown/);
    assert.doesNotMatch(stdout, /^Why/m);
  });

  const wrong: readonly (readonly [words: string, says: RegExp])[] = [
    ['', /needs what to compare with/],
    ['HEAD', /is not in a git repository/],
    ['a b c', /compares two versions/],
    ['./a ./missing', /missing is no folder/],
    ['./a ./b --root .', /--root has no meaning/],
    ['./a ./b --fail-on ale', /is no gate; write one of/],
    ['./a ./b --fail-on ale+€5', /is in EUR, but Shop is in USD/],
    ['./a ./b --min-change 5%', /--min-change needs an amount/],
    ['./a ./b --system Nobody', /no system Nobody on either side/],
    ['./a ./b --format xml', /one of text, markdown/],
    ['-x', /no option -x/],
    ['--upload-pack=x', /no option --upload-pack/],
    ['-- --upload-pack=x', /begins with a dash/],
  ];
  for (const [words, says] of wrong)
    it(`ends with 2 for: risk diff ${words}`, () =>
      withFolder({ 'a/shop.risk': shop, 'b/shop.risk': shop }, async ({ path }) => {
        const { code, stdout, stderr } = await call(path, ['diff', ...words.split(' ').filter(Boolean)]);
        assert.equal(code, 2, stderr);
        assert.match(stderr, says);
        assert.equal(stdout, '');
      }));

  it('ends with 2 where no side has a .risk file, with 0 by --allow-empty, with 130 when interrupted', async () => {
    assert.equal((await diffCall({}, {})).code, 2);
    assert.equal((await diffCall({}, {}, '--allow-empty')).code, 0);
    await withFolder({ 'a/shop.risk': shop, 'b/shop.risk': head }, async ({ path }) => {
      const { code, stdout } = await call(path, ['diff', './a', './b'], { cancelled: true });
      assert.deepEqual([code, stdout], [130, '']);
    });
  });
});
