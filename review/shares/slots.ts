/** The parts of the models that a threat's figures depend on and that differ between the two sides. */
import type { Frequency, Loss, LossTerm, SecondaryLoss } from '../../engine/index.ts';
import { type Both, type NamedControl, type NamedThreat, sharedIn, type Union } from './union.ts';

/** A place in which a hybrid of the two models has the part of the base or that of the head. */
export interface Slot {
  /** `threat OrderLeak frequency.threat-events`, `control Mtls`, `shared 3`; what `hybridOf` asks for. */
  readonly id: string;
  readonly of:
    | { readonly kind: 'threat'; readonly name: string; readonly path: string; readonly whole: boolean }
    | { readonly kind: 'control'; readonly name: string }
    | { readonly kind: 'shared'; readonly name: string };
}

/** A threat with all that leads to it, on either side. */
export function closureOf(union: Union, threat: string): readonly string[] {
  const found = new Set<string>();
  const open = [threat];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name) || !union.threats.has(name)) continue;
    found.add(name);
    open.push(...(union.sources.get(name) ?? []));
  }
  return [...found].sort();
}

/** Every slot that differs; the figures of the threat are a function of which side each is taken from. */
export function slotsOf(union: Union, threat: string, closure: readonly string[]): readonly Slot[] {
  const members = new Set(closure);
  const controls = controlsOn(union, members);
  return [
    ...closure.flatMap((name) => threatSlots(name, union.threats.get(name)!, name === threat, members)),
    ...controls.map((name): Slot => ({ id: `control ${name}`, of: { kind: 'control', name } })),
    ...sharedSlots(union, closure, controls),
  ].filter((slot) => slot.of.kind !== 'control' || differs(restricted(union.controls.get(slot.of.name)!, members)));
}

/** Names of the controls that act on one of the threats, on either side. */
export function controlsOn(union: Union, members: ReadonlySet<string>): readonly string[] {
  const names = [...members];
  const acts = (control: NamedControl | null): boolean =>
    control?.effects.some(({ threats }) => names.some((name) => threats.has(name))) ?? false;
  return [...union.controls].filter(([, { base, head }]) => acts(base) || acts(head)).map(([name]) => name);
}

function threatSlots(name: string, both: Both<NamedThreat>, own: boolean, members: ReadonlySet<string>): Slot[] {
  const slot = (path: string, whole = false): Slot => ({
    id: `threat ${name} ${path}`,
    of: { kind: 'threat', name, path, whole },
  });
  const { base, head } = both;
  if (base === null || head === null) return [slot('', true)];
  const slots: Slot[] = [];
  const compare = (path: string, left: unknown, right: unknown, whole = false): void => {
    if (differs({ base: left, head: right })) slots.push(slot(path, whole));
  };
  for (const path of frequencyPaths(base.frequency, head.frequency))
    compare(path, frequencyPart(base.frequency, path), frequencyPart(head.frequency, path), path === 'frequency');
  compare('evidence.threat-events', base.evidence.threatEvents, head.evidence.threatEvents);
  compare('evidence.vulnerability', base.evidence.wayIn, head.evidence.wayIn);
  compare('unknown', base.unknownIn, head.unknownIn);
  for (const target of new Set([...base.leadsTo.keys(), ...head.leadsTo.keys()]))
    if (members.has(target)) compare(`leads-to ${target}`, base.leadsTo.get(target), head.leadsTo.get(target));
  if (own)
    for (const path of lossPaths(base.loss, head.loss))
      compare(path, lossPart(base.loss, path), lossPart(head.loss, path), path === 'loss *');
  return slots;
}

/** Paths in which two frequencies can be mixed: the whole where they are not of one form. */
export function frequencyPaths(base: Frequency | null, head: Frequency | null): readonly string[] {
  if (base?.by !== 'factors' || head?.by !== 'factors') return ['frequency'];
  const events =
    base.threatEvents.by === 'contact' && head.threatEvents.by === 'contact'
      ? ['frequency.contact', 'frequency.action']
      : ['frequency.threat-events'];
  return [...events, 'frequency.vulnerability'];
}

export function frequencyPart(frequency: Frequency | null, path: string): unknown {
  if (frequency?.by !== 'factors' || path === 'frequency') return frequency;
  const { threatEvents, vulnerability } = frequency;
  if (path === 'frequency.vulnerability') return vulnerability;
  if (threatEvents.by !== 'contact' || path === 'frequency.threat-events') return threatEvents;
  return path === 'frequency.contact' ? threatEvents.contact : threatEvents.action;
}

/** Paths in which two losses can be mixed: `loss *`, the whole, where their `let`s or reactions cannot be paired. */
export function lossPaths(base: Loss, head: Loss): readonly string[] {
  if (base.lets.length !== head.lets.length || hasTwins(base) || hasTwins(head)) return ['loss *'];
  const keys = new Set([...termPaths(base), ...termPaths(head)]);
  return [...base.lets.map((_, index) => `let ${index}`), ...keys];
}

function hasTwins({ secondary }: Loss): boolean {
  return new Set(secondary.map(secondaryPath)).size < secondary.length;
}

function termPaths({ primary, secondary }: Loss): string[] {
  return [
    ...primary.map((term) => primaryPath(term)),
    ...secondary.flatMap((reaction) => [
      `${secondaryPath(reaction)}.in`,
      ...reaction.terms.map((term) => secondaryTermPath(reaction, term)),
    ]),
  ];
}

export function primaryPath({ form }: LossTerm): string {
  return form === 'unspecified' ? 'loss' : `loss.${form}`;
}

export function secondaryPath({ title }: SecondaryLoss): string {
  return title === '' ? 'loss.secondary' : `loss.secondary "${title}"`;
}

export function secondaryTermPath(reaction: SecondaryLoss, { form }: LossTerm): string {
  return form === 'unspecified' ? secondaryPath(reaction) : `${secondaryPath(reaction)}.${form}`;
}

/** Everything of a loss at a path: several terms of one form stand together. */
export function lossPart(loss: Loss, path: string): unknown {
  if (path === 'loss *') return loss;
  const letIndex = /^let (\d+)$/.exec(path);
  if (letIndex !== null) return loss.lets[Number(letIndex[1])];
  return [
    ...loss.primary.filter((term) => primaryPath(term) === path),
    ...loss.secondary.flatMap((reaction) => [
      ...(`${secondaryPath(reaction)}.in` === path ? [reaction.probability] : []),
      ...reaction.terms.filter((term) => secondaryTermPath(reaction, term) === path),
    ]),
  ];
}

function sharedSlots(union: Union, closure: readonly string[], controls: readonly string[]): Slot[] {
  const used = new Set<number>();
  for (const name of closure) sharedIn(Object.values(union.threats.get(name)!), used);
  for (const name of controls) sharedIn(Object.values(union.controls.get(name)!), used);
  const open = [...used];
  for (let index = open.pop(); index !== undefined; index = open.pop())
    for (const next of sharedIn([union.shared[index].base, union.shared[index].head]))
      if (!used.has(next)) {
        used.add(next);
        open.push(next);
      }
  return [...used]
    .sort((a, b) => a - b)
    .map((index) => union.shared[index])
    .filter((both) => both.base !== null && both.head !== null && differs(both))
    .map(({ name }) => ({ id: `shared ${name}`, of: { kind: 'shared', name } }));
}

/** A control as it concerns some threats only. */
function restricted({ base, head }: Both<NamedControl>, members: ReadonlySet<string>): Both<unknown> {
  const of = (control: NamedControl | null): unknown => {
    const effects = (control?.effects ?? [])
      .map(({ factor, by, threats }) => ({
        factor,
        by,
        threats: [...threats].filter((name) => members.has(name)).sort(),
      }))
      .filter(({ threats }) => threats.length > 0);
    if (control === null || effects.length === 0) return null;
    return { status: control.status, coverage: control.coverage, reliability: control.reliability, effects };
  };
  return { base: of(base), head: of(head) };
}

function differs({ base, head }: { readonly base: unknown; readonly head: unknown }): boolean {
  return JSON.stringify(base ?? null) !== JSON.stringify(head ?? null);
}
