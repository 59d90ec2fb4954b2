/** Helpers for tests of checks: a marked text and what is found in it without figures. */
import { checkOnly } from '../../check.ts';
import type { Finding } from '../../stages.ts';
import { expectFindings, type Project } from '../helpers.ts';

/** The date of all tests. */
export const today = '2026-11-21';

/** Everything that is found in a project without figures. */
export function findingsIn(project: Project, date = today): readonly Finding[] {
  return project.systems.flatMap((system) => checkOnly(project.services, system, { today: date }).findings);
}

/** Holds the findings of one code against the markers `⟦code: …⟧` of a text: same places, none more. */
export function expectCode(code: string | readonly string[], marked: string): Promise<readonly Finding[]> {
  const only = typeof code === 'string' ? [code] : code;
  return expectFindings(marked, { only, find: (project) => findingsIn(project) });
}
