/** The evidence of a system: its files, how old they are, what they say of which threat. */
import {
  type Age,
  type Alert,
  type AssessedAlert,
  type AssessedFinding,
  type Assessment,
  ageOf,
  assess,
  type EpssFeed,
  evidenceWeight,
  expiresAfterDays,
  type Intelligence,
  type KevFeed,
  type Source,
  type StixFeed,
  type ThreatEvidence,
  type VexFeed,
} from '../../evidence/index.ts';
import { properties } from '../checks/view.ts';
import { isEvidence } from '../generated/ast.ts';
import type { Base } from '../lower/base.ts';
import { durationPlace, lowerKnown, probabilityPlace } from '../quantities/index.ts';
import { textOf } from '../quantities/report.ts';
import type { EvidenceContent, EvidenceProblem, EvidenceSnapshot } from './files.ts';
import { type EvidenceDeclaration, evidenceDeclarations, requestOf } from './requests.ts';
import { exceptionsOf, servicesOf, threatsOf } from './subjects.ts';

/** A file that a declaration names. One that several name belongs to one of them. */
export interface DeclaredFile {
  readonly node: EvidenceDeclaration;
  readonly path: string;
  readonly uri: string;
  readonly content: EvidenceContent;
  /** Of the file, or the `dated` of its declaration; null: unknown. */
  readonly at: string | null;
  readonly age: Age | null;
  /** Whether it may move a figure. */
  readonly counts: boolean;
  /** Days after which a report counts no more; of a feed the days after which it is said to be old. */
  readonly expires: number;
}

export interface SystemEvidence {
  readonly files: readonly DeclaredFile[];
  /** Declarations whose pattern matches no file. */
  readonly missing: readonly EvidenceDeclaration[];
  /** Patterns, or files of a pattern, that could not be read at all. */
  readonly problems: readonly { readonly node: EvidenceDeclaration; readonly problem: EvidenceProblem }[];
  readonly assessment: Assessment;
  readonly byThreat: ReadonlyMap<string, ThreatEvidence>;
  /** w, 0 to 1. */
  readonly weight: number;
  /** Paths of the files of alerts. */
  readonly fileOfAlert: (alert: Alert) => string;
  /** The answer to a question that takes long, computed once for its content. */
  readonly answered: EvidenceSnapshot['answered'];
}

const daysOfYear = 365.25;

/** null: nobody looked for evidence, or the system names none. `today`: `2026-03-01`. */
export function evidenceOf(
  base: Base,
  snapshot: EvidenceSnapshot | undefined,
  today: string,
  fileOf: (uri: string) => string,
): SystemEvidence | null {
  const weight = weightOf(base);
  const declarations = evidenceDeclarations(base.system);
  const expiry = new Map(declarations.map((node) => [node, expiresOf(base, node)] as const));
  if (snapshot === undefined || declarations.length === 0) return null;
  const files: DeclaredFile[] = [];
  const missing: EvidenceDeclaration[] = [];
  const problems: { node: EvidenceDeclaration; problem: EvidenceProblem }[] = [];
  for (const node of declarations) {
    const answer = snapshot.answer(requestOf(node));
    if (answer === undefined) continue;
    for (const problem of answer.problems) problems.push({ node, problem });
    if (answer.files.length === 0 && answer.problems.length === 0) missing.push(node);
    for (const { path, uri, content } of answer.files)
      files.push({ node, path, uri, content, ...ageIn(node, content, expiry.get(node)!, today) });
  }
  const distinct = withoutRepeats(files);
  const input = {
    services: servicesOf(base.view, fileOf),
    threats: threatsOf(base.view),
    exceptions: exceptionsOf(base.system.node),
    weight,
  };
  const inputs = JSON.stringify([
    input.services,
    input.threats,
    [...input.exceptions],
    weight,
    distinct.map(({ node, uri, counts }) => [uri, counts, isEvidence(node) ? aboutOf(files, uri) : node.kind]),
  ]);
  const { assessment, fileOfAlert } = snapshot.remember(base.system.id, inputs, () => {
    const assessed = assess({
      ...input,
      intelligence: intelligenceOf(distinct),
      vex: distinct.flatMap(({ content, counts }) =>
        content.kind === 'vex' && counts ? (content as VexFeed).statements : [],
      ),
      sources: distinct.flatMap(({ path, uri, content, counts }): Source[] =>
        content.kind === 'reading' ? [{ path, reading: content, about: aboutOf(files, uri), counts }] : [],
      ),
    });
    const paths = new Map(assessed.alerts.map(({ alert, path }) => [alert, path]));
    return { assessment: assessed, fileOfAlert: (alert: Alert) => paths.get(alert) ?? '' };
  });
  return {
    files: distinct,
    missing,
    problems,
    assessment,
    byThreat: new Map(assessment.threats.map((found) => [found.threat, found])),
    weight,
    fileOfAlert,
    answered: snapshot.answered,
  };
}

/** A file that several declarations name is one: of the first with `about`, which says more, else of the first. */
function withoutRepeats(files: readonly DeclaredFile[]): readonly DeclaredFile[] {
  const byKey = new Map<string, DeclaredFile>();
  for (const file of files) {
    const key = `${isEvidence(file.node) ? 'report' : file.node.kind} ${file.uri}`;
    const before = byKey.get(key);
    if (before === undefined || (!saysAbout(before.node) && saysAbout(file.node))) byKey.set(key, file);
  }
  return [...byKey.values()];
}

function saysAbout(node: EvidenceDeclaration): boolean {
  return isEvidence(node) && properties(node, 'About').length > 0;
}

/** The services that all declarations of a file give to it. */
function aboutOf(files: readonly DeclaredFile[], uri: string): readonly string[] {
  const names = files
    .filter((file) => file.uri === uri)
    .flatMap(({ node }) => (isEvidence(node) ? properties(node, 'About') : []))
    .flatMap(({ components }) => (components ?? []).flatMap((component) => component?.ref?.name ?? []));
  return [...new Set(names)];
}

function ageIn(
  node: EvidenceDeclaration,
  content: EvidenceContent,
  expires: number,
  today: string,
): Pick<DeclaredFile, 'at' | 'age' | 'counts' | 'expires'> {
  if (content.kind === 'problem') return { at: null, age: null, counts: false, expires };
  const said = properties(node as { properties: typeof node.properties }, 'Dated')[0]?.date;
  const at = (content.kind === 'reading' ? content.at : content.date) ?? said ?? null;
  const age = ageOf(at, today, expires);
  // What a feed has learnt stays true: an old one is said to be old, and used.
  const counts = age === 'current' || age === 'undated' || (age === 'expired' && content.kind !== 'reading');
  return { at, age, counts, expires };
}

function intelligenceOf(files: readonly DeclaredFile[]): Intelligence {
  const counting = files.filter(({ counts }) => counts).map(({ content }) => content);
  return {
    epss: counting.filter((content): content is EpssFeed => content.kind === 'epss'),
    kev: counting.filter((content): content is KevFeed => content.kind === 'kev'),
    stix: counting.filter((content): content is StixFeed => content.kind === 'stix'),
  };
}

function weightOf(base: Base): number {
  const node = base.system.node;
  const said = node === null ? undefined : properties(node, 'EvidenceWeight')[0];
  return (said && lowerKnown(said.value, probabilityPlace, base.scope)) ?? evidenceWeight;
}

/** In days. */
function expiresOf(base: Base, node: EvidenceDeclaration): number {
  const said = isEvidence(node) ? properties(node, 'Expires')[0] : properties(node, 'Expires')[0];
  const years = said && lowerKnown(said.period, durationPlace, base.scope);
  if (said === undefined || years === undefined || years === null) return isLasting(node) ? Infinity : expiresAfterDays;
  if (years > 0) return Math.floor(years * daysOfYear + 1e-6);
  base.findings.report('range', said, `This time is longer than 0, found \`${textOf(said)}\`.`);
  return expiresAfterDays;
}

/** Statements of a VEX document or a STIX bundle stand until somebody says otherwise. */
function isLasting(node: EvidenceDeclaration): boolean {
  return !isEvidence(node) && (node.kind === 'vex' || node.kind === 'stix');
}

/** How many records of a report one stands for: a long log has its alerts of a day together. */
export function recordsOf(assessed: AssessedFinding | AssessedAlert): number {
  return 'alert' in assessed ? (assessed.alert.count ?? 1) : 1;
}
