/** Findings with their money: each with its part of what evidence adds to the loss of its threats. */
import type {
  EvidenceFinding,
  FindingsListing,
  PricedFinding,
  ReportEffect,
  ReportEvidence,
  UnmatchedFindings,
} from '../protocol/index.ts';

const mostRows = 1000;
const mostIds = 5;

/** `rows`: all findings of the system, each at its service. */
export function listFindings(rows: readonly EvidenceFinding[], evidence: ReportEvidence): FindingsListing {
  const parts = partsOf(evidence.effects);
  const matched = rows
    .filter(({ service, threats }) => service !== null && threats.length > 0)
    .map((row) => priced(row, parts))
    .sort((a, b) => (b.aleRaised ?? -1) - (a.aleRaised ?? -1) || (b.strength ?? 0) - (a.strength ?? 0));
  return {
    rows: matched.slice(0, mostRows),
    left: Math.max(0, matched.length - mostRows),
    unmatched: unmatchedIn(rows),
  };
}

/** Money by the key of a finding and by threat; null: the threat has no figure. */
type Parts = ReadonlyMap<string, ReadonlyMap<string, number | null>>;

/**
 * A threat with both factors moved splits what is added by the mean over both orders in which they may have moved (Shapley
 * value of two), for the loss is proportional to each.
 */
function partsOf(effects: readonly ReportEffect[]): Parts {
  const parts = new Map<string, Map<string, number | null>>();
  const add = (key: string, threat: string, money: number | null) => {
    const known = parts.get(key) ?? new Map<string, number | null>();
    parts.set(key, known);
    const before = known.get(threat) ?? 0;
    known.set(threat, money === null ? null : before + money);
  };
  for (const effect of effects) {
    if (!effect.moved) continue;
    const { threat, aleBefore, aleAfter } = effect;
    const raised = aleBefore === null || aleAfter === null ? null : (aleAfter - aleBefore) * shareOf(effect, effects);
    if (effect.factor === 'vulnerability') {
      let before = 0;
      for (const { file, place, combined } of effect.steps) {
        const part = effect.combined > 0 ? (combined - before) / effect.combined : 0;
        add(findingKey(file, place), threat, raised === null ? null : raised * part);
        before = combined;
      }
    } else {
      for (const { rule, service, day, file } of effect.steps)
        add(alertKey(rule, service, day, file), threat, raised === null ? null : raised / effect.steps.length);
    }
  }
  return parts;
}

function shareOf(effect: ReportEffect, effects: readonly ReportEffect[]): number {
  const other = effects.find((one) => one.threat === effect.threat && one.factor !== effect.factor && one.moved);
  if (other === undefined) return 1;
  const [a0, a1, b0, b1] = [effect.prior.mean, effect.posterior.mean, other.prior.mean, other.posterior.mean];
  if (a0 === null || a1 === null || b0 === null || b1 === null) return 0.5;
  const whole = a1 * b1 - a0 * b0;
  return whole > 0 ? ((a1 - a0) * (b0 + b1)) / 2 / whole : 0.5;
}

function priced(row: EvidenceFinding, parts: Parts): PricedFinding {
  const own = parts.get(
    row.kind === 'alert'
      ? alertKey(row.id, row.service ?? '', row.at?.slice(0, 10) ?? '', row.file)
      : findingKey(row.file, row.place),
  );
  const money = row.threats.flatMap((threat) => (own?.has(threat) ? [own.get(threat) ?? null] : []));
  if (row.idle === null && money.length > 0) {
    const known = money.filter((part) => part !== null);
    const aleRaised = known.length === 0 ? null : known.reduce((sum, part) => sum + part, 0);
    return { ...row, aleRaised, without: null };
  }
  return { ...row, aleRaised: null, without: whyNothing(row) };
}

function whyNothing({ idle, kind }: EvidenceFinding): string {
  if (idle === 'old') return 'the file is too old, or newer than today';
  if (idle === 'vex') return 'VEX says that it does not matter';
  if (idle === 'undated') return 'it has no date';
  if (idle === 'no estimate') return 'no estimate with evidence';
  if (idle !== null) return idle;
  return kind === 'alert' ? 'raises no mean' : 'counted with a stronger one';
}

function findingKey(file: string, place: string): string {
  return JSON.stringify([file, place]);
}

function alertKey(rule: string, service: string, day: string, file: string): string {
  return JSON.stringify([rule, service, day, file]);
}

const severities = ['critical', 'high', 'medium', 'low', 'none', 'unknown'];

function unmatchedIn(rows: readonly EvidenceFinding[]): readonly UnmatchedFindings[] {
  const groups = new Map<string, { -readonly [K in keyof UnmatchedFindings]: UnmatchedFindings[K] }>();
  for (const { service, threats, because, count, severity, id, tool, file } of rows) {
    if (service !== null && threats.length > 0) continue;
    const reason = service === null ? 'no service' : 'no threat';
    const what = service ?? because;
    const key = JSON.stringify([reason, what, tool, file]);
    const known = groups.get(key);
    if (known === undefined) {
      groups.set(key, { reason, what, count, severity, ids: [id], tool, file });
      continue;
    }
    known.count += count;
    if (severities.indexOf(severity) < severities.indexOf(known.severity)) known.severity = severity;
    if (known.ids.length < mostIds && !known.ids.includes(id)) known.ids = [...known.ids, id];
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
