import { isAccepted, isDated, isNotApplicable, isReview } from '../generated/ast.ts';
import type { Check } from './check.ts';
import { isCalendarDate } from './dates.ts';
import { findingAt } from './finding.ts';
import { syntax } from './language-codes.ts';

export const impossibleDate: Check = {
  info: syntax,
  run: ({ nodes }) =>
    nodes.flatMap((node) => {
      const dated = isDated(node) || isReview(node);
      if (!dated && !isNotApplicable(node) && !isAccepted(node)) return [];
      const date = dated ? node.date : node.until;
      if (date === undefined || isCalendarDate(date)) return [];
      const message = `${date} is not a day of the calendar. Write a date such as 2026-03-01: year, month, day.`;
      return [findingAt(syntax, node, message, { property: dated ? 'date' : 'until' })];
    }),
};
