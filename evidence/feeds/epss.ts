/** EPSS of a day: the CSV that FIRST publishes, or an answer of its interface. */

import { moment } from '../common/time.ts';
import { checkedBytes } from '../input/bytes.ts';
import { forEachRow } from '../input/csv.ts';
import { readDocument } from '../input/document.ts';
import { maxFeedBytes } from '../input/limits.ts';
import { type Problem, problem } from '../input/problem.ts';
import { isList, list, member, number, text } from '../input/value.ts';
import { wantedKeys } from '../input/wanted-keys.ts';

export interface EpssFeed {
  readonly kind: 'epss';
  /** Day of the scores, `2026-03-01`; null: the file does not say. */
  readonly date: string | null;
  readonly model: string | null;
  readonly count: number;
  readonly notes: readonly string[];
  /** Plain data, so that a worker can hand it on: `epssFeed` makes the feed of it. */
  readonly scores: EpssScores;
  /** Chance that exploitation is attempted within 30 days; null for what is not in the feed. */
  probability(cve: string): number | null;
}

/** CVEs as numbers, rising, and beside each its score. */
export interface EpssScores {
  readonly keys: Float64Array;
  readonly values: Float64Array;
}

/** A feed of what is plain data in it. */
export function epssFeed(known: Omit<EpssFeed, 'kind' | 'count' | 'probability'>): EpssFeed {
  const { keys, values } = known.scores;
  return { ...known, kind: 'epss', count: keys.length, probability: (cve) => lookUp(keys, values, keyOf(cve)) };
}

const maxRows = 2_000_000;
const apiKeys = wantedKeys(['data', 'cve', 'epss', 'date', 'status', 'version']);

/** `bytes`: decompressed. Rows that are broken are left out and counted; a file without any good row is a problem. */
export function readEpss(bytes: Uint8Array): EpssFeed | Problem {
  const checked = checkedBytes(bytes, maxFeedBytes);
  if ('kind' in checked) return checked;
  return checked.find((byte) => byte > 0x20) === 0x7b ? readAnswer(checked) : readCsv(checked);
}

function readCsv(bytes: Uint8Array): EpssFeed | Problem {
  const table = scores();
  let model: string | null = null;
  let date: string | null = null;
  let columns: { cve: number; epss: number } | null = null;
  let broken = 0;
  let failure: Problem | null = null;
  forEachRow(bytes, (fields, line) => {
    const first = fields[0].trim();
    if (first.startsWith('#')) {
      const words = fields.join(',');
      model = /model_version:([^,\s]+)/.exec(words)?.[1] ?? model;
      date = /score_date:(\d{4}-\d{2}-\d{2})/.exec(words)?.[1] ?? date;
      return true;
    }
    if (columns === null) {
      const names = fields.map((field) => field.trim().toLowerCase());
      columns = { cve: names.indexOf('cve'), epss: names.indexOf('epss') };
      if (columns.cve < 0 || columns.epss < 0) {
        failure = problem(
          'malformed',
          `Line ${line} should name the columns "cve" and "epss", as the files of FIRST do.`,
        );
      }
      return failure === null;
    }
    if (!table.add(fields[columns.cve] ?? '', number(fields[columns.epss] ?? null))) broken++;
    if (table.size() > maxRows) failure = problem('too-large', `The feed has more than ${maxRows} rows.`);
    return failure === null;
  });
  if (failure) return failure;
  return table.size() === 0
    ? problem('malformed', 'The file holds no row with a CVE and a probability from 0 to 1.')
    : table.feed(date, model, broken);
}

function readAnswer(bytes: Uint8Array): EpssFeed | Problem {
  const document = readDocument(bytes, apiKeys);
  if (document.kind === 'problem') return document;
  if (!isList(document.root, 'data'))
    return problem('unknown-format', 'The file is JSON, but no answer of the EPSS interface.');
  const table = scores();
  let broken = 0;
  let date: string | null = null;
  for (const row of list(document.root, 'data')) {
    date ??= moment(member(row, 'date'))?.slice(0, 10) ?? null;
    if (!table.add(text(row, 'cve') ?? '', number(row, 'epss'))) broken++;
  }
  return table.feed(date, null, broken);
}

/** Scores by the number of the CVE: a map of texts would take ten times the memory of these two columns. */
function scores() {
  let keys = new Float64Array(1024);
  let values = new Float64Array(1024);
  let used = 0;
  return {
    size: () => used,
    add(cve: string, probability: number | null): boolean {
      const key = keyOf(cve);
      if (key === null || probability === null || probability < 0 || probability > 1) return false;
      if (used === keys.length) {
        keys = grown(keys);
        values = grown(values);
      }
      keys[used] = key;
      values[used++] = probability;
      return true;
    },
    feed(date: string | null, model: string | null, broken: number): EpssFeed {
      const order = new Uint32Array(used).map((_, index) => index).sort((a, b) => keys[a] - keys[b] || a - b);
      const sorted = {
        keys: Float64Array.from(order, (index) => keys[index]),
        values: Float64Array.from(order, (index) => values[index]),
      };
      const notes = broken > 0 ? [`${broken} rows are left out: they lack a CVE or a probability from 0 to 1.`] : [];
      if (date === null) notes.push('The file does not say of which day its scores are.');
      return epssFeed({ date, model, notes, scores: sorted });
    },
  };
}

function grown(column: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}

/** Year and number of a CVE in one number; null for what is none. */
function keyOf(cve: string): number | null {
  const match = /^\s*CVE-(\d{4})-(\d{4,10})\s*$/i.exec(cve);
  return match ? Number(match[1]) * 1e10 + Number(match[2]) : null;
}

/** The last of equal keys wins, as a later row of a file corrects an earlier one. */
function lookUp(keys: Float64Array, values: Float64Array, key: number | null): number | null {
  if (key === null) return null;
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low > 0 && keys[low - 1] === key ? values[low - 1] : null;
}
