/** Elastic Common Schema: alerts of Elastic Security and of sensors that speak it, and vulnerabilities. */
import type { Alert } from '../alert.ts';
import { tacticsOf, techniquesOf } from '../common/attack.ts';
import { dotted, dottedText, dottedTexts } from '../common/dotted.ts';
import { hitsOf } from '../common/hits.ts';
import { identityOf } from '../common/identifiers.ts';
import { severityOf, severityOfScore } from '../common/severity.ts';
import { latestOf, moment, periodOf } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, finding, nothingScanned, type Scanned, type Severity } from '../finding.ts';
import { type Json, listOf, mostAre, number } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

const ruleNames = ['kibana.alert.rule.name', 'rule.name', 'signal.rule.name', 'event.action'];

export const ecs: Reader = {
  format: 'Elastic ECS',
  keys: [
    ...[
      'hits',
      '_source',
      '@timestamp',
      'ecs',
      'version',
      'event',
      'kind',
      'action',
      'severity',
      'module',
      'dataset',
      'rule',
    ],
    ...[
      'name',
      'threat',
      'tactic',
      'technique',
      'id',
      'subtechnique',
      'container',
      'image',
      'tag',
      'orchestrator',
      'namespace',
    ],
    ...[
      'resource',
      'type',
      'cluster',
      'service',
      'host',
      'hostname',
      'kubernetes',
      'pod',
      'deployment',
      'vulnerability',
    ],
    ...[
      'score',
      'base',
      'package',
      'kibana',
      'alert',
      'signal',
      'risk_score',
      'framework',
      'workflow_status',
      'status',
      'url',
    ],
    ...['domain', 'title', 'reference', 'classification', 'fixed_version', 'scanner', 'vendor', 'product', 'observer'],
  ],
  recognises: (root) =>
    mostAre(
      hitsOf(root),
      ({ document }) => isEvent(document),
      ({ document }) => document,
    ),
  read(root, context) {
    const hits = hitsOf(root);
    const findings: Finding[] = [];
    const alerts: Alert[] = [];
    let left = 0;
    for (const { document, place } of hits) {
      const flaw = vulnerability(document, place, context);
      if (flaw) findings.push(flaw);
      else if (isAlert(document)) alerts.push(alertOf(document, place, context));
      else left++;
    }
    const moments = hits.map(({ document }) => when(document));
    const notes = left > 0 ? [`${left} events are left out: they are neither alerts nor vulnerabilities.`] : [];
    const period = alerts.length > 0 ? periodOf(moments) : null;
    return content({ tool: toolOf(hits[0].document), at: latestOf(moments), findings, alerts, period, notes });
  },
};

function isEvent(document: Json): boolean {
  if (dotted(document, '@timestamp') === null) return false;
  return ['event.kind', 'ecs.version', 'kibana.alert.rule.name', 'vulnerability.id'].some(
    (path) => dotted(document, path) !== null,
  );
}

/** An alert of Elastic Security that a person has closed is none any more. */
function isAlert(document: Json): boolean {
  if (dottedText(document, 'kibana.alert.workflow_status') === 'closed') return false;
  return (
    dottedText(document, 'event.kind') === 'alert' ||
    ['kibana.alert.rule.name', 'signal.rule.name'].some((path) => dotted(document, path) !== null)
  );
}

function when(document: Json): string | null {
  return moment(dotted(document, '@timestamp'));
}

function toolOf(document: Json): string {
  return dottedText(document, 'observer.product', 'vulnerability.scanner.vendor', 'event.module') ?? 'Elastic';
}

function scanOf(document: Json): Scanned {
  const image = dottedText(document, 'container.image.name');
  const tag = dottedText(document, 'container.image.tag');
  const isTagged = image !== null && /:[^/]+$/.test(image);
  const pod = dottedText(document, 'kubernetes.pod.name');
  const deployment = dottedText(document, 'kubernetes.deployment.name');
  const name = deployment ?? pod ?? dottedText(document, 'orchestrator.resource.name');
  const kind = deployment ? 'Deployment' : pod ? 'Pod' : dottedText(document, 'orchestrator.resource.type');
  const container = dottedText(document, 'container.name');
  const host = dottedTexts(document, 'host.name', 'host.hostname', 'url.domain');
  return {
    ...nothingScanned,
    images: image === null ? [] : [tag === null || isTagged ? image : `${image}:${tag}`],
    workload:
      name === null && container === null
        ? null
        : {
            cluster: dottedText(document, 'orchestrator.cluster.name'),
            namespace: dottedText(document, 'orchestrator.namespace', 'kubernetes.namespace'),
            kind,
            name,
            container,
          },
    hosts: [...new Set(host)],
    service: dottedText(document, 'service.name'),
  };
}

function alertOf(document: Json, place: string, context: ReaderContext): Alert {
  const tactics = [
    ...dottedTexts(document, 'threat.tactic.name', 'threat.tactic.id'),
    ...listOf(dotted(document, 'kibana.alert.rule.threat')).flatMap((threat) =>
      dottedTexts(threat, 'tactic.name', 'tactic.id'),
    ),
  ];
  const techniques = [
    ...dottedTexts(document, 'threat.technique.id', 'threat.technique.subtechnique.id'),
    ...listOf(dotted(document, 'kibana.alert.rule.threat')).flatMap((threat) =>
      listOf(dotted(threat, 'technique')).flatMap((technique) => dottedTexts(technique, 'id')),
    ),
  ];
  return {
    rule: dottedText(document, ...ruleNames) ?? 'alert',
    tool: toolOf(document),
    severity: severity(document),
    tactics: tacticsOf(tactics),
    techniques: techniquesOf(techniques),
    identifiers: dottedTexts(document, 'vulnerability.id'),
    cwe: [],
    scanned: context.share(scanOf(document)),
    at: when(document),
    place,
  };
}

/** A word, or the number of Elastic's risk score, 0 to 100. */
function severity(document: Json): Severity {
  const word = severityOf(dottedText(document, 'kibana.alert.severity', 'event.severity'));
  const score = number(dotted(document, 'kibana.alert.risk_score')) ?? number(dotted(document, 'event.severity'));
  return word !== 'unknown' ? word : severityOfScore(score === null ? null : score / 10);
}

function vulnerability(document: Json, place: string, context: ReaderContext): Finding | null {
  const identity = identityOf([...dottedTexts(document, 'vulnerability.id')]);
  if (!identity || isAlert(document)) return null;
  const name = dottedText(document, 'package.name');
  const score = number(dotted(document, 'vulnerability.score.base'));
  const word = severityOf(dottedText(document, 'vulnerability.severity'));
  return finding({
    ...identity,
    kind: 'vulnerability',
    tool: toolOf(document),
    title: dottedText(document, 'vulnerability.title'),
    severity: word !== 'unknown' ? word : severityOfScore(score),
    package:
      name === null
        ? null
        : {
            name,
            version: dottedText(document, 'package.version'),
            ecosystem: dottedText(document, 'package.type'),
            purl: null,
            fixedIn: dottedText(document, 'package.fixed_version'),
          },
    cvss: chooseCvss([{ vendor: toolOf(document), vector: null, score }], [], context.cvss),
    scanned: scanOf(document),
    at: when(document),
    place,
  });
}
