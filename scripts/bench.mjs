// `npm run bench`: every benchmark, each as a process of its own; ratios are taken within one run.
//   node scripts/bench.mjs            prints
//   node scripts/bench.mjs --write    also writes docs/performance.md, with the machine
//   node scripts/bench.mjs --runs N   with N runs of each program instead of what each benchmark takes
import { readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { installPackages, root, run } from './run.mjs';

process.chdir(root);
installPackages();

/** What prints tables of its own; the other files in test/bench are parts of these. */
const benchmarks = {
  'exact.ts': 'The exact solver',
  'simulation.ts': 'The simulation',
  'review.ts': 'The review of a change',
  'reading.ts': 'Reading text',
};
const missing = Object.keys(benchmarks).filter((file) => !readdirSync('test/bench').includes(file));
if (missing.length > 0) throw new Error(`test/bench lacks ${missing.join(', ')}.`);

const given = process.argv.indexOf('--runs');
const runs = given < 0 ? [] : [process.argv[given + 1] ?? ''];
if (given >= 0 && !(Number(runs[0]) >= 1)) throw new Error(`--runs wants a number of runs, not "${runs[0]}".`);

const build = await run('node', ['scripts/build.mjs', '--production'], { quiet: true });
if (build.status !== 0) throw new Error(`The build failed:\n${build.output}`);

const node = (await run('node', ['--version'], { quiet: true })).output.trim();
const load = () => os.loadavg()[0].toFixed(1);
const machine = `${os.cpus()[0].model.trim()}, ${os.cpus().length} cores, ${os.type()}, Node ${node}`;
const before = load();
const parts = [];
const failed = [];
for (const [file, title] of Object.entries(benchmarks)) {
  console.log(`\n## ${title}\n`);
  const { status, output } = await run('node', [
    '--disable-warning=ExperimentalWarning',
    `test/bench/${file}`,
    ...runs,
  ]);
  if (status !== 0) failed.push(file);
  parts.push(`## ${title}\n\n${output.trim()}\n`);
}

/** Rows of the tables of goals, by what `verdict` in test/bench/table.ts says of them. */
const rows = parts.join('\n').split('\n');
const reached = rows.filter((row) => row.endsWith(' reached |') && !row.endsWith('NOT reached |'));
const notReached = rows.filter((row) => row.endsWith('NOT reached |'));
const summary = `${reached.length} of ${reached.length + notReached.length} goals are reached.`;
const after = load();
console.log(`\n${summary} ${machine}; load ${before} at the start, ${after} at the end.`);
for (const row of notReached) console.log(`  not reached: ${row.split('|')[1].trim()}`);
if (failed.length > 0) console.log(`  ended with an error: ${failed.join(', ')}`);

/** Programs that share a processor's caches with others take more of its time, too. */
const isBusy = Math.max(Number(before), Number(after)) > 1.5 * os.cpus().length;
const busy = isBusy
  ? `\nThe machine was busy with other programs during these runs: on an idle one times are shorter. Write them again there.\n`
  : '';
if (isBusy)
  console.log('  The machine was busy with other programs: run it again on an idle one before anything is concluded.');

if (process.argv.includes('--write') && failed.length === 0) {
  const head = `# Performance

${summary} Written by \`npm run bench -- --write\` on:

| | |
| --- | --- |
| machine | ${machine} |
| load | ${before} at the start, ${after} at the end; about 1 of it is the benchmark |

How to read it. One thread, warm where nothing else is said. A time is the processor's, of the thread that computes, for
other programs on the machine disturb it less than a clock; the median of several runs stands beside the least and the most. What is
compared ran in turn, run by run, so that a busy machine slows all of them: **quote the ratios rather than the times.**
${busy}`;
  writeFileSync('docs/performance.md', `${head}\n${parts.join('\n')}`);
  console.log('docs/performance.md is written.');
}
process.exit(failed.length > 0 ? 1 : 0);
