/** The script of a report's page. The build puts it into the command; from the source it is read where the build left it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

declare const RISK_PAGE: string | undefined;

export async function pageScript(): Promise<string> {
  if (typeof RISK_PAGE === 'string') return RISK_PAGE;
  return readFile(path.join(import.meta.dirname, '../../dist/page.js'), 'utf8');
}
