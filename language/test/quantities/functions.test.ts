import assert from 'node:assert/strict';
import { meanOf, varianceOf } from '../../../engine/index.ts';
import { estimateX, finds, lawOf, lower, near, numberOf } from '../lower/helpers.ts';

describe('functions', () => {
  const laws: readonly (readonly [string, object])[] = [
    ['pert($1, $2, $6)', { law: 'pert', min: 1, mode: 2, max: 6, shape: 4 }],
    ['pert(max: 6, min: 1, mode: 2, shape: 8)', { law: 'pert', min: 1, mode: 2, max: 6, shape: 8 }],
    ['triangular(1, 2, 6)', { law: 'triangular', min: 1, mode: 2, max: 6 }],
    ['uniform(1, 6)', { law: 'uniform', min: 1, max: 6 }],
    ['normal(5, 2)', { law: 'normal', mean: 5, sd: 2 }],
    ['lognormal(median: 1, sigma: 2)', { law: 'lognormal', mu: 0, sigma: 2 }],
    ['beta(2, 8)', { law: 'beta', alpha: 2, beta: 8 }],
    ['gamma(6, 3)', { law: 'gamma', shape: 4, scale: 1.5 }],
    ['exponential(3 hours)', { law: 'exponential', mean: 3 / 8766 }],
    ['pareto($1k, 3)', { law: 'pareto', min: 1000, shape: 3 }],
    ['poisson(4 records)', { law: 'poisson', mean: 4 }],
    [
      'discrete($5: 3, $1: 70%, $5: 1, $2: 0.3)',
      { law: 'discrete', values: [1, 2, 5], weights: [0.7 / 5, 0.3 / 5, 4 / 5] },
    ],
    ['empirical($3, $1, $1, $2)', { law: 'discrete', values: [1, 2, 3], weights: [0.5, 0.25, 0.25] }],
  ];
  for (const [text, law] of laws)
    it(text, async () => assert.deepEqual(lawOf((await estimateX(text)).expression), law));

  it('takes mean and sd of the lognormal quantity itself', async () => {
    const { expression } = await estimateX('lognormal($10k, $3k)');
    near(meanOf(expression), 10_000, 1e-12);
    near(Math.sqrt(varianceOf(expression)), 3000, 1e-9);
  });

  it('caps and truncates', async () => {
    const capped = await estimateX('min($1M to $10M, $5M)');
    assert.equal(capped.expression.kind, 'min');
    assert.equal(numberOf((await estimateX('max(3, 5, 4)')).expression), 5);
    const cut = await estimateX('truncate(normal(10, 4), min: 0)');
    assert.deepEqual(cut.expression, {
      kind: 'truncate',
      of: { kind: 'draw', law: { law: 'normal', mean: 10, sd: 4 } },
      min: 0,
      max: null,
    });
    assert.equal((await estimateX('truncate(1 to 10, 2, 8)')).expression.kind, 'truncate');
  });

  it('folds known numbers and scales laws', async () => {
    assert.deepEqual(lawOf((await estimateX('2 * 10..20')).expression), {
      law: 'pert',
      min: 20,
      mode: 30,
      max: 40,
      shape: 4,
    });
    assert.equal((await estimateX('2 * beta(2, 8)')).expression.kind, 'product');
    assert.equal((await estimateX('10..20 - 1..2')).expression.kind, 'difference');
    assert.equal(numberOf((await estimateX('$6 / 4')).expression), 1.5);
  });

  it('names the nearest function', async () => {
    const [found] = await finds('estimate X = ⟦reference: prt⟧(1, 2, 3)');
    assert.match(found.message, /Did you mean `pert`\?/);
  });

  it('names the nearest argument', async () => {
    const [found] = await finds('estimate X = lognormal(⟦syntax: medain⟧: 1, sigma: 2)');
    assert.match(found.message, /Did you mean `median`\?/);
  });

  for (const [text, why] of [
    ['⟦syntax: pert(1, 2)⟧', 'too few'],
    ['pert(1, 2, 3, 4, ⟦syntax: 5⟧)', 'too many'],
    ['pert(1, 2, 3, ⟦syntax: min: 1⟧)', 'twice'],
    ['⟦syntax: lognormal(1)⟧', 'half of a pair'],
    ['⟦syntax: lognormal(mean: 1, sigma: 1)⟧', 'a mixed pair'],
    ['⟦syntax: truncate(1..2)⟧', 'no bound'],
    ['⟦range: pert(3, 2, 1)⟧', 'falling'],
    ['⟦range: uniform(3, 1)⟧', 'falling ends'],
    ['normal(1, ⟦range: 0⟧)', 'sd of 0'],
    ['pert(1, 2, 3, ⟦range: 0⟧)', 'shape of 0'],
    ['beta(⟦range: 0⟧, 1)', 'alpha of 0'],
    ['discrete(1: ⟦range: 0⟧, 2: 1)', 'weight of 0'],
    ['discrete(⟦syntax: 1⟧, 2: 1)', 'no weight'],
    ['empirical(⟦syntax: 1: 2⟧)', 'a weight too many'],
    ['pert($1, ⟦unit: 2⟧, $3)', 'units that differ'],
    ['pareto($1, ⟦unit: $2⟧)', 'a shape with a unit'],
    ['⟦syntax: min()⟧', 'nothing to choose from'],
    ['⟦range: truncate(normal(0, 1), min: 9)⟧', 'an impossible window'],
    ['⟦range: truncate(1..9, min: 5, max: 3)⟧', 'bounds that fall'],
    ['poisson(⟦unit: $5⟧)', 'a count of money'],
    ['normal(⟦syntax: 1..2⟧, 1)', 'an uncertain argument'],
  ] as const)
    it(`refuses ${why}: ${text}`, async () => {
      await finds(`estimate X = ${text}`);
    });

  it('truncates only draws of its own', async () => {
    await finds('estimate A = 1..2\nasset B { size 1..5 records }\nestimate X = truncate(⟦reference: A⟧, max: 2)');
    await finds('asset B { size 1..5 records }\nestimate X = truncate(⟦reference: B.size⟧, max: 2 records)');
    await finds('distribution A = 1..3\nestimate X = truncate(A, max: 2)');
  });

  it('refuses divisors that can be 0', async () => {
    await finds('estimate X = 1 / ⟦range: 0..5⟧');
    await finds('estimate X = 1 / ⟦range: normal(5, 1)⟧');
    await finds('estimate X = 1 / ⟦range: 0⟧');
    await finds('estimate X = 1 / (1 to 5)');
    await finds('estimate X = 1 / 1..5');
  });
});

describe('names', () => {
  it('shares an estimate and an asset property, and draws a distribution afresh', async () => {
    const lowered = await lower(`estimate A = 10..20
      asset B { size 100..200 records value $5M }
      distribution C = 1..2
      estimate X = A * B.size * C * C`);
    assert.deepEqual(lowered.findings, []);
    assert.deepEqual(
      lowered.model.shared.map(({ name }) => name),
      ['estimate A', 'asset B.size', 'estimate X'],
    );
    const text = JSON.stringify(lowered.model.shared[2].expression);
    assert.equal(text.match(/"law":"pert"/g)?.length, 2);
    assert.equal(text.match(/"kind":"shared"/g)?.length, 2);
    const uses = [...lowered.uses].map(([node, count]) => `${(node as { name?: string }).name} ${count}`);
    assert.deepEqual(uses.sort(), ['A 1', 'B 1', 'C 2']);
  });

  it('folds what is known exactly', async () => {
    const lowered = await lower('estimate A = 3\nestimate X = A * 2');
    assert.deepEqual(lowered.model.shared, []);
  });

  it('says what an asset lacks', async () => {
    await finds('asset B { }\nestimate X = ⟦reference: B.size⟧');
    await finds('asset B { size 5 records }\nestimate X = ⟦reference: B⟧');
    await finds('asset B { size ⟦unit: $5⟧ value ⟦unit: 5 records⟧ }');
  });

  it('names the path of a circle', async () => {
    const [found] = await finds('estimate ⟦cycle: A⟧ = B + 1\nestimate ⟦cycle: B⟧ = 2 * A\nestimate C = A');
    assert.match(found.message, /`A` is defined by itself: A → B → A|B → A → B/);
    await finds('distribution ⟦cycle: D⟧ = D + 1');
    await finds('asset A { size ⟦cycle: A.size + 1 records⟧ }');
  });

  it('reads long chains and long sums without running out of stack', async () => {
    const chain = Array.from({ length: 3000 }, (_, i) => `estimate E${i + 1} = E${i} + 1..2`).join('\n');
    const lowered = await lower(`estimate E0 = 1..2\n${chain}`);
    assert.equal(lowered.model.shared.length, 3001);
  });

  it('refuses distributions that grow without end', async () => {
    const lines = Array.from({ length: 20 }, (_, i) => `distribution D${i + 1} = D${i} + D${i}`).join('\n');
    const lowered = await lower(`distribution D0 = 1..2\n${lines}\nestimate X = D20`);
    assert.equal(lowered.findings[0].code, 'range');
    assert.match(lowered.findings[0].message, /stands for more than 10000 draws/);
  });

  it('says at the use what does not fit there', async () => {
    const [found] = await finds(`distribution D = 50% to 150%
      threat T { frequency { threat-events 1 per year vulnerability ⟦range: D⟧ } loss $1 }`);
    assert.match(found.message, /`D`/);
    await finds('distribution D = ⟦range: 5..1⟧\nestimate X = D');
  });
});
