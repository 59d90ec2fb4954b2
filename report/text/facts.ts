import type { Named } from '../../protocol/index.ts';
import type { TextOptions } from './style.ts';
import { clean, wrap } from './width.ts';

/** What is said of a thing, by its word; what is empty is left out. */
export type Facts = readonly (readonly [word: string, text: string])[];

/** Name, title, kind and place. */
export function titleLine(kind: string, { name, title, file, line }: Named, { style }: TextOptions): string {
  const words = title === null ? '' : ` ${clean(title)}`;
  return `${style.strong(clean(name))}${words} ${style.faint(`${kind}, ${clean(file)}:${line}`)}`;
}

export function factLines(facts: Facts, { width }: TextOptions): string[] {
  return facts
    .filter(([, text]) => text !== '')
    .map(([word, text]) => wrap(`${word} ${clean(text)}`, width, '  ', '    '));
}
