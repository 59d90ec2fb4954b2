import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { diff, diffCall, edited, type Files, movesIn, shop, systemOf, threatIn } from './diff.ts';

describe('a difference in declarations and money', () => {
  it('is none where nothing changed, nor where only comments, layout, order and files did', async () => {
    const [system, threats] = [shop.split('\n').slice(0, 5).join('\n'), shop.split('\n').slice(5).join('\n')];
    const moved = {
      'system.risk': `// other words\n${system}`,
      'deep/threats.risk': `/** documented */${threats.replaceAll(' {', '\n{').replaceAll('loss', '\n\n  loss /* x */')}`,
    };
    for (const head of [{ 'shop.risk': shop }, moved]) {
      const found = await systemOf(shop, head);
      assert.equal(found.change, 'unchanged');
      assert.deepEqual([found.changes, found.causes, movesIn(found)], [[], [], []]);
      for (const { ale, target } of found.threats) assert.deepEqual([ale.delta, target.delta], [0, 0]);
      assert.match(found.headline, /^Expected annual loss is unchanged at \$130k\.$/);
    }
  });

  const moves: readonly (readonly [what: string, head: string, moves: readonly string[]])[] = [
    [
      'an estimate of a threat',
      edited('vulnerability 50%', 'vulnerability 90%'),
      ['Leak changed 40000: frequency Leak.frequency.vulnerability 40000'],
    ],
    [
      'two estimates, each with its share',
      edited('vulnerability 50%', 'vulnerability 100%').replace('fines $40k', 'fines $140k'),
      // 50k → 200k; alone +50k and +50k, and 50k together that both share.
      ['Leak changed 150000: frequency Leak.frequency.vulnerability 75000, loss Leak.loss.fines 75000'],
    ],
    [
      'a loss that was added',
      edited('fines $40k', 'fines $40k reputation $20k'),
      ['Leak changed 10000: loss Leak.loss.reputation 10000'],
    ],
    ['a shared estimate', edited('Revenue = $10k', 'Revenue = $12k'), ['Outage changed 16000: estimate Revenue 16000']],
    [
      'a distribution that losses are made of',
      shop.replace('fines $40k', 'fines Team * 8').replace('Team = $5k', 'Team = $6k'),
      ['Leak changed 4000: loss Leak.loss.fines 4000'],
    ],
    [
      'a control that is in place now',
      edited('cost $10k', 'status in-place cost $10k'),
      ['Leak changed -20000: control Waf.status -20000'],
    ],
    [
      'a threat that was added',
      `${shop}threat Fraud { stride tampering on Web frequency 1 per year loss $7k }`,
      ['Fraud added 7000: threat Fraud 7000'],
    ],
    ['a threat that was removed', edited(/threat Outage.*\n/, ''), ['Outage removed -80000: threat Outage -80000']],
    [
      'what another threat leads to',
      edited('loss { response', 'leads to Outage in 20% loss { response'),
      ['Leak changed 0: ', 'Outage changed 2000: leads-to Leak.leads-to Outage 2000'],
    ],
    [
      'a planned control: only the target',
      edited('by 40%', 'by 80%'),
      ['Leak changed 0: control Waf.reduces frequency 0'],
    ],
  ];
  for (const [what, head, expected] of moves)
    it(`names ${what}`, async () => assert.deepEqual(movesIn(await systemOf(shop, head)), expected));

  it('names a distribution, a capability and a resistance whose users kept their text', async () => {
    const base = shop
      .replace('fines $40k', 'fines Team * 8')
      .replace('vulnerability 50%', 'vulnerability of Web to Thief');
    const cause = async (from: string, to: string): Promise<string> =>
      movesIn(await systemOf(base, base.replace(from, to))).join();
    assert.equal(await cause('Team = $5k', 'Team = $6k'), 'Leak changed 8000: distribution Team 8000');
    assert.equal(
      await cause('resistance 50%', 'resistance 70%'),
      'Leak changed -100000: element Web.resistance -100000',
    );
    assert.equal(
      await cause('capability 60%', 'capability 40%'),
      'Leak changed -100000: agent Thief.capability -100000',
    );
  });

  it('gives old and new text, and where it stands', async () => {
    const { causes } = threatIn(
      await systemOf(shop, edited('vulnerability 50%', 'vulnerability 90% /* raised */')),
      'Leak',
    );
    const [{ before, after, place }] = causes;
    assert.deepEqual(
      [before, after, place?.file, place?.line],
      ['vulnerability 50%', 'vulnerability 90%', 'shop.risk', 9],
    );
  });

  it('says what a control newly catches', async () => {
    const base = shop.replace(
      'control Waf { cost $10k reduces frequency of Leak',
      'control Waf { status in-place reduces frequency of information-disclosure on Web',
    );
    const head = base.replace('stride denial-of-service', 'stride denial-of-service, information-disclosure');
    const [cause] = threatIn(await systemOf(base, head), 'Outage').causes;
    assert.deepEqual(
      [cause.kind, cause.path, cause.before, cause.after],
      ['caught', 'Waf', 'not caught', 'caught: reduces frequency'],
    );
    assert.equal(Math.round(cause.delta), -32000);
  });

  it('keeps a renamed threat one threat, with no difference', async () => {
    const renamed = await systemOf(shop, shop.replaceAll('Leak', 'OrderLeak'));
    const threat = threatIn(renamed, 'OrderLeak');
    assert.deepEqual(
      [threat.change, threat.renamedFrom, threat.ale.delta, threat.target.delta],
      ['unchanged', 'Leak', 0, 0],
    );
    assert.deepEqual(
      renamed.changes.map(({ name, change }) => [name, change]),
      [['OrderLeak', 'renamed']],
    );
    assert.equal(renamed.threats.length, 2);
    assert.equal(renamed.ale.delta, 0);
    const edited = await systemOf(shop, shop.replaceAll('Leak', 'OrderLeak').replace('fines $40k', 'fines $50k'));
    assert.deepEqual(movesIn(edited), ['OrderLeak changed 5000: loss OrderLeak.loss.fines 5000']);
  });

  it('puts what moved no money aside, and what asks for less attention above it', async () => {
    const head = shop
      .replace('"Orders leak"', '"Orders are read"')
      .replace('service Web {', 'service Web { owner "team-web" not-applicable spoofing because "public"')
      .replace('threat Outage', '// risk-ignore no-source: later\nthreat Outage')
      .replace('appetite {', 'check no-source off because "a draft" appetite {');
    const found = await systemOf(shop, head);
    assert.deepEqual(movesIn(found), ['Leak changed 0: ']);
    assert.deepEqual(
      found.concessions.map(({ kind, subject }) => `${kind} ${subject}`),
      ['ignore Outage', 'check-level Shop', 'not-applicable Web'],
    );
    const details = found.changes.flatMap(({ name, details }) => details.map(({ path }) => `${name} ${path}`));
    for (const each of ['Leak title', 'Web owner']) assert.ok(details.includes(each), details.join());
  });

  it('says when a name is of another kind', async () => {
    const found = await systemOf(shop, edited('service Web', 'store Web'));
    const change = found.changes.find(({ name }) => name === 'Web');
    assert.deepEqual(
      [change?.change, change?.details[0].before, change?.details[0].after],
      ['kind-changed', 'service', 'store'],
    );
  });

  it('compares no money over a change of the currency', async () => {
    const found = await systemOf(
      shop,
      shop.replace('system Shop {', 'system Shop { currency EUR').replaceAll('$', '€'),
    );
    assert.match(found.headline, /currency changed from USD to EUR/);
    assert.deepEqual([found.ale.delta, found.causes], [null, []]);
    assert.ok(found.threats.every(({ ale, causes }) => ale.delta === null && causes.length === 0));
  });

  it('takes no amount of one currency from that of another, also of a control or an expectation', async () => {
    const base = shop.replace('cost $10k', 'cost $10k status in-place').concat('expect system ale below $1M\n');
    const now = base.replace('system Shop {', 'system Shop { currency EUR exchange 1 USD = 0.9 EUR');
    const found = await systemOf(base, now);
    assert.deepEqual([found.controls[0].riskReduction.delta, found.controls[0].change], [null, 'unchanged']);
    assert.equal(found.expectations[0].found.delta, null);
    const { stdout } = await diffCall({ 'shop.risk': base }, { 'shop.risk': now });
    assert.doesNotMatch(stdout, /was €|moving money/);
    assert.match(
      stdout,
      /^Changed\n {2}system Shop: exchange 1 USD = 0\.9 EUR added; currency EUR added$|^Changed\n {2}system Shop: currency EUR added; exchange 1 USD = 0\.9 EUR added$/m,
    );
  });

  it('says of what changed beside the money what it was', async () => {
    const now = shop
      .replaceAll('Leak', 'OrderLeak')
      .replace('service Web {', 'store Web {')
      .replace('control Waf { cost $10k', 'control Waf "Firewall" { cost $20k');
    const { stdout } = await diffCall({ 'shop.risk': shop }, { 'shop.risk': now });
    const [, said] = stdout.split('Changed without moving money\n');
    assert.match(said, /threat OrderLeak: renamed from Leak$/m);
    assert.match(said, /store Web: was service$/m);
    assert.match(said, /control Waf: control Waf → control Waf "Firewall"; cost \$10k → cost \$20k$/m);
  });

  it('does not say of a threat that cannot be compared that it moved no money', async () => {
    const { stdout } = await diffCall(
      { 'shop.risk': shop },
      { 'shop.risk': shop.replace('frequency 4 per year', 'frequency 4 per') },
    );
    assert.doesNotMatch(stdout, /moving money/);
    assert.match(
      stdout,
      /Could not be compared\n {2}Outage: .*\n {2}threat Outage: frequency 4 per year → frequency 4 per$/m,
    );
  });

  it('names a threat without figures once, however often it is declared', async () => {
    const double = `${shop}\n${shop.slice(shop.indexOf('threat Outage'), shop.indexOf('control Waf'))}`;
    const found = await systemOf(shop, double);
    assert.deepEqual(
      found.unquantified.map(({ threat }) => threat),
      ['Outage'],
    );
  });

  it('takes an exchange rate for a cause', async () => {
    const base = shop
      .replace('system Shop {', 'system Shop { exchange 1 EUR = 1 USD')
      .replace('fines $40k', 'fines €40k');
    const found = await systemOf(base, base.replace('= 1 USD', '= 2 USD'));
    assert.deepEqual(movesIn(found), ['Leak changed 20000: system Shop.exchange 20000']);
  });

  it('of a file that does not parse is not made up: its threats are not comparable, the rest is', async () => {
    const files = (leak: string): Files => ({
      'shop.risk': shop.replace(/threat Leak[\s\S]*?\n}\n/, ''),
      'leak.risk': leak,
    });
    const leak = /threat Leak[\s\S]*?\n}\n/.exec(shop)![0];
    for (const [base, head] of [
      [leak, '%% threat Leak ]] {'],
      ['%% threat Leak ]] {', leak],
    ]) {
      const found = await diff(files(base), {
        ...files(head),
        'shop.risk': files('')['shop.risk'].replace('Revenue = $10k', 'Revenue = $12k'),
      });
      const [system] = found.systems;
      assert.match(threatIn(system, 'Leak').notComparable ?? '', /could not be read|no figures/);
      assert.equal(Math.round(threatIn(system, 'Outage').ale.delta ?? 0), 16000);
      assert.equal(Math.round(system.ale.delta ?? 0), 16000);
      assert.match(system.headline, /in what can be compared/);
      assert.equal(found.damage.length, 1);
    }
  });

  it('says which threats have lost their figures, and does not count them as a fall', async () => {
    const found = await systemOf(shop, edited('loss { response $60k fines $40k }', ''));
    assert.deepEqual(
      found.unquantified.map(({ threat, change }) => [threat, change]),
      [['Leak', 'lost-figures']],
    );
    assert.equal(found.ale.delta, 0);
  });

  it('tells newly broken limits from those that were broken', async () => {
    const found = await systemOf(
      `${shop}expect Leak ale below $60k\nexpect Outage ale below $10k`,
      `${edited('fines $40k', 'fines $4M')}expect Leak ale below $60k\nexpect Outage ale below $10k`,
    );
    assert.deepEqual(
      found.expectations.map(({ change }) => change),
      ['newly-broken', 'still-broken'],
    );
    const strict = shop.replace('at most 50% chance above $1M', 'at most 5% chance above $150k');
    const worse = await systemOf(strict, strict.replace('fines $40k', 'fines $4M'));
    assert.deepEqual(
      worse.appetite.map(({ change }) => change),
      ['still-broken'],
    );
    const broken = await systemOf(shop, edited('fines $40k', 'fines $4M').replace('50% chance', '5% chance'));
    assert.deepEqual(
      broken.appetite.map(({ change }) => change),
      ['newly-broken'],
    );
  });

  it('has everything as new where the base has no .risk file, and as removed where the head has none', async () => {
    const added = await systemOf({}, shop);
    assert.equal(added.change, 'added');
    assert.ok(added.threats.every(({ change }) => change === 'added'));
    assert.equal(Math.round(added.ale.delta ?? 0), 130000);
    const removed = await systemOf(shop, {});
    assert.equal(removed.change, 'removed');
    assert.equal(Math.round(removed.ale.delta ?? 0), -130000);
  });

  it('follows a threat into another system', async () => {
    const two = (one: string, other: string): Files => ({
      'a/a.risk': `system A {}\nservice Web\n${one}`,
      'b/b.risk': `system B {}\nservice Web\n${other}`,
    });
    const threat = 'threat Leak { stride tampering on Web frequency 1 per year loss $5k }';
    const { systems } = await diff(two(threat, ''), two('', threat));
    const causes = systems.flatMap(({ causes }) => causes.map(({ kind, before, after }) => [kind, before, after]));
    assert.deepEqual(causes, [
      ['membership', 'out of this system', 'in B'],
      ['membership', 'in A', 'into this system'],
    ]);
  });

  it('computes both sides with one seed', async () => {
    const found = await systemOf(shop, shop.replace('system Shop {', 'system Shop { seed "other"'));
    assert.ok(found.threats.every(({ ale }) => ale.delta === 0));
  });
});
