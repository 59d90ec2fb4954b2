/** Wazuh: the state of vulnerabilities (4.8 and later) and alerts, as a search or `alerts.json` gives them. */
import type { Alert } from '../alert.ts';
import { tacticsOf, techniquesOf } from '../common/attack.ts';
import { dotted, dottedText, dottedTexts } from '../common/dotted.ts';
import { hitsOf } from '../common/hits.ts';
import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf, severityOfScore } from '../common/severity.ts';
import { latestOf, moment, periodOf } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, finding, nothingScanned, type Scanned, type Severity } from '../finding.ts';
import { firstText, isList, type Json, list, member, mostAre, number, pointer, text } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { type Content, content } from '../reading.ts';

const tool = 'Wazuh';

export const wazuh: Reader = {
  format: 'Wazuh',
  keys: [
    ...[
      'hits',
      '_source',
      'agent',
      'name',
      'id',
      'type',
      'wazuh',
      'schema',
      'cluster',
      'manager',
      'package',
      'version',
    ],
    ...[
      'vulnerability',
      'severity',
      'score',
      'base',
      'detected_at',
      'scanner',
      'source',
      'enumeration',
      'rule',
      'level',
    ],
    ...[
      'description',
      'mitre',
      'tactic',
      'technique',
      'timestamp',
      '@timestamp',
      'data',
      'cve',
      'cvss',
      'cwe_reference',
    ],
    ...[
      'cvss3',
      'cvss2',
      'base_score',
      'status',
      'title',
      'container',
      'docker',
      'Actor',
      'Attributes',
      'image',
      'location',
    ],
    ...[
      'affected_items',
      'total_affected_items',
      'message',
      'cvss3_score',
      'cvss2_score',
      'detection_time',
      'agent_name',
      'agent_ip',
    ],
  ],
  recognises: (root) =>
    mostAre(list(root, 'data', 'affected_items'), isAffected) ||
    hasNoneAffected(root) ||
    mostAre(
      hitsOf(root),
      ({ document }) => isWazuh(document),
      ({ document }) => document,
    ),
  read(root, context) {
    if (isList(root, 'data', 'affected_items')) return ofInterface(root, context);
    const hits = hitsOf(root);
    const findings: Finding[] = [];
    const alerts: Alert[] = [];
    for (const { document, place } of hits) {
      const flaw = vulnerability(document, place, context);
      if (flaw) findings.push(flaw);
      else if (dotted(document, 'rule.level') !== null) alerts.push(alertOf(document, place, context));
    }
    const moments = hits.map(({ document }) => when(document));
    const period = alerts.length > 0 ? periodOf(moments) : null;
    const left = hits.length - findings.length - alerts.length;
    const notes = left > 0 ? [`${left} records are left out: they are neither alerts nor open vulnerabilities.`] : [];
    return content({ tool, at: latestOf(moments), findings, alerts, period, notes });
  },
};

/** A row of the interface of versions up to 4.7, which answers with the packages of one agent. */
function isAffected(row: Json): boolean {
  return text(row, 'cve') !== null && text(row, 'name') !== null;
}

/** The answer for an agent without any; other questions are answered alike, but with other words. */
function hasNoneAffected(root: Json): boolean {
  return (
    isList(root, 'data', 'affected_items') &&
    list(root, 'data', 'affected_items').length === 0 &&
    /vulnerabilit/i.test(text(root, 'message') ?? '')
  );
}

function ofInterface(root: Json, context: ReaderContext): Content {
  const findings = list(root, 'data', 'affected_items').flatMap((row, index) => {
    const identity = identityOf([text(row, 'cve')]);
    if (identity === null || /^(obsolete|solved)$/i.test(text(row, 'status') ?? '')) return [];
    const host = firstText(member(row, 'agent_name'), member(row, 'agent_ip'));
    const score = number(row, 'cvss3_score') ?? number(row, 'cvss2_score');
    return finding({
      ...identity,
      kind: 'vulnerability',
      tool,
      title: text(row, 'title'),
      severity: severityOf(text(row, 'severity')),
      package: {
        name: text(row, 'name') ?? '',
        version: text(row, 'version'),
        ecosystem: null,
        purl: null,
        fixedIn: null,
      },
      cvss: score === null ? null : chooseCvss([{ vendor: tool, vector: null, score }], [], context.cvss),
      scanned: { ...nothingScanned, hosts: host === null ? [] : [host] },
      at: moment(member(row, 'detection_time')),
      place: pointer('', 'data', 'affected_items', index),
    });
  });
  return content({ tool, at: latestOf(findings.map(({ at }) => at)), findings });
}

function isWazuh(document: Json): boolean {
  const state =
    dotted(document, 'vulnerability') !== null &&
    (dotted(document, 'wazuh') !== null || dottedText(document, 'agent.type') === tool);
  return state || (dotted(document, 'agent.name') !== null && dotted(document, 'rule.level') !== null);
}

function when(document: Json): string | null {
  return (
    ['vulnerability.detected_at', 'timestamp', '@timestamp']
      .map((path) => moment(dotted(document, path)))
      .find((at) => at !== null) ?? null
  );
}

function scanOf(document: Json): Scanned {
  const host = dottedText(document, 'agent.name');
  const image = dottedText(document, 'data.docker.Actor.Attributes.image');
  return { ...nothingScanned, hosts: host === null ? [] : [host], images: image === null ? [] : [image] };
}

/** Of the levels 0 to 15 of a rule, by the classes of the rule documentation. */
function severityOfLevel(level: number | null): Severity {
  if (level === null) return 'unknown';
  if (level >= 15) return 'critical';
  if (level >= 12) return 'high';
  if (level >= 7) return 'medium';
  return level > 0 ? 'low' : 'none';
}

function alertOf(document: Json, place: string, context: ReaderContext): Alert {
  return {
    rule: dottedText(document, 'rule.description', 'rule.id') ?? 'alert',
    tool,
    severity: severityOfLevel(number(dotted(document, 'rule.level'))),
    tactics: tacticsOf(dottedTexts(document, 'rule.mitre.tactic')),
    techniques: techniquesOf(dottedTexts(document, 'rule.mitre.id')),
    identifiers: [],
    cwe: [],
    scanned: context.share(scanOf(document)),
    at: when(document),
    place,
  };
}

/** A state of 4.8, or the alert of the detector before it (`data.vulnerability`); a solved one is none. */
function vulnerability(document: Json, place: string, context: ReaderContext): Finding | null {
  const older = dotted(document, 'data.vulnerability');
  const flaw =
    older ??
    (dotted(document, 'wazuh') !== null || dottedText(document, 'agent.type') === tool
      ? dotted(document, 'vulnerability')
      : null);
  const identity = identityOf([dottedText(flaw, 'cve'), dottedText(flaw, 'id')]);
  if (!identity || dottedText(flaw, 'status') === 'Solved') return null;
  const score = number(dotted(flaw, 'score.base')) ?? number(dotted(flaw, 'cvss.cvss3.base_score'));
  const word = severityOf(dottedText(flaw, 'severity'));
  const holder = older ?? document;
  const name = dottedText(holder, 'package.name');
  return finding({
    ...identity,
    kind: 'vulnerability',
    tool,
    title: dottedText(flaw, 'title'),
    severity: word !== 'unknown' ? word : severityOfScore(score),
    package:
      name === null
        ? null
        : {
            name,
            version: dottedText(holder, 'package.version'),
            ecosystem: dottedText(holder, 'package.type'),
            purl: null,
            fixedIn: null,
          },
    cwe: cweNumbers([dottedText(flaw, 'cwe_reference')]),
    cvss: chooseCvss([{ vendor: dottedText(flaw, 'scanner.source') ?? tool, vector: null, score }], [], context.cvss),
    scanned: scanOf(document),
    at: when(document),
    place,
  });
}
