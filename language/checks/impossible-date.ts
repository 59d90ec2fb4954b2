import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { isDated, isReview } from '../generated/ast.ts';
import type { Check } from './check.ts';
import { isCalendarDate } from './dates.ts';
import { findingAt } from './finding.ts';
import { syntax } from './language-codes.ts';

type WithDate = ast.Dated | ast.Review | ast.NotApplicable | ast.Accepted;

const withDate: ReadonlySet<string> = new Set<WithDate['$type']>(['Dated', 'Review', 'NotApplicable', 'Accepted']);

/** What holds a day of the calendar. */
export function hasDate(node: AstNode): node is WithDate {
  return withDate.has(node.$type);
}

export const impossibleDate: Check = {
  info: syntax,
  run: ({ nodes }) =>
    nodes.filter(hasDate).flatMap((node) => {
      const dated = isDated(node) || isReview(node);
      const date = dated ? node.date : node.until;
      if (date === undefined || isCalendarDate(date)) return [];
      const message = `${date} is not a day of the calendar. Write a date such as 2026-03-01: year, month, day.`;
      return [findingAt(syntax, node, message, { property: dated ? 'date' : 'until' })];
    }),
};
