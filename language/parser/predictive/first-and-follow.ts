/**
 * The sets of the theory of predictive parsing: the tokens that an element may begin with (FIRST), and those that may come
 * after it (FOLLOW). Worked out when a text first asks for them: a small file asks for few.
 */
import { EOF, type TokenTypeDictionary } from 'chevrotain';
import { AstUtils, GrammarAST } from 'langium';

export type Element = GrammarAST.AbstractElement;
/** Of tokens, by their `tokenTypeIdx`. */
export type Tokens = ReadonlySet<number>;

export interface FirstAndFollow {
  readonly firstOf: (element: Element) => Tokens;
  /** The tokens that may come after `first`, if an element begins with that. */
  readonly secondOf: (element: Element, first: number) => Tokens;
  /** The tokens that may come after an element that is not repeated again, wherever its rule is called. */
  readonly followOf: (element: Element) => Tokens;
}

/** The token that stands behind the last one. */
export const endOfText: number = EOF.tokenTypeIdx!;

/** The calls of rules that led to a place, the last first; null: it may be any. */
interface Calls {
  readonly site: GrammarAST.RuleCall;
  readonly outer: Calls | null;
}

/** What may come after a place, as far as it has been found, and the calls that were looked behind. */
interface Following {
  readonly tokens: Set<number>;
  readonly seen: Set<Element>;
}

export function firstAndFollowIn(grammar: GrammarAST.Grammar, types: TokenTypeDictionary): FirstAndFollow {
  const firsts = new Map<Element, Tokens>();
  let sites: ReadonlyMap<GrammarAST.AbstractRule, readonly GrammarAST.RuleCall[]> | null = null;

  function firstOf(element: Element): Tokens {
    let found = firsts.get(element);
    if (found === undefined) {
      found = newFirst(element);
      firsts.set(element, found);
    }
    return found;
  }

  function newFirst(element: Element): Tokens {
    const word = wordOf(element);
    if (word !== null) return new Set([types[word].tokenTypeIdx!]);
    const found = new Set<number>();
    for (const part of beginningsOf(element)) addAll(found, firstOf(part));
    return found;
  }

  function secondOf(element: Element, first: number): Tokens {
    const following: Following = { tokens: new Set(), seen: new Set() };
    const begin = (part: Element, calls: Calls | null): void => {
      if (!firstOf(part).has(first)) return;
      const within = GrammarAST.isRuleCall(part) ? { site: part, outer: calls } : calls;
      if (wordOf(part) !== null) addFollowing(part, calls, following);
      else for (const inner of beginningsOf(part)) begin(inner, within);
    };
    begin(element, null);
    return following.tokens;
  }

  function followOf(element: Element): Tokens {
    const following: Following = { tokens: new Set(), seen: new Set() };
    addOutside(element, null, following);
    return following.tokens;
  }

  /** Adds what may come after an element, itself again if it is repeated. */
  function addFollowing(element: Element, calls: Calls | null, following: Following): void {
    if (element.cardinality === '*' || element.cardinality === '+') addAll(following.tokens, firstOf(element));
    addOutside(element, calls, following);
  }

  function addOutside(element: Element, calls: Calls | null, following: Following): void {
    const around = element.$container as Element | GrammarAST.ParserRule;
    if (GrammarAST.isParserRule(around)) {
      if (calls === null) addAfterRule(around, following);
      else addFollowing(calls.site, calls.outer, following);
      return;
    }
    if (GrammarAST.isGroup(around)) {
      for (const next of around.elements.slice(around.elements.indexOf(element) + 1)) {
        addAll(following.tokens, firstOf(next));
        if (!isNullable(next)) return;
      }
    }
    addFollowing(around, calls, following);
  }

  /** Wherever the rule is called. */
  function addAfterRule(rule: GrammarAST.ParserRule, following: Following): void {
    if (rule.entry) following.tokens.add(endOfText);
    sites ??= callSites(grammar);
    for (const site of sites.get(rule) ?? []) {
      if (following.seen.has(site)) continue;
      following.seen.add(site);
      addFollowing(site, null, following);
    }
  }

  return { firstOf, secondOf, followOf };
}

/** The name of the token that an element stands for; null: it has parts. */
export function wordOf(element: Element): string | null {
  if (GrammarAST.isKeyword(element)) return element.value;
  if (!GrammarAST.isRuleCall(element)) return null;
  const rule = element.rule.ref;
  return GrammarAST.isTerminalRule(rule) ? rule.name : null;
}

/** Whether an element may be nothing at all. */
export function isNullable(element: Element): boolean {
  if (element.cardinality === '?' || element.cardinality === '*' || GrammarAST.isAction(element)) return true;
  if (wordOf(element) !== null) return false;
  const parts = partsOf(element);
  return GrammarAST.isAlternatives(element) ? parts.some(isNullable) : parts.every(isNullable);
}

/** The parts of an element with which it may begin. */
function beginningsOf(element: Element): readonly Element[] {
  const parts = partsOf(element);
  if (GrammarAST.isAlternatives(element)) return parts;
  const first = parts.findIndex((part) => !isNullable(part));
  return first < 0 ? parts : parts.slice(0, first + 1);
}

/** What an element is made of: one after another, or the one or the other. */
function partsOf(element: Element): readonly Element[] {
  if (GrammarAST.isGroup(element) || GrammarAST.isAlternatives(element)) return element.elements;
  if (GrammarAST.isAssignment(element)) return [element.terminal];
  if (GrammarAST.isCrossReference(element)) return element.terminal === undefined ? [] : [element.terminal];
  if (GrammarAST.isRuleCall(element)) return [(element.rule.ref as GrammarAST.ParserRule).definition];
  return [];
}

function callSites(grammar: GrammarAST.Grammar): ReadonlyMap<GrammarAST.AbstractRule, readonly GrammarAST.RuleCall[]> {
  const found = new Map<GrammarAST.AbstractRule, GrammarAST.RuleCall[]>();
  for (const node of AstUtils.streamAllContents(grammar)) {
    if (!GrammarAST.isRuleCall(node) || node.rule.ref === undefined) continue;
    const same = found.get(node.rule.ref);
    if (same === undefined) found.set(node.rule.ref, [node]);
    else same.push(node);
  }
  return found;
}

function addAll(found: Set<number>, more: Tokens): void {
  for (const token of more) found.add(token);
}
