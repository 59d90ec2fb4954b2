/**
 * How fast a change is reviewed: `risk diff` as a whole process, over 1 000 threats of which 100 changed, two estimates
 * each, between two commits of a repository made for it. Wants the built command (npm run build), or another by RISK_CLI.
 *
 * Usage: node test/bench/review.ts [repetitions]
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RiskDiff } from '../../protocol/index.ts';
import { withRepository } from '../../sources/test/repository.ts';
import { summary } from './measure.ts';
import { goalHead, goalRow, table } from './table.ts';

const repetitions = Number(process.argv[2] ?? 5);
const threats = 1000;
const changed = 100;
const goal = 2000;
const entry = process.env.RISK_CLI ?? fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const node = process.env.RISK_NODE ?? process.execPath;

/** Services with 20 threats each; `more` raises two estimates of every tenth threat. */
function service(index: number, more: boolean): string {
  const lines = [`service S${index} "Service ${index}" { owner "team-${index % 7}" }`];
  for (let t = index * 20; t < index * 20 + 20; t++) {
    const isRaised = more && t % (threats / changed) === 0;
    const events = 1 + (t % 5);
    const share = 5 + (t % 15) + (isRaised ? 2 : 0);
    lines.push(
      `threat T${t} "Threat ${t}" {`,
      `  stride ${t % 2 === 0 ? 'tampering' : 'denial-of-service'}`,
      `  on S${index}`,
      `  frequency { threat-events ${events}..${events + 2 + (isRaised ? 1 : 0)}..${events + 6} per year vulnerability ${share}%..${share + 10}% }`,
      `  loss { response $${events}k..$${events * 4}k..$${events * 9}k productivity 1..${events + 3} hours * $${events}k per hour }`,
      '}',
    );
  }
  return `${lines.join('\n')}\n`;
}

function filesOf(more: boolean): Record<string, string> {
  const controls = Array.from(
    { length: 20 },
    (_, c) => `control C${c} { cost $10k reduces frequency of tampering on S${c}, S${c + 20} by 30%..50% }`,
  );
  const files: Record<string, string> = { 'big.risk': `system Big { source "made" }\n${controls.join('\n')}\n` };
  for (let s = 0; s < threats / 20; s++) files[`services/s${s}/s${s}.risk`] = service(s, more);
  return files;
}

await withRepository(filesOf(false), (repository) => {
  for (const [file, text] of Object.entries(filesOf(true))) repository.write(file, text);
  repository.commit('Raise');
  const call = (): string => {
    const result = spawnSync(node, [entry, 'diff', 'HEAD^', 'HEAD', '--json'], {
      cwd: repository.path,
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    assert.equal(result.status, 0, result.stderr);
    return result.stdout;
  };
  const [system] = (JSON.parse(call()) as RiskDiff).systems;
  assert.equal(system.threats.length, threats);
  assert.equal(system.threats.filter(({ ale }) => ale.delta !== 0).length, changed);
  const times = Array.from({ length: repetitions }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
  // A process as a whole: by the clock.
  const work = `risk diff: ${changed} changed threats among ${threats}, by the clock`;
  process.stdout.write(`${table(goalHead, [goalRow(work, goal, summary(times))])}\n`);
});
