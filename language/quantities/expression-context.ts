/** The one recursive step that the parts of an expression share. */
import type { Expression } from '../generated/ast.ts';
import type { Place } from './place.ts';
import type { QuantityScope } from './scope.ts';
import type { Value } from './value.ts';

/** An expression of the language as a value; null: an error was reported, here or where a name was declared. */
export type LowerExpression = (node: Expression, place: Place | null, scope: QuantityScope) => Value | null;
