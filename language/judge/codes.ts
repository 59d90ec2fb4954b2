/** Every code that needs figures. */
import type { CodeInfo } from '../checks/code.ts';
import { expectationCode, nearLimitCode } from './expectation-codes.ts';
import { judgements } from './registry.ts';

export const judgementCodes: readonly CodeInfo[] = [
  expectationCode,
  nearLimitCode,
  ...judgements.map((judgement) => judgement.info),
];
