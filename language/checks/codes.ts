/** All codes, of the language, of the checks and of what is judged with figures. */
import { judgementCodes } from '../judge/codes.ts';
import type { CodeInfo } from './code.ts';
import { ignoreCode } from './ignores.ts';
import { languageCodes } from './language-codes.ts';
import { checks } from './registry.ts';

/** Every code once, in the order of its name. */
export const allCodes: readonly CodeInfo[] = unique([
  ...languageCodes,
  ...checks.map((check) => check.info),
  ...judgementCodes,
  ignoreCode,
]);

const byCode: ReadonlyMap<string, CodeInfo> = new Map(allCodes.map((info) => [info.code, info]));

/** What is known of a code; undefined if there is none of that name. */
export function codeInfo(code: string): CodeInfo | undefined {
  return byCode.get(code);
}

function unique(infos: readonly CodeInfo[]): readonly CodeInfo[] {
  const found = new Map(infos.map((info) => [info.code, info]));
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
