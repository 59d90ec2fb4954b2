/** What a function of the language is: its parameters and what it makes of them. */
import type { AstNode } from 'langium';
import type { Dimension } from '../../units/index.ts';
import type { QuantityScope } from '../scope.ts';
import type { Value } from '../value.ts';

export interface Parameter {
  readonly name: string;
  /** One sentence for signature help. */
  readonly help: string;
  /**
   * `quantity`: a known number, of one unit with all other quantities. `number`: a known plain number.
   * `positive`: a known plain number above 0. `spread`: a `quantity` above 0. `estimate`: any estimate, of one unit.
   */
  readonly takes: 'quantity' | 'spread' | 'number' | 'positive' | 'estimate';
  readonly optional?: boolean;
  /** Never by position. */
  readonly named?: boolean;
}

export interface GivenArgument {
  readonly node: AstNode;
  readonly value: Value;
}

export interface GivenArguments {
  readonly node: AstNode;
  readonly scope: QuantityScope;
  /** The dimension that the quantities have in common; plain where there is none. */
  readonly dimension: Dimension;
  /** All quantities are written in hundredths. */
  readonly percent: boolean;
  has(name: string): boolean;
  /** The known number of a parameter that is given. */
  number(name: string): number;
  /** The argument of a parameter that is given. */
  argument(name: string): GivenArgument;
}

/** A function with parameters by position or name. */
export interface PlainFunction {
  readonly kind: 'plain';
  readonly name: string;
  readonly help: string;
  readonly parameters: readonly Parameter[];
  /** The value, in the dimension of the quantities unless it says another; null: an error was reported. */
  readonly make: (given: GivenArguments) => Value | null;
}

/** A function of a list: every argument is alike. */
export interface ListFunction {
  readonly kind: 'list';
  readonly name: string;
  readonly help: string;
  /** `known`: known numbers; `weighted`: known numbers, each with a weight; `estimates`: any estimates. */
  readonly items: 'known' | 'weighted' | 'estimates';
  readonly make: (
    items: readonly ListItem[],
    of: { readonly node: AstNode; readonly scope: QuantityScope },
  ) => Value | null;
}

export interface ListItem extends GivenArgument {
  /** 1 where none is written. */
  readonly weight: number;
}

export type QuantityFunction = PlainFunction | ListFunction;
