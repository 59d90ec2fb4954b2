/** Readings, feeds and a model's services and threats to what moves which figure, and what moves none. */
import type { Alert } from './alert.ts';
import { canonical, isFlaw } from './common/identifiers.ts';
import { remembered } from './common/memo.ts';
import { type VectorReader, vectorReader } from './cvss/choose.ts';
import { type AlertCount, countAlerts } from './effect/alerts.ts';
import type { Intelligence } from './effect/intelligence.ts';
import { type Strength, strengthOf } from './effect/strength.ts';
import { type Combined, combine, evidenceWeight, wayIn } from './effect/vulnerability.ts';
import type { Finding, Scanned } from './finding.ts';
import { type ServiceDescription, type ServiceMatch, type Subject, servicesOf } from './matching/services.ts';
import { type ThreatDescription, type ThreatMatch, threatsOf } from './matching/threats.ts';
import type { Reading } from './reading.ts';
import { type Categorised, type StrideExceptions, strideOfAlert, strideOfFinding } from './stride/of.ts';
import { applyVex } from './vex/apply.ts';
import type { VexStatement } from './vex/statement.ts';

export interface Source {
  /** As the listing shows it. */
  readonly path: string;
  readonly reading: Reading;
  /** Services that the model gives to the report. */
  readonly about: readonly string[];
  /** False for a report that is expired or from the future: it is listed and moves nothing. */
  readonly counts: boolean;
}

export interface AssessInput {
  readonly sources: readonly Source[];
  readonly services: readonly ServiceDescription[];
  readonly threats: readonly ThreatDescription[];
  readonly intelligence: Intelligence;
  /** Statements of VEX feeds; those inside the sources are put to all findings, too. */
  readonly vex?: readonly VexStatement[];
  /** w, 0 to 1. */
  readonly weight?: number;
  readonly exceptions?: StrideExceptions;
}

/** Why a record moves nothing; null where it can move a figure. */
export type Idle = 'no service' | 'no threat' | 'old' | 'vex' | 'undated';

interface Assessed {
  readonly path: string;
  readonly services: readonly ServiceMatch[];
  readonly stride: Categorised;
  readonly threats: readonly ThreatMatch[];
  readonly idle: Idle | null;
}

export interface AssessedFinding extends Assessed {
  readonly finding: Finding;
  /** The strongest over its services; null where no service has it. */
  readonly strength: Strength | null;
  /** As `services`. */
  readonly strengths: readonly Strength[];
}

export interface AssessedAlert extends Assessed {
  readonly alert: Alert;
}

export interface VulnerabilityEvidence {
  readonly combined: Combined<AssessedFinding>;
  readonly weight: number;
  /** Every draw v of the vulnerability becomes v + (1 − v)·q. */
  readonly q: number;
}

export interface ThreatEvidence {
  readonly threat: string;
  /** Null where no finding moves it. */
  readonly vulnerability: VulnerabilityEvidence | null;
  /** `observed count in days days`; null where no log with an alert about it covers a day. */
  readonly alerts: AlertCount | null;
}

export interface Assessment {
  readonly findings: readonly AssessedFinding[];
  readonly alerts: readonly AssessedAlert[];
  /** One for each threat that something moves, in the order of the threats. */
  readonly threats: readonly ThreatEvidence[];
  /** VEX statements that fit no finding. */
  readonly unusedStatements: readonly VexStatement[];
}

/** Pure: the same input gives the same assessment, whatever the order of the files' names on a disk. */
export function assess(input: AssessInput): Assessment {
  const read = vectorReader();
  const weight = input.weight ?? evidenceWeight;
  const exceptions = input.exceptions ?? new Map();
  const find = finder(input.services);
  const concern = threatFinder(input.threats);
  const strong = strengths(input.intelligence, read);
  const byName = new Map(input.services.map((service) => [service.name, service]));
  const statements = [...input.sources.flatMap(({ reading }) => reading.statements), ...(input.vex ?? [])];
  const unused = new Set(statements);

  const findings = input.sources.flatMap(({ path, reading, about, counts }) => {
    const applied = applyVex(reading.findings, statements);
    const left = new Set(applied.unused);
    for (const statement of statements) if (!left.has(statement)) unused.delete(statement);
    return applied.findings.map((finding): AssessedFinding => {
      const services = find(finding, about);
      const stride = strideOfFinding(finding, read, exceptions);
      const names = services.map(({ service }) => service);
      const threats = concern(services, finding.cwe, stride);
      const outside = names.some((name) => byName.get(name)?.reachedFromOtherZone ?? false);
      const strength = names.length === 0 ? null : strong(finding, outside);
      const removed = finding.status === 'not_affected' || finding.status === 'fixed';
      const idle = removed ? 'vex' : idleOf(names, threats, counts);
      const strengths = names.map((name) => strong(finding, byName.get(name)?.reachedFromOtherZone ?? false));
      return { path, finding, services, stride, threats, strength, strengths, idle };
    });
  });

  const alerts = input.sources.flatMap(({ path, reading, about, counts }) =>
    reading.alerts.map((alert): AssessedAlert => {
      const services = find({ scanned: alert.scanned, file: null }, about);
      const stride = strideOfAlert(alert, read, exceptions);
      const threats = concern(services, alert.cwe, stride);
      const idle = alert.at === null ? 'undated' : idleOf(services, threats, counts);
      return { path, alert, services, stride, threats, idle };
    }),
  );

  const concerned = byThreat(findings);
  const seenBy = alertsByThreat(alerts);
  const keys = remembered(keysOf);
  const threats = input.threats.flatMap(({ name }): ThreatEvidence[] => {
    const weighted = (concerned.get(name) ?? []).map(({ assessed, services }) => {
      const outside = services.some((service) => byName.get(service)?.reachedFromOtherZone ?? false);
      const strength = strong(assessed.finding, outside);
      const finding = strength === assessed.strength ? assessed : { ...assessed, strength };
      return { finding, strength: strength.value, keys: keys(assessed.finding) };
    });
    const combined = combine(weighted);
    const vulnerability = weighted.length === 0 ? null : { combined, weight, q: wayIn(combined.value, weight) };
    const seen = alertsOf(seenBy.get(name) ?? [], input.sources);
    return vulnerability === null && seen === null ? [] : [{ threat: name, vulnerability, alerts: seen }];
  });
  return { findings, alerts, threats, unusedStatements: [...unused] };
}

/** The findings of a report share what was scanned: it is matched once, wherever the file inside of it says nothing. */
function finder(services: readonly ServiceDescription[]) {
  const known = new Map<Scanned | readonly string[], readonly ServiceMatch[]>();
  return (subject: Subject, about: readonly string[]): readonly ServiceMatch[] => {
    const { scanned } = subject;
    const isByFile = subject.file !== null && scanned.images.length === 0 && scanned.workload === null;
    if (isByFile && about.length === 0) return servicesOf(subject, services, about);
    const key = about.length > 0 ? about : scanned;
    const found = known.get(key) ?? servicesOf(subject, services, about);
    known.set(key, found);
    return found;
  };
}

/** Findings on the same services with the same weaknesses concern the same threats. */
function threatFinder(threats: readonly ThreatDescription[]) {
  const known = remembered((_: readonly ServiceMatch[]) => new Map<string, readonly ThreatMatch[]>());
  return (services: readonly ServiceMatch[], cwe: readonly number[], stride: Categorised): readonly ThreatMatch[] => {
    const ofServices = known(services);
    const key = `${cwe.join()} ${stride.categories.join()} ${stride.because}`;
    const names = () => services.map(({ service }) => service);
    const found = ofServices.get(key) ?? threatsOf(names(), cwe, stride, threats);
    ofServices.set(key, found);
    return found;
  };
}

/** A finding has two strengths: where a flow from another zone leads to its service, and where none does. */
function strengths(intelligence: Intelligence, read: VectorReader) {
  const outside = remembered((finding: Finding) => strengthOf(finding, true, intelligence, read));
  const inside = remembered((finding: Finding) => strengthOf(finding, false, intelligence, read));
  return (finding: Finding, fromOtherZone: boolean) => (fromOtherZone ? outside : inside)(finding);
}

interface Concerned {
  readonly assessed: AssessedFinding;
  /** Those by which the finding concerns the threat: its reach is theirs. */
  readonly services: readonly string[];
}

function byThreat(findings: readonly AssessedFinding[]): ReadonlyMap<string, readonly Concerned[]> {
  const found = new Map<string, Concerned[]>();
  for (const assessed of findings) {
    if (assessed.idle !== null) continue;
    for (const { threat, services } of assessed.threats) {
      const list = found.get(threat);
      if (list) list.push({ assessed, services });
      else found.set(threat, [{ assessed, services }]);
    }
  }
  return found;
}

function idleOf(services: readonly unknown[], threats: readonly unknown[], counts: boolean): Idle | null {
  if (services.length === 0) return 'no service';
  if (threats.length === 0) return 'no threat';
  return counts ? null : 'old';
}

/** A package is one key, each published name of a flaw another; a weakness in code is known by its place. */
function keysOf(finding: Finding): readonly string[] {
  const names = [finding.id, ...finding.aliases].filter(isFlaw).map((id) => `flaw ${canonical(id)}`);
  if (finding.package !== null && finding.package.name !== '')
    return [`package ${finding.package.name.toLowerCase()}`, ...names];
  if (finding.file !== null && finding.line !== null && finding.cwe.length > 0) {
    return finding.cwe.map((number) => `place ${finding.file}:${finding.line} CWE-${number}`);
  }
  return names.length > 0
    ? names
    : [`place ${finding.id} ${finding.file} ${finding.line} ${JSON.stringify(finding.scanned)}`];
}

interface SeenAlert {
  readonly alert: Alert;
  readonly service: string;
}

function alertsByThreat(alerts: readonly AssessedAlert[]): ReadonlyMap<string, readonly SeenAlert[]> {
  const found = new Map<string, SeenAlert[]>();
  for (const { alert, idle, threats } of alerts) {
    if (idle !== null) continue;
    for (const { threat, services } of threats) {
      const list = found.get(threat) ?? [];
      found.set(threat, list);
      for (const service of services) list.push({ alert, service });
    }
  }
  return found;
}

/** The days are those of all logs of the same tools that count: a quiet log shows that nothing happened in its days. */
function alertsOf(concerned: readonly SeenAlert[], sources: readonly Source[]): AlertCount | null {
  if (concerned.length === 0) return null;
  const tools = new Set(concerned.map(({ alert }) => alert.tool));
  const services = new Set(concerned.map(({ service }) => service));
  const periods = sources.flatMap(({ reading, about, counts }) => {
    const isOfThese = about.length === 0 || about.some((service) => services.has(service));
    return counts && isOfThese && reading.period && tools.has(reading.tool) ? [reading.period] : [];
  });
  const count = countAlerts(concerned, periods);
  return count.days > 0 ? count : null;
}
