import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, it } from 'mocha';

const run = promisify(execFile);

describe('a file of 100 MB', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['report', /^50\d{3}$/],
    ['log', /^1\d{5}$/],
    ['short lines', /^6\d{5}$/],
    ['list', /^6\d{5}$/],
    ['small objects', /^too-large$/],
    ['depth', /^too-deep$/],
  ];
  for (const [kind, outcome] of cases) {
    it(`of ${kind} is read or refused in less than 512 MB of memory`, async () => {
      const { stdout } = await run(process.execPath, [`${import.meta.dirname}/large.ts`, kind]);
      const result = JSON.parse(stdout) as { outcome: string; mebibytes: number };
      assert.match(result.outcome, outcome);
      assert.ok(result.mebibytes < 512, `${result.mebibytes} MiB`);
    }).timeout(60_000);
  }
});
