/** Markdown put together from pieces until there is no more room. */

/** A piece of the text; the lower its rank, the later it is cut. */
export interface Block {
  readonly rank: number;
  readonly text: string;
  /** Pieces that stand behind one another in the same fold are shown folded together. */
  readonly fold?: Fold;
}

export interface Fold {
  /** As Markdown in HTML. */
  readonly title: string;
}

const between = '\n\n';
const close = '</details>';

/**
 * Blocks in their order, at most `room` characters; of what does not fit the highest ranks go first, among equals the
 * last. Where something is cut, `reserve` says so.
 */
export function assembled(room: number, blocks: readonly Block[], reserve: string): string {
  const kept = new Set<number>();
  const folds = new Set<Fold>();
  let left = room - reserve.length - between.length;
  const byRank = blocks.map((_, index) => index).sort((a, b) => blocks[a].rank - blocks[b].rank || a - b);
  for (const index of byRank) {
    const { text, fold } = blocks[index];
    const opened = fold === undefined || folds.has(fold) ? 0 : opening(fold).length + close.length + 2 * between.length;
    const size = text.length + between.length + opened;
    if (size > left) continue;
    left -= size;
    kept.add(index);
    if (fold !== undefined) folds.add(fold);
  }
  const shown: string[] = [];
  let open: Fold | undefined;
  for (const [index, { text, fold }] of blocks.entries()) {
    if (!kept.has(index)) continue;
    if (open !== undefined && open !== fold) shown.push(close);
    if (fold !== undefined && open !== fold) shown.push(opening(fold));
    open = fold;
    shown.push(text);
  }
  if (open !== undefined) shown.push(close);
  return [...shown, ...(kept.size < blocks.length ? [reserve] : [])].join(between);
}

function opening({ title }: Fold): string {
  return `<details><summary>${title}</summary>`;
}
