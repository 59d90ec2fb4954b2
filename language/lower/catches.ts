/** Which threats each `reduces` line of a control catches. */
import { listed } from '../../protocol/index.ts';
import { placesOf } from '../checks/scopes.ts';
import { categoriesOf, properties, type Struck, type SystemView } from '../checks/view.ts';
import type { Control, Reduces, Stride, Threat } from '../generated/ast.ts';
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
  const index = indexOf(view);
  const all: Catch[] = [];
  const byThreat = new Map<Threat, Catch[]>();
  const byControl = new Map<Control, Catch[]>();
  for (const control of view.controls) {
    for (const line of properties(control, 'Reduces')) {
      const caught = catchOf(base, control, line, factors, index, unsure);
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
  index: ThreatIndex,
  unsure: boolean,
): Catch {
  if (line.factor === undefined) return { control, line, threats: [], suspects: [], broken: true };
  const byName = line.categories.length === 0;
  const found = byName ? caughtByName(base, line, factors) : caughtByCategory(base, line, factors, index);
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
      const message = `The threat \`${threat.name}\` has ${lackInWords(line.factor)}, so it cannot be reduced.${alternative(line.factor)}`;
      base.findings.report('reference', line, message, { property: 'threats', index });
    }
  }
  return { threats: [...threats], suspects: [...threats], broken, without: [] };
}

function alternative(factor: Reduces['factor']): string {
  if (factor === 'contact' || factor === 'action') return ' Reduce its `frequency` or `vulnerability`.';
  return ' Reduce its `loss`, or write what it lacks.';
}

/** Threats by what they strike, and their categories: made once for all lines. */
interface ThreatIndex {
  readonly byPlace: ReadonlyMap<Struck, readonly Threat[]>;
  readonly categories: ReadonlyMap<Threat, ReadonlySet<Stride>>;
  /** Place of each threat in the text. */
  readonly position: ReadonlyMap<Threat, number>;
}

function indexOf(view: SystemView): ThreatIndex {
  const byPlace = new Map<Struck, Threat[]>();
  for (const [threat, places] of view.strikes)
    for (const place of places) {
      const list = byPlace.get(place);
      if (list === undefined) byPlace.set(place, [threat]);
      else list.push(threat);
    }
  return {
    byPlace,
    categories: new Map(view.threats.map((threat) => [threat, categoriesOf(threat)] as const)),
    position: new Map(view.threats.map((threat, position) => [threat, position] as const)),
  };
}

function caughtByCategory(
  base: Base,
  line: Reduces,
  factors: ReadonlyMap<Threat, FactorsOf>,
  index: ThreatIndex,
): Caught {
  const broken = !scopesAreWhole(base, line) || line.except.some((reference) => reference.ref === undefined);
  const except = new Set(line.except.map((reference) => reference.ref));
  const isMeant = (threat: Threat): boolean =>
    !except.has(threat) && line.categories.some((category) => index.categories.get(threat)?.has(category));
  const hasFactor = (threat: Threat): boolean => factors.get(threat)?.present.has(line.factor) ?? false;
  const here = new Set<Threat>();
  for (const place of placesOf(line.scopes, base.view))
    for (const threat of index.byPlace.get(place) ?? []) if (isMeant(threat)) here.add(threat);
  const inOrder = [...here].sort((a, b) => (index.position.get(a) ?? 0) - (index.position.get(b) ?? 0));
  const threats = inOrder.filter(hasFactor);
  const without = inOrder.filter((threat) => !hasFactor(threat));
  // With a place unknown, every threat of the categories may be meant.
  const suspects = broken ? base.view.threats.filter((threat) => isMeant(threat) && hasFactor(threat)) : threats;
  return { threats, suspects, broken, without };
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
        `\`${scope.kind} in\` takes a zone, and \`${place.name}\` is none. Write \`${place.name}\` alone.`,
        {
          fix: oneFix(replacement(`Write \`${place.name}\``, scope, place.name ?? '')),
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
