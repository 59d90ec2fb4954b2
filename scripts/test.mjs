// `npm test`: installs what the tests need, then runs every test and says how many ran.
//   node scripts/test.mjs             everything
//   node scripts/test.mjs unit cli    only these stages
import { installPackages, root, run } from './run.mjs';

process.chdir(root);
installPackages();

const rooms = [
  'engine',
  'protocol',
  'sources',
  'evidence',
  'architecture',
  'language',
  'report',
  'review',
  'connect',
  'server',
  'cli',
  'client',
  'preview',
];
const mocha = (...files) => ['node', ['node_modules/mocha/bin/mocha.js', ...files]];

/** Each stage is a command; mocha's summary, or a line `N passed, N failed`, says how many tests it ran. */
const stages = [
  { name: 'build', command: ['node', ['scripts/build.mjs']], tests: false },
  { name: 'types', command: ['node', ['node_modules/typescript/bin/tsc', '-b']], tests: false },
  { name: 'lint', command: ['node', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']], tests: false },
  { name: 'unit', command: mocha(...rooms.map((r) => `${r}/test/**/*.test.ts`)), tests: true },
  {
    name: 'process',
    command: mocha(
      'test/lsp/**/*.test.ts',
      'test/cli/**/*.test.ts',
      'test/house/**/*.test.ts',
      'test/examples/**/*.test.ts',
    ),
    tests: true,
  },
  { name: 'extension', command: ['node', ['test/extension/run.mjs']], tests: true },
  { name: 'ui', command: ['node', ['test/ui/run.mjs']], tests: true },
];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((c) => !stages.some((s) => s.name === c));
if (unknown.length > 0) {
  console.error(`There is no stage "${unknown[0]}". The stages are ${stages.map((s) => s.name).join(', ')}.`);
  process.exit(2);
}

const sum = (output, pattern) => [...output.matchAll(pattern)].reduce((n, m) => n + Number(m[1]), 0);
let passed = 0;
let failed = 0;
let skipped = 0;
const broken = [];
for (const stage of stages) {
  if (chosen.length > 0 && !chosen.includes(stage.name)) continue;
  const start = Date.now();
  console.log(`\n== ${stage.name}`);
  const { status, output } = await run(...stage.command);
  const ok = sum(output, /^\s*(\d+) passing\b/gm) + sum(output, /^(\d+) passed, \d+ failed/gm);
  const bad = sum(output, /^\s*(\d+) failing\b/gm) + sum(output, /^\d+ passed, (\d+) failed/gm);
  skipped += sum(output, /^\s*(\d+) pending\b/gm);
  passed += ok;
  failed += bad;
  if (status !== 0 || (stage.tests && ok === 0)) {
    broken.push(stage.name);
    if (bad === 0) failed += 1;
  }
  console.log(
    `== ${stage.name}: ${status === 0 ? 'ok' : `failed (status ${status})`}, ${((Date.now() - start) / 1000).toFixed(0)} s`,
  );
  if (status !== 0 && stage.name === 'build') break;
}
if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(broken.length > 0 || failed > 0 ? 1 : 0);
