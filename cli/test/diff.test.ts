import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { DiffSystem, DiffThreat, RiskDiff } from '../../protocol/index.ts';
import { assertFits } from '../../protocol/test/schemas.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { type Call, call } from './host.ts';

/** 0.5 leaks a year of $100k and 4 outages of 2 hours at $10k, $50k and $80k a year. */
const shop = `system Shop { appetite { at most 50% chance above $1M } }
estimate Revenue = $10k per hour
distribution Team = $5k
service Web { resistance 50% }
agent Thief { capability 60% }
threat Leak "Orders leak" {
  stride information-disclosure
  on Web
  frequency { threat-events 1 per year vulnerability 50% }
  loss { response $60k fines $40k }
}
threat Outage { stride denial-of-service on Web frequency 4 per year loss productivity 2 hours * Revenue }
control Waf { cost $10k reduces frequency of Leak by 40% }
`;

type Files = Readonly<Record<string, string>>;

async function diffCall(base: Files, head: Files, ...words: readonly string[]): Promise<Call> {
  let result: Call | null = null;
  const under = (folder: string, files: Files): Files =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  await withFolder({ 'a/': '', 'b/': '', ...under('a', base), ...under('b', head) }, async ({ path }) => {
    result = await call(path, ['diff', './a', './b', ...words]);
  });
  return result!;
}

/** The difference as JSON, which must fit its schema and whose shares must add up. */
async function diff(base: Files | string, head: Files | string, ...words: readonly string[]): Promise<RiskDiff> {
  const files = (side: Files | string): Files => (typeof side === 'string' ? { 'shop.risk': side } : side);
  const { stdout, stderr } = await diffCall(files(base), files(head), '--json', ...words);
  assert.ok(stdout !== '', stderr);
  const found = JSON.parse(stdout) as RiskDiff;
  assertFits('risk-diff-1', found);
  for (const system of found.systems) assertAddsUp(system);
  return found;
}

function assertAddsUp(system: DiffSystem): void {
  const near = (actual: number, expected: number, what: string): void =>
    assert.ok(Math.abs(actual - expected) < 0.005, `${what}: ${actual} is not ${expected}`);
  for (const { name, ale, target, causes, notComparable } of system.threats) {
    if (notComparable !== null) continue;
    const sum = (of: 'delta' | 'targetDelta'): number => causes.reduce((total, cause) => total + cause[of], 0);
    near(sum('delta'), ale.delta ?? 0, name);
    near(sum('targetDelta'), target.delta ?? 0, `${name} with planned controls`);
  }
  if (system.notComparable === null)
    near(
      system.causes.reduce((total, { delta }) => total + delta, 0),
      system.ale.delta ?? 0,
      'the system',
    );
}

async function systemOf(base: Files | string, head: Files | string): Promise<DiffSystem> {
  const { systems } = await diff(base, head);
  assert.equal(systems.length, 1);
  return systems[0];
}

function threatIn({ threats }: DiffSystem, name: string): DiffThreat {
  const found = threats.find((threat) => threat.name === name);
  assert.ok(found, name);
  return found;
}

/** What moved and why, in short: `Leak +40000: frequency Leak.frequency.vulnerability +40000`. */
function movesIn({ threats }: DiffSystem): string[] {
  return threats
    .filter(({ change, ale, target }) => change !== 'unchanged' || ale.delta !== 0 || target.delta !== 0)
    .map(({ name, change, ale, causes }) => {
      const why = causes.map(({ kind, path, delta }) => `${kind} ${path} ${Math.round(delta)}`);
      return `${name} ${change} ${ale.delta === null ? 'unknown' : Math.round(ale.delta)}: ${why.join(', ')}`;
    });
}

const edited = (from: string | RegExp, to: string): string => {
  const text = shop.replace(from, to);
  assert.notEqual(text, shop);
  return text;
};

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

/** Edits that can be made in any order, and the threats whose figures they move. */
const edits: readonly (readonly [from: string, to: string, moves: readonly string[]])[] = [
  ['threat-events 1 per year', 'threat-events 1..2..5 per year', ['Leak', 'Outage']],
  ['vulnerability 50%', 'vulnerability 20%..30%', ['Leak', 'Outage']],
  ['response $60k', 'response $50k..$90k', ['Leak']],
  ['fines $40k', 'fines $40k secondary "Regulator" in 50% { fines $3k to $90k }', ['Leak']],
  ['loss productivity 2 hours', 'loss productivity 1..2..6 hours', ['Outage']],
  ['= $10k per hour', '= $8k to $30k per hour', ['Outage']],
  ['status planned', 'status in-place', ['Leak', 'Outage']],
  ['by 40%', 'by 30%..70%', ['Leak', 'Outage']],
  ['leads to Outage in 10%', '', ['Outage']],
  ['"Orders leak"', '"Orders are read"', []],
  ['service Web', '/* words */ service Web', []],
  ['threat Steady', '\n\nthreat  Steady', []],
];

const start = `${shop
  .replace('loss { response', 'leads to Outage in 10% loss { response')
  .replace(
    'cost $10k',
    'status planned cost $10k',
  )}threat Steady { stride spoofing on Web frequency 0.2 to 3 per year loss $1k to $9k }
`;

describe('any set of edits', () => {
  it('moves only what it must, adds up, and is taken back by the way back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...edits], { minLength: 1 }), async (chosen) => {
        const end = chosen.reduce((text, [from, to]) => {
          assert.ok(text.includes(from), from);
          return text.replace(from, to);
        }, start);
        const [there, back] = [await systemOf(start, end), await systemOf(end, start)];
        const mayMove = new Set(chosen.flatMap(([, , moves]) => moves));
        for (const threat of there.threats) {
          if (!mayMove.has(threat.name))
            assert.deepEqual([threat.ale.delta, threat.target.delta, threat.causes], [0, 0, []]);
          assert.equal(threatIn(back, threat.name).ale.delta, -(threat.ale.delta ?? 0) + 0);
          for (const cause of threat.causes) {
            const other = threatIn(back, threat.name).causes.find(({ path }) => path === cause.path);
            assert.ok(Math.abs((other?.delta ?? 0) + cause.delta) < 0.005, `${threat.name} ${cause.path}`);
          }
        }
      }),
      { seed: 11, numRuns: 12 },
    );
  }).timeout(60_000);
});

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
