/** The tests that look at the screen: the panel by itself, and the packaged extension in a real VS Code. */
import fs from 'node:fs';

import { ensureHost } from '../host/install.mjs';
import { bytesTests } from './bytes.mjs';
import { commentTests } from './comment.mjs';
import { packageTests } from './package.mjs';
import { panelTests } from './panel.mjs';
import { screenshots } from './panel-page.mjs';
import { reportTests } from './report.mjs';
import { reviewTests } from './review.mjs';
import { walkTests } from './walk.mjs';
import { webTests } from './web.mjs';

fs.mkdirSync(screenshots, { recursive: true });
const host = ensureHost();
const only = process.argv[2];
const suites = [
  panelTests,
  bytesTests,
  commentTests,
  reportTests,
  packageTests,
  walkTests,
  reviewTests,
  webTests,
].filter((suite) => !only || suite.name.startsWith(only));
let passed = 0;
let failed = 0;

/** Runs one test and says how it went; a failed one does not stop those that do not build on it. */
async function test(title, body) {
  const start = Date.now();
  try {
    await body();
    passed++;
    process.stdout.write(`  ok ${title} (${Date.now() - start} ms)\n`);
    return true;
  } catch (error) {
    failed++;
    process.stdout.write(`  FAILED ${title}\n${error.stack ?? error}\n`);
    return false;
  }
}

for (const suite of suites) await suite(test, host);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
