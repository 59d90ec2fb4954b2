import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { assessAll } from '../../assess.ts';
import { allCodes } from '../../checks/codes.ts';
import type { Finding } from '../../stages.ts';
import { snapshotOf } from '../evidence/memory.ts';
import { inWords, project } from '../helpers.ts';
import { today } from './helpers.ts';

const root = new URL('../../../docs/checks/', import.meta.url);

/** The files of a section of a page: each block of code is one, named by the comment on its first line. */
function filesOf(page: string, section: string): Record<string, string> {
  const body = page.split(`\n## ${section}\n`)[1].split('\n## ')[0];
  const blocks = [...body.matchAll(/```risk\n([\s\S]*?)```/g)].map((match) => match[1]);
  return Object.fromEntries(blocks.map((text) => [/^\/\/ (\S+\.risk)/.exec(text)?.[1] ?? 'model.risk', text]));
}

/** Reports beside them: blocks of JSON with a path behind the word. */
function reportsOf(page: string, section: string): Record<string, string> {
  const body = page.split(`\n## ${section}\n`)[1].split('\n## ')[0];
  return Object.fromEntries([...body.matchAll(/```json (\S+)\n([\s\S]*?)```/g)].map((match) => [match[1], match[2]]));
}

async function findingsOf(page: string, section: string): Promise<readonly Finding[]> {
  const { services, systems } = await project(filesOf(page, section));
  const evidence = await snapshotOf(systems, reportsOf(page, section));
  // Simulated, for one of the codes is about what simulation cannot tell.
  const assessments = await assessAll(services, { today, evidence, method: 'simulation' });
  return assessments.flatMap((assessment) => assessment.findings);
}

describe('the example on the page of', () => {
  for (const { code } of allCodes) {
    it(`${code} shows it, and what to do about it works`, async () => {
      const page = readFileSync(new URL(`${code}.md`, root), 'utf8');
      const shown = await findingsOf(page, 'Example');
      assert.ok(
        shown.some((finding) => finding.code === code),
        'the example shows it',
      );
      const corrected = await findingsOf(page, 'What to do');
      assert.deepEqual(
        corrected.filter((finding) => finding.code === code || finding.severity === 'error').map(inWords),
        [],
      );
    });
  }
});
