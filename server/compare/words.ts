/** What lenses and hovers say of a difference: pure text. */
import { type DiffSystem, type DiffThreat, type Moved, moneyInWords } from '../../protocol/index.ts';
import { code, list, paragraphs, plain } from '../hover/markdown.ts';
import type { ComparedSystem } from './compare-root.ts';

/** Lines of text that a hover shows at most. */
const mostLines = 8;

export type ComparedKind = 'system' | 'threat' | 'element' | 'control';

/** Money a year that an item moved by, as far as its figure would show it; null where it did not, or has no figure. */
export function movementOf({ diff }: ComparedSystem, kind: 'system' | 'element', name: string): number | null {
  const moved = kind === 'system' ? diff.ale : diff.elements.find((one) => one.name === name)?.ale;
  return moved && moved.delta !== null && isSeen(moved) ? moved.delta : null;
}

/** `+$180k a year since HEAD`; null where an item did not move by what its figure would show. */
export function differenceWords({ diff, revision }: ComparedSystem, kind: ComparedKind, name: string): string | null {
  const since = `since ${revision}`;
  // Where all is new, once is enough.
  if (diff.change === 'added') return kind === 'system' ? `new ${since}` : null;
  const named = <T extends { readonly name: string }>(items: readonly T[]) => items.find((item) => item.name === name);
  if (kind === 'system') return movedWords(diff.ale, diff, 'a year', since);
  if (kind === 'element') {
    const element = named(diff.elements);
    return element ? movedWords(element.ale, diff, 'a year', since) : null;
  }
  if (kind === 'threat') {
    const threat = named(diff.threats);
    if (!threat || threat.notComparable !== null) return null;
    return threat.change === 'added' ? `new ${since}` : movedWords(threat.ale, diff, 'a year', since);
  }
  const control = named(diff.controls);
  if (!control) return null;
  if (control.change === 'added') return `new ${since}`;
  const { base, head } = control.status;
  if (base !== null && head !== null && base !== head) return `was ${base} in ${revision}`;
  return movedWords(control.riskReduction, diff, 'a year saved', since);
}

function movedWords(moved: Moved, { currency }: DiffSystem, unit: string, since: string): string | null {
  if (moved.delta === null || !isSeen(moved)) return null;
  return `${moneyInWords(moved.delta, currency, { signed: true })} ${unit} ${since}`;
}

/** Whether the two figures would be written differently: three digits are shown. */
function isSeen({ base, head, delta }: Moved): boolean {
  return Math.abs(delta ?? 0) > 0.0005 * Math.max(Math.abs(base ?? 0), Math.abs(head ?? 0));
}

/** Base and now, and the lines of text that made the difference, as Markdown; null where a threat did not change. */
export function threatDifference({ diff, revision }: ComparedSystem, name: string): string | null {
  const threat = diff.threats.find((one) => one.name === name);
  if (!threat || diff.change === 'added') return null;
  const since = plain(revision);
  if (threat.change === 'added') return `New since ${since}.`;
  if (threat.notComparable !== null) return `Not comparable with ${since}: ${plain(threat.notComparable)}`;
  const lines = threat.causes.map(({ path, before, after, delta }) => {
    const texts = `${before === null ? 'nothing' : code(before)} → ${after === null ? 'nothing' : code(after)}`;
    return `${plain(path)}: ${texts} (${deltaWords(delta, diff.currency)})`;
  });
  if (lines.length === 0 && threat.renamedFrom === null && threat.change === 'unchanged') return null;
  const more = lines.length > mostLines ? [`and ${lines.length - mostLines} more`] : [];
  return paragraphs(headOf(threat, diff, since), list([...lines.slice(0, mostLines), ...more]));
}

function headOf({ ale, renamedFrom }: DiffThreat, { currency }: DiffSystem, since: string): string {
  const name = renamedFrom === null ? '' : ` Its name was ${plain(renamedFrom)}.`;
  const money = (amount: number | null) => (amount === null ? 'no figure' : moneyInWords(amount, currency));
  if (ale.delta === 0) return `Since ${since}: the expected loss stays at ${money(ale.head)} a year.${name}`;
  const by = ale.delta === null ? '' : ` (${deltaWords(ale.delta, currency)})`;
  return `Since ${since}: ${money(ale.base)} → ${money(ale.head)} a year${by}.${name}`;
}

function deltaWords(delta: number, currency: string): string {
  return delta === 0 ? 'no change' : moneyInWords(delta, currency, { signed: true });
}
