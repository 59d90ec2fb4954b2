import type { Moved, Place } from '../protocol/index.ts';

/** A figure on both sides; the delta only where both are known. */
export function moved(base: number | null | undefined, head: number | null | undefined): Moved {
  const [left, right] = [known(base), known(head)];
  return { base: left, head: right, delta: left === null || right === null ? null : right - left };
}

/** What is on one side only adds, or takes away, all of its figure. */
export function movedWhole(
  base: number | null | undefined,
  head: number | null | undefined,
  change: 'added' | 'removed',
): Moved {
  const both = moved(base, head);
  return { ...both, delta: change === 'added' ? both.head : both.base === null ? null : -both.base };
}

/** What was not computed (NaN) is as good as unknown. */
function known(figure: number | null | undefined): number | null {
  return figure === null || figure === undefined || Number.isNaN(figure) ? null : figure;
}

export function changeOf(base: unknown, head: unknown): 'added' | 'removed' | null {
  if (base === null || base === undefined) return 'added';
  return head === null || head === undefined ? 'removed' : null;
}

export function placeOf({ file, line, column, endLine, endColumn }: Place): Place {
  return { file, line, column, endLine, endColumn };
}
