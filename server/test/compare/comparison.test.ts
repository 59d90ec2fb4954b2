import assert from 'node:assert/strict';
import { innovaPay } from '../helpers.ts';
import { type Repository, repository } from './repository.ts';

const yearly = innovaPay.replace('every 2 years', 'every 1 year');

describe('comparing the workspace with a revision', () => {
  let work: Repository;
  afterEach(() => work.end());

  const differenceOf = ({ bench }: Repository) => {
    const [state] = bench.systems.all();
    return bench.comparison.of(state);
  };

  it('finds exactly no difference where nothing changed', async () => {
    work = await repository({ 'pay.risk': innovaPay });
    await work.compared();
    const found = differenceOf(work);
    assert.equal(found?.revision, 'HEAD');
    assert.equal(found.diff.change, 'unchanged');
    assert.equal(found.diff.ale.delta, 0);
    assert.equal(found.base?.total.current?.ale, 800_000);
  });

  it('tells what an edit moved, and why', async () => {
    work = await repository({ 'pay.risk': innovaPay });
    await work.compared();
    await work.write('pay.risk', yearly);
    await work.compared();
    const [threat] = differenceOf(work)!.diff.threats;
    assert.deepEqual(threat.ale, { base: 800_000, head: 1_600_000, delta: 800_000 });
    assert.deepEqual(
      threat.causes.map(({ before, after, delta }) => ({ before, after, delta })),
      [{ before: 'frequency every 2 years', after: 'frequency every 1 year', delta: 800_000 }],
    );
  });

  it('is said in lenses where something moved, and only there', async () => {
    const twoThreats = `${innovaPay}\nthreat Quiet { frequency 1 per year loss $1k }\n`;
    work = await repository({ 'pay.risk': twoThreats });
    await work.compared();
    assert.doesNotMatch(await work.lens('InnovaPay'), /HEAD/);
    const edited = twoThreats.replace('every 2 years', 'every 1 year').replace('by 95%', 'by 95%\n  status in-place');
    await work.write('pay.risk', `${edited}\nthreat Fresh { frequency 1 per year loss $5k }\n`);
    await work.compared();
    assert.match(
      await work.lens('RecipientTampering'),
      /^\$80k a year( over 1 threat)? · -\$720k a year since HEAD · /,
    );
    assert.match(
      await work.lens('TransactionService'),
      /^\$80k a year( over 1 threat)? · -\$720k a year since HEAD · /,
    );
    assert.match(await work.lens('InnovaPay'), /^\$86k a year expected · -\$715k a year since HEAD · /);
    assert.match(await work.lens('PayloadEncryption'), / · was planned in HEAD/);
    assert.match(await work.lens('Fresh'), /^\$5k a year · new since HEAD · /);
    assert.doesNotMatch(await work.lens('Quiet'), /HEAD/);
    await work.bench.comparison.choose(null);
    assert.doesNotMatch(await work.lens('RecipientTampering'), /HEAD/);
  });

  it('is told in the hover of a threat with the lines that changed', async () => {
    work = await repository({ 'pay.risk': innovaPay });
    await work.compared();
    const threat = innovaPay.indexOf('RecipientTampering');
    assert.doesNotMatch(await work.hover('pay.risk', threat), /HEAD/);
    await work.write('pay.risk', yearly);
    await work.compared();
    const text = await work.hover('pay.risk', threat);
    assert.match(text, /Since HEAD: \$800k → \$1\.6M a year \(\+\$800k\)\./);
    assert.match(text, /`frequency every 2 years` → `frequency every 1 year` \(\+\$800k\)/);
  });

  it('follows HEAD when it moves', async () => {
    work = await repository({ 'pay.risk': innovaPay });
    await work.compared();
    await work.write('pay.risk', yearly);
    await work.compared();
    work.commit({});
    work.bench.comparison.settle();
    await work.compared();
    assert.equal(differenceOf(work)!.diff.ale.delta, 0);
  });

  it('compares with a chosen revision, says why it cannot, and stops', async () => {
    work = await repository({ 'pay.risk': innovaPay });
    work.commit({ 'pay.risk': yearly });
    await work.compared();
    await work.write('pay.risk', yearly);
    await work.compared();
    const { comparison } = work.bench;
    assert.match((await comparison.choose('nowhere')) ?? '', /no revision "nowhere"/);
    assert.equal(comparison.chosen, 'HEAD');
    assert.equal(await comparison.choose('HEAD~1'), null);
    await work.compared();
    assert.equal(differenceOf(work)!.revision, 'HEAD~1');
    assert.equal(differenceOf(work)!.diff.ale.delta, 800_000);
    assert.equal(await comparison.choose(null), null);
    assert.equal(differenceOf(work), null);
  });

  it('says nothing without git, and nothing in a workspace that is not trusted', async () => {
    work = await repository({ 'pay.risk': innovaPay }, { git: false });
    await work.quiet();
    assert.equal(differenceOf(work), null);
    work.end();
    let asked = 0;
    const revisions = {
      find: async () => ({ message: String(++asked) }),
      read: async () => ({ message: '' }),
      readIndex: async () => ({ message: String(++asked) }),
    };
    work = await repository({ 'pay.risk': innovaPay }, { revisions });
    work.bench.abilities = { ...work.bench.abilities, trusted: false };
    await work.quiet();
    assert.equal(asked, 0);
    assert.equal(differenceOf(work), null);
    assert.match((await work.bench.comparison.choose('HEAD')) ?? '', /trusted/);
  });

  it('takes no threat for removed that a broken line hides', async () => {
    work = await repository({ 'pay.risk': innovaPay });
    await work.compared();
    await work.write('pay.risk', innovaPay.replace('frequency every 2 years', 'frequency every'));
    await work.compared();
    assert.equal(differenceOf(work)!.diff.ale.delta, 0);
  });
});
