/** Addresses and words of the pages that explain codes. */
import { urlOf } from '../../language/checks/code.ts';
import { allCodes } from '../../language/checks/codes.ts';

/** The address of the page of a code; null while it is not an address that a browser opens. */
export function pageOf(code: string): string | null {
  const url = urlOf(code);
  return /^https?:\/\//.test(url) ? url : null;
}

/** Every code with its words, for completion. */
export const codeInfos = allCodes;
