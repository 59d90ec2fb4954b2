/** Controls, elements, appetite and expectations of two versions. */
import type {
  ChangeWord,
  DiffAppetite,
  DiffControl,
  DiffElement,
  DiffExpectation,
  Moved,
  Place,
  ReportAppetite,
  ReportControl,
  ReportExpectation,
  ReportSystem,
} from '../protocol/index.ts';
import { changeOf, moved, movedWhole, placeOf } from './moved.ts';
import type { SystemPair } from './side.ts';
import type { TextPairs } from './texts.ts';

/** Not `comparable`: the two sides are in different currencies, and no amount of one is taken from the other. */
export function diffControls(
  { base, head }: SystemPair,
  texts: TextPairs,
  comparable: boolean,
): readonly DiffControl[] {
  return paired(base?.report.controls, head?.report.controls, texts).map(({ name, left, right }): DiffControl => {
    const shown = (right ?? left)!;
    const side = changeOf(left, right);
    const status = { base: left?.status ?? null, head: right?.status ?? null };
    const of = (figure: (control: ReportControl) => number | null) =>
      inOneCurrency(moved(left && figure(left), right && figure(right)), comparable);
    const riskReduction = of((control) => control.riskReduction);
    const isSaved = comparable && riskReduction.base !== riskReduction.head;
    const same = status.base === status.head && !isSaved && !texts.isChanged(name);
    return {
      name: shown.name,
      title: shown.title,
      change: side ?? (same ? 'unchanged' : 'changed'),
      renamedFrom: left !== null && right !== null && left.name !== right.name ? left.name : null,
      place: placeOf(shown),
      status,
      riskReduction,
      firstYearCost: of((control) => control.firstYearCost),
    };
  });
}

export function diffElements(
  { base, head }: SystemPair,
  texts: TextPairs,
  comparable: boolean,
): readonly DiffElement[] {
  return paired(base?.report.elements, head?.report.elements, texts).map(({ name, left, right }) => {
    const side = changeOf(left, right);
    const [before, after] = [left?.current?.ale ?? null, right?.current?.ale ?? null];
    const full = side === null ? moved(before, after) : movedWhole(before, after, side);
    const known = comparable && (left?.lacks.length ?? 0) === 0 && (right?.lacks.length ?? 0) === 0;
    const changed = before !== after || texts.isChanged(name);
    const change: ChangeWord = side ?? (changed ? 'changed' : 'unchanged');
    const shown = (right ?? left)!;
    return { name: shown.name, kind: shown.kind, change, ale: inOneCurrency(full, known) };
  });
}

/** A point belongs to the one with the same limit, else to one with the same loss or the same chance. */
export function diffAppetite(base: ReportSystem | null, head: ReportSystem | null): readonly DiffAppetite[] {
  const left = [...(base?.appetite ?? [])];
  const take = (fits: (point: ReportAppetite) => boolean): ReportAppetite | null => {
    const index = left.findIndex(fits);
    return index < 0 ? null : left.splice(index, 1)[0];
  };
  const exact = (head?.appetite ?? []).map((point) => ({
    point,
    before: take((other) => other.probability === point.probability && other.above === point.above),
  }));
  const points = exact.map(({ point, before }): DiffAppetite => {
    const partner =
      before ??
      take((other) => other.above === point.above) ??
      take((other) => other.probability === point.probability);
    const { probability, above } = point;
    const broken = { base: partner?.within === false, head: point.within === false };
    const kept = point.within === true ? 'kept' : 'undecided';
    return { probability, above, change: verdict(broken, kept), actual: moved(partner?.actual, point.actual) };
  });
  const gone = left.map(
    ({ probability, above, actual }): DiffAppetite => ({
      probability,
      above,
      change: 'removed',
      actual: moved(actual, null),
    }),
  );
  return [...points, ...gone];
}

export function diffExpectations(
  base: ReportSystem | null,
  head: ReportSystem | null,
  comparable: boolean,
): readonly DiffExpectation[] {
  const left = [...(base?.expectations ?? [])];
  const now = (head?.expectations ?? []).map((expectation): DiffExpectation => {
    const index = left.findIndex(({ text }) => text === expectation.text);
    const before: ReportExpectation | null = index < 0 ? null : left.splice(index, 1)[0];
    const broken = { base: before?.holds === false, head: expectation.holds === false };
    const kept = expectation.holds === true ? 'holds' : 'undecided';
    const found = inOneCurrency(moved(before?.found, expectation.found), comparable);
    return { text: expectation.text, change: verdict(broken, kept), found, ...placeOf(expectation) };
  });
  const gone = left.map(
    (each): DiffExpectation => ({
      text: each.text,
      change: 'removed',
      found: moved(each.found, null),
      ...placeOf(each),
    }),
  );
  return [...now, ...gone];
}

function inOneCurrency(figure: Moved, comparable: boolean): Moved {
  return comparable ? figure : { ...figure, delta: null };
}

function verdict<K extends string>(
  broken: { readonly base: boolean; readonly head: boolean },
  otherwise: K,
): 'newly-broken' | 'still-broken' | 'no-longer-broken' | K {
  if (broken.head) return broken.base ? 'still-broken' : 'newly-broken';
  return broken.base && otherwise !== 'undecided' ? 'no-longer-broken' : otherwise;
}

interface Paired<T> {
  readonly name: string;
  readonly left: T | null;
  readonly right: T | null;
}

function paired<T extends Place & { readonly name: string }>(
  base: readonly T[] | undefined,
  head: readonly T[] | undefined,
  texts: TextPairs,
): Paired<T>[] {
  const before = new Map((base ?? []).map((each) => [each.name, each]));
  const now = (head ?? []).map((right) => {
    const name = texts.renames.get(right.name) ?? right.name;
    const left = before.get(name) ?? null;
    before.delete(name);
    return { name, left, right };
  });
  return [...now, ...[...before].map(([name, left]) => ({ name, left, right: null }))];
}
