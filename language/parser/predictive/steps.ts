/**
 * The grammar as steps: each reads what it stands for, builds both trees as Langium's parser does, and says whether the
 * text fits. What the grammar of this language does not use (guards, fragments, unordered groups) has no steps.
 */
import type { TokenTypeDictionary } from 'chevrotain';
import {
  type AstReflection,
  AstUtils,
  type CompositeCstNodeImpl,
  type CstNode,
  GrammarAST,
  GrammarUtils,
} from 'langium';
import { valueFor } from '../value-converter.ts';
import { endOfText, type FirstAndFollow, firstAndFollowIn, wordOf } from './first-and-follow.ts';
import { choosing, entering } from './lookahead.ts';
import { close, type GrowingNode, leaf, open, type Reading, wrap } from './reading.ts';

/** Whether the text fits; if it does not, nothing else counts any more. */
export type Step = (reading: Reading) => boolean;

interface Context {
  readonly reflection: AstReflection;
  readonly tokens: TokenTypeDictionary;
  readonly sets: FirstAndFollow;
  readonly rules: Map<GrammarAST.ParserRule, Step>;
  /** What a node of a type has that the text leaves out: its empty lists, what is false. */
  readonly defaults: Map<string, readonly (readonly [property: string, value: unknown])[]>;
}

/** Reads a whole file into `reading.node`. `tokens`: as the lexer makes them. */
export function stepsOf(grammar: GrammarAST.Grammar, tokens: TokenTypeDictionary, reflection: AstReflection): Step {
  const sets = firstAndFollowIn(grammar, tokens);
  const context: Context = { reflection, tokens, sets, rules: new Map(), defaults: new Map() };
  const entry = grammar.rules.find((rule) => GrammarAST.isParserRule(rule) && rule.entry) as GrammarAST.ParserRule;
  return (reading) => {
    if (!ruleStep(context, entry)(reading) || reading.at < reading.tokens.length) return false;
    complete(context, reading.node!, reading.root);
    return true;
  };
}

/** Made when a text first needs it. A rule leaves its node in `reading.node`, or its text in `reading.text`. */
function ruleStep(context: Context, rule: GrammarAST.ParserRule): Step {
  let step = context.rules.get(rule);
  if (step === undefined) {
    const body = stepOf(context, rule.definition);
    const create = isText(rule) || beginsWithNode(rule.definition) ? null : creator(GrammarUtils.getTypeName(rule));
    step =
      create === null
        ? body
        : (reading) => {
            reading.node = create();
            return body(reading);
          };
    context.rules.set(rule, step);
  }
  return step;
}

function stepOf(context: Context, element: GrammarAST.AbstractElement): Step {
  const once = plainStep(context, element);
  if (!element.cardinality) return once;
  const isEntered = entering(element, context.sets);
  const isNext = ({ tokens, at }: Reading) =>
    isEntered(tokens[at]?.tokenTypeIdx ?? endOfText, tokens[at + 1]?.tokenTypeIdx ?? endOfText);
  if (element.cardinality === '?') return (reading) => !isNext(reading) || once(reading);
  const repeat: Step = (reading) => {
    while (isNext(reading)) if (!once(reading)) return false;
    return true;
  };
  return element.cardinality === '*' ? repeat : (reading) => once(reading) && repeat(reading);
}

function plainStep(context: Context, element: GrammarAST.AbstractElement): Step {
  if (wordOf(element) !== null) return tokenStep(context, element, element);
  if (GrammarAST.isAssignment(element)) return stepOf(context, element.terminal);
  if (GrammarAST.isGroup(element)) return groupStep(context, element);
  if (GrammarAST.isAlternatives(element)) return alternativesStep(context, element);
  if (GrammarAST.isAction(element)) return actionStep(context, element);
  const called = GrammarAST.isCrossReference(element) ? element.terminal : element;
  if (called !== undefined && wordOf(called) !== null) return tokenStep(context, called, element);
  const rule = GrammarAST.isRuleCall(called) ? called.rule.ref : undefined;
  if (!GrammarAST.isParserRule(rule)) throw new Error(`No text can be read for a ${element.$type} of the grammar.`);
  return isText(rule) ? textStep(context, rule, element) : nodeStep(context, rule, element);
}

function groupStep(context: Context, { elements }: GrammarAST.Group): Step {
  const steps = elements.map((element) => stepOf(context, element));
  return (reading) => {
    for (let index = 0; index < steps.length; index++) if (!steps[index](reading)) return false;
    return true;
  };
}

function alternativesStep(context: Context, element: GrammarAST.Alternatives): Step {
  const choose = choosing(element, context.sets);
  const steps: (Step | undefined)[] = [];
  return (reading) => {
    const { tokens, at } = reading;
    const chosen = choose(tokens[at]?.tokenTypeIdx ?? endOfText, tokens[at + 1]?.tokenTypeIdx ?? endOfText);
    if (chosen < 0) return false;
    steps[chosen] ??= stepOf(context, element.elements[chosen]);
    return steps[chosen](reading);
  };
}

/** One token. `source`: what the concrete tree says it comes from, the word itself or the reference around it. */
function tokenStep(context: Context, word: GrammarAST.AbstractElement, source: GrammarAST.AbstractElement): Step {
  const expected = context.tokens[wordOf(word)!].tokenTypeIdx;
  const rule = GrammarAST.isRuleCall(word) ? word.rule.ref : undefined;
  const convert = rule === undefined ? null : valueFor(rule);
  const assign = assignment(source);
  const isInText = assign === null && isText(AstUtils.getContainerOfType(word, GrammarAST.isParserRule)!);
  return (reading) => {
    const token = reading.tokens[reading.at];
    if (token === undefined || token.tokenTypeIdx !== expected) return false;
    const node = leaf(reading, token, source);
    if (assign === null && !isInText) return true;
    const value = convert === null ? token.image : convert(token.image);
    if (assign !== null) assign(reading, reading.node!, value, node);
    else reading.text += value;
    return true;
  };
}

/** A rule that gives a text: a name, a word of a list. */
function textStep(context: Context, rule: GrammarAST.ParserRule, source: GrammarAST.AbstractElement): Step {
  const convert = valueFor(rule);
  const assign = assignment(source);
  let read: Step | null = null;
  return (reading) => {
    read ??= ruleStep(context, rule);
    const before = reading.text;
    reading.text = '';
    open(reading, source);
    if (!read(reading)) return false;
    const branch = close(reading);
    const value = convert(reading.text);
    reading.text = assign === null ? before + value : before;
    assign?.(reading, reading.node!, value, branch);
    return true;
  };
}

/**
 * A rule that gives a node. One that is not assigned to a property takes the place of the node around it; unlike in
 * Langium's tree it has no branch of its own then: a number alone would have seven around it.
 */
function nodeStep(context: Context, rule: GrammarAST.ParserRule, source: GrammarAST.AbstractElement): Step {
  let read: Step | null = null;
  const assign = assignment(source);
  if (assign === null) {
    return (reading) => {
      read ??= ruleStep(context, rule);
      return read(reading);
    };
  }
  return (reading) => {
    read ??= ruleStep(context, rule);
    const outer = reading.node!;
    open(reading, source);
    if (!read(reading)) return false;
    const branch = close(reading);
    const node = reading.node!;
    complete(context, node, branch);
    reading.node = outer;
    assign(reading, outer, node, branch);
    return true;
  };
}

/** A type for the node, or a new node around it. */
function actionStep(context: Context, action: GrammarAST.Action): Step {
  const type = GrammarUtils.getTypeName(action);
  const { feature, operator } = action;
  if (feature === undefined || operator === undefined) {
    return (reading) => {
      reading.node!.$type = type;
      return true;
    };
  }
  const create = creator(type);
  const assign = assigner(operator, feature, null);
  return (reading) => {
    const inner = reading.node!;
    const branch = wrap(reading, action);
    complete(context, inner, branch);
    reading.node = create();
    assign(reading, reading.node, inner, branch);
    return true;
  };
}

/** The last of a node: its place in the text, and what the text left out. */
function complete(context: Context, node: GrowingNode, branch: CompositeCstNodeImpl): void {
  node.$cstNode = branch;
  for (const [property, value] of defaultsOf(context, node.$type)) {
    if (node[property] === undefined) node[property] = Array.isArray(value) ? [] : value;
  }
  branch.astNode = node;
}

function defaultsOf({ reflection, defaults }: Context, type: string) {
  let found = defaults.get(type);
  if (found === undefined) {
    const { properties } = reflection.getTypeMetaData(type);
    found = Object.values(properties).flatMap(({ name, defaultValue }) =>
      defaultValue === undefined ? [] : [[name, defaultValue] as const],
    );
    defaults.set(type, found);
  }
  return found;
}

type Assign = (reading: Reading, node: GrowingNode, value: unknown, place: CstNode) => void;

/** What becomes of what an element gives; null: it is assigned to nothing. */
function assignment(source: GrammarAST.AbstractElement): Assign | null {
  const found = AstUtils.getContainerOfType(source, GrammarAST.isAssignment);
  if (found === undefined) return null;
  const reference = GrammarAST.isCrossReference(source) ? source : null;
  return assigner(found.operator, found.feature, reference);
}

function assigner(
  operator: GrammarAST.Assignment['operator'],
  property: string,
  reference: GrammarAST.CrossReference | null,
): Assign {
  if (operator === '?=') {
    return (_, node) => {
      node[property] = true;
    };
  }
  const itemOf = ({ linker }: Reading, node: GrowingNode, value: unknown, place: CstNode): unknown =>
    reference === null ? value : linker.buildReference(node, property, place, value as string);
  if (operator === '=') {
    return (reading, node, value, place) => {
      const item = itemOf(reading, node, value, place);
      node[property] = item;
      if (isNode(item)) {
        item.$container = node;
        item.$containerProperty = property;
      }
    };
  }
  return (reading, node, value, place) => {
    const item = itemOf(reading, node, value, place);
    const list = node[property] as unknown[] | undefined;
    if (list === undefined) node[property] = [item];
    else list.push(item);
    if (isNode(item)) {
      item.$container = node;
      item.$containerProperty = property;
      item.$containerIndex = list === undefined ? 0 : list.length - 1;
    }
  };
}

function isNode(value: unknown): value is GrowingNode {
  return typeof value === 'object' && value !== null && '$type' in value;
}

function isText(rule: GrammarAST.ParserRule): boolean {
  return GrammarUtils.isDataTypeRule(rule);
}

/** Whether a rule begins with the node of another one, which takes its place. */
function beginsWithNode(element: GrammarAST.AbstractElement): boolean {
  if (GrammarAST.isAlternatives(element)) return element.elements.every(beginsWithNode);
  if (GrammarAST.isGroup(element)) return element.elements.length > 0 && beginsWithNode(element.elements[0]);
  return GrammarAST.isRuleCall(element) && GrammarAST.isParserRule(element.rule.ref) && !isText(element.rule.ref);
}

/** Makes plain objects. By a constructor of its own for each place: the engine learns how much room they need. */
function creator(type: string): () => GrowingNode {
  const Node = function (this: GrowingNode) {
    this.$type = type;
  } as unknown as new () => GrowingNode;
  Node.prototype = Object.prototype;
  return () => new Node();
}
