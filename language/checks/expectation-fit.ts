import { misfitOf } from '../judge/misfit.ts';
import type { Check } from './check.ts';
import { findingAt } from './finding.ts';
import { reference, syntax } from './language-codes.ts';

/** An `expect` whose measure or state does not belong to what it names. */
export const expectationFit: Check = {
  info: reference,
  run: ({ view }) =>
    view.expectations.flatMap((expectation) => {
      const misfit = misfitOf(expectation);
      if (misfit === null) return [];
      const info = misfit.code === 'syntax' ? syntax : reference;
      return [findingAt(info, expectation, misfit.message, { property: misfit.property })];
    }),
};
