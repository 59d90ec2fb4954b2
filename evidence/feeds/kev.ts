/** The catalogue of Known Exploited Vulnerabilities of CISA, as JSON or CSV. */
import { canonical, cweNumbers } from '../common/identifiers.ts';
import { moment } from '../common/time.ts';
import { checkedBytes } from '../input/bytes.ts';
import { forEachRow } from '../input/csv.ts';
import { readDocument } from '../input/document.ts';
import { maxFeedBytes } from '../input/limits.ts';
import { type Problem, problem } from '../input/problem.ts';
import { isList, list, member, text, texts } from '../input/value.ts';
import { wantedKeys } from '../input/wanted-keys.ts';

export interface KevEntry {
  readonly cve: string;
  /** Day it was added, `2026-03-01`. */
  readonly added: string | null;
  readonly ransomware: boolean;
  readonly cwe: readonly number[];
}

export interface KevFeed {
  readonly kind: 'kev';
  /** Day of the catalogue; null: a CSV does not say. */
  readonly date: string | null;
  readonly count: number;
  readonly notes: readonly string[];
  entry(cve: string): KevEntry | null;
}

const keys = wantedKeys([
  ...['catalogVersion', 'dateReleased', 'count', 'vulnerabilities', 'cveID', 'dateAdded', 'cwes'],
  'knownRansomwareCampaignUse',
]);
const isCve = /^CVE-\d{4}-\d{4,}$/i;

export function readKev(bytes: Uint8Array): KevFeed | Problem {
  const checked = checkedBytes(bytes, maxFeedBytes);
  if ('kind' in checked) return checked;
  return checked.find((byte) => byte > 0x20) === 0x7b ? readJson(checked) : readCsv(checked);
}

function readJson(bytes: Uint8Array): KevFeed | Problem {
  const document = readDocument(bytes, keys);
  if (document.kind === 'problem') return document;
  const rows = list(document.root, 'vulnerabilities');
  if (
    !isList(document.root, 'vulnerabilities') ||
    !(rows.length === 0 || rows.some((row) => text(row, 'cveID') !== null))
  ) {
    return problem('unknown-format', 'The file is JSON, but not the catalogue of known exploited vulnerabilities.');
  }
  const entries = rows.map((row) => ({
    cve: text(row, 'cveID') ?? '',
    added: moment(member(row, 'dateAdded'))?.slice(0, 10) ?? null,
    ransomware: text(row, 'knownRansomwareCampaignUse') === 'Known',
    cwe: cweNumbers(texts(row, 'cwes')),
  }));
  return feed(entries, moment(member(document.root, 'dateReleased'))?.slice(0, 10) ?? null);
}

function readCsv(bytes: Uint8Array): KevFeed | Problem {
  let columns: readonly string[] | null = null;
  const entries: KevEntry[] = [];
  forEachRow(bytes, (fields) => {
    if (columns === null) {
      columns = fields.map((field) => field.trim());
      return columns.includes('cveID');
    }
    const at = (name: string) => fields[columns!.indexOf(name)] ?? '';
    entries.push({
      cve: at('cveID').trim(),
      added: moment(at('dateAdded'))?.slice(0, 10) ?? null,
      ransomware: at('knownRansomwareCampaignUse') === 'Known',
      cwe: cweNumbers(at('cwes').split(',')),
    });
    return entries.length <= 1_000_000;
  });
  if (!(columns as readonly string[] | null)?.includes('cveID')) {
    return problem('malformed', 'The first line should name the column "cveID", as the catalogue of CISA does.');
  }
  return feed(entries, null);
}

function feed(all: readonly KevEntry[], date: string | null): KevFeed {
  const good = all.filter((entry) => isCve.test(entry.cve));
  const byCve = new Map(good.map((entry) => [canonical(entry.cve), entry]));
  const broken = all.length - good.length;
  const notes = broken > 0 ? [`${broken} rows are left out: they have no CVE.`] : [];
  return { kind: 'kev', date, count: byCve.size, notes, entry: (cve) => byCve.get(canonical(cve)) ?? null };
}
