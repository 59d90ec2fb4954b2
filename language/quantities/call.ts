/** Calls: `pert(…)`, `discrete(v: w, …)`, `truncate(e, max: …)`, `min(e, …)`. */

import { listed } from '../../protocol/index.ts';
import type { Argument, Call } from '../generated/ast.ts';
import { type Dimension, dimensionInWords, isPlain, nearest, plain, sameDimension } from '../units/index.ts';
import type { LowerExpression } from './expression-context.ts';
import type { GivenArgument, ListFunction, ListItem, Parameter, PlainFunction } from './functions/function.ts';
import { quantityFunctions } from './functions/index.ts';
import type { Place } from './place.ts';
import { oneFix, replacement, textOf } from './report.ts';
import { type QuantityScope, unitWordsOf } from './scope.ts';
import { knownNumber, type Value } from './value.ts';

/** A call as a value; `place` is handed on to the estimates that it takes. null: an error was reported. */
export function lowerCall(call: Call, place: Place | null, scope: QuantityScope, lower: LowerExpression): Value | null {
  const found = quantityFunctions.get(call.function);
  if (found === undefined) {
    const near = nearest(call.function, quantityFunctions.keys());
    const hint = near === null ? `There are ${listed([...quantityFunctions.keys()])}.` : `Did you mean \`${near}\`?`;
    scope.report('reference', call, `\`${call.function}\` is not a function. ${hint}`, {
      property: 'function',
      ...(near === null ? {} : { fix: oneFix(replacement(`Write \`${near}\``, call, near, { property: 'function' })) }),
    });
    return null;
  }
  return found.kind === 'list'
    ? callList(call, found, place, scope, lower)
    : callPlain(call, found, place, scope, lower);
}

function callPlain(
  call: Call,
  found: PlainFunction,
  place: Place | null,
  scope: QuantityScope,
  lower: LowerExpression,
): Value | null {
  const matched = matchArguments(call, found, scope);
  if (matched === null) return null;
  const given = new Map<string, GivenArgument>();
  for (const [parameter, argument] of matched) {
    const value = lower(argument.value, parameter.takes === 'estimate' ? place : null, scope);
    if (value === null) return null;
    given.set(parameter.name, { node: argument.value, value });
  }
  const common = commonDimension(matched, given, scope);
  if (common === null) return null;
  for (const [parameter, argument] of matched)
    if (!isOfKind(parameter, given.get(parameter.name)?.value ?? null, argument, scope)) return null;
  return found.make({
    node: call,
    scope,
    dimension: common.dimension,
    percent: common.percent,
    has: (name) => given.has(name),
    argument: (name) => given.get(name)!,
    number: (name) => knownNumber(given.get(name)!.value.expression)!,
  });
}

type Matched = readonly (readonly [Parameter, Argument])[];

/** Which argument is which parameter; null: an error was reported. */
function matchArguments(call: Call, found: PlainFunction, scope: QuantityScope): Matched | null {
  const byName = new Map(found.parameters.map((parameter) => [parameter.name, parameter]));
  const positional = found.parameters.filter((parameter) => !parameter.named);
  const signature = `${found.name}(${found.parameters.map((p) => p.name).join(', ')})`;
  const matched = new Map<Parameter, Argument>();
  let position = 0;
  for (const argument of call.arguments) {
    if (argument.value === undefined) return null;
    if (argument.weight !== undefined) {
      scope.report('syntax', argument, `\`${found.name}\` takes no weights. Write ${signature}.`);
      return null;
    }
    const parameter = argument.name === undefined ? positional[position++] : byName.get(argument.name);
    if (parameter === undefined) {
      refuseArgument(argument, found, signature, scope);
      return null;
    }
    if (matched.has(parameter)) {
      scope.report('syntax', argument, `\`${parameter.name}\` of \`${found.name}\` is given twice.`);
      return null;
    }
    matched.set(parameter, argument);
  }
  const missing = found.parameters.filter((parameter) => !parameter.optional && !matched.has(parameter));
  if (missing.length === 0) return [...matched];
  scope.report(
    'syntax',
    call,
    `\`${found.name}\` lacks ${listed(missing.map((p) => `\`${p.name}\``))}. Write ${signature}.`,
  );
  return null;
}

function refuseArgument(argument: Argument, found: PlainFunction, signature: string, scope: QuantityScope): void {
  if (argument.name === undefined) {
    const most = found.parameters.filter((parameter) => !parameter.named).length;
    scope.report(
      'syntax',
      argument,
      `\`${found.name}\` takes ${most} ${most === 1 ? 'argument' : 'arguments'} by position at most. Write ${signature}.`,
    );
    return;
  }
  const near = nearest(
    argument.name,
    found.parameters.map((parameter) => parameter.name),
  );
  const hint = near === null ? `Write ${signature}.` : `Did you mean \`${near}\`?`;
  scope.report('syntax', argument, `\`${found.name}\` has no argument \`${argument.name}\`. ${hint}`, {
    property: 'name',
    ...(near === null ? {} : { fix: oneFix(replacement(`Write \`${near}\``, argument, near, { property: 'name' })) }),
  });
}

interface Common {
  readonly dimension: Dimension;
  readonly percent: boolean;
}

/** The unit that the quantities of a call share. */
function commonDimension(
  matched: Matched,
  given: ReadonlyMap<string, GivenArgument>,
  scope: QuantityScope,
): Common | null {
  const ofUnit = matched.filter(([parameter]) => ['quantity', 'spread', 'estimate'].includes(parameter.takes));
  const values = ofUnit.map(([parameter]) => given.get(parameter.name)!);
  if (!sameUnits(values, scope)) return null;
  const dimension = values[0]?.value.dimension ?? plain;
  return { dimension, percent: values.length > 0 && values.every(({ value }) => value.percent) };
}

function sameUnits(values: readonly GivenArgument[], scope: QuantityScope): boolean {
  const [first, ...rest] = values;
  for (const other of rest) {
    if (sameDimension(first.value.dimension, other.value.dimension)) continue;
    const [a, b] = [first, other].map(({ value }) =>
      dimensionInWords(value.dimension, unitWordsOf(scope), value.percent),
    );
    scope.report(
      'unit',
      other.node,
      `The arguments need one unit: \`${textOf(first.node)}\` is ${a}, \`${textOf(other.node)}\` is ${b}. Write the unit at each.`,
    );
    return false;
  }
  return true;
}

function isOfKind(parameter: Parameter, value: Value | null, argument: Argument, scope: QuantityScope): boolean {
  if (value === null) return false;
  if (parameter.takes === 'estimate') return true;
  const text = textOf(argument.value);
  const number = knownNumber(value.expression);
  if (number === null) {
    scope.report('syntax', argument.value, `\`${parameter.name}\` is a known number, found the uncertain \`${text}\`.`);
    return false;
  }
  const pure = parameter.takes === 'number' || parameter.takes === 'positive';
  if (pure && !isPlain(value.dimension)) {
    const found = dimensionInWords(value.dimension, unitWordsOf(scope));
    scope.report('unit', argument.value, `\`${parameter.name}\` is a plain number, found ${found}.`);
    return false;
  }
  if ((parameter.takes === 'positive' || parameter.takes === 'spread') && !(number > 0)) {
    scope.report('range', argument.value, `\`${parameter.name}\` is more than 0, found \`${text}\`.`);
    return false;
  }
  return true;
}

function callList(
  call: Call,
  found: ListFunction,
  place: Place | null,
  scope: QuantityScope,
  lower: LowerExpression,
): Value | null {
  if (call.arguments.length === 0) {
    const example = found.items === 'weighted' ? `${found.name}($1M: 70%, $5M: 30%)` : `${found.name}($1M, $5M)`;
    scope.report('syntax', call, `\`${found.name}\` takes one argument at least, such as ${example}.`);
    return null;
  }
  const items: ListItem[] = [];
  for (const argument of call.arguments) {
    const item = listItem(argument, found, found.items === 'estimates' ? place : null, scope, lower);
    if (item === null) return null;
    items.push(item);
  }
  return sameUnits(items, scope) ? found.make(items, { node: call, scope }) : null;
}

function listItem(
  argument: Argument,
  found: ListFunction,
  place: Place | null,
  scope: QuantityScope,
  lower: LowerExpression,
): ListItem | null {
  if (argument.value === undefined) return null;
  if (argument.name !== undefined) {
    scope.report('syntax', argument, `\`${found.name}\` has no argument \`${argument.name}\`: it takes a list.`, {
      property: 'name',
    });
    return null;
  }
  if ((argument.weight !== undefined) !== (found.items === 'weighted')) {
    const message =
      found.items === 'weighted'
        ? `Each value of \`${found.name}\` has a weight: write \`${textOf(argument)}: 50%\`.`
        : `\`${found.name}\` takes no weights.`;
    scope.report('syntax', argument, message);
    return null;
  }
  const value = lower(argument.value, place, scope);
  if (value === null) return null;
  if (found.items !== 'estimates' && knownNumber(value.expression) === null) {
    scope.report(
      'syntax',
      argument.value,
      `\`${found.name}\` takes known numbers, found the uncertain \`${textOf(argument.value)}\`.`,
    );
    return null;
  }
  const weight = argument.weight === undefined ? 1 : weightOf(argument, scope, lower);
  return weight === null ? null : { node: argument.value, value, weight };
}

function weightOf(argument: Argument, scope: QuantityScope, lower: LowerExpression): number | null {
  const node = argument.weight;
  const value = node === undefined ? null : lower(node, null, scope);
  if (node === undefined || value === null) return null;
  const number = knownNumber(value.expression);
  if (number === null || !isPlain(value.dimension)) {
    scope.report('unit', node, `A weight is a known plain number or a percentage, found \`${textOf(node)}\`.`);
    return null;
  }
  if (number > 0) return number;
  scope.report('range', node, `A weight is more than 0, found \`${textOf(node)}\`. Leave the value out.`);
  return null;
}
