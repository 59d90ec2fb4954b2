// Packs the extension: `node scripts/package.mjs [FILE.vsix]`. Builds what is shipped, minified, from the sources.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, run } from './run.mjs';

/** Where the package goes unless it is said. */
export const defaultPackage = path.join(root, 'artifacts/risk-as-code.vsix');

/** Builds and packs; throws a sentence with the tool's own words where a step fails. */
export async function packageExtension(file = defaultPackage) {
  mkdirSync(path.dirname(file), { recursive: true });
  await must('The build', 'node', ['scripts/build.mjs', '--production']);
  // Bundles hold their dependencies, so none is packed.
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file];
  await must('vsce', 'node', ['node_modules/@vscode/vsce/vsce', 'package', ...options]);
  return file;
}

async function must(name, command, args) {
  const { status, output } = await run(command, args, { quiet: true });
  if (status !== 0) throw new Error(`${name} failed with status ${status}:\n${output}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = await packageExtension(process.argv[2] && path.resolve(process.argv[2]));
  if (!existsSync(file)) throw new Error(`vsce ended well but wrote no ${file}.`);
  process.stdout.write(`${path.relative(root, file)}: ${Math.round(statSync(file).size / 1024)} KB\n`);
}
