/** What a slot is in words: which text changed. Slots of one text are one cause. */
import type { DeclarationPart, DiffCause, Place, ReportEvidence } from '../../protocol/index.ts';
import type { PartChange, TextPairs } from '../texts.ts';
import { evidenceInWords } from './evidence.ts';
import type { Slot } from './slots.ts';
import type { Union } from './union.ts';

/** What evidence says on both sides. */
export interface EvidencePair {
  readonly base: ReportEvidence | null;
  readonly head: ReportEvidence | null;
}

/** A cause without its money. */
export type Label = Omit<DiffCause, 'delta' | 'targetDelta'>;

export interface LabelContext {
  readonly evidence: EvidencePair;
  readonly texts: TextPairs;
  readonly union: Union;
  /** The threat whose move is explained; what else leads to it is named by itself. */
  readonly threat: string;
}

export function labelOf(slot: Slot, context: LabelContext): Label {
  switch (slot.of.kind) {
    case 'control':
      return controlLabel(slot.of.name, context);
    case 'shared':
      return sharedLabel(slot.of.name, context);
    case 'threat':
      if (slot.of.path.startsWith('evidence.')) return evidenceLabel(slot.of.name, slot.of.path, context);
      return threatLabel(slot.of.name, slot.of.path, slot.of.whole, context);
  }
}

/** The findings, or alerts, that move a factor of a threat; the text of the estimate may be the same. */
function evidenceLabel(name: string, path: string, { evidence, texts }: LabelContext): Label {
  const factor = path === 'evidence.vulnerability' ? 'vulnerability' : 'threat-events';
  const inHead = [...texts.renames].find(([, base]) => base === name)?.[0] ?? name;
  const place = placeOf(name, texts);
  return {
    kind: 'evidence',
    path: `${inHead}.frequency.${factor}`,
    before: evidenceInWords(evidence.base, name, factor),
    after: evidenceInWords(evidence.head, inHead, factor),
    place,
  };
}

/** Lines of a control that bear on what it does, not on what it costs. */
const working = /^(status|coverage|reliability|reduces )/;

function controlLabel(name: string, { texts, union, threat }: LabelContext): Label {
  const changes = texts.changesOf(name).filter(({ path }) => working.test(path));
  if (changes.length > 0) return fromChanges('control', name, changes, texts);
  const { base, head } = union.controls.get(name)!;
  const effects = (side: typeof base): string =>
    (side?.effects ?? [])
      .filter(({ threats }) => threats.has(threat))
      .map(({ factor }) => factor)
      .join(', ');
  const [before, after] = [effects(base), effects(head)];
  const say = (factors: string): string => (factors === '' ? 'not caught' : `caught: reduces ${factors}`);
  return { kind: 'caught', path: name, before: say(before), after: say(after), place: placeOf(name, texts) };
}

function sharedLabel(quantity: string, { texts }: LabelContext): Label {
  const match = /^(estimate|asset) (.*?)(?:\.(size|value))?$/.exec(quantity);
  const name = match?.[2] ?? quantity;
  const path = match?.[3] ?? 'value';
  const changes = texts.changesOf(name).filter((change) => change.path === path);
  if (changes.length > 0) return fromChanges(match?.[1] === 'asset' ? 'asset' : 'estimate', name, changes, texts);
  const pair = texts.byName.get(name);
  const parts = [...(pair?.base?.parts ?? []), ...(pair?.head?.parts ?? [])];
  return referredLabel(parts, texts) ?? unexplained(quantity, texts, name);
}

function threatLabel(name: string, path: string, whole: boolean, { texts, threat }: LabelContext): Label {
  const pair = texts.byName.get(name);
  const place = placeOf(name, texts);
  if (pair === undefined || pair.base === null || pair.head === null || path === '') {
    if (pair?.base && pair.head && texts.changesOf(name).length > 0)
      return fromChanges(kindOf(path), name, texts.changesOf(name), texts);
    const before = pair?.base?.text ?? null;
    const after = pair?.head?.text ?? null;
    return { kind: 'threat', path: name, before, after, place };
  }
  const letIndex = /^let (\d+)$/.exec(path);
  const paths = letIndex === null ? [path] : letPaths(pair.base.parts, pair.head.parts, Number(letIndex[1]));
  const fits = (part: { readonly path: string }): boolean =>
    whole
      ? part.path.startsWith(path === 'loss *' ? 'loss' : path)
      : paths.includes(part.path) ||
        (path === 'frequency.threat-events' && /^frequency\.(contact|action)$/.test(part.path)) ||
        (path === 'frequency.vulnerability' && /^frequency\.(capability|resistance)$/.test(part.path));
  const changes = texts.changesOf(name).filter(fits);
  if (changes.length > 0) return fromChanges(kindOf(path), name, changes, texts);
  const parts = [...pair.base.parts, ...pair.head.parts].filter(fits);
  const referred = referredLabel(parts, texts);
  if (referred !== null) return referred;
  return unexplained(name === threat ? `${name}.${path}` : name, texts, name);
}

function letPaths(base: readonly DeclarationPart[], head: readonly DeclarationPart[], index: number): string[] {
  const nth = (parts: readonly DeclarationPart[]): string | undefined =>
    parts.filter(({ path }) => path.startsWith('loss.let '))[index]?.path;
  return [nth(base), nth(head)].filter((path) => path !== undefined);
}

function kindOf(path: string): DiffCause['kind'] {
  if (path.startsWith('leads-to')) return 'leads-to';
  return path.startsWith('frequency') ? 'frequency' : path.startsWith('l') ? 'loss' : 'threat';
}

/** The first changed declaration that the lines refer to, directly or through others. */
function referredLabel(parts: readonly DeclarationPart[], texts: TextPairs): Label | null {
  const seen = new Set<string>();
  const open = parts.flatMap(({ uses }) => uses.map((name) => texts.renames.get(name) ?? name));
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const pair = texts.byName.get(name);
    if (pair === undefined) continue;
    const kind = causeKinds[pair.head?.kind ?? pair.base?.kind ?? ''] ?? 'other';
    const changes = texts.changesOf(name).filter(({ path }) => kind !== 'control' || working.test(path));
    if (changes.length > 0) return fromChanges(kind, name, relevant(kind, changes), texts);
    open.push(...[...(pair.base?.parts ?? []), ...(pair.head?.parts ?? [])].flatMap(({ uses }) => uses));
  }
  return null;
}

const causeKinds: Readonly<Record<string, DiffCause['kind']>> = {
  estimate: 'estimate',
  distribution: 'distribution',
  asset: 'asset',
  agent: 'agent',
  service: 'element',
  store: 'element',
  external: 'element',
  flow: 'element',
  control: 'control',
  threat: 'threat',
};

/** Of an element or an agent only what a contest reads. */
function relevant(kind: DiffCause['kind'], changes: readonly PartChange[]): readonly PartChange[] {
  const read = changes.filter(({ path }) => path === 'resistance' || path === 'capability');
  return (kind === 'element' || kind === 'agent') && read.length > 0 ? read : changes;
}

/** The text is the same, but is read otherwise: an exchange rate, a unit, the currency of the system. */
function unexplained(path: string, texts: TextPairs, name: string): Label {
  const system = [...texts.byName].find(([key, pair]) => key.startsWith('system ') && pair.base && pair.head)?.[0];
  const changes = system === undefined ? [] : texts.changesOf(system).filter(({ path: line }) => line === 'exchange');
  if (system !== undefined && changes.length > 0) return fromChanges('system', system.slice(7), changes, texts, system);
  return { kind: 'other', path, before: null, after: null, place: placeOf(name, texts) };
}

function fromChanges(
  kind: DiffCause['kind'],
  name: string,
  changes: readonly PartChange[],
  texts: TextPairs,
  key = name,
): Label {
  const shown = texts.byName.get(key)?.head?.name ?? name;
  const say = (side: 'base' | 'head'): string | null =>
    changes.flatMap((change) => change[side]?.text ?? []).join('; ') || null;
  const [first] = changes;
  const line = first.head ?? first.base;
  const path = changes.length === 1 && first.path !== 'value' ? `${shown}.${first.path}` : shown;
  return { kind, path, before: say('base'), after: say('head'), place: line === null ? null : placeOfPart(line) };
}

function placeOf(name: string, texts: TextPairs): Place | null {
  const pair = texts.byName.get(name);
  const found = pair?.head ?? pair?.base ?? null;
  return found === null ? null : placeOfPart(found);
}

export function placeOfPart({ file, line, column, endLine, endColumn }: Place): Place {
  return { file, line, column, endLine, endColumn };
}
