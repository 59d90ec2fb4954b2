import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { assertIsSarif } from '../../report/test/sarif-schema.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { call } from './host.ts';

const model = `system Shop {
  source "a test"
  appetite { at most 1% chance above $1k }
}

service Cart

threat Dear {
  stride tampering
  on Cart
  frequency every 2 years
  loss $100k
}

threat Cheap {
  stride spoofing
  on Cart
  frequency every 2 years
  loss $5..$5
}

threat Unknown {
  stride repudiation
  on Cart
  frequency every 2 years
}

expect system ale below $10
`;

async function check(cwd: string, format: string, ...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await call(cwd, ['check', '--format', format, ...words]);
  assert.equal(code, 1, stderr);
  return stdout;
}

describe('risk check for services that show findings beside code', () => {
  it('writes SARIF whose fingerprints outlive an edit elsewhere', () =>
    withFolder({ '.git/HEAD': '', 'shop.risk': model }, async (folder) => {
      const before = JSON.parse(await check(folder.path, 'sarif'));
      assertIsSarif(before);
      folder.write(
        'shop.risk',
        `// a line more\n\n${model.replace('$100k', '$90k').replace('below $10', 'below $20')}`,
      );
      const after = JSON.parse(await check(folder.path, 'sarif'));
      const prints = (log: typeof before): Record<string, string[]> => {
        const found: Record<string, string[]> = {};
        for (const { ruleId, partialFingerprints } of log.runs[0].results)
          found[ruleId] = [...(found[ruleId] ?? []), partialFingerprints.primaryLocationLineHash].sort();
        return found;
      };
      assert.ok(before.runs[0].results.length >= 5);
      assert.deepEqual(prints(after), prints(before));
      const lines = (log: typeof before): string =>
        JSON.stringify(log.runs[0].results)
          .match(/"startLine":\d+/g)
          ?.join() ?? '';
      assert.notDeepEqual(lines(after), lines(before));
    }));

  it('has the help of every code that it reports', () =>
    withFolder({ '.git/HEAD': '', 'shop.risk': model }, async (folder) => {
      const [run] = JSON.parse(await check(folder.path, 'sarif')).runs;
      for (const { ruleId, ruleIndex } of run.results) {
        const rule = run.tool.driver.rules[ruleIndex];
        assert.equal(rule.id, ruleId);
        assert.ok(rule.help.text.length > 20);
      }
    }));

  it('annotates for GitHub, the dearest first, and writes the summary of the job', () =>
    withFolder({ '.git/HEAD': '', 'shop.risk': model }, async (folder) => {
      const summary = folder.write('summary.md', '# Before\n');
      const env = { GITHUB_STEP_SUMMARY: summary };
      const { code, stdout } = await call(folder.path, ['check', '--format', 'github'], { env });
      assert.equal(code, 1);
      const lines = stdout.trimEnd().split('\n');
      assert.match(lines[0], /^::error file=shop\.risk,.*\[expectation\]::/);
      // The system (all of it) is dearer than one threat, and a threat without figures comes last.
      assert.match(lines[1], /^::warning .*\[appetite\]/);
      assert.match(lines[2], /^::warning .*\[equal-ends\]/);
      assert.match(lines[3], /^::warning .*\[unquantified\]/);
      assert.match(readFileSync(summary, 'utf8'), /^# Before\n\n\n## Risk check\n\n1 error, 3 warnings/);
    }));

  it('writes no summary where none would fit', () =>
    withFolder({ '.git/HEAD': '', 'shop.risk': model }, async (folder) => {
      const full = 'x'.repeat(1024 * 1024 - 10);
      const summary = folder.write('summary.md', full);
      await call(folder.path, ['check', '--format', 'github'], { env: { GITHUB_STEP_SUMMARY: summary } });
      assert.equal(readFileSync(summary, 'utf8'), full);
    }));

  it('writes Code Quality for GitLab, with paths from the repository even below another root', () =>
    withFolder({ '.git/HEAD': '', 'services/shop/shop.risk': model }, async (folder) => {
      const issues = JSON.parse(await check(folder.path, 'gitlab', '--root', 'services'));
      assert.ok(issues.length >= 5);
      for (const issue of issues) assert.equal(issue.location.path, 'services/shop/shop.risk');
      const prints = issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
      assert.equal(new Set(prints).size, prints.length);
    }));

  it('says on the standard error that there are too many warnings', () =>
    withFolder(
      { '.git/HEAD': '', 'shop.risk': model.replace('expect system ale below $10\n', '') },
      async ({ path }) => {
        const { code, stderr } = await call(path, ['check', '--format', 'sarif', '--max-warnings', '0']);
        assert.equal(code, 1);
        assert.match(stderr, /More than the 0 warnings/);
      },
    ));
});
