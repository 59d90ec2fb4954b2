import assert from 'node:assert/strict';
import { appetite } from '../../judge/appetite.ts';
import { expectCode } from '../checks/helpers.ts';
import { contextWith, expectJudged } from './helpers.ts';

const threat = 'threat Replay { frequency 2 per year loss $20k }';

describe('appetite', () => {
  const system = (limits: string) => `system Shop { appetite { ${limits} } }`;

  it('fires with both figures where the chance is above the limit', async () => {
    const [found] = await expectJudged(
      'appetite',
      `${system('⟦appetite: at most 10% chance above $30k⟧ at most 5% chance above $900k')} ${threat}`,
    );
    assert.equal(found.severity, 'warning');
    assert.match(found.message, /above \$30k is 59%, and the appetite allows 10%/);
  });

  const judge = async (actual: number | null, standardError: number, more = '') => {
    const text = `${system('at most 10% chance above $30k')} ${threat} ${more}`;
    const figures = { appetite: [{ probability: 0.1, above: 30_000, actual, standardError }] };
    return appetite.run(await contextWith(text, figures)).map(({ severity, message }) => `${severity}: ${message}`);
  };

  it('says as information that it cannot be decided within two standard errors', async () => {
    assert.match((await judge(0.11, 0.006))[0], /^information: .* 11%.* 10%: nearer than the simulation can tell/);
    assert.match((await judge(0.09, 0.006))[0], /^information/);
    assert.match((await judge(0.13, 0.006))[0], /^warning/);
    assert.deepEqual(await judge(0.08, 0.006), []);
  });

  it('says as information that a limit cannot be told to be kept while threats lack figures', async () => {
    const open = 'threat Open { loss $1 }';
    assert.match((await judge(0.05, 0, open))[0], /^information: .* at least 5%; whether .* cannot be told/);
    assert.match((await judge(0.15, 0, open))[0], /^warning: .* at least 15%/);
    assert.match((await judge(null, 0, open))[0], /^information: .* cannot be told/);
  });

  it('has limits that fall with the loss', async () => {
    await expectCode('appetite', system('at most 10% chance above $1M ⟦appetite: at most 11% chance above $2M⟧'));
    await expectCode('appetite', system('⟦appetite: at most 11% chance above $2M⟧ at most 10% chance above $1M'));
    await expectCode('appetite', system('at most 10% chance above $1M at most 10% chance above $2M'));
  });
});

describe('worthless-control', () => {
  const control = (cost: string, status = 'planned') =>
    `control ⟦worthless-control: Mirror⟧ { status ${status} cost ${cost} reduces frequency of Replay by 50% }`;
  const plain = (text: string) => text.replace(/⟦[a-z-]+: (.*?)⟧/g, '$1');

  it('fires for a planned control that costs more than it saves over the horizon', async () => {
    const [found] = await expectJudged('worthless-control', `${threat} ${control('$61k')}`);
    assert.match(
      found.message,
      /costs \$61k once and would save \$20k a year: over the horizon of 3 years it loses \$1k\./,
    );
  });

  it('leaves one that reduces nothing to `no-effect`', async () => {
    await expectJudged('worthless-control', `${threat} ${plain(control('$61k')).replace('50%', '0%')}`);
  });

  it('is silent where it pays, and for one that is in place', async () => {
    await expectJudged('worthless-control', `${threat} ${plain(control('$59k'))}`);
    await expectJudged('worthless-control', `${threat} ${plain(control('$61k', 'in-place'))}`);
  });
});

describe('averages-out', () => {
  const fraud = (frequency: string, loss: string) =>
    `threat Fraud { frequency ${frequency} ⟦averages-out: loss ${loss}⟧ }`;
  const plain = (text: string) => text.replace(/⟦[a-z-]+: (.*)⟧/g, '$1');

  it('fires for many events whose losses vary one by one', async () => {
    const [found] = await expectJudged('averages-out', fraud('21 per year', '$1..$2'));
    assert.equal(found.severity, 'hint');
  });

  it('is silent for few events, for a constant loss, and where something holds all year', async () => {
    await expectJudged('averages-out', plain(fraud('20 per year', '$1..$2')));
    await expectJudged('averages-out', plain(fraud('200 per year', '$1')));
    await expectJudged('averages-out', `estimate Typical = $1..$2 ${plain(fraud('200 per year', 'Typical + $1..$2'))}`);
    await expectJudged(
      'averages-out',
      plain(fraud('200 per year', '{ fines $1..$2 secondary in 10%..20% { fines $1..$2 } }')),
    );
  });
});
