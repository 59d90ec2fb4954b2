/** A call of the room as the command makes it, with a clock that only waiting moves. */
import assert from 'node:assert/strict';
import { type CommentPosted, type Outcome, postComment } from '../index.ts';
import type { Shop } from './server.ts';
import type { Service } from './services.ts';

export interface Call {
  readonly markdown?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly pr?: number | null;
  readonly tag?: string;
  /** Milliseconds for one reply. */
  readonly reply?: number;
}

export interface Result {
  readonly posted: Outcome<CommentPosted>;
  /** Every wait, in milliseconds. */
  readonly waits: readonly number[];
}

const noon = Date.UTC(2026, 10, 21, 12);

export async function post(service: Service, shop: Shop, call: Call = {}): Promise<Result> {
  const waits: number[] = [];
  let clock = noon;
  const timing = {
    now: () => clock,
    random: () => 0,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
      clock += milliseconds;
    },
  };
  const posted = await postComment({
    provider: service.name,
    pr: call.pr ?? null,
    markdown: call.markdown ?? '## Risk\n\nNo change.\n',
    tag: call.tag ?? 'risk',
    env: { ...service.env(shop.url), ...call.env },
    timing,
    patience: { attempts: 5, wait: 300_000, reply: call.reply ?? 5_000 },
  });
  return { posted, waits };
}

export function actionOf({ posted }: Result): string {
  return posted.ok ? posted.value.action : `${posted.failure.kind}: ${posted.failure.message}`;
}

export function failureOf({ posted }: Result): string {
  assert.equal(posted.ok, false);
  return posted.ok ? '' : `${posted.failure.kind}: ${posted.failure.message}`;
}

/** The methods that changed something, in their order. */
export function changes(shop: Shop): string[] {
  return shop.asked.map(({ method }) => method).filter((method) => method !== 'GET');
}
