/** Which way the grammar goes on: decided by the next token, and where that fits both ways by the one after it (LL(2)). */
import type { GrammarAST } from 'langium';
import { type Element, type FirstAndFollow, isNullable, type Tokens } from './first-and-follow.ts';

/** Takes the next two tokens. */
export type Decision<Choice> = (first: number, second: number) => Choice;

/** Whether an optional or repeated element is entered: yes, where it and what follows it fit alike. */
export function entering(element: Element, { firstOf, secondOf, followOf }: FirstAndFollow): Decision<boolean> {
  let follow: Tokens | null = null;
  const known: (boolean | Tokens | undefined)[] = [];
  return (first, second) => {
    known[first] ??= decide(first);
    const decided = known[first];
    return typeof decided === 'boolean' ? decided : decided.has(second);
  };

  function decide(first: number): boolean | Tokens {
    if (!firstOf(element).has(first)) return false;
    follow ??= followOf(element);
    return follow.has(first) ? secondOf(element, first) : true;
  }
}

/** The alternative that is taken, the first of those that fit alike; -1: none. */
export function choosing(
  { elements }: GrammarAST.Alternatives,
  { firstOf, secondOf }: FirstAndFollow,
): Decision<number> {
  const known: (number | readonly Candidate[] | undefined)[] = [];
  return (first, second) => {
    known[first] ??= decide(first);
    const decided = known[first];
    if (typeof decided === 'number') return decided;
    return decided.find(({ seconds }) => seconds.has(second))?.index ?? -1;
  };

  function decide(first: number): number | readonly Candidate[] {
    const fit = elements.flatMap((element, index) => (firstOf(element).has(first) ? [index] : []));
    if (fit.length === 0) return elements.findIndex(isNullable);
    if (fit.length === 1) return fit[0];
    return fit.map((index) => ({ index, seconds: secondOf(elements[index], first) }));
  }
}

interface Candidate {
  readonly index: number;
  readonly seconds: Tokens;
}
