// Builds everything that is shipped into dist/: `node scripts/build.mjs [--watch] [--production]`.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const common = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'none',
  logLevel: 'warning',
  charset: 'utf8',
  loader: { '.css': 'text', '.md': 'text', '.svg': 'text' },
};
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };
const browser = { ...common, platform: 'browser', target: 'es2022' };

/** The script of the page that `risk report` writes: a text inside the command. */
const page = {
  ...browser,
  sourcemap: false,
  minify: true,
  entryPoints: ['preview/page.ts'],
  outfile: 'dist/page.js',
  format: 'iife',
};

/** One line for each bundle: what goes in, what comes out, and for which host. */
const bundles = [
  { ...node, entryPoints: ['client/main-node.ts'], outfile: 'dist/client-node.cjs', external: ['vscode'] },
  {
    ...browser,
    entryPoints: ['client/main-browser.ts'],
    outfile: 'dist/client-browser.cjs',
    format: 'cjs',
    external: ['vscode'],
  },
  { ...node, entryPoints: ['server/main-node.ts'], outfile: 'dist/server-node.cjs' },
  { ...browser, entryPoints: ['server/main-browser.ts'], outfile: 'dist/server-browser.js', format: 'iife' },
  { ...browser, entryPoints: ['preview/main.ts'], outfile: 'dist/preview.js', format: 'iife' },
  {
    ...node,
    entryPoints: ['cli/start/main.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
  // ASCII (see toAscii), which is read without being decoded.
  {
    ...node,
    entryPoints: ['cli/main.ts'],
    outfile: 'dist/command.cjs',
    charset: 'ascii',
    minifyWhitespace: true,
    minifySyntax: true,
  },
  {
    ...common,
    entryPoints: ['engine/index.ts'],
    outfile: 'dist/engine.js',
    platform: 'neutral',
    target: 'es2022',
    format: 'esm',
    mainFields: ['module', 'main'],
  },
];

function generate() {
  const r = spawnSync(process.execPath, ['node_modules/langium-cli/bin/langium.js', 'generate'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (r.status !== 0) throw new Error('The grammar could not be generated.');
}

/** What esbuild leaves as it is: patterns. A `String.raw` would change, but for that of a pattern. */
function toAscii(file) {
  const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/[^\0-\x7f]/g, escaped));
}

/** The types of the library, from the type checker's own output. */
function declareTypes() {
  const r = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'engine'], { stdio: 'inherit' });
  if (r.status !== 0) throw new Error('The types of the engine could not be made.');
  cpSync('.tsbuild/engine', 'dist/types/engine', { recursive: true });
}

if (!watch) rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
generate();
await esbuild.build(page);
const command = bundles.find(({ outfile }) => outfile === 'dist/command.cjs');
command.define = {
  RISK_PAGE: JSON.stringify(readFileSync('dist/page.js', 'utf8')),
  // What the source reads the page with; the bundle has it.
  'import.meta.dirname': '"."',
};
if (watch) {
  for (const bundle of bundles) await (await esbuild.context(bundle)).watch();
} else {
  await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
  chmodSync('dist/cli.cjs', 0o755);
  toAscii('dist/command.cjs');
  if (production) declareTypes();
}
