// `npm run bench`: every benchmark, each as a process of its own; ratios are taken within one run.
//   node scripts/bench.mjs            prints
//   node scripts/bench.mjs --write    also writes docs/performance.md, with the machine
import { readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { installPackages, root, run } from './run.mjs';

process.chdir(root);
installPackages();

/** What prints a report of its own; the other files in test/bench are parts of these. */
const benchmarks = { 'exact.ts': 'The exact solver', 'simulation.ts': 'The simulation', 'review.ts': 'risk diff' };
const missing = Object.keys(benchmarks).filter((file) => !readdirSync('test/bench').includes(file));
if (missing.length > 0) throw new Error(`test/bench lacks ${missing.join(', ')}.`);

const build = await run('node', ['scripts/build.mjs', '--production'], { quiet: true });
if (build.status !== 0) throw new Error(`The build failed:\n${build.output}`);

const machine = `${os.cpus()[0].model.trim()}, ${os.cpus().length} cores, ${os.type()}; load ${os.loadavg()[0].toFixed(1)} at the start`;
const parts = [];
let failed = false;
for (const [file, title] of Object.entries(benchmarks)) {
  console.log(`\n== ${title}`);
  const { status, output } = await run('node', ['--disable-warning=ExperimentalWarning', `test/bench/${file}`]);
  if (status !== 0) failed = true;
  parts.push(`## ${title}\n\n\`node test/bench/${file}\`\n\n\`\`\`text\n${output.trim()}\n\`\`\`\n`);
}
if (process.argv.includes('--write') && !failed) {
  const node = (await run('node', ['--version'], { quiet: true })).output.trim();
  const head = `# Performance\n\nWritten by \`node scripts/bench.mjs --write\` on ${machine}, Node ${node}. Times are medians of repeated runs with their\nspread; what is compared ran in turn within one run. The machine was shared: quote the ratios, not the times.\n`;
  writeFileSync('docs/performance.md', `${head}\n${parts.join('\n')}`);
}
process.exit(failed ? 1 : 0);
