/**
 * The one comment that a tool keeps under a pull request. It is found by the marker it begins with, and only among what
 * the same token wrote. Whatever fails, an existing comment stays: it is changed in place, and one is deleted only when
 * another with the same marker, no older, is known to be there.
 */
import { type CommentMarker, isNewer, markerLine, markerOf, withoutMarker } from '../protocol/index.ts';
import type { Client } from './client.ts';
import type { Comment, CommentService } from './comments.ts';
import { done, type Failure, type Outcome } from './failure.ts';
import { fitted } from './fit.ts';

export interface Posted {
  /** `kept`: a later run had written already. */
  readonly action: 'created' | 'updated' | 'kept';
  /** Of the comment that is there now. */
  readonly marker: CommentMarker;
}

/** Looks and changes are alternated at most so often; each look after a change sees what others did meanwhile. */
const mostRounds = 12;

interface Marked extends Comment {
  readonly marker: CommentMarker;
}

type Step =
  | { readonly kind: 'reached'; readonly marker: CommentMarker }
  | { readonly kind: 'changed'; readonly comment: Comment; readonly action: Posted['action'] | null }
  /** A comment that is no longer there, even if a list that lags behind still has it. */
  | { readonly kind: 'gone'; readonly id: string }
  | {
      readonly kind: 'again';
      readonly failure: Failure;
      readonly wait: number;
      readonly action: Posted['action'] | null;
    }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** Posts `markdown` under the marker, or puts it in the place of what an older run posted. */
export async function postSticky(
  service: CommentService,
  client: Pick<Client, 'pause' | 'attempts'>,
  markdown: string,
  marker: CommentMarker,
): Promise<Outcome<Posted>> {
  const line = markerLine(marker);
  const ours: Content = {
    marker,
    body: `${line}\n${fitted(withoutMarker(markdown), service.limit - line.length - 1)}`,
  };
  let action: Posted['action'] = 'kept';
  let tried: Posted['action'] = 'updated';
  let written: Comment | null = null;
  let failures = 0;
  const gone = new Set<string>();
  for (let round = 0; round < mostRounds; round++) {
    const found = await markedOf(service, marker.tag, written, gone);
    if (!found.ok) return found;
    const step = await nextStep(service, found.value, ours, action !== 'kept');
    if (step.kind === 'refused') return { ok: false, failure: step.failure };
    if (step.kind === 'reached') {
      const isOurs = isSame(step.marker, marker);
      return done({ action: !isOurs ? 'kept' : action === 'kept' ? tried : action, marker: step.marker });
    }
    if (step.kind === 'gone') {
      gone.add(step.id);
      continue;
    }
    if (step.kind === 'changed') {
      written = step.comment;
      action = action === 'kept' ? (step.action ?? action) : action;
      continue;
    }
    // The reply may be lost and the change made: the next look tells.
    tried = step.action ?? tried;
    failures += 1;
    const failure = failures >= client.attempts ? step.failure : await client.pause(step);
    if (failure !== null) return { ok: false, failure };
  }
  const message = `${service.place} is changed by others at the same time, again and again; the comment was given up.`;
  return { ok: false, failure: { kind: 'failed', message } };
}

interface Content {
  readonly marker: CommentMarker;
  readonly body: string;
}

/** What is to be done, given what is there; done. */
async function nextStep(
  service: CommentService,
  marked: readonly Marked[],
  ours: Content,
  didWrite: boolean,
): Promise<Step> {
  const [keep, ...extra] = marked;
  if (keep === undefined) {
    // Someone took away what we wrote: that is their decision.
    if (didWrite) return { kind: 'reached', marker: ours.marker };
    const change = await service.create(ours.body);
    if (change.kind === 'done') return { kind: 'changed', comment: change.comment, action: 'created' };
    return change.kind === 'again' ? { ...change, action: 'created' } : change;
  }
  const newest = marked.reduce((best, each) => (isNewer(each.marker, best.marker) ? each : best));
  const wanted: Content = isNewer(newest.marker, ours.marker) ? newest : ours;
  if (!isSame(keep.marker, wanted.marker)) return replace(service, keep, wanted, ours);
  const [first] = extra;
  if (first === undefined) return { kind: 'reached', marker: keep.marker };
  const removed = await service.remove(first);
  if (removed.kind === 'again') return { ...removed, action: null };
  // That a second comment cannot be taken away is no reason to fail: the first has the content.
  if (removed.kind === 'refused' && removed.failure.kind !== 'missing') return { kind: 'reached', marker: keep.marker };
  return { kind: 'gone', id: first.id };
}

/** Looks once more just before the change, because a list of many pages is old when its end is read. */
async function replace(service: CommentService, keep: Marked, wanted: Content, ours: Content): Promise<Step> {
  const now = await service.read(keep);
  if (!now.ok) return { kind: 'refused', failure: now.failure };
  if (now.value === null) return { kind: 'gone', id: keep.id };
  const marker = markerOf(now.value.body);
  if (marker === null || isNewer(marker, wanted.marker)) return { kind: 'changed', comment: now.value, action: null };
  const change = await service.update(keep, wanted.body);
  const action = wanted === ours ? 'updated' : null;
  if (change.kind === 'done') return { kind: 'changed', comment: change.comment, action };
  if (change.kind === 'again') return { ...change, action };
  return change.failure.kind === 'missing' ? { kind: 'gone', id: keep.id } : change;
}

/** Ours, the oldest first. What we wrote is looked at by itself, because a list may lag behind. */
async function markedOf(
  service: CommentService,
  tag: string,
  written: Comment | null,
  gone: ReadonlySet<string>,
): Promise<Outcome<readonly Marked[]>> {
  const listed = await service.list();
  if (!listed.ok) return listed;
  const found = new Map(listed.value.filter(({ own, id }) => own && !gone.has(id)).map((each) => [each.id, each]));
  if (written !== null && !gone.has(written.id)) {
    const now = await service.read(written);
    if (!now.ok) return now;
    if (now.value === null) found.delete(written.id);
    else found.set(written.id, { ...now.value, own: true });
  }
  const marked = [...found.values()].flatMap((comment) => {
    const marker = markerOf(comment.body);
    return marker === null || marker.tag !== tag ? [] : { ...comment, marker };
  });
  return done(marked.sort((a, b) => a.order - b.order));
}

function isSame(a: CommentMarker, b: CommentMarker): boolean {
  return markerLine(a) === markerLine(b);
}
