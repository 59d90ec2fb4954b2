import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { isAccepted, isDated, isNotApplicable, isReview } from '../generated/ast.ts';
import type { Finding, Fix } from '../stages.ts';
import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { addMonths, isCalendarDate, isPast } from './dates.ts';
import { after } from './durations.ts';
import { alternative, replace } from './edits.ts';
import { findingAt } from './finding.ts';
import { hasDate } from './impossible-date.ts';
import { notesAround } from './provenance.ts';
import { properties } from './view.ts';

const info: CodeInfo = {
  code: 'stale',
  severity: 'warning',
  title: 'A date that has passed',
  help: 'An estimate is due for review, or a decision that was made until a date is past it.',
  adjustable: true,
  needs: 'text',
};

export const stale: Check = {
  info,
  run: ({ view, nodes, today }) => {
    const period = view.system.node ? properties(view.system.node, 'ReviewAfter')[0]?.period : undefined;
    const context: Context = { system: view.system.node, period, today };
    return nodes.filter(hasDate).flatMap((node) => staleAt(node, context) ?? []);
  },
};

interface Context {
  readonly system: ast.System | null;
  readonly period: ast.Expression | undefined;
  readonly today: string;
}

function staleAt(node: AstNode, context: Context): Finding | null {
  const { today } = context;
  if (isReview(node) && isPast(node.date, today)) {
    const message = `The review was due on ${node.date}. Look at the numbers again, and set the next date.`;
    return findingAt(info, node, message, { property: 'date', fix: renew(node, 'date', today) });
  }
  if (isNotApplicable(node) && node.until !== undefined && isPast(node.until, today)) {
    const message =
      `This was judged not applicable until ${node.until}, and still covers its categories. ` +
      'Judge it again and set another date, or write the threat.';
    return findingAt(info, node, message, { property: 'until', fix: renew(node, 'until', today) });
  }
  if (isAccepted(node) && isPast(node.until, today)) {
    const message =
      `The risk was accepted until ${node.until} by ${node.who}. ` +
      'Have it accepted again with another date, or treat it and remove the line.';
    return findingAt(info, node, message, { property: 'until', fix: renew(node, 'until', today) });
  }
  return isDated(node) ? staleDated(node, context) : null;
}

/** A `dated` falls due by the system's `review after`, unless a `review` date is said for it. */
function staleDated(node: ast.Dated, { system, period, today }: Context): Finding | null {
  if (!isCalendarDate(node.date)) return null;
  const due = after(node.date, period);
  if (due === null || !isPast(due, today)) return null;
  if (notesAround(node.$container, system).some((notes) => notes.some(isReview))) return null;
  const message =
    `The numbers are of ${node.date} and were due for review on ${due}, by the system's \`review after\`. ` +
    'Look at them again and set the date of today, or write `review` with the next date.';
  const fix = {
    alternatives: [alternative(`It was looked at today, ${today}`, [replace(node, today, { property: 'date' })], true)],
  };
  return findingAt(info, node, message, { property: 'date', fix });
}

function renew(node: AstNode, property: string, today: string): Fix {
  return {
    alternatives: [12, 6, 3].map((months) => {
      const date = addMonths(today, months);
      return alternative(
        `Renew for ${months} months, until ${date}`,
        [replace(node, date, { property })],
        months === 12,
      );
    }),
  };
}
