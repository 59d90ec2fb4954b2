/** What all parts of lowering share: the view of the system, its findings, its scope of quantities and what was read. */
import type { AstNode } from 'langium';
import type { Expression, SharedQuantity } from '../../engine/index.ts';
import type { SystemView } from '../checks/view.ts';
import type { Declaration, Let } from '../generated/ast.ts';
import type { Findings, QuantityScope, Value } from '../quantities/index.ts';
import type { LinkedSystem, LoweredEstimate } from '../stages.ts';
import { type UnitTable, unitInWords } from '../units/index.ts';

/** Shared quantities in the making: laws for the model, and stand-ins of the same support for interval arithmetic. */
export interface SharedQuantities {
  readonly laws: SharedQuantity[];
  readonly bounds: SharedQuantity[];
}

/** The `let`s of one loss that are known so far. */
export interface Lets {
  readonly values: Map<Let, Value>;
  readonly laws: Expression[];
  readonly bounds: Expression[];
}

export interface Base {
  readonly system: LinkedSystem;
  readonly view: SystemView;
  readonly findings: Findings;
  readonly units: UnitTable;
  readonly currency: string;
  readonly shared: SharedQuantities;
  readonly estimates: Map<AstNode, LoweredEstimate>;
  /** The scope of a place outside of a loss. */
  readonly scope: QuantityScope;
}

/** Remembers what an estimate became, for hover and inlay hints. */
export function record(
  base: Base,
  node: AstNode | undefined,
  value: Value | null,
  drawn: LoweredEstimate['drawn'],
): void {
  if (node === undefined || value === null) return;
  const unit = unitInWords(value.dimension, { currency: base.currency, units: base.units }, value.percent);
  base.estimates.set(node, { expression: value.expression, unit, drawn });
}

/** Whether the name of a declaration is declared once: of two with one name nobody can say which is meant. */
export function isUnique(base: Base, declaration: Declaration & { readonly name?: string }): boolean {
  return declaration.name !== undefined && (base.system.declarations.get(declaration.name)?.length ?? 0) === 1;
}

/** Order of names that does not depend on files or on the reader's language. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
