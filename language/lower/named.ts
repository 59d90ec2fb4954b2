/** Quantities with a name: estimates and asset properties, drawn once a year for all, and distributions, drawn afresh. */
import { type AstNode, AstUtils } from 'langium';

import type {
  Asset,
  AssetProperty,
  Value as AssetValue,
  Distribution,
  Estimate,
  Let,
  NamedEstimate,
  Reference,
  Size,
} from '../generated/ast.ts';
import { isAsset, isDistribution, isLet, isNamedEstimate, isReference } from '../generated/ast.ts';
import { isDamaged } from '../parser/damage.ts';
import {
  anyPlace,
  boundsOf,
  collectFindings,
  countPlace,
  lowerEstimate,
  moneyPlace,
  type Place,
  type QuantityScope,
  readEstimate,
  standIn,
  type Value,
} from '../quantities/index.ts';
import { textOf } from '../quantities/report.ts';
import { type Base, byName, isUnique, record } from './base.ts';

/** Something with a name that an expression can refer to. */
type Item = NamedEstimate | Distribution | Size | AssetValue;

/** The values of names; absent or null: in error, which has been said at the declaration. */
export interface NamedQuantities {
  readonly values: Map<Item, Value | null>;
  /** How many draws and operations the text of a distribution stands for. */
  readonly sizes: Map<Distribution, number>;
  readonly uses: Map<AstNode, number>;
}

/** A distribution that stands for more draws than this, through others that use others, is a mistake. */
const mostDraws = 10_000;

export function emptyNames(): NamedQuantities {
  return { values: new Map(), sizes: new Map(), uses: new Map() };
}

/** Fills in every named quantity of the system, each after those that it uses. */
export function lowerNamed(
  base: Base,
  named: NamedQuantities,
  order: readonly Item[],
  circular: ReadonlySet<Item>,
): void {
  for (const item of order)
    named.values.set(item, circular.has(item) || isBroken(base, item) ? null : lowerItem(base, named, item));
}

/** All named quantities, in an order that does not depend on where they are declared. */
export function itemsOf(base: Base): readonly Item[] {
  const { estimates, distributions, assets } = base.view;
  const ofAssets = [...assets].sort(byName).flatMap((asset) => asset.properties.filter(isQuantified));
  return [...[...estimates].sort(byName), ...ofAssets, ...[...distributions].sort(byName)];
}

function isQuantified(property: AssetProperty): property is Size | AssetValue {
  return property.$type === 'Size' || property.$type === 'Value';
}

/** What an item's text refers to. */
export function referredTo(item: Item): readonly Item[] {
  if (item.estimate === undefined) return [];
  return AstUtils.streamAst(item.estimate)
    .filter(isReference)
    .map(itemOf)
    .filter((found) => found !== undefined)
    .toArray();
}

/** The item that a reference stands for. */
function itemOf(reference: Reference): Item | undefined {
  const target = reference.target?.ref;
  if (target === undefined || isLet(target)) return undefined;
  return isAsset(target) ? propertyOf(target, reference.property) : target;
}

function propertyOf(asset: Asset, property: Reference['property']): Size | AssetValue | undefined {
  const type = property === 'size' ? 'Size' : 'Value';
  return asset.properties.filter(isQuantified).find((found) => found.$type === type);
}

/** What an item is called in messages and in the key of its draws. */
export function itemName(item: Item): string {
  if (item.$type === 'Size' || item.$type === 'Value') return `${item.$container.name}.${item.$type.toLowerCase()}`;
  return item.name;
}

function isBroken(base: Base, item: Item): boolean {
  const declaration = item.$type === 'Size' || item.$type === 'Value' ? item.$container : item;
  if (isDamaged(declaration) || !isUnique(base, declaration)) return true;
  // Given twice: nobody can say which is meant.
  return isAsset(declaration) && declaration.properties.filter((property) => property.$type === item.$type).length > 1;
}

function lowerItem(base: Base, named: NamedQuantities, item: Item): Value | null {
  if (isDistribution(item)) return lowerDistribution(base, named, item);
  const place = item.$type === 'Size' ? countPlace : item.$type === 'Value' ? moneyPlace : anyPlace;
  const value = lowerEstimate(item.estimate, place, base.scope);
  record(base, item.estimate, value, 'yearly');
  if (value === null) return null;
  const { kind } = value.expression;
  // What is known exactly, or is another shared quantity, needs no draw of its own.
  if (kind === 'constant' || kind === 'shared') return { ...value, named: true };
  const name = isNamedEstimate(item) ? `estimate ${item.name}` : `asset ${itemName(item)}`;
  const bounds = boundsOf(value.expression, base.scope);
  const index = base.shared.laws.push({ name, expression: value.expression }) - 1;
  base.shared.bounds.push({ name, expression: standIn(bounds) });
  return { ...value, expression: { kind: 'shared', index }, named: true };
}

/** A distribution is read once for itself, to say what is wrong with it, and again wherever it is used. */
function lowerDistribution(base: Base, named: NamedQuantities, item: Distribution): Value | null {
  const inner = collectFindings();
  const scope: QuantityScope = { ...base.scope, report: inner.report, observedUnder: () => 1 };
  const size = referredTo(item).reduce(
    (sum, other) => sum + (isDistribution(other) ? (named.sizes.get(other) ?? 0) : 1),
    1,
  );
  named.sizes.set(item, size);
  if (size > mostDraws) {
    base.findings.report(
      'range',
      item,
      `\`${item.name}\` stands for more than ${mostDraws} draws, because it uses distributions that use others. Write it shorter.`,
      { property: 'name' },
    );
    return null;
  }
  const value = lowerEstimate(item.estimate, anyPlace, scope);
  // Under controls the prediction depends on the place of use, and is judged there.
  const observedUnder = item.estimate?.observations.some((observation) => observation.controls.length > 0) ?? false;
  for (const finding of inner.all) if (!(observedUnder && finding.code === 'surprise')) base.findings.add(finding);
  record(base, item.estimate, value, 'per-event');
  return value;
}

/** What a name stands for at a place; null: in error, said here or at its declaration. */
export function resolveName(
  named: NamedQuantities,
  lets: ReadonlyMap<Let, Value>,
  reference: Reference,
  place: Place | null,
  scope: QuantityScope,
): Value | null {
  const target = reference.target?.ref;
  if (target === undefined) return null;
  if (isAsset(target)) return resolveAsset(named, target, reference, scope);
  if (reference.property !== undefined) {
    scope.report(
      'reference',
      reference,
      `Only assets have a \`${reference.property}\`, and \`${target.name}\` is none. Write \`${target.name}\`.`,
    );
    return null;
  }
  if (isLet(target)) return lets.get(target) ?? null;
  named.uses.set(target, (named.uses.get(target) ?? 0) + 1);
  const value = named.values.get(target) ?? null;
  return value !== null && isDistribution(target) ? inline(target, target.estimate, reference, place, scope) : value;
}

function resolveAsset(named: NamedQuantities, asset: Asset, reference: Reference, scope: QuantityScope): Value | null {
  if (reference.property === undefined) {
    scope.report(
      'reference',
      reference,
      `\`${asset.name}\` is an asset. Write \`${asset.name}.size\` or \`${asset.name}.value\`.`,
    );
    return null;
  }
  named.uses.set(asset, (named.uses.get(asset) ?? 0) + 1);
  const property = propertyOf(asset, reference.property);
  if (property !== undefined) return named.values.get(property) ?? null;
  if (isDamaged(asset)) return null;
  const example = reference.property === 'size' ? 'size 1.2M records' : 'value $5M';
  scope.report(
    'reference',
    reference,
    `The asset \`${asset.name}\` has no ${reference.property}. Write one in its body, such as \`${example}\`.`,
  );
  return null;
}

/** A distribution as if its text stood at the reference. */
function inline(
  target: Distribution,
  estimate: Estimate,
  reference: Reference,
  place: Place | null,
  scope: QuantityScope,
): Value | null {
  const inner = collectFindings();
  const value = readEstimate(estimate, place, { ...scope, report: inner.report, takesEvidence: false });
  for (const finding of inner.all) {
    if (finding.severity !== 'error') {
      scope.forward(finding);
      continue;
    }
    const related = [{ uri: finding.uri, range: finding.range, message: 'This is what stands here.' }];
    const code = finding.code as Parameters<QuantityScope['report']>[0];
    scope.report(
      code,
      reference,
      `\`${target.name}\`, which is \`${textOf(estimate)}\`, does not fit here. ${finding.message}`,
      { related },
    );
    return null;
  }
  return value;
}
