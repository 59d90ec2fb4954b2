/** What the grammar says about its words: which start a declaration, which may come first in a rule. */
import { AstUtils, GrammarAST } from 'langium';

/** Words kept for a later version of the language: never a name, never anything else. */
export const reservedWords: ReadonlySet<string> = new Set([
  'pattern',
  'like',
  'use',
  'team',
  'part',
  'covers',
  'scenario',
  'environment',
  'insurance',
  'portfolio',
  'requires',
  'raises',
  'variant',
]);

/** Whether a keyword or token type is a word of the language: not punctuation, not a terminal such as `ID`. */
export function isWord(keyword: string): boolean {
  return /^\p{Ll}/u.test(keyword);
}

/** Every keyword of the grammar that is a word. */
export function wordsOf(grammar: GrammarAST.Grammar): ReadonlySet<string> {
  const words = new Set<string>();
  for (const node of AstUtils.streamAllContents(grammar)) {
    if (GrammarAST.isKeyword(node) && isWord(node.value)) words.add(node.value);
  }
  return words;
}

/** The words that start a declaration. They appear nowhere else (but `system` after `expect`). */
export function declarationWordsOf(grammar: GrammarAST.Grammar): ReadonlySet<string> {
  return new Set(firstWordsOf(grammar, 'Declaration'));
}

/** The keywords and terminals that may come first in a rule, in the order of the grammar; empty for an unknown rule. */
export function firstWordsOf(grammar: GrammarAST.Grammar, ruleName: string): readonly string[] {
  const rule = grammar.rules.find((candidate) => candidate.name === ruleName);
  if (rule === undefined || !GrammarAST.isParserRule(rule)) return [];
  const found: string[] = [];
  collectFirst(rule.definition, found, new Set([rule]));
  return [...new Set(found)];
}

/** Adds the first words of an element; true if the element may also be empty. */
function collectFirst(
  element: GrammarAST.AbstractElement,
  found: string[],
  seen: Set<GrammarAST.AbstractRule>,
): boolean {
  const optional = element.cardinality === '?' || element.cardinality === '*';
  if (GrammarAST.isKeyword(element)) {
    found.push(element.value);
    return optional;
  }
  if (GrammarAST.isRuleCall(element)) return collectRule(element.rule.ref, found, seen) || optional;
  if (GrammarAST.isAssignment(element)) return collectFirst(element.terminal, found, seen) || optional;
  if (GrammarAST.isCrossReference(element)) {
    return (element.terminal !== undefined && collectFirst(element.terminal, found, seen)) || optional;
  }
  if (GrammarAST.isAction(element)) return true;
  if (GrammarAST.isAlternatives(element)) {
    return element.elements.map((part) => collectFirst(part, found, seen)).some(Boolean) || optional;
  }
  if (GrammarAST.isGroup(element) || GrammarAST.isUnorderedGroup(element)) {
    return element.elements.every((part) => collectFirst(part, found, seen)) || optional;
  }
  return optional;
}

function collectRule(
  rule: GrammarAST.AbstractRule | undefined,
  found: string[],
  seen: Set<GrammarAST.AbstractRule>,
): boolean {
  if (rule === undefined) return false;
  if (!GrammarAST.isParserRule(rule)) {
    found.push(rule.name);
    return false;
  }
  if (seen.has(rule)) return false;
  seen.add(rule);
  return collectFirst(rule.definition, found, seen);
}
