import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'mocha';
import type { DiffSystem, RiskDiff } from '../../protocol/index.ts';
import { assertFits } from '../../protocol/test/schemas.ts';
import { type TestRepository, withRepository } from '../../sources/test/repository.ts';
import { assertCode, type Result, risk } from './risk.ts';

const boutique = fileURLToPath(new URL('../../examples/online-boutique', import.meta.url));

/** Ten changes of the shop, one commit each; every diff is that of a commit against the one before. */
const story: readonly (readonly [message: string, change: (repository: TestRepository) => void])[] = [
  ['estimate', (r) => edit(r, root, 'threat-events 0.5..1..3 per year', 'threat-events 0.5..2..4 per year')],
  [
    'in place',
    (r) =>
      edit(
        r,
        root,
        'control EdgeTls "TLS at the load balancer" {',
        'control EdgeTls "TLS at the load balancer" {\n  status in-place',
      ),
  ],
  ['added', (r) => appendFileSync(r.at(root), added)],
  ['comment', (r) => appendFileSync(r.at(root), '\n// Nothing but words.\n')],
  ['renamed', (r) => edit(r, 'cartservice/cartservice.risk', 'threat CartLoss', 'threat OpenCartsLost')],
  [
    'moved',
    (r) => {
      mkdirSync(r.at('services'));
      renameSync(r.at('cartservice'), r.at('services/cart'));
    },
  ],
  ['shared', (r) => edit(r, root, '= $8..$15..$40 per record', '= $8..$18..$40 per record')],
  [
    'several',
    (r) => {
      edit(
        r,
        root,
        'reduces productivity of denial-of-service on services in Cluster by 50%',
        'reduces productivity of denial-of-service on services in Cluster by 60%',
      );
      edit(r, root, '$2.5k..$3.2k..$6k per hour', '$2.5k..$4k..$6k per hour');
      edit(r, 'services/cart/cartservice.risk', 'every 0.25..0.5..2 years', 'every 0.25..0.5..1 years');
    },
  ],
  ['removed', (r) => writeFileSync(r.at(root), readFileSync(r.at(root), 'utf8').replace(added, ''))],
  [
    'concession',
    (r) =>
      edit(
        r,
        root,
        'zone Data "Redis" in Cluster',
        'zone Data "Redis" in Cluster { not-applicable repudiation because "no user acts there" }',
      ),
  ],
];

const root = 'online-boutique.risk';
const added = `
threat PhishingPage "A copy of the shop collects cards" {
  stride spoofing
  on Frontend
  by Criminal
  frequency 1..4 per year
  loss response $5k..$10k..$30k
  source Workshop
}
`;

function edit(repository: TestRepository, file: string, from: string, to: string): void {
  const text = readFileSync(repository.at(file), 'utf8');
  assert.ok(text.includes(from), from);
  writeFileSync(repository.at(file), text.replace(from, to));
}

/** Threats that moved, with their causes. */
function movesIn({ threats }: DiffSystem): Record<string, string> {
  const moved = threats.filter(({ ale }) => ale.delta !== 0);
  return Object.fromEntries(
    moved.map(({ name, change, causes }) => [
      name,
      `${change}: ${causes
        .map(({ path }) => path)
        .sort()
        .join(', ')}`,
    ]),
  );
}

function assertAddsUp(system: DiffSystem): void {
  const sum = (parts: readonly { readonly delta: number }[]): number =>
    parts.reduce((all, { delta }) => all + delta, 0);
  const cents = (value: number): number => Math.round(value * 100);
  for (const { name, ale, causes } of system.threats) assert.equal(cents(sum(causes)), cents(ale.delta ?? 0), name);
  assert.equal(cents(sum(system.causes)), cents(system.ale.delta ?? 0), 'the system');
  for (const { name, change, ale, target } of system.threats)
    if (change === 'unchanged') assert.deepEqual([ale.delta, target.delta, ale.base], [0, 0, ale.head], name);
}

describe('risk diff over the history of a shop', function () {
  this.timeout(120_000);
  let repository: TestRepository;
  let done: () => void;
  let finished: Promise<void>;

  before(
    () =>
      new Promise<void>((ready, failed) => {
        finished = withRepository({}, async (made) => {
          repository = made;
          cpSync(boutique, made.path, { recursive: true });
          made.commit('shop');
          for (const [message, change] of story) {
            change(made);
            made.commit(message);
            made.git('tag', message.replaceAll(' ', '-'));
          }
          ready();
          await new Promise<void>((resolve) => {
            done = resolve;
          });
        });
        finished.catch(failed);
      }),
  );
  after(async () => {
    done();
    await finished;
  });

  const call = (...words: readonly string[]): Promise<Result> =>
    risk(repository.path, ['diff', ...words, '--today', '2026-11-21']);

  /** What a commit changed. */
  async function diffOf(tag: string, ...words: readonly string[]): Promise<DiffSystem> {
    const result = await call(`${tag}^`, tag, '--json', ...words);
    assertCode(result, 0);
    const diff = JSON.parse(result.stdout) as RiskDiff;
    assertFits('risk-diff-1', diff);
    assert.equal(diff.systems.length, 1);
    assertAddsUp(diff.systems[0]);
    return diff.systems[0];
  }

  it('names an estimate that was edited, in the threat and in those that it leads to', async () => {
    const cause = 'changed: NodeCompromise.frequency.threat-events';
    assert.deepEqual(movesIn(await diffOf('estimate')), {
      NodeCompromise: cause,
      CardSkimming: cause,
      OrderLeak: cause,
    });
  });

  it('names a control that is in place now', async () => {
    const system = await diffOf('in-place');
    assert.deepEqual(movesIn(system), { StorefrontEavesdropping: 'changed: EdgeTls.status' });
    assert.ok((system.ale.delta ?? 0) < 0);
    assert.deepEqual(system.controls.find(({ name }) => name === 'EdgeTls')?.status, {
      base: 'planned',
      head: 'in-place',
    });
  });

  it('names a threat that was added, and one that was removed, by the same amount', async () => {
    const [one, other] = [await diffOf('added'), await diffOf('removed')];
    assert.deepEqual(movesIn(one), { PhishingPage: 'added: PhishingPage' });
    assert.deepEqual(movesIn(other), { PhishingPage: 'removed: PhishingPage' });
    assert.ok(Math.abs((one.ale.delta ?? 0) + (other.ale.delta ?? 0)) < 0.005);
  });

  for (const tag of ['comment', 'moved'])
    it(`says that nothing changed where only this did: ${tag}`, async () => {
      const system = await diffOf(tag);
      assert.deepEqual([system.change, movesIn(system), system.changes, system.ale.delta], ['unchanged', {}, [], 0]);
    });

  it('keeps a threat that was renamed', async () => {
    const system = await diffOf('renamed');
    assert.deepEqual([movesIn(system), system.ale.delta, system.p95.delta], [{}, 0, 0]);
    const renamed = system.threats.find(({ renamedFrom }) => renamedFrom !== null);
    assert.deepEqual([renamed?.name, renamed?.renamedFrom], ['OpenCartsLost', 'CartLoss']);
  });

  it('names a shared estimate in every threat that uses it', async () => {
    const moves = movesIn(await diffOf('shared'));
    assert.ok('InternalEavesdropping' in moves);
    assert.deepEqual([...new Set(Object.values(moves))], ['changed: RecordCost']);
  });

  it('shares a move among several causes', async () => {
    const moves = movesIn(await diffOf('several'));
    assert.equal(moves.OpenCartsLost, 'changed: OnCall.reduces productivity, OpenCartsLost.frequency, RevenuePerHour');
    assert.equal(moves.ServiceSpoofing, 'changed: RevenuePerHour');
  });

  it('shows what asks for less attention', async () => {
    const system = await diffOf('concession');
    assert.deepEqual(
      system.concessions.map(({ kind, subject }) => [kind, subject]),
      [['not-applicable', 'Data']],
    );
    assert.deepEqual(movesIn(system), {});
  });

  it('compares with the work tree, uncommitted and new files included', async () => {
    writeFileSync(path.join(repository.path, 'new.risk'), added.replace('PhishingPage', 'FakeApp'));
    const { stdout } = await call('HEAD', '--json');
    repository.git('clean', '--quiet', '--force');
    const [system] = (JSON.parse(stdout) as RiskDiff).systems;
    assert.deepEqual(movesIn(system), { FakeApp: 'added: FakeApp' });
  });

  it('writes the summary of a job, and stops the job by a gate', async () => {
    const summary = path.join(repository.path, 'summary.md');
    const env = { GITHUB_STEP_SUMMARY: summary };
    const words = ['diff', 'estimate^', 'estimate', '--format', 'github', '--fail-on', 'ale +1%'];
    const result = await risk(repository.path, words, { env });
    assertCode(result, 1);
    assert.match(result.stdout, /^::error file=online-boutique\.risk,.*Expected annual loss rises/m);
    assert.match(
      readFileSync(summary, 'utf8'),
      /^<!-- risk-as-code comment=risk.*-->\n## Risk review\n\n\*\*Expected annual loss rises by/,
    );
  });

  it('knows ranges, and says which revision it does not know', async () => {
    const range = await call('comment^...comment', '--quiet');
    assertCode(range, 0);
    assert.match(range.stdout, /^Expected annual loss is unchanged/);
    const unknown = await call('v9');
    assertCode(unknown, 2);
    assert.match(unknown.stderr, /knows no revision "v9"/);
  });
});
