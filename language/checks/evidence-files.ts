/** Files of evidence that are not there, cannot be read, are out of date, or match nothing. */
import { type AssessedAlert, type AssessedFinding, countOf } from '../../evidence/index.ts';
import { listed } from '../../protocol/index.ts';
import { type DeclaredFile, recordsOf, type SystemEvidence } from '../evidence/system-evidence.ts';
import { isEvidence } from '../generated/ast.ts';
import type { Finding } from '../stages.ts';
import { assignEvidence } from './assign-evidence.ts';
import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { findingAt } from './finding.ts';

function info(code: string, severity: CodeInfo['severity'], title: string, help: string): CodeInfo {
  return { code, severity, title, help, adjustable: true, needs: 'text' };
}

const missing = info(
  'evidence-missing',
  'warning',
  'Evidence that is not there',
  'No file matches the path of an `evidence` or `feed`. No report and a clean report are different things.',
);

const unreadable = info(
  'evidence-unreadable',
  'error',
  'Evidence that cannot be read',
  'A file is broken, of an unknown format, too large or outside of the root. The estimates stay at their priors.',
);

const stale = info(
  'evidence-stale',
  'warning',
  'Evidence out of date',
  'A report is older than it may be, or newer than today, and moves no figure; or a feed is old.',
);

const unmatched = info(
  'evidence-unmatched',
  'information',
  'Findings without a service or a threat',
  'Findings of a file match no service, or no threat on their service, and move nothing.',
);

export const evidenceMissing: Check = {
  info: missing,
  run: ({ lowered }) =>
    (lowered.evidence?.missing ?? []).map((node) =>
      findingAt(
        missing,
        node,
        `No file matches "${node.path}". Write the path relative to this file, or run the tool that writes it; nothing moves until then.`,
        { property: 'path' },
      ),
    ),
};

export const evidenceUnreadable: Check = {
  info: unreadable,
  run({ lowered: { evidence } }) {
    if (evidence === null) return [];
    const say = (node: DeclaredFile['node'], path: string | null, message: string): Finding =>
      findingAt(unreadable, node, path === null ? message : `${path}: ${message}`, { property: 'path' });
    return [
      ...evidence.problems.map(({ node, problem }) => say(node, problem.path, problem.message)),
      ...evidence.files.flatMap(({ node, path, content }) =>
        content.kind === 'problem' ? [say(node, path, content.message)] : [],
      ),
    ];
  },
};

export const evidenceStale: Check = {
  info: stale,
  run: ({ lowered, today }) =>
    (lowered.evidence?.files ?? []).flatMap((file) => {
      const message = staleMessage(file, today);
      return message === null ? [] : [findingAt(stale, file.node, message, { property: 'path' })];
    }),
};

function staleMessage({ node, path, content, at, age, expires }: DeclaredFile, today: string): string | null {
  const day = at?.slice(0, 10) ?? '';
  if (age === 'from the future')
    return `${path} is of ${day}, which is after ${today}. It moves nothing until then; check the clock of the tool.`;
  if (age !== 'expired') return null;
  return isEvidence(node)
    ? `${path} is of ${day}, more than ${expires} days before ${today}, and moves nothing any more. Scan again, or write \`expires\` with a longer time.`
    : `${path} is of ${day}, more than ${expires} days before ${today}. ${content.kind === 'vex' ? 'Its statements' : 'What it says'} still counts as the last that is known. Fetch it again.`;
}

export const evidenceUnmatched: Check = {
  info: unmatched,
  run({ lowered: { evidence }, view }) {
    if (evidence === null) return [];
    const byPath = new Map<string, Idle>();
    const placed = new Set<string>();
    for (const each of [...evidence.assessment.findings, ...evidence.assessment.alerts]) {
      if (each.services.length > 0) placed.add(each.path);
      if (each.services.length > 0 && each.threats.length > 0) continue;
      const idle = byPath.get(each.path) ?? { services: 0, threats: 0, things: new Set(), lost: [] };
      byPath.set(each.path, idle);
      if (each.services.length > 0) idle.threats += recordsOf(each);
      else {
        idle.services += recordsOf(each);
        idle.lost.push(each);
        const { scanned } = 'finding' in each ? each.finding : each.alert;
        const thing = scanned.images[0] ?? scanned.workload?.name ?? scanned.hosts[0] ?? scanned.path;
        if (thing) idle.things.add(thing);
      }
    }
    return evidence.files.flatMap(({ node, path, content }) => {
      const idle = byPath.get(path);
      if (idle === undefined || content.kind !== 'reading') return [];
      const all = content.findings.length + countOf(content.alerts);
      const fix = assignEvidence(idle.lost, view, speaksForAll(evidence, node, placed) ? node : null);
      return [findingAt(unmatched, node, unmatchedMessage(path, all, idle), { property: 'path', fix })];
    });
  },
};

interface Idle {
  services: number;
  threats: number;
  readonly things: Set<string>;
  /** Records without a service. */
  readonly lost: (AssessedAlert | AssessedFinding)[];
}

/** `about` speaks of every file of the pattern: where one of them has found its service by itself, it would be wrong. */
function speaksForAll({ files }: SystemEvidence, node: DeclaredFile['node'], placed: ReadonlySet<string>): boolean {
  return files.every((file) => file.node !== node || !placed.has(file.path));
}

function unmatchedMessage(path: string, all: number, { services, threats, things }: Idle): string {
  const of = things.size === 0 ? '' : ` (${listed([...things], 3)})`;
  const parts = [
    ...(services === 0 ? [] : [`${services} of ${all} findings match no service${of}`]),
    ...(threats === 0 ? [] : [`${threats} of ${all} match no threat on their service`]),
  ];
  const advice = services > 0 ? ' Give the service an `image`, `workload`, `host` or `code`, or write `about`.' : '';
  return `${path}: ${parts.join(', ')}, and they move nothing.${advice}`;
}
