import assert from 'node:assert/strict';
import { badgesOf } from '../../explorer/badges.ts';
import { type BadgeFigures, markOf, sentenceOf } from '../../explorer/marks.ts';
import { type Repository, repository } from '../compare/repository.ts';
import { project, root } from '../helpers.ts';

const figures = (change: Partial<BadgeFigures>): BadgeFigures => ({
  name: 'Orders',
  ale: 5_030_000,
  lacking: 0,
  delta: null,
  difference: null,
  currency: 'USD',
  ...change,
});

describe('marks of the Explorer', () => {
  it('have one or two characters, and never a 0 for what is unknown', () => {
    const marks = [0, 3, 42, 999, 999.6, 1_000, 9_400, 80_000, 999_700, 5_030_000, 10e6, 3e9, 7e12, 1e20].map((ale) =>
      markOf(figures({ ale })),
    );
    assert.deepEqual(marks, ['0', '3', '$', '$', '1k', '1k', '9k', '$k', '1M', '5M', '$M', '3B', '7T', '$T']);
    assert.equal(markOf(figures({ ale: 80_000, currency: 'CHF' })), '¤k');
    assert.equal(markOf(figures({ ale: null })), '?');
  });

  it('of what moved say in which direction, and by thousands or millions', () => {
    const marks = [180_000, -2e6, 12].map((delta) => markOf(figures({ delta })));
    assert.deepEqual(marks, ['↑k', '↓M', '↑']);
  });

  it('have the figure in the tooltip', () => {
    assert.equal(sentenceOf(figures({})), 'Orders: $5.03M a year');
    assert.equal(
      sentenceOf(figures({ difference: '+$180k a year since HEAD', lacking: 1 })),
      'Orders: at least $5.03M a year, +$180k a year since HEAD, 1 threat without figures',
    );
    assert.equal(sentenceOf(figures({ ale: null, lacking: 2 })), 'Orders: 2 threats without figures');
  });
});

const shop = `system Shop
service Orders { code "../services/orders" }
service Cart "Cart" { code "../services/cart/" }
service Far { code "../../../elsewhere" }
service Idle { code "../services/idle" }
service Vague { code "../services/vague" }
threat OrderLeak { on Orders frequency 1 per year loss $4M }
threat CartTampering { on Cart frequency 1 per year loss $90k }
threat FarLeak { on Far frequency 1 per year loss $10k }
threat Unknown { on Vague loss $1k }
`;

describe('badges of the Explorer', () => {
  let work: Repository;
  const at = (which: 'all' | 'moved' = 'all') =>
    Object.fromEntries(
      badgesOf(work.bench, which).map(({ uri, mark, emphasis, tooltip }) => [
        decodeURIComponent(uri.slice(work.uri('').length + 1)),
        `${mark} ${emphasis} ${tooltip.split('\n')[0]}`,
      ]),
    );

  it('stand at the folder of a service and the file of a system, never outside of the root', async () => {
    const model = await project({ 'risk/shop.risk': shop });
    await model.figures();
    const found = badgesOf(model.bench, 'all').map(({ uri, mark, emphasis }) => [uri, mark, emphasis]);
    assert.deepEqual(found, [
      [`${root}/risk/shop.risk`, '4M', null],
      [`${root}/services/cart`, '$k', null],
      [`${root}/services/orders`, '4M', 'large'],
      [`${root}/services/vague`, '?', null],
    ]);
    assert.deepEqual(badgesOf(model.bench, 'moved'), []);
  });

  it('say what moved since HEAD, and go when it is taken back', async () => {
    work = await repository({ 'shop.risk': shop.replaceAll('"../', '"') });
    try {
      await work.compared();
      assert.deepEqual(at('moved'), {});
      await work.write('shop.risk', shop.replaceAll('"../', '"').replace('$90k', '$270k'));
      await work.compared();
      assert.deepEqual(at('moved'), {
        'services/cart': '↑k rose Cart: $270k a year, +$180k a year since HEAD',
        'shop.risk': '↑k rose Shop: at least $4.28M a year, +$180k a year since HEAD, 1 threat without figures',
      });
      assert.equal(at()['services/orders'], '4M large Orders: $4M a year');
      await work.bench.comparison.choose(null);
      assert.deepEqual(at('moved'), {});
    } finally {
      work.end();
    }
  });

  it('of a file with several services tell the one that moved most first', async () => {
    const model = await project({
      'system.risk': 'system Shop\n',
      'all.risk': shop.replace('system Shop\n', ''),
    });
    await model.figures();
    const badge = badgesOf(model.bench, 'all').find(({ uri }) => uri.endsWith('all.risk'));
    assert.equal(badge?.mark, '4M');
    assert.deepEqual(
      badge?.tooltip.split('\n').map((line) => line.split(':')[0]),
      ['Orders', 'Cart', 'Far', 'Vague'],
    );
  });
});
