/** What lenses say of evidence: of a service, and of a line that names files. */
import { AstUtils } from 'langium';
import { type EvidenceDeclaration, requestOf } from '../../language/evidence/requests.ts';
import { counted, type EvidenceFile, listed, moneyInWords, type ReportServiceEvidence } from '../../protocol/index.ts';
import type { SystemState } from '../systems/state.ts';
import { nodeRange } from '../text/nodes.ts';

const between = ' · ';
const day = 86_400_000;

/** `14 findings, 3 alerts · raise ALE by $420k`. `aleRaised` null: nothing moves, or what moves has no figure. */
export function serviceEvidenceWords(
  { findings, alerts, moves, aleRaised }: ReportServiceEvidence,
  currency: string,
): string {
  const found = [
    findings > 0 ? counted(findings, 'finding') : null,
    alerts > 0 ? counted(alerts, 'alert') : null,
  ].filter((part) => part !== null);
  const many = findings + alerts > 1;
  if (moves.length === 0 || aleRaised === 0) return `${found.join(', ')}${between}${many ? 'move' : 'moves'} no figure`;
  if (aleRaised === null)
    return `${found.join(', ')}${between}${many ? 'move' : 'moves'} ${counted(moves.length, 'threat')} without figures`;
  return `${found.join(', ')}${between}${many ? 'raise' : 'raises'} ALE by ${moneyInWords(aleRaised, currency)}`;
}

/** Of a line that names files; null: nobody looks for evidence here. */
export function declaredEvidenceWords(node: EvidenceDeclaration, state: SystemState): string | null {
  const { evidence, description } = state.lowered;
  if (evidence === null) return null;
  const files = filesOf(node, description.evidence?.files ?? []);
  if (files.length > 0) return evidenceFilesWords(files, state.today);
  if (state.evidence?.answer(requestOf(node)) === undefined) return 'reading…';
  return evidence.missing.includes(node)
    ? evidenceFilesWords([], state.today)
    : 'its files are listed at another line that names them';
}

/** The files that are listed at a declaration. */
export function filesOf(node: EvidenceDeclaration, files: readonly EvidenceFile[]): readonly EvidenceFile[] {
  const line = (nodeRange(node)?.start.line ?? -1) + 1;
  const uri = decodeURIComponent(AstUtils.getDocument(node).uri.toString());
  return files.filter(({ declared }) => declared.line === line && uri.endsWith(`/${declared.file}`));
}

/** `Trivy · 37 findings, 30 matched, 7 unmatched · 2 days old`, of all files that one declaration names. */
export function evidenceFilesWords(files: readonly EvidenceFile[], today: string): string {
  if (files.length === 0) return 'no file matches: nothing moves';
  const good = files.filter(({ error }) => error === null);
  const broken = files.filter(({ error }) => error !== null);
  if (good.length === 0)
    return files.length === 1
      ? `cannot be read: ${firstSentence(broken[0].error ?? '')}`
      : `none of ${files.length} files can be read`;
  const tools = [...new Set(good.flatMap(({ tool }) => tool ?? []))];
  return [
    good.length > 1 ? `${good.length} files by ${listed(tools, 3)}` : tools.join(', '),
    contentWords(good),
    ageWords(good, today),
    broken.length > 0 ? `${broken.length} of ${counted(files.length, 'file')} cannot be read` : null,
  ]
    .filter((part) => part !== null && part !== '')
    .join(between);
}

function contentWords(files: readonly EvidenceFile[]): string {
  const sum = (count: (file: EvidenceFile) => number) => files.reduce((all, file) => all + count(file), 0);
  const all = sum(({ findings }) => findings);
  if (files[0].kind !== 'report') return all === 1 ? '1 entry' : `${all} entries`;
  const alerts = sum((file) => file.alerts);
  const what = [
    all > alerts || all === 0 ? counted(all - alerts, 'finding') : null,
    alerts > 0 ? counted(alerts, 'alert') : null,
  ].filter((part) => part !== null);
  const unmatched = sum((file) => file.unmatched);
  const matched = all === 0 ? '' : `, ${sum((file) => file.matched)} matched`;
  return `${what.join(', ')}${matched}${unmatched > 0 ? `, ${unmatched} unmatched` : ''}`;
}

/** Of the newest; what does not count says so. */
function ageWords(files: readonly EvidenceFile[], today: string): string {
  const dated = files.flatMap(({ at }) => at ?? []).sort();
  const newest = dated.at(-1);
  const age = newest === undefined ? 'undated' : daysInWords(newest, today);
  const idle = files.filter(({ counts }) => !counts).length;
  const one = files.length === 1;
  const marks = idle === 0 ? '' : idle === files.length ? ', move no figure' : `, ${idle} of them move no figure`;
  return `${one || newest === undefined ? '' : 'newest '}${age}${one ? marks.replace('move', 'moves') : marks}`;
}

/** `2 days old`, `of today`, `dated 2027-01-01` for what lies ahead. */
export function daysInWords(at: string, today: string): string {
  const days = Math.floor((Date.parse(today) - Date.parse(at.slice(0, 10))) / day);
  if (Number.isNaN(days)) return `dated ${at.slice(0, 10)}`;
  if (days < 0) return `dated ${at.slice(0, 10)}, after today`;
  return days === 0 ? 'of today' : `${counted(days, 'day')} old`;
}

function firstSentence(text: string): string {
  const end = text.search(/\.(\s|$)/);
  return end < 0 ? text : text.slice(0, end);
}
