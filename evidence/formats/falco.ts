/** Falco: a JSON object a line; the fields of an event have flat names with dots. */

import type { Alert } from '../alert.ts';
import { tacticsOf, techniquesOf } from '../common/attack.ts';
import { cweNumbers } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { extended, moment } from '../common/time.ts';
import { nothingScanned, type Scanned } from '../finding.ts';
import { empty, firstText, type Json, listOf, member, mostAre, object, pointer, text, texts } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content, type Period } from '../reading.ts';

const tool = 'Falco';

export const falco: Reader = {
  format: 'Falco',
  keys: [
    ...[
      'output',
      'output_fields',
      'priority',
      'rule',
      'source',
      'tags',
      'time',
      'hostname',
      'k8s.ns.name',
      'k8s.pod.name',
    ],
    ...[
      'container.id',
      'container.name',
      'container.image.repository',
      'container.image.tag',
      'container.image.digest',
    ],
    ...['ka.target.namespace', 'ka.target.name', 'ka.target.resource', 'evt.hostname', 'uuid'],
  ],
  recognises: (root) => mostAre(listOf(root), isEvent),
  read(root, context) {
    const isList = Array.isArray(root);
    const alerts: Alert[] = [];
    let internal = 0;
    let left = 0;
    // The events that Falco writes about itself are no alerts, but show that it was watching.
    let period: Period | null = null;
    for (const [index, event] of listOf(root).entries()) {
      const at = moment(member(event, 'time'));
      period = extended(period, at);
      if (!isEvent(event)) left++;
      else if (isInternal(event)) internal++;
      else alerts.push(alertOf(event, at, isList ? pointer('', index) : '', context));
    }
    const notes = internal > 0 ? [`${internal} messages of Falco about itself are left out.`] : [];
    if (left > 0) notes.push(`${left} records are left out: they are no events of Falco.`);
    return content({ tool, at: period?.to ?? null, alerts, period, notes });
  },
};

function isEvent(event: Json): boolean {
  return (
    object(event) !== null &&
    text(event, 'rule') !== null &&
    (object(member(event, 'output_fields')) !== null || text(event, 'output') !== null)
  );
}

function isInternal(event: Json): boolean {
  return text(event, 'source') === 'internal' || (text(event, 'rule')?.startsWith('Falco internal') ?? false);
}

function alertOf(event: Json, at: string | null, place: string, context: ReaderContext): Alert {
  const tags = texts(event, 'tags');
  return {
    rule: text(event, 'rule') ?? '',
    tool,
    severity: severityOf(text(event, 'priority')),
    tactics: tacticsOf(tags.filter((tag) => tag.startsWith('mitre_')).map((tag) => tag.slice('mitre_'.length))),
    techniques: techniquesOf(tags),
    identifiers: tags.length === 0 ? empty : tags.filter((tag) => /^CVE-/i.test(tag)).map((tag) => tag.toUpperCase()),
    cwe: cweNumbers(tags.filter((tag) => /^cwe/i.test(tag))),
    scanned: context.share(scanOf(event)),
    at,
    place,
  };
}

function scanOf(event: Json): Scanned {
  const fields = member(event, 'output_fields');
  const repository = text(fields, 'container.image.repository');
  const tag = text(fields, 'container.image.tag');
  const digest = texts(fields, 'container.image.digest')[0];
  const container = containerName(text(fields, 'container.name'));
  const pod = text(fields, 'k8s.pod.name');
  const isPod = text(fields, 'ka.target.resource') === 'pods';
  const name = pod ?? (isPod ? text(fields, 'ka.target.name') : null);
  const namespace = firstText(member(fields, 'k8s.ns.name'), member(fields, 'ka.target.namespace'));
  const host = firstText(member(event, 'hostname'), member(fields, 'evt.hostname'));
  const image = repository === null ? [] : [tag === null ? repository : `${repository}:${tag}`];
  return {
    ...nothingScanned,
    images: repository !== null && digest ? [...image, `${repository}@${digest}`] : image,
    workload:
      name === null && container === null && namespace === null
        ? null
        : { cluster: null, namespace, kind: name === null ? null : 'Pod', name, container },
    hosts: host === null ? [] : [host],
  };
}

/** The kubelet of Docker named a container `k8s_CONTAINER_POD_NAMESPACE_UID_N`. `host` is Falco's word for none. */
function containerName(name: string | null): string | null {
  if (name === null || name === 'host') return null;
  return /^k8s_([^_]+)_/.exec(name)?.[1] ?? name;
}
