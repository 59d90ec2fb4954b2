import assert from 'node:assert/strict';
import { URI } from 'langium';
import { concerns, createWatch, watchedPattern, watchersOf } from '../../findings/watch.ts';

const from = 'file:///home/ada/shop/risk/model.risk';

function watched(pattern: string, root = 'file:///home/ada') {
  const found = watchedPattern({ kind: 'report', pattern, from }, URI.parse(root));
  return found && [found.folder, found.glob];
}

describe('the patterns that are watched', () => {
  it('are a folder without wildcards and what is below it', () => {
    assert.deepEqual(watched('../reports/trivy-*.json'), ['file:///home/ada/shop/reports', 'trivy-*.json']);
    assert.deepEqual(watched('a.json'), ['file:///home/ada/shop/risk', 'a.json']);
    assert.deepEqual(watched('./x//**/scan.json'), ['file:///home/ada/shop/risk/x', '**/scan.json']);
    assert.deepEqual(watched('..\\reports\\a.json'), ['file:///home/ada/shop/reports', 'a.json']);
    assert.deepEqual(watched('../../*/reports/*.json'), ['file:///home/ada', '*/reports/*.json']);
  });

  it('take brackets and braces as letters', () => {
    assert.deepEqual(watched('scan[1]{a}.json'), ['file:///home/ada/shop/risk', 'scan[[]1[]][{]a[}].json']);
  });

  it('never lie outside of the root', () => {
    assert.equal(watched('../../../etc/*.json'), null);
    assert.equal(watched('../reports/*.json', 'file:///home/ada/shop/risk'), null);
    assert.equal(watched('/etc/passwd'), null);
    assert.equal(watched('https://x.example/a.json'), null);
    assert.equal(watched('*/../../a.json'), null);
    assert.equal(watched(''), null);
  });

  it('concern their files, and folders above and around them', () => {
    const one = { folder: 'file:///home/ada/reports', glob: '*.json' };
    for (const uri of ['file:///home/ada/reports/a.json', 'file:///home/ada/reports', 'file:///home/ada'])
      assert.ok(concerns(one, uri), uri);
    for (const uri of [
      'file:///home/ada/other',
      'file:///home/ada/reports-2/a.json',
      'file:///home/ada/reports/deep/a.json',
    ])
      assert.ok(!concerns(one, uri), uri);
    assert.ok(concerns({ folder: 'file:///home/ada', glob: '**/scan.json' }, 'file:///home/ada/a/b/scan.json'));
  });

  it('are plain globs for a client that knows no others', () => {
    const patterns = [{ folder: 'file:///home/ada/my%20reports', glob: '*.json' }];
    assert.deepEqual(
      watchersOf(patterns, false).map(({ globPattern }) => globPattern),
      ['**/my reports/*.json', '**/my reports'],
    );
  });
});

describe('watching', () => {
  /** A client that notes what is registered and taken back. */
  function client(fails = false) {
    const said: string[] = [];
    const register = async (_: unknown, { watchers }: { watchers: { globPattern: { pattern: string } }[] }) => {
      if (fails) throw new Error('Refused.');
      const name = watchers[0].globPattern.pattern;
      said.push(`+ ${name}`);
      return { dispose: () => said.push(`- ${name}`) };
    };
    const errors: unknown[] = [];
    const watch = createWatch({
      connection: { client: { register } } as never,
      abilities: () => ({ watchedFiles: true, relativePatterns: true }),
      report: (error) => errors.push(error),
    });
    return { watch, said, errors };
  }
  const pattern = (glob: string) => [{ folder: 'file:///home/ada', glob }];
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('registers what is new before it takes back what was, and nothing twice', async () => {
    const { watch, said } = client();
    watch.follow(pattern('a'));
    watch.follow(pattern('a'));
    watch.follow(pattern('b'));
    await settled();
    watch.follow([]);
    await settled();
    assert.deepEqual(said, ['+ a', '+ b', '- a', '- b']);
  });

  it('goes on where a client refuses', async () => {
    const { watch, errors } = client(true);
    watch.follow(pattern('a'));
    watch.follow([]);
    await settled();
    assert.equal(errors.length, 1);
    assert.deepEqual(watch.patterns, []);
  });
});
