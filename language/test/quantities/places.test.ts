import assert from 'node:assert/strict';
import { finds, lower, threat } from '../lower/helpers.ts';

const frequency = (text: string) => `threat T { frequency ${text} loss $1 }`;
const vulnerability = (text: string) =>
  `threat T { frequency { threat-events 1 per year vulnerability ${text} } loss $1 }`;
const loss = (text: string) => `threat T { frequency 1 per year loss ${text} }`;
const cost = (text: string) =>
  `threat T { frequency 1 per year loss $1 } control C { cost ${text} reduces loss of T by 10% }`;

describe('places of estimates', () => {
  it('says what it expected and what it found', async () => {
    const [rate] = await finds(frequency('⟦unit: $5⟧'));
    assert.equal(rate.message, 'Expected a rate such as "5..15 per year", found money.');
    const [share] = await finds(vulnerability('⟦unit: 3 per year⟧'));
    assert.equal(share.message, 'Expected a probability such as "10%..25%", found a rate.');
    const [money] = await finds(loss('⟦unit: 10..20⟧'));
    assert.equal(money.message, 'Expected money such as "$250k..$500k", found a plain number.');
    await finds(loss('⟦unit: $5 per record⟧'));
    await finds(frequency('⟦unit: 10%⟧'));
    await finds(cost('⟦unit: 5 hours⟧'));
    await finds('system S { horizon ⟦unit: 5⟧ }');
    await finds('system S { discount ⟦unit: $5⟧ }');
    await finds('agent A { capability ⟦unit: $5⟧ }');
  });

  it('takes every form of what it expects', async () => {
    for (const text of [
      '5 per year',
      '30k requests per day',
      '5%..10% per year',
      'every 2 years',
      '3 attempts per 2 weeks',
    ])
      await finds(frequency(text));
    for (const text of ['0%', '100%', '0.5', '10%..25%', 'beta(2, 8)', 'min(100% + 5%, 100%)'])
      await finds(vulnerability(text));
    for (const text of ['$5', '$90k per year', '$5k per month', '$1k to $5k per year']) await finds(cost(text));
  });

  it('clips nothing silently', async () => {
    const [below] = await finds(frequency('⟦range: normal(5, 2) per year⟧'));
    assert.match(below.message, /can be below 0 per year.*`truncate\(normal\(5, 2\) per year, min: 0 per year\)`/);
    const [shared] = await finds(`estimate A = 1..9\n${loss('⟦range: $1 * A - $5⟧')}`);
    assert.match(shared.message, /can be as low as -\$4, .* Write `max\(\$1 \* A - \$5, \$0\)`\.$/);
    const [known] = await finds(vulnerability('⟦range: 150%⟧'));
    assert.match(known.message, /^`150%` is 150%, and here it is at most 100%\./);
    await finds(frequency('truncate(normal(5, 2), min: 0) per year'));
    await finds(loss('⟦range: $5 - $1..$9⟧'));
    await finds(loss('⟦range: normal($5, $1)⟧'));
    await finds(vulnerability('⟦range: 0.5..1.5⟧'));
    await finds(vulnerability('⟦range: lognormal(10%, 5%)⟧'));
    await finds(vulnerability('min(lognormal(10%, 5%), 100%)'));
    await finds(vulnerability('⟦range: 100% + 5%⟧'));
    await finds('asset A { size ⟦range: normal(5, 2)⟧ }');
  });

  it('forgives rounding and refuses what is too large', async () => {
    const lowered = await lower(vulnerability('10% + 70% + 20%'));
    assert.equal(
      JSON.stringify(threat(lowered, 'T').frequency).includes('"vulnerability":{"kind":"constant","value":1}'),
      true,
    );
    await finds(loss('⟦range: $1e90 * 1e90⟧'));
    await finds(loss('⟦range: 1e90 * ($1e90..$2e90)⟧'));
  });

  it('refuses an infinite mean and warns of an infinite variance', async () => {
    await finds(loss('⟦infinite: pareto($1k, 1)⟧'));
    await finds(loss('⟦heavy: pareto($1k, 2)⟧'));
    await finds(loss('pareto($1k, 2.1)'));
    await finds(loss('min(pareto($1k, 1), $5M)'));
    await finds(loss('truncate(pareto($1k, 1), max: $5M)'));
    await finds(`estimate X = pareto(1, 0.9)\n${loss('⟦infinite: $5 * X⟧')}`);
    await finds(loss('$5 / (0.1 to 2)'));
  });

  it('reads settings, limits and the appetite', async () => {
    await finds('system S { trials ⟦range: 0⟧ }');
    await finds('system S { appetite { at most ⟦range: 150%⟧ chance above $1M at most 1% chance above ⟦unit: 5⟧ } }');
    await finds('system S { review after ⟦unit: 5⟧ }');
    await finds('expect system ale below ⟦unit: 5⟧');
    await finds('expect system probability-of-loss above ⟦unit: $5⟧');
    await finds('expect system ale within ⟦syntax: $5⟧');
    await finds('expect system ale below ⟦range: $1..$5⟧');
    await finds(
      'expect system ale within $1M..$5M in current\nexpect system events below 3\nexpect system events below 3 per year',
    );
    await finds('expect system ale within ⟦range: $5..$1⟧');
  });
});
