import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { type Shop, withService } from '../../connect/test/server.ts';
import { type Service, services } from '../../connect/test/services.ts';
import { type TestFolder, withFolder } from '../../sources/test/folder.ts';
import { commits, home, type Script, step, yamlAt } from './pipeline.ts';
import { assertCode, type Result } from './risk.ts';
import { broken, tidy } from './texts.ts';

const [github, gitlab, azure] = services;
const dearer = tidy.replace('loss $100k', 'loss $150k');

/** What must never be run, wherever it is written. */
const hostile = '$(touch pwned) `touch pwned`; touch pwned #"\'; touch pwned';

/** A repository with the base and a change of it, inside a folder of its own. */
async function inRepository(before: string, after: string, test: (folder: TestFolder) => Promise<void>): Promise<void> {
  await withFolder({ 'work/': '' }, async (outer) => {
    const folder: TestFolder = {
      path: outer.at('work'),
      at: (file) => outer.at(path.join('work', file)),
      write: (file, content) => outer.write(path.join('work', file), content),
    };
    await commits(folder, { 'shop.risk': before }, { 'shop.risk': after });
    await test(folder);
    assert.ok(!existsSync(folder.at('pwned')), 'something of the input was run as a command');
  });
}

const served = (service: Service, test: (shop: Shop) => Promise<void>): Promise<void> =>
  withService(service.answer, test, service.authorization);

describe('the action for GitHub', () => {
  const action = yamlAt('action.yml');
  const steps: readonly Record<string, never>[] = action.runs.steps;

  it('hands inputs on by the environment only', () => {
    assert.equal(action.runs.using, 'composite');
    assert.equal(steps.length, 3);
    for (const { run, shell } of steps) {
      assert.ok(!String(run).includes('${{'), `an expression is pasted into a command: ${run}`);
      assert.equal(shell, 'bash');
    }
  });

  it('uses every input that it has, and has every input that it uses', () => {
    const used = JSON.stringify(action.runs).match(/inputs\.[a-z-]+/g) ?? [];
    assert.deepEqual(
      [...new Set(used)].map((name) => name.slice('inputs.'.length)).sort(),
      Object.keys(action.inputs).sort(),
    );
  });

  it('runs scripts that are there', () => {
    for (const { run } of steps) {
      const [, script] = /^sh "\$GITHUB_ACTION_PATH\/(ci\/[a-z]+\.sh)"$/.exec(String(run)) ?? [];
      assert.ok(script !== undefined && existsSync(path.join(home, script)), run);
    }
  });

  /** The step with this script, with the inputs as the runner would put them into its environment. */
  function scripted(name: 'check' | 'review', env: Readonly<Record<string, string>>): Script {
    return { shell: 'sh', words: [path.join(home, `ci/${name}.sh`)], env };
  }

  it('sets all that its scripts read', () => {
    for (const name of ['check', 'review'] as const) {
      const text = readFileSync(path.join(home, `ci/${name}.sh`), 'utf8');
      const read = new Set(text.match(/(?<=\$\{?)RISK_[A-Z_]+/g));
      const found = steps.find(({ run }) => String(run).includes(`/${name}.sh`));
      assert.deepEqual(
        Object.keys(found?.env ?? {})
          .filter((key) => key.startsWith('RISK_'))
          .sort(),
        [...read].sort(),
      );
    }
  });

  it('annotates what the check finds, writes SARIF and the summary, and fails', () =>
    inRepository(tidy, broken, async (folder) => {
      const result = await step(
        folder,
        scripted('check', {
          RISK_FORMAT: 'github',
          RISK_SARIF: 'out.sarif',
          GITHUB_STEP_SUMMARY: folder.at('summary.md'),
        }),
      );
      assertCode(result, 1);
      assert.match(result.stdout, /^::error file=shop\.risk,line=16,/m);
      assert.match(readFileSync(folder.at('summary.md'), 'utf8'), /2 errors/);
      assert.equal(JSON.parse(readFileSync(folder.at('out.sarif'), 'utf8')).version, '2.1.0');
    }));

  it('takes no path or number for a command', () =>
    inRepository(tidy, tidy, async (folder) => {
      assertCode(await step(folder, scripted('check', { RISK_PATHS: `--output=pwned\n${hostile}` })), 2);
      assertCode(await step(folder, scripted('check', { RISK_MAX_WARNINGS: hostile })), 2);
      assertCode(await step(folder, scripted('check', { RISK_PATHS: '\nshop.risk\n\n', RISK_MAX_WARNINGS: '0' })), 0);
    }));

  it('comments with the money that a change moves, and fails where a gate trips', () =>
    inRepository(tidy, dearer, (folder) =>
      served(github, async (shop) => {
        const summary = folder.write('summary.md', '');
        const review = (env: Record<string, string>): Promise<Result> =>
          step(
            folder,
            scripted('review', {
              ...github.env(shop.url),
              RISK_BASE: 'HEAD~1',
              RISK_SERVICE: 'github',
              GITHUB_STEP_SUMMARY: summary,
              GITHUB_OUTPUT: folder.at('output'),
              ...env,
            }),
          );
        assertCode(await review({ RISK_FAIL_ON: 'ale +80%\n\nale +$1M\n' }), 0);
        assert.equal(shop.stored.length, 1);
        assert.match(shop.stored[0].body, /rises by \$25k/);
        assert.match(readFileSync(summary, 'utf8'), /rises by \$25k/);
        assert.equal(readFileSync(folder.at('output'), 'utf8'), 'report=risk-review.md\n');

        const tripped = await review({ RISK_FAIL_ON: 'ale +10%', GITHUB_RUN_ID: '51' });
        assertCode(tripped, 1);
        assert.match(tripped.stderr, /ale \+10%/);
        assert.equal(shop.stored.length, 1);
        assert.match(shop.stored[0].body, /tripped/);
      }),
    ));

  it('takes no base or gate for a command, and no token for granted', () =>
    inRepository(tidy, dearer, async (folder) => {
      for (const base of ['--output=pwned', hostile]) {
        const result = await step(folder, scripted('review', { RISK_BASE: base }));
        assertCode(result, 2);
      }
      assertCode(await step(folder, scripted('review', { RISK_BASE: 'HEAD~1', RISK_FAIL_ON: hostile })), 2);
      const noToken = await step(folder, scripted('review', { RISK_BASE: 'HEAD~1', RISK_SERVICE: 'github' }));
      assertCode(noToken, 2);
      assert.match(noToken.stderr, /GITHUB_TOKEN is not set/);
    }));

  it('fetches the base where the checkout is shallow', () =>
    inRepository(tidy, dearer, async (folder) => {
      const script = [
        'set -e',
        'base=$(git rev-parse HEAD~1)',
        'git config uploadpack.allowAnySHA1InWant true',
        'git clone --quiet --depth=1 "file://$PWD" ../shallow',
        'cd ../shallow',
        `RISK_BASE=$base sh '${path.join(home, 'ci/review.sh')}'`,
        'cat risk-review.md',
      ].join('\n');
      const result = await step(folder, { shell: 'sh', words: ['-c', script] });
      assertCode(result, 0);
      assert.match(result.stdout, /rises by \$25k/);
    }));

  it('compares a merge with the target as it is now, not as it was', () =>
    inRepository(tidy, tidy, async (folder) => {
      const commit = 'git -c user.name=T -c user.email=t@example.org';
      const script = [
        'set -e',
        'old=$(git rev-parse HEAD)',
        'git checkout --quiet -b topic',
        "sed 's/loss [$]100k/loss $150k/' shop.risk > new && mv new shop.risk",
        `${commit} commit --quiet --all --message topic`,
        'topic=$(git rev-parse HEAD)',
        'git checkout --quiet main',
        `printf '\nthreat Later {\n  stride spoofing\n  on Cart\n  frequency every 2 years\n  loss $1M\n}\n' >> shop.risk`,
        `${commit} commit --quiet --all --message later`,
        `${commit} merge --quiet --no-ff --message merge topic`,
        'git clone --quiet --depth=1 "file://$PWD" ../shallow',
        'git config uploadpack.allowAnySHA1InWant true',
        'cd ../shallow',
        `RISK_BASE=$old RISK_HEAD=$topic sh '${path.join(home, 'ci/review.sh')}'`,
        'grep rises risk-review.md',
        `RISK_BASE=$old RISK_HEAD=$old sh '${path.join(home, 'ci/review.sh')}'`,
        'grep rises risk-review.md',
      ].join('\n');
      const result = await step(folder, { shell: 'sh', words: ['-c', script] });
      assertCode(result, 0);
      const [merged, plain] = result.stdout.split('\n').filter((line) => line.includes('rises'));
      assert.match(merged, /rises by \$25k/);
      assert.match(plain, /rises by \$525k/);
    }));

  it('has nothing to compare outside of pull requests', () =>
    inRepository(tidy, dearer, async (folder) => {
      const result = await step(folder, scripted('review', {}));
      assertCode(result, 0);
      assert.match(result.stdout, /no run for a pull request/);
    }));
});

describe('the template for GitLab', () => {
  const template = yamlAt('ci/gitlab.yml');
  /** GitLab runs the lines of all parts in one shell that stops at the first failure. */
  const script = (job: string): string =>
    ['set -e', ...template['.risk'].before_script, ...template[job].script].join('\n');

  it('lets GitLab paste nothing into its scripts', () => {
    for (const job of ['risk-check', 'risk-review']) assert.ok(!script(job).includes('$[['));
  });

  it('writes Code Quality where the check finds something, and fails', () =>
    inRepository(tidy, broken, async (folder) => {
      assertCode(await step(folder, { shell: 'sh', words: ['-c', script('risk-check')] }), 1);
      const [report] = Object.values(template['risk-check'].artifacts.reports);
      const issues = JSON.parse(readFileSync(folder.at(String(report)), 'utf8'));
      assert.ok(issues.length >= 2);
      assert.ok(issues.every(({ location }: { location: { path: string } }) => location.path === 'shop.risk'));
    }));

  it('passes where nothing is found', () =>
    inRepository(tidy, tidy.replace('every 2 years', 'every 3 years'), async (folder) => {
      assertCode(await step(folder, { shell: 'sh', words: ['-c', script('risk-check')] }), 0);
    }));

  it('comments, trips gates, and leaves the report where it may not comment', () =>
    inRepository(tidy, dearer, (folder) =>
      served(gitlab, async (shop) => {
        const review = (env: Record<string, string>): Promise<Result> =>
          step(folder, {
            shell: 'sh',
            words: ['-c', script('risk-review')],
            env: { ...gitlab.env(shop.url), CI_MERGE_REQUEST_DIFF_BASE_SHA: 'HEAD~1', ...env },
          });
        assertCode(await review({ RISK_FAIL_ON: 'ale +10%\nappetite\n' }), 1);
        assert.match(shop.stored[0].body, /rises by \$25k/);
        const quiet = await review({ GITLAB_TOKEN: '' });
        assertCode(quiet, 0);
        assert.match(quiet.stdout, /artifact of this job/);
        assert.match(readFileSync(folder.at(template['risk-review'].artifacts.paths[0]), 'utf8'), /rises by \$25k/);
        assertCode(await review({ RISK_FAIL_ON: hostile }), 2);
      }),
    ));

  it('says what to set where there is no command', () =>
    inRepository(tidy, tidy.replace('every 2 years', 'every 3 years'), async (folder) => {
      const before = template['.risk'].before_script.join('\n');
      const result = await step(folder, { shell: '/bin/sh', words: ['-c', before], env: { PATH: '/nonexistent' } });
      assertCode(result, 2);
      assert.match(result.stderr, /Set RISK_PACKAGE/);
    }));
});

describe('the pipeline for Azure DevOps', () => {
  const pipeline = yamlAt('ci/azure-pipelines.yml');
  const scripts: readonly { bash: string; displayName: string }[] = pipeline.steps.filter(
    (each: { bash?: string }) => each.bash !== undefined,
  );
  const named = (name: string): string => scripts.find(({ displayName }) => displayName === name)?.bash ?? '';

  it('pastes no macro into its scripts', () => {
    assert.equal(scripts.length, 3);
    for (const { bash } of scripts) assert.ok(!/\$[([]|\$\{\{/.test(bash), bash);
  });

  it('comments and trips gates', () =>
    inRepository(tidy, dearer, (folder) =>
      served(azure, async (shop) => {
        const script = named('Compare with the target branch');
        const review = (env: Record<string, string>): Promise<Result> =>
          step(folder, {
            shell: 'bash',
            words: ['-c', `git update-ref refs/remotes/origin/main HEAD~1\n${script}`],
            env: { ...azure.env(shop.url), SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main', ...env },
          });
        assertCode(await review({ RISK_FAIL_ON: 'appetite;ale +80%' }), 0);
        assert.match(shop.stored[0].body, /rises by \$25k/);
        assertCode(await review({ RISK_FAIL_ON: 'ale +10%', BUILD_BUILDID: '51' }), 1);
        assert.equal(shop.stored.length, 1);
        assertCode(await review({ RISK_FAIL_ON: hostile }), 2);
      }),
    ));
});

describe('the hooks for pre-commit', () => {
  const hooks: readonly Record<string, string>[] = yamlAt('.pre-commit-hooks.yaml');

  it('have what pre-commit needs', () => {
    assert.deepEqual(
      hooks.map(({ id }) => id),
      ['risk-check', 'risk-fmt'],
    );
    for (const { name, entry, language, files } of hooks) {
      assert.ok(
        name && language === 'system' && new RegExp(files).test('services/a.risk') && !new RegExp(files).test('a.md'),
      );
      assert.match(entry, /^risk (check|fmt) --quiet$/);
    }
  });

  it('are calls that take the names of files', () =>
    inRepository(tidy, broken.replace('service Cart', 'service   Cart'), async (folder) => {
      const call = (id: string): Promise<Result> =>
        step(folder, {
          shell: 'sh',
          words: ['-c', `${hooks.find((hook) => hook.id === id)?.entry} "$@"`, id, 'shop.risk'],
        });
      assertCode(await call('risk-check'), 1);
      assertCode(await call('risk-fmt'), 0);
      assert.match(readFileSync(folder.at('shop.risk'), 'utf8'), /^service Cart$/m);
    }));
});
