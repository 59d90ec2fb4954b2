/** Why the expected annual loss of a threat moved: each change of the text with its share, which add up to the move. */
import { type Cancellation, expectedLoss, type SolverCache } from '../../engine/index.ts';
import type { DiffCause, ReportThreat } from '../../protocol/index.ts';
import type { TextPairs } from '../texts.ts';
import { hybridOf } from './hybrid.ts';
import { type EvidencePair, type Label, labelOf } from './labels.ts';
import { type Pair, sharesOf } from './shapley.ts';
import { closureOf, type Slot, slotsOf } from './slots.ts';
import type { Union } from './union.ts';

export interface ShareContext {
  /** null: the models cannot be mixed. */
  readonly union: Union | null;
  readonly texts: TextPairs;
  readonly evidence: EvidencePair;
  readonly cache: SolverCache;
  readonly cancellation?: Cancellation;
  /** How many more hybrids may be simulated; counts down. */
  readonly budget: { simulations: number };
}

/** Orders of changes that are tried where not all are. */
const closedOrders = 120;
const simulatedOrders = 2;
/** Hybrids that are simulated in one comparison, where a threat has no closed form. */
export const mostSimulations = 24;

export const methodInWords =
  'Expected losses of hybrid models: the share of a change is its mean effect over the orders in which the changes could be ' +
  'made (all orders for up to five changes of a threat, the Shapley value; else fixed orders, forwards and backwards), both ' +
  'sides with the same seed and date. The shares add up to the whole.';

interface Cause extends Label {
  readonly slots: readonly Slot[];
}

/** `base` and `head` are the reports' own figures; the names are those of the base. */
export async function causesOf(
  threat: string,
  base: ReportThreat,
  head: ReportThreat,
  context: ShareContext,
): Promise<readonly DiffCause[]> {
  const whole = deltaOf(base, head);
  if (whole === null || (whole[0] === 0 && whole[1] === 0)) return [];
  if (context.union === null) return [together(threat, context, whole)];
  const closure = closureOf(context.union, threat);
  const causes = grouped(slotsOf(context.union, threat, closure), threat, context.union, context);
  if (causes.length === 0) return [together(threat, context, whole)];
  if (causes.length === 1) return [causeWith(causes[0], whole)];
  const shares = await split(threat, closure, causes, base, head, context);
  if (shares === null) return [together(threat, context, whole)];
  return causes
    .map((cause, i) => causeWith(cause, shares[i]))
    .filter(({ delta, targetDelta }) => !isNothing(delta, whole[0]) || !isNothing(targetDelta, whole[1]))
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || Math.abs(b.targetDelta) - Math.abs(a.targetDelta));
}

function grouped(slots: readonly Slot[], threat: string, union: Union, { texts, evidence }: ShareContext): Cause[] {
  const causes = new Map<string, Cause>();
  for (const slot of slots) {
    const label = labelOf(slot, { texts, evidence, union, threat });
    const key = `${label.kind} ${label.path} ${label.before} ${label.after}`;
    causes.set(key, { ...label, slots: [...(causes.get(key)?.slots ?? []), slot] });
  }
  return [...causes.values()];
}

async function split(
  threat: string,
  closure: readonly string[],
  causes: readonly Cause[],
  base: ReportThreat,
  head: ReportThreat,
  { union, cache, cancellation, budget }: ShareContext,
): Promise<readonly Pair[] | null> {
  const causeOf = new Map(causes.flatMap(({ slots }, i) => slots.map(({ id }) => [id, i] as const)));
  let simulated = false;
  const hasTarget = hasTargets(base, head);
  const figures = async (made: readonly boolean[]): Promise<Pair | null> => {
    // The ends are the reports' own figures, so that the shares add up to what is shown.
    if (made.every((is) => !is)) return alesOf(base, hasTarget);
    if (made.every((is) => is)) return alesOf(head, hasTarget);
    if (simulated && budget.simulations <= 0) return null;
    const hybrid = hybridOf(union!, threat, closure, (id) => {
      const cause = causeOf.get(id);
      return cause === undefined ? true : made[cause];
    });
    if (hybrid.threat < 0) return null;
    const options = { cache, ...(cancellation === undefined ? {} : { cancellation }) };
    const loss = await expectedLoss(hybrid.model, hybrid.threat, options);
    if (loss.simulated) {
      simulated = true;
      budget.simulations--;
    }
    return alesIn(loss.current, loss.target, hasTarget);
  };
  const probe = await figures(causes.map((_, i) => i === 0));
  if (probe === null) return null;
  return sharesOf(causes.length, figures, simulated ? simulatedOrders : closedOrders);
}

/** Without a target on both sides (a planned control in error) only the current state is explained. */
function hasTargets(base: ReportThreat, head: ReportThreat): boolean {
  return base.target !== null && head.target !== null;
}

function alesOf({ current, target }: ReportThreat, hasTarget: boolean): Pair | null {
  return alesIn(current?.ale ?? null, target?.ale ?? null, hasTarget);
}

function alesIn(current: number | null, target: number | null, hasTarget: boolean): Pair | null {
  if (current === null || (hasTarget && target === null)) return null;
  return [current, hasTarget ? target! : 0];
}

function deltaOf(base: ReportThreat, head: ReportThreat): Pair | null {
  const hasTarget = hasTargets(base, head);
  const [left, right] = [alesOf(base, hasTarget), alesOf(head, hasTarget)];
  return left === null || right === null ? null : [right[0] - left[0], right[1] - left[1]];
}

function causeWith({ kind, path, before, after, place }: Label, [delta, targetDelta]: Pair): DiffCause {
  return { kind, path, before, after, delta, targetDelta, place };
}

function together(threat: string, { texts }: ShareContext, whole: Pair): DiffCause {
  const pair = texts.byName.get(threat);
  const label: Label = { kind: 'together', path: pair?.head?.name ?? threat, before: null, after: null, place: null };
  return causeWith(label, whole);
}

/** Rounding of sums, seen beside the whole. */
function isNothing(delta: number, whole: number): boolean {
  return Math.abs(delta) <= 1e-12 * Math.abs(whole);
}
