/** Cells that several tables share. */
import type { Place } from '../../protocol/index.ts';
import { moneyInWords } from '../../protocol/words/index.ts';
import { h, type ViewNode } from '../dom/node.ts';

/** Money; what is unknown is a dash with a word for it, never 0. `lacks` makes it "at least". */
export function moneyCell(value: number | null, currency: string, lacks = false): ViewNode[] {
  if (value === null) return [unknown()];
  const exact = `${lacks ? 'at least ' : ''}${value.toFixed(2)} ${currency}`;
  return [h('span', { title: exact }, `${lacks ? '≥ ' : ''}${moneyInWords(value, currency)}`)];
}

export function unknown(why = 'no figure'): ViewNode {
  return h(
    'span',
    { class: 'unknown', title: why },
    h('span', { 'aria-hidden': 'true' }, '–'),
    h('span', { class: 'unseen' }, why),
  );
}

/** A name that leads to its line, with its title below. */
export function nameCell(item: Place & { readonly name: string; readonly title: string | null }): ViewNode[] {
  return [
    h('button', { type: 'button', class: 'name', ...revealing(item), title: `${item.file}:${item.line}` }, item.name),
    ...(item.title === null ? [] : [h('div', { class: 'title' }, item.title)]),
  ];
}

/** What makes an element lead to a line of the text. */
export function revealing(place: { readonly file: string; readonly line: number; readonly column: number }) {
  return { 'data-action': 'reveal', 'data-file': place.file, 'data-line': place.line, 'data-column': place.column };
}
