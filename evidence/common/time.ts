/** Moments as tools write them. */
import { type Json, number, text } from '../input/value.ts';

/**
 * A moment in ISO 8601, UTC, whole seconds; null where it is none or lies before 1990 (tools write year 1 for nothing).
 * A number is seconds, milliseconds or nanoseconds since 1970, by its size. Without a zone UTC is taken.
 */
export function moment(value: Json | undefined): string | null {
  const written = text(value);
  if (written === null) return null;
  const count = number(value);
  if (count !== null && (typeof value === 'number' || /^\d{10,}(\.\d+)?$/.test(written))) {
    if (count < 1e9) return null;
    return iso(count < 1e11 ? count * 1000 : count < 1e14 ? count : count < 1e17 ? count / 1000 : count / 1e6);
  }
  const dated = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|UTC|[-+]\d{2}:?\d{2})?)?$/i.exec(
    written,
  );
  if (dated) {
    const [, day, clock = '00:00:00', zone = 'Z'] = dated;
    const offset = /^[-+]/.test(zone) ? zone.replace(/^(...):?(..)$/, '$1:$2') : 'Z';
    return iso(Date.parse(`${day}T${clock}${offset}`));
  }
  return spelled(written);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Wed, 5 Dec 2018 19:00:19`, as ZAP writes it. */
function spelled(written: string): string | null {
  const match = /^(?:\w{3},? )?(\d{1,2}) (\w{3})\w* (\d{4})(?: (\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(written);
  const month = match ? months.indexOf(match[2].toLowerCase()) : -1;
  if (!match || month < 0) return null;
  return iso(Date.UTC(+match[3], month, +match[1], +(match[4] ?? 0), +(match[5] ?? 0), +(match[6] ?? 0)));
}

const earliest = Date.UTC(1990, 0, 1);
const latest = Date.UTC(9999, 0, 1);

function iso(milliseconds: number): string | null {
  if (!Number.isFinite(milliseconds) || milliseconds < earliest || milliseconds > latest) return null;
  // A replaced text stands alone; a cut one would keep the whole in memory.
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The latest of several moments. */
export function latestOf(moments: readonly (string | null)[]): string | null {
  return moments.reduce((latest, at) => (at !== null && (latest === null || at > latest) ? at : latest), null);
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** A span with one more moment in it. */
export function extended(span: Span | null, at: string | null): Span | null {
  if (at === null) return span;
  if (span === null) return { from: at, to: at };
  return at < span.from ? { from: at, to: span.to } : at > span.to ? { from: span.from, to: at } : span;
}

/** First and last of several moments. */
export function periodOf(moments: readonly (string | null)[]): Span | null {
  return moments.reduce<Span | null>(extended, null);
}
