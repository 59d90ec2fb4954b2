/** Which threats each `reduces` line of a control catches. */
import { listed } from '../../protocol/index.ts';
import { placesOf } from '../checks/scopes.ts';
import { categoriesOf, properties, type SystemView } from '../checks/view.ts';
import type { Control, Reduces, Threat } from '../generated/ast.ts';
import { isZone } from '../generated/ast.ts';
import { isDamaged } from '../parser/damage.ts';
import { oneFix, replacement } from '../quantities/report.ts';
import type { Base } from './base.ts';
import { type FactorsOf, factorsOf, lackInWords, mayBeNamed } from './factors.ts';

export interface Catch {
  readonly control: Control;
  readonly line: Reduces;
  /** Threats that it reduces: caught, and with the factor. */
  readonly threats: readonly Threat[];
  /** Threats that it may act on and that cannot be told for sure, because the line is broken. */
  readonly suspects: readonly Threat[];
  readonly broken: boolean;
}

export interface Catches {
  readonly all: readonly Catch[];
  readonly byThreat: ReadonlyMap<Threat, readonly Catch[]>;
  readonly byControl: ReadonlyMap<Control, readonly Catch[]>;
  readonly factors: ReadonlyMap<Threat, FactorsOf>;
}

/** The catches of every control, retired ones included. */
export function catchesOf(base: Base): Catches {
  const { view } = base;
  const factors = new Map(view.threats.map((threat) => [threat, factorsOf(threat)] as const));
  const unsure = view.threats.some((threat) => !isPlaced(threat));
  const all: Catch[] = [];
  const byThreat = new Map<Threat, Catch[]>();
  const byControl = new Map<Control, Catch[]>();
  for (const control of view.controls) {
    for (const line of properties(control, 'Reduces')) {
      const caught = catchOf(base, control, line, factors, unsure);
      all.push(caught);
      append(byControl, control, caught);
      for (const threat of caught.threats) append(byThreat, threat, caught);
    }
  }
  return { all, byThreat, byControl, factors };
}

function append<Key>(into: Map<Key, Catch[]>, key: Key, caught: Catch): void {
  const list = into.get(key);
  if (list === undefined) into.set(key, [caught]);
  else list.push(caught);
}

/** Whether it is known what a threat strikes and in which categories. */
function isPlaced(threat: Threat): boolean {
  if (isDamaged(threat)) return false;
  const places = properties(threat, 'On').flatMap((on) => on.places);
  return places.every(
    (place) => place.element?.ref !== undefined && (place.end === undefined || place.end.ref !== undefined),
  );
}

function catchOf(
  base: Base,
  control: Control,
  line: Reduces,
  factors: ReadonlyMap<Threat, FactorsOf>,
  unsure: boolean,
): Catch {
  if (line.factor === undefined) return { control, line, threats: [], suspects: [], broken: true };
  const byName = line.categories.length === 0;
  const found = byName ? caughtByName(base, line, factors) : caughtByCategory(base, line, factors);
  if (!found.broken && found.threats.length === 0 && !(unsure && !byName))
    reportNothing(base, line, found.without, unsure);
  return { control, line, threats: found.threats, suspects: found.suspects, broken: found.broken };
}

interface Caught {
  readonly threats: readonly Threat[];
  readonly suspects: readonly Threat[];
  readonly broken: boolean;
  /** Caught, but without the factor. */
  readonly without: readonly Threat[];
}

function caughtByName(base: Base, line: Reduces, factors: ReadonlyMap<Threat, FactorsOf>): Caught {
  const threats = new Set<Threat>();
  let broken = line.threats.length === 0;
  for (const [index, reference] of line.threats.entries()) {
    const threat = reference.ref;
    const has = threat === undefined ? undefined : factors.get(threat);
    if (threat === undefined || has === undefined) {
      broken = true;
    } else if (mayBeNamed(line.factor, has) || isDamaged(threat)) threats.add(threat);
    else {
      broken = true;
      const message = `The threat "${threat.name}" has ${lackInWords(line.factor)}, so it cannot be reduced.${alternative(line.factor)}`;
      base.findings.report('reference', line, message, { property: 'threats', index });
    }
  }
  return { threats: [...threats], suspects: [...threats], broken, without: [] };
}

function alternative(factor: Reduces['factor']): string {
  if (factor === 'contact' || factor === 'action') return ' Reduce its "frequency" or "vulnerability".';
  return ' Reduce its "loss", or write what it lacks.';
}

function caughtByCategory(base: Base, line: Reduces, factors: ReadonlyMap<Threat, FactorsOf>): Caught {
  const { view } = base;
  const broken = !scopesAreWhole(base, line) || line.except.some((reference) => reference.ref === undefined);
  const categories = new Set(line.categories);
  const except = new Set(line.except.map((reference) => reference.ref));
  const places = placesOf(line.scopes, view);
  const threats: Threat[] = [];
  const without: Threat[] = [];
  const suspects: Threat[] = [];
  for (const threat of view.threats) {
    if (except.has(threat) || !shares(categoriesOf(threat), categories)) continue;
    const isHere = strikes(view, threat, places);
    if (!isHere && !broken) continue;
    const has = factors.get(threat);
    const reducible = has?.present.has(line.factor) ?? false;
    if (isHere) (reducible ? threats : without).push(threat);
    if (reducible) suspects.push(threat);
  }
  return { threats, suspects: broken ? suspects : threats, broken, without };
}

function shares<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const item of a) if (b.has(item)) return true;
  return false;
}

function strikes(view: SystemView, threat: Threat, places: ReturnType<typeof placesOf>): boolean {
  return shares(view.strikes.get(threat) ?? new Set(), places);
}

/** `flows in`, `services in` and `stores in` take a zone. */
function scopesAreWhole(base: Base, line: Reduces): boolean {
  let whole = line.scopes.length > 0;
  for (const scope of line.scopes) {
    const place = scope.place?.ref;
    if (place === undefined) whole = false;
    else if (scope.kind !== undefined && !isZone(place)) {
      whole = false;
      base.findings.report(
        'reference',
        scope,
        `"${scope.kind} in" takes a zone, and "${place.name}" is none. Write "${place.name}" alone.`,
        {
          fix: oneFix(replacement(`Write "${place.name}"`, scope, place.name ?? '')),
        },
      );
    }
  }
  return whole;
}

function reportNothing(base: Base, line: Reduces, without: readonly Threat[], unsure: boolean): void {
  if (unsure) return;
  const names = listed(
    without.map((threat) => threat.name),
    3,
  );
  const message =
    without.length === 0
      ? `This line catches no threat: none is of ${listed(line.categories)} and strikes one of these places. Name other categories or places, or the threats themselves.`
      : `This line catches ${names}, but there is ${lackInWords(line.factor)} to reduce. Name another factor.`;
  base.findings.report('reference', line, message);
}
