/** Addresses and words of the pages that explain codes. */
import { urlOf } from '../../language/checks/code.ts';
import { allCodes } from '../../language/checks/codes.ts';

/**
 * The address of the page of a code: below the folder that the client brings along (`pages`), else on the project's
 * site; null where there is neither.
 */
export function pageOf(code: string, pages: string | null): string | null {
  if (pages !== null) return `${pages}/${code}.md`;
  const url = urlOf(code);
  return /^https?:\/\//.test(url) ? url : null;
}

/** Every code with its words, for completion. */
export const codeInfos = allCodes;
