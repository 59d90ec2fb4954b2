import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { type Shop, withService } from '../../connect/test/server.ts';
import { services } from '../../connect/test/services.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { type Call, call } from './host.ts';

const [github, gitlab, azure] = services;
const report = '## Risk\n\nExpected annual loss rises by $180k.\n';
const forbidden = { status: 403, body: { message: 'Resource not accessible by integration' } };

/** Calls `risk comment github` against a service that is up to the test. */
async function comment(
  words: readonly string[],
  test: (result: Call, shop: Shop) => Promise<void> | void,
  { prepare = () => {}, env = {}, stdin = report }: Options = {},
): Promise<void> {
  await withService(github.answer, async (shop) => {
    prepare(shop);
    await test(await call('/', ['comment', ...words], { env: { ...github.env(shop.url), ...env }, stdin }), shop);
  });
}

interface Options {
  readonly prepare?: (shop: Shop) => void;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

describe('risk comment', () => {
  for (const service of [github, gitlab, azure]) {
    it(`posts what comes on the standard input: ${service.name}`, () =>
      withService(
        service.answer,
        async (shop) => {
          const { code, stdout, stderr } = await call('/', ['comment', service.name, '--pr', '3'], {
            env: service.env(shop.url),
            stdin: report,
          });
          assert.equal(code, 0, stderr);
          assert.match(stdout, /^The comment was created: .*(3|7)/);
          assert.match(shop.stored[0].body, /rises by \$180k/);
        },
        service.authorization,
      ));
  }

  it('posts a file, and answers in JSON', () =>
    withFolder({ 'report.md': report }, ({ at }) =>
      comment(['github', '--file', at('report.md'), '--json'], ({ code, stdout }, shop) => {
        assert.equal(code, 0);
        const { format, action, marker } = JSON.parse(stdout);
        assert.deepEqual([format, action, marker.run], ['risk-comment/1', 'created', [50, 1]]);
        assert.equal(shop.stored.length, 1);
      }),
    ));

  it('keeps comments of different tags apart', () =>
    comment(
      ['github', '--tag', 'payments'],
      ({ code }, shop) => {
        assert.equal(code, 0);
        assert.equal(shop.stored.length, 2);
        assert.match(shop.stored[1].body, /comment=payments /);
      },
      { prepare: (shop) => shop.write(7, '<!-- risk-as-code comment=risk run=1.1 -->\n') },
    ));

  it('says for how long it waits for a service that limits, and can be interrupted meanwhile', () =>
    withService(github.answer, async (shop) => {
      shop.fail('GET', { status: 429, body: { message: 'slow down' }, headers: { 'retry-after': '40' } });
      const words = ['comment', 'github', '--pr', '3'];
      const { code, stderr } = await call('/', words, { env: github.env(shop.url), stdin: report, cancelled: true });
      assert.equal(code, 130);
      assert.match(stderr, /asked again in 40 s/);
    }));

  it('writes the summary of the job where the token may not comment, and ends with 0', () =>
    withFolder({ 'summary.md': '' }, ({ at }) =>
      comment(
        ['github'],
        ({ code, stdout, stderr }) => {
          assert.equal(code, 0, stderr);
          assert.match(stderr, /no comment was written\. .*\(403\).* The report is in the summary of the job\.$/m);
          assert.equal(stdout, '');
          assert.ok(readFileSync(at('summary.md'), 'utf8').includes(report));
        },
        { prepare: (shop) => shop.fail('POST', forbidden), env: { GITHUB_STEP_SUMMARY: at('summary.md') } },
      ),
    ));

  it('writes the report out where there is no summary either', () =>
    comment(
      ['github'],
      ({ code, stdout, stderr }) => {
        assert.equal(code, 0, stderr);
        assert.ok(stdout.includes(report));
        assert.match(stderr, /The report is in the standard output\.$/m);
      },
      { prepare: (shop) => shop.fail('POST', forbidden) },
    ));

  it('commands nothing by a report that it writes out', () =>
    comment(
      ['github'],
      ({ stdout }) => {
        assert.ok(!/^\s*::/m.test(stdout), stdout);
        assert.ok(!/##vso\[|##\[/i.test(stdout), stdout);
        assert.match(stdout, /add-mask.*\n.*setvariable/);
      },
      {
        prepare: (shop) => shop.fail('POST', forbidden),
        stdin: 'x\n  ::add-mask::x\na ##VSO[task.setvariable variable=PATH]x ##[command]y\n',
      },
    ));

  it('writes nothing twice into the summary of a job', () =>
    withFolder({ 'summary.md': `# Before\n${report}` }, ({ at }) =>
      comment(
        ['github'],
        ({ stderr }) => {
          assert.match(stderr, /in the summary of the job/);
          assert.equal(readFileSync(at('summary.md'), 'utf8'), `# Before\n${report}`);
        },
        { prepare: (shop) => shop.fail('POST', forbidden), env: { GITHUB_STEP_SUMMARY: at('summary.md') } },
      ),
    ));

  it('ends with 3 where the service fails, and the report is not lost', () =>
    comment(
      ['github'],
      ({ code, stdout, stderr }) => {
        assert.equal(code, 3);
        assert.match(stderr, /GitHub failed \(500\)/);
        assert.ok(stdout.includes(report));
      },
      {
        prepare: (shop) => {
          for (let n = 0; n < 5; n++) shop.fail('GET', { status: 500, headers: { 'retry-after': '0' } });
        },
      },
    ));

  const wrong: [words: string, says: RegExp, env?: Record<string, string>, stdin?: string][] = [
    ['', /needs a service: github, gitlab, azure/],
    ['githup', /Did you mean github\?/],
    ['github gitlab', /takes one service/],
    ['github --pr x', /whole number from 1/],
    ['github --tag --', /--tag needs/],
    ['github --tag=a-->', /--tag needs letters/],
    ['github --file /no/such/file.md', /could not be read: it does not exist/],
    ['github', /standard input is empty/, {}, ' \n'],
    ['github', /GITHUB_TOKEN is not set/, { GITHUB_TOKEN: '' }],
    ['github', /GITHUB_REPOSITORY is not set/, { GITHUB_REPOSITORY: 'acme' }],
    ['github', /name one with --pr N/, { GITHUB_REF: 'refs/heads/main' }],
    ['github', /a token is sent over https only/, { GITHUB_API_URL: 'http://git.example.com/api/v3' }],
    ['github', /does not accept the token/, { GITHUB_TOKEN: 'wrong' }],
    ['github --pr 4', /knows nothing at .*\/issues\/4\/comments/],
  ];
  for (const [words, says, env = {}, stdin = report] of wrong) {
    it(`ends with 2 for: risk comment ${words} (${says.source})`, () =>
      comment(
        words.split(' ').filter(Boolean),
        ({ code, stderr }, shop) => {
          assert.equal(code, 2, stderr);
          assert.match(stderr, says);
          assert.deepEqual(shop.stored, []);
        },
        { env, stdin },
      ));
  }

  it('ends with 2 on a terminal without a file', () =>
    withService(github.answer, async (shop) => {
      const { code, stderr } = await call('/', ['comment', 'github'], { env: github.env(shop.url) });
      assert.equal(code, 2);
      assert.match(stderr, /needs a report/);
    }));
});
