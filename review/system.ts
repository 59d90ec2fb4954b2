/** The difference of one system. */
import type { Cancellation, SolverCache } from '../engine/index.ts';
import type { DiffCause, DiffSystem, DiffSystemCause, DiffThreat, DiffUnquantified, Moved } from '../protocol/index.ts';
import { systemHeadline } from './headline.ts';
import { diffAppetite, diffControls, diffElements, diffExpectations } from './items.ts';
import { changeOf, moved, movedWhole, placeOf } from './moved.ts';
import { renamedModel } from './rename-model.ts';
import { type Renames, renamesOf } from './renames.ts';
import { unionOf } from './shares/union.ts';
import type { SystemPair, SystemSide } from './side.ts';
import { changesBeside, newConcessions } from './text-changes.ts';
import { pairTexts, type TextPairs } from './texts.ts';
import { diffThreats, type ThreatContext } from './threats.ts';

export interface SystemOptions extends Pick<ThreatContext, 'damaged' | 'elsewhere' | 'budget'> {
  readonly cache: SolverCache;
  readonly cancellation?: Cancellation;
}

export async function diffSystem(pair: SystemPair, options: SystemOptions): Promise<DiffSystem> {
  const { base, head } = pair;
  const renames: Renames = base === null || head === null ? new Map() : renamesOf(base.texts, head.texts);
  const texts = pairTexts(base?.texts ?? null, head?.texts ?? null, renames);
  const notComparable = otherCurrency(pair);
  const union = base === null || head === null ? null : unionOf(base.model, renamedModel(head.model, renames).model);
  const evidence = { base: base?.report.evidence ?? null, head: head?.report.evidence ?? null };
  const threats = await diffThreats({ ...options, pair, texts, evidence, union, notComparable });
  const causes = systemCauses(threats);
  const shown = (head ?? base)!.report;
  const side = changeOf(base, head);
  const system = {
    name: shown.name,
    title: shown.title,
    renamedFrom: base !== null && head !== null && base.report.name !== head.report.name ? base.report.name : null,
    place: placeOfSystem(shown),
    currency: shown.currency,
    notComparable,
    ...figuresOf(pair, threats, notComparable, side),
    causes,
    threats,
    controls: diffControls(pair, texts, notComparable === null),
    elements: diffElements(pair, texts, notComparable === null),
    appetite: diffAppetite(base?.report ?? null, head?.report ?? null),
    expectations: diffExpectations(base?.report ?? null, head?.report ?? null, notComparable === null),
    unquantified: unquantifiedIn(pair, texts),
    concessions: newConcessions(base?.texts ?? null, head?.texts ?? null),
    changes: side === null ? changesBeside(texts, causes) : [],
  };
  const change = side ?? (isUnchanged(system, texts) ? 'unchanged' : 'changed');
  return { ...system, change, headline: systemHeadline({ ...system, change }) };
}

function otherCurrency({ base, head }: SystemPair): string | null {
  if (base === null || head === null || base.report.currency === head.report.currency) return null;
  return `The currency changed from ${base.report.currency} to ${head.report.currency}: amounts cannot be compared.`;
}

type Totals = Pick<DiffSystem, 'ale' | 'target' | 'p95' | 'probabilityOfLoss'>;

function figuresOf(
  { base, head }: SystemPair,
  threats: readonly DiffThreat[],
  notComparable: string | null,
  side: 'added' | 'removed' | null,
): Totals {
  const total = (of: (system: SystemSide) => number | undefined): Moved => {
    const [left, right] = [base === null ? null : of(base), head === null ? null : of(head)];
    return side === null ? moved(left, right) : movedWhole(left, right, side);
  };
  const figures = {
    ale: total(({ report }) => report.total.current?.ale),
    target: total(({ report }) => report.total.target?.ale),
    p95: total(({ report }) => report.total.current?.p95),
    probabilityOfLoss: total(({ report }) => report.total.current?.probabilityOfLoss),
  };
  if (notComparable !== null) return mapFigures(figures, (figure) => ({ ...figure, delta: null }));
  const sum = (of: (threat: DiffThreat) => Moved): number =>
    threats.reduce((total, threat) => total + (threat.notComparable === null ? (of(threat).delta ?? 0) : 0), 0);
  const summed = {
    ale: { ...figures.ale, delta: sum(({ ale }) => ale) },
    target: { ...figures.target, delta: sum(({ target }) => target) },
  };
  if (threats.every((threat) => threat.notComparable === null || isUnknownOnBoth(threat)))
    // A side without any threat has no total.
    return figures.ale.delta === null ? { ...figures, ...summed } : figures;
  // What has figures on one side only, or is hidden in a damaged file, would count as a fall or a rise.
  return { ...mapFigures(figures, (figure) => ({ ...figure, delta: null })), ...summed };
}

function mapFigures(figures: Totals, of: (figure: Moved) => Moved): Totals {
  const { ale, target, p95, probabilityOfLoss } = figures;
  return { ale: of(ale), target: of(target), p95: of(p95), probabilityOfLoss: of(probabilityOfLoss) };
}

function isUnknownOnBoth({ ale }: DiffThreat): boolean {
  return ale.base === null && ale.head === null;
}

/** The causes of all threats; one that moved several stands once, with all that it moved. */
function systemCauses(threats: readonly DiffThreat[]): readonly DiffSystemCause[] {
  const found = new Map<string, DiffSystemCause>();
  const keyOf = ({ kind, path, before, after }: DiffCause): string => JSON.stringify([kind, path, before, after]);
  for (const { name, causes } of threats)
    for (const cause of causes) {
      const known = found.get(keyOf(cause));
      found.set(keyOf(cause), {
        ...cause,
        delta: (known?.delta ?? 0) + cause.delta,
        targetDelta: (known?.targetDelta ?? 0) + cause.targetDelta,
        threats: [...(known?.threats ?? []), name],
      });
    }
  return [...found.values()].sort(
    (a, b) => Math.abs(b.delta) - Math.abs(a.delta) || Math.abs(b.targetDelta) - Math.abs(a.targetDelta),
  );
}

function unquantifiedIn({ base, head }: SystemPair, { renames }: TextPairs): readonly DiffUnquantified[] {
  const before = base?.report;
  const told = new Set<string>();
  const now = (head?.report.uncounted ?? []).flatMap(({ threat, message }): DiffUnquantified[] => {
    // A name that is declared twice is said to have no figures twice.
    if (told.has(threat)) return [];
    told.add(threat);
    const at = head!.report.threats.find(({ name }) => name === threat);
    if (at === undefined) return [];
    const name = renames.get(threat) ?? threat;
    const known = before?.uncounted.some((each) => each.threat === name) ?? false;
    const existed = before?.threats.some((each) => each.name === name) ?? false;
    const change = known ? 'still' : existed ? 'lost-figures' : 'new';
    return [{ threat, change, message, place: placeOf(at) }];
  });
  const resolved = (before?.uncounted ?? []).flatMap(({ threat, message }): DiffUnquantified[] => {
    const at = head?.report.threats.find(({ name }) => (renames.get(name) ?? name) === threat);
    if (at === undefined || at.current === null) return [];
    return [{ threat: at.name, change: 'resolved', message, place: placeOf(at) }];
  });
  return [...now, ...resolved];
}

function placeOfSystem({ file, line, column, endLine, endColumn }: SystemSide['report']): DiffSystem['place'] {
  if (file === null || line === null || column === null || endLine === null || endColumn === null) return null;
  return { file, line, column, endLine, endColumn };
}

function isUnchanged(
  { threats, changes, concessions, ale, target, renamedFrom }: Omit<DiffSystem, 'change' | 'headline'>,
  texts: TextPairs,
): boolean {
  if (renamedFrom !== null || changes.length > 0 || concessions.length > 0) return false;
  if (threats.some(({ change, renamedFrom: from }) => change !== 'unchanged' || from !== null)) return false;
  return ale.base === ale.head && target.base === target.head && ![...texts.byName.keys()].some(texts.isChanged);
}
