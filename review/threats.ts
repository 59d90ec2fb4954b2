/** Threats of two versions, by the name in the base. */
import type { DiffCause, DiffThreat, ReportThreat } from '../protocol/index.ts';
import { moved, movedWhole, placeOf } from './moved.ts';
import { causesOf, type ShareContext } from './shares/causes.ts';
import type { DamagedFile, SystemPair } from './side.ts';

export interface ThreatContext extends ShareContext {
  readonly pair: SystemPair;
  readonly damaged: { readonly base: readonly DamagedFile[]; readonly head: readonly DamagedFile[] };
  /** Why no money of the system can be compared. */
  readonly notComparable: string | null;
  /** Another system that a threat came from, or went to, by its name in that system. */
  readonly elsewhere: (threat: string, side: 'base' | 'head') => string | null;
}

export async function diffThreats(context: ThreatContext): Promise<readonly DiffThreat[]> {
  const { pair, texts } = context;
  const before = new Map((pair.base?.report.threats ?? []).map((threat) => [threat.name, threat]));
  const after = new Map(
    (pair.head?.report.threats ?? []).map((threat) => [texts.renames.get(threat.name) ?? threat.name, threat]),
  );
  const found: DiffThreat[] = [];
  for (const name of new Set([...after.keys(), ...before.keys()])) {
    const [base, head] = [before.get(name) ?? null, after.get(name) ?? null];
    if (base !== null && head !== null) found.push(await both(name, base, head, context));
    else found.push(oneSided(name, (head ?? base)!, head === null ? 'removed' : 'added', context));
  }
  return found;
}

async function both(name: string, base: ReportThreat, head: ReportThreat, context: ThreatContext): Promise<DiffThreat> {
  const reason = context.notComparable ?? lacking(base, head, context);
  const figures = <T extends DiffThreat['ale']>(of: (threat: ReportThreat) => number | null): T => {
    const figure = moved(of(base), of(head));
    return (reason === null ? figure : { ...figure, delta: null }) as T;
  };
  const ale = figures((threat) => threat.current?.ale ?? null);
  const target = figures((threat) => threat.target?.ale ?? null);
  const inherent = moved(base.inherent?.ale, head.inherent?.ale);
  const moves = [ale, target, inherent].some(({ base: left, head: right }) => left !== right);
  const causes = reason === null ? await causesOf(name, base, head, context) : [];
  return {
    name: head.name,
    title: head.title,
    change: moves || context.texts.isChanged(name) ? 'changed' : 'unchanged',
    renamedFrom: base.name === head.name ? null : base.name,
    place: placeOf(head),
    ale,
    target,
    notComparable: reason,
    causes,
  };
}

function lacking(base: ReportThreat, head: ReportThreat, { pair }: ThreatContext): string | null {
  const without = (threat: ReportThreat, side: 'base' | 'head'): string | null => {
    if (threat.current !== null) return null;
    const message = pair[side]?.report.uncounted.find((each) => each.threat === threat.name)?.message;
    return `It has no figures in the ${side}${message === undefined ? '.' : `: ${message}`}`;
  };
  return without(base, 'base') ?? without(head, 'head');
}

function oneSided(name: string, threat: ReportThreat, change: 'added' | 'removed', context: ThreatContext): DiffThreat {
  const other = change === 'added' ? 'base' : 'head';
  const reason =
    context.notComparable ??
    hiddenIn(threat, context.damaged[other], other) ??
    (threat.current === null ? 'It has no figures.' : null);
  const sides = (figure: number | null | undefined): DiffThreat['ale'] => {
    const of = change === 'added' ? movedWhole(null, figure, change) : movedWhole(figure, null, change);
    return reason === null ? of : { ...of, delta: null };
  };
  const ale = sides(threat.current?.ale);
  const target = sides(threat.target?.ale);
  return {
    name: threat.name,
    title: threat.title,
    change,
    renamedFrom: null,
    place: placeOf(threat),
    ale,
    target,
    notComparable: reason,
    causes: ale.delta === null ? [] : [wholeCause(name, threat, change, ale.delta, target.delta ?? 0, context)],
  };
}

function wholeCause(
  name: string,
  threat: ReportThreat,
  change: 'added' | 'removed',
  delta: number,
  targetDelta: number,
  { texts, elsewhere }: ThreatContext,
): DiffCause {
  const money = { delta, targetDelta, place: placeOf(threat) };
  const other = elsewhere(threat.name, change === 'added' ? 'base' : 'head');
  const here = change === 'added' ? 'into this system' : 'out of this system';
  if (other !== null) {
    const [before, after] = change === 'added' ? [`in ${other}`, here] : [here, `in ${other}`];
    return { kind: 'membership', path: threat.name, before, after, ...money };
  }
  const pair = texts.byName.get(name);
  // A name that became another kind stands for a threat on one side only.
  const before = pair?.base?.text ?? null;
  const after = pair?.head?.text ?? null;
  return { kind: 'threat', path: threat.name, before, after, ...money };
}

/** Whether a threat that a side lacks may be in a file of it that could not be read. */
function hiddenIn({ name, file }: ReportThreat, damaged: readonly DamagedFile[], side: string): string | null {
  const found = damaged.find((each) => (each.threats === null ? each.file === file : each.threats.includes(name)));
  return found === undefined ? null : `${found.file} could not be read in the ${side}: ${found.message}`;
}
