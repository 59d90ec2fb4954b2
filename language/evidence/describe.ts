/** The evidence of a system as plain data: its files and what they moved. Findings one by one are in `rows.ts`. */
import { countOf } from '../../evidence/index.ts';
import type { EvidenceDescription, EvidenceEffect, EvidenceFile } from '../../protocol/index.ts';
import { isEvidence } from '../generated/ast.ts';
import { rangeOf, uriOf } from '../quantities/report.ts';
import { evidenceByService } from './by-service.ts';
import { type DeclaredFile, recordsOf, type SystemEvidence } from './system-evidence.ts';

/** `threats`: in the order of the text, with their effects. */
export function describeEvidence(
  evidence: SystemEvidence | null,
  threats: ReadonlyMap<unknown, { readonly effects: readonly EvidenceEffect[] }>,
  fileOf: (uri: string) => string,
): EvidenceDescription | null {
  if (evidence === null) return null;
  const idle = countIdle(evidence);
  const effects = [...threats.values()].flatMap((threat) => threat.effects);
  return {
    files: [...evidence.files.map((file) => describeFile(file, idle, fileOf)), ...unreadable(evidence, fileOf)],
    services: evidenceByService(evidence, effects),
    effects,
  };
}

/** Records of each file without a service or a threat. */
function countIdle({ assessment }: SystemEvidence): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const each of [...assessment.findings, ...assessment.alerts]) {
    if (each.services.length > 0 && each.threats.length > 0) continue;
    found.set(each.path, (found.get(each.path) ?? 0) + recordsOf(each));
  }
  return found;
}

function describeFile(
  { node, path, content, at, age, counts }: DeclaredFile,
  idle: ReadonlyMap<string, number>,
  fileOf: (uri: string) => string,
): EvidenceFile {
  const kind = isEvidence(node) ? ('report' as const) : node.kind;
  const base = { path, kind, pattern: node.path, declared: declaredAt(node, fileOf) };
  const none = { tool: null, format: null, at, age, counts, findings: 0, alerts: 0, matched: 0, unmatched: 0 };
  if (content.kind === 'problem') return { ...base, ...none, error: content.message, notes: [] };
  if (content.kind !== 'reading') {
    const count = content.kind === 'vex' ? content.statements.length : content.count;
    const tool = content.kind.toUpperCase();
    return { ...base, ...none, tool, format: tool, findings: count, matched: count, error: null, notes: content.notes };
  }
  const alerts = countOf(content.alerts);
  const findings = content.findings.length + alerts;
  const unmatched = idle.get(path) ?? 0;
  return {
    ...base,
    ...none,
    tool: content.tool,
    format: content.format,
    findings,
    alerts,
    matched: findings - unmatched,
    unmatched,
    error: null,
    notes: content.notes,
  };
}

function unreadable({ problems }: SystemEvidence, fileOf: (uri: string) => string): readonly EvidenceFile[] {
  return problems.map(({ node, problem }) => ({
    path: problem.path ?? node.path,
    pattern: node.path,
    kind: isEvidence(node) ? ('report' as const) : node.kind,
    declared: declaredAt(node, fileOf),
    tool: null,
    format: null,
    at: null,
    age: null,
    counts: false,
    findings: 0,
    alerts: 0,
    matched: 0,
    unmatched: 0,
    error: problem.message,
    notes: [],
  }));
}

function declaredAt(node: DeclaredFile['node'], fileOf: (uri: string) => string): EvidenceFile['declared'] {
  return { file: fileOf(uriOf(node)), line: rangeOf(node).start.line + 1 };
}
