/** A model with some parts of the base and some of the head, cut down to what one threat depends on. */
import type {
  Control,
  Expression,
  Frequency,
  Loss,
  LossTerm,
  RiskModel,
  SecondaryLoss,
  Threat,
} from '../../engine/index.ts';
import { type EvidencePart, withEvidence } from './evidence.ts';
import {
  controlsOn,
  frequencyPart,
  frequencyPaths,
  lossPart,
  lossPaths,
  primaryPath,
  secondaryPath,
  secondaryTermPath,
} from './slots.ts';
import type { Both, NamedControl, NamedThreat, Union } from './union.ts';

/** Whether a slot takes the head's part. */
export type FromHead = (slot: string) => boolean;

export interface Hybrid {
  readonly model: RiskModel;
  /** Index of the threat that was asked for; −1 where it is not there. */
  readonly threat: number;
}

/** The model of `closure` with each slot from the side that `fromHead` says. */
export function hybridOf(union: Union, threat: string, closure: readonly string[], fromHead: FromHead): Hybrid {
  const parts = closure.flatMap((name) => {
    const found = threatOf(name, union.threats.get(name)!, name === threat, fromHead);
    return found === null ? [] : [found];
  });
  const index = new Map(parts.map(({ name }, i) => [name, i] as const));
  const threats = parts.map(
    (part): Threat => ({
      ...part,
      leadsTo: [...part.leadsTo].flatMap(([target, probability]) => {
        const at = index.get(target);
        return at === undefined ? [] : [{ target: at, probability }];
      }),
    }),
  );
  const controls = controlsOn(union, new Set(closure)).flatMap((name) => {
    const control = chosen(union.controls.get(name)!, fromHead(`control ${name}`));
    return control === null ? [] : [controlOf(control, index)];
  });
  const shared = union.shared.map(({ name, base, head }) => {
    const expression = fromHead(`shared ${name}`) ? (head ?? base) : (base ?? head);
    return { name, expression: expression! };
  });
  const { seed, trials } = union.head;
  const frame = { name: '', groups: [], appetite: [], horizonYears: 1, discount: 0, seed, trials };
  return { model: { ...frame, shared, threats, controls }, threat: index.get(threat) ?? -1 };
}

function chosen<T>({ base, head }: Both<T>, fromHead: boolean): T | null {
  return fromHead ? head : base;
}

function controlOf({ effects, ...rest }: NamedControl, index: ReadonlyMap<string, number>): Control {
  return {
    ...rest,
    costOnce: null,
    costPerYear: null,
    effects: effects.map(({ factor, by, threats }) => ({
      factor,
      by,
      threats: [...threats].flatMap((name) => index.get(name) ?? []).sort((a, b) => a - b),
    })),
  };
}

function threatOf(name: string, both: Both<NamedThreat>, own: boolean, fromHead: FromHead): HybridThreat | null {
  const { base, head } = both;
  if (base === null || head === null) {
    const only = chosen(both, fromHead(`threat ${name} `));
    return only && moved(only, only.evidence);
  }
  const pick = <T>(path: string, left: T, right: T): T => (fromHead(`threat ${name} ${path}`) ? right : left);
  const targets = new Set([...base.leadsTo.keys(), ...head.leadsTo.keys()]);
  const leadsTo = new Map<string, Expression>();
  for (const target of targets) {
    const probability = pick(`leads-to ${target}`, base.leadsTo.get(target), head.leadsTo.get(target));
    if (probability !== undefined) leadsTo.set(target, probability);
  }
  const estimated = {
    name,
    leadsTo,
    frequency: frequencyOf(base.frequency, head.frequency, pick),
    loss: own ? lossOf(base.loss, head.loss, pick) : base.loss,
    unknownIn: pick('unknown', base.unknownIn, head.unknownIn),
  };
  return moved(estimated, {
    threatEvents: pick('evidence.threat-events', base.evidence.threatEvents, head.evidence.threatEvents),
    wayIn: pick('evidence.vulnerability', base.evidence.wayIn, head.evidence.wayIn),
  });
}

type HybridThreat = Omit<NamedThreat, 'evidence'>;

function moved({ name, leadsTo, frequency, loss, unknownIn }: HybridThreat, evidence: EvidencePart): HybridThreat {
  return { name, leadsTo, frequency: withEvidence(frequency, evidence), loss, unknownIn };
}

type Pick = <T>(path: string, left: T, right: T) => T;

function frequencyOf(base: Frequency | null, head: Frequency | null, pick: Pick): Frequency | null {
  const paths = frequencyPaths(base, head);
  if (base?.by !== 'factors' || head?.by !== 'factors' || paths.length === 1) return pick('frequency', base, head);
  const part = (path: string): unknown => pick(path, frequencyPart(base, path), frequencyPart(head, path));
  const threatEvents = paths.includes('frequency.contact')
    ? { by: 'contact', contact: part('frequency.contact'), action: part('frequency.action') }
    : part('frequency.threat-events');
  return { by: 'factors', threatEvents, vulnerability: part('frequency.vulnerability') } as Frequency;
}

function lossOf(base: Loss, head: Loss, pick: Pick): Loss {
  const paths = lossPaths(base, head);
  if (paths[0] === 'loss *') return pick('loss *', base, head);
  const at = (path: string): readonly unknown[] =>
    pick(path, lossPart(base, path), lossPart(head, path)) as readonly unknown[];
  const terms = (of: readonly string[]): LossTerm[] => [...new Set(of)].flatMap((path) => at(path) as LossTerm[]);
  const reactions = new Map<string, readonly SecondaryLoss[]>();
  for (const reaction of [...base.secondary, ...head.secondary]) {
    const path = secondaryPath(reaction);
    reactions.set(path, [...(reactions.get(path) ?? []), reaction]);
  }
  return {
    lets: base.lets.map((_, i) => pick(`let ${i}`, base.lets[i], head.lets[i])),
    primary: terms([...base.primary, ...head.primary].map(primaryPath)),
    secondary: [...reactions].flatMap(([path, all]) => {
      const [probability] = at(`${path}.in`) as Expression[];
      if (probability === undefined) return [];
      const lines = terms(all.flatMap((one) => one.terms.map((term) => secondaryTermPath(one, term))));
      return [{ title: all[0].title, probability, terms: lines }];
    }),
  };
}
