/** A file of evidence to findings, alerts and statements. */
import { sharing } from './common/sharing.ts';
import { vectorReader } from './cvss/choose.ts';
import { feedIn } from './feeds/recognise.ts';
import { formats, readers } from './formats/index.ts';
import { withoutDoubles } from './identity/doubles.ts';
import { checkedBytes } from './input/bytes.ts';
import { readDocument, readInBatches, readListInBatches } from './input/document.ts';
import { maxRecords, maxReportBytes } from './input/limits.ts';
import { type Problem, problem } from './input/problem.ts';
import { type Json, member, object, text } from './input/value.ts';
import { wantedKeys } from './input/wanted-keys.ts';
import { joined, placedBehind, withoutRepeats } from './parts.ts';
import type { Reader } from './reader.ts';
import { type Content, content, type Reading } from './reading.ts';

const wanted = wantedKeys(readers.flatMap((reader) => reader.keys));

/**
 * Reads a report of any known format, recognised from its content. `bytes`: the content of the file, decompressed by
 * whoever opened it (`isGzip`), in UTF-8. Never throws; what cannot be read is a problem with a sentence for people.
 */
export function readReport(bytes: Uint8Array): Reading | Problem {
  const checked = checkedBytes(bytes, maxReportBytes);
  if ('kind' in checked) return checked;
  const found =
    readInParts(checked, readInBatches, true) ??
    (checked.length > largeList ? readInParts(checked, readListInBatches, false) : null) ??
    readWhole(checked);
  if (found.kind === 'problem') return aboutFeed(checked) ?? found;
  const records = found.content.findings.length + found.content.alerts.length + found.content.statements.length;
  if (records > maxRecords) return tooMany(`${records}`);
  const notes = [...found.content.notes];
  if (found.unreadLines > 0) notes.push(`${found.unreadLines} lines are no JSON and are left out.`);
  const { findings, merged } = withoutDoubles(found.content.findings);
  if (merged > 0) notes.push(`${merged} findings are another name of one that is counted.`);
  return { ...found.content, findings, notes, kind: 'reading', format: found.format, lines: found.lines };
}

/** Bytes from which on a list is not held as a whole either. */
const largeList = 8 * 1024 * 1024;

/** Records of a log from which on alerts of a day that say the same are one. */
const longLog = 20_000;

interface Found {
  readonly kind: 'found';
  readonly format: string;
  readonly content: Content;
  readonly lines: boolean;
  readonly unreadLines: number;
}

function readWhole(bytes: Uint8Array): Found | Problem {
  const document = readDocument(bytes, wanted);
  if (document.kind === 'problem') return document;
  const found = isClean(document.root, bytes) ? emptyList : contentOf(document.root);
  if (found === null) return unknownFormat(document.root);
  return { kind: 'found', ...found, lines: document.lines, unreadLines: document.unreadLines };
}

/** Part by part, never held as a whole; null: it is no log, or its first part is of no known format. */
function readInParts(bytes: Uint8Array, each: typeof readInBatches, lines: boolean): Found | Problem | null {
  const context = { cvss: vectorReader(), share: sharing() };
  let parts: Content[] = [];
  let reader: Reader | undefined;
  let records = 0;
  const ended = each(bytes, wanted, (batch, before) => {
    reader ??= readers.find((candidate) => candidate.recognises(batch));
    if (reader === undefined) return false;
    const part = placedBehind(reader.read(batch, context), before);
    parts.push(part);
    records += part.findings.length + part.alerts.length + part.statements.length;
    if (records > longLog) {
      const all = joined(parts);
      parts = [{ ...all, alerts: withoutRepeats(all.alerts) }];
      records = all.findings.length + parts[0].alerts.length + all.statements.length;
    }
    return records <= maxRecords;
  });
  if (ended === null) return null;
  if ('reason' in ended) return ended;
  if (reader === undefined) return null;
  if (records > maxRecords) return tooMany(`more than ${maxRecords}`);
  return { kind: 'found', format: reader.format, content: joined(parts), lines, unreadLines: ended.unreadLines };
}

function tooMany(count: string): Problem {
  return problem(
    'too-large',
    `The report holds ${count} records; at most ${maxRecords} of one file are read. Split it.`,
  );
}

/** The content of a parsed document and its format; null if no reader knows it. Doubles are still in it. */
export function contentOf(root: Json): { readonly format: string; readonly content: Content } | null {
  const reader = readers.find((candidate) => candidate.recognises(root));
  if (!reader) return null;
  return { format: reader.format, content: reader.read(root, { cvss: vectorReader(), share: sharing() }) };
}

const emptyList = {
  format: 'empty list',
  content: content({ tool: 'unknown', notes: ['The report is an empty list, and does not say which tool made it.'] }),
};

/** An object whose only member is an empty list. The root alone would not do: members that no reader asks for are not in it. */
const onlyEmptyList = /^\s*\{\s*"[^"\\]*"\s*:\s*\[\s*\]\s*\}\s*$/;

/** What tools write that found nothing: an empty list, the word null, or nothing but an empty list under its name. */
function isClean(root: Json, bytes: Uint8Array): boolean {
  if (Array.isArray(root)) return root.length === 0;
  if (root === null) return true;
  const isOne = Object.keys(object(root) ?? {}).length === 1;
  return isOne && bytes.length < 1000 && onlyEmptyList.test(new TextDecoder().decode(bytes));
}

function aboutFeed(bytes: Uint8Array): Problem | null {
  const feed = feedIn(bytes);
  if (feed === null) return null;
  return problem('unknown-format', `The file is no report but a feed: name it with \`feed ${feed} "…"\`.`);
}

function unknownFormat(root: Json): Problem {
  // Snyk writes so where it could not scan.
  const failure = member(root, 'ok') === false ? text(root, 'error') : null;
  if (failure !== null) return problem('unknown-format', `The tool found nothing out, and says why: ${failure}`);
  return problem('unknown-format', `The file is JSON, but of no format known here. Known are: ${formats.join(', ')}.`);
}
