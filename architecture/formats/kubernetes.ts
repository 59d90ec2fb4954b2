/** Kubernetes manifests: workloads are services and stores, namespaces zones, addresses in the settings flows. */
import { hostsIn, isAddressName, isPublicHost, schemeOf } from '../input/addresses.ts';
import { isImage, isStoreImage, repositoryOf } from '../input/images.ts';
import type { SourceDocument } from '../input/parse.ts';
import { entries, list, member, text, type Value } from '../input/value.ts';
import { elementOf, emptySketch, flowOf, type Sketch, type SketchElement, type SketchFlow } from '../sketch.ts';
import { entrancesOf } from './kubernetes-entrances.ts';
import type { Reader } from './reader.ts';

const kinds: ReadonlySet<string> = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'DeploymentConfig',
  'Job',
  'Pod',
  'ReplicaSet',
  'ReplicationController',
  'Rollout',
  'StatefulSet',
]);

export const kubernetes: Reader = {
  title: 'Kubernetes manifests',
  recognises: (value) => text(value, 'apiVersion') !== null && text(value, 'kind') !== null,
  read,
};

interface Workload {
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly labels: Value;
  readonly containers: readonly Value[];
  readonly images: readonly string[];
}

function read(documents: readonly SourceDocument[]): Sketch {
  const objects = documents.flatMap(({ value }) => objectsIn(value));
  const workloads = objects.flatMap((object) => workloadOf(object) ?? []);
  if (workloads.length === 0) return emptySketch;
  const targetOf = addresses(workloads, objects);
  const settings = settingsOf(objects);
  const flows: SketchFlow[] = [];
  const externals = new Map<string, SketchElement>();
  const external = (title: string): string => {
    externals.set(title, elementOf({ key: `external ${title}`, kind: 'external', title }));
    return `external ${title}`;
  };
  for (const workload of workloads) {
    for (const [name, value] of settingsIn(workload, settings)) {
      if (!isAddressName(name)) continue;
      for (const host of hostsIn(value)) {
        const target = targetOf(host, workload.namespace) ?? (isPublicHost(host) ? external(host) : null);
        if (target === null || target === workload.key) continue;
        flows.push(flowOf({ from: workload.key, to: target, ...wiring(value) }));
      }
    }
  }
  const hosts = new Map<string, string[]>();
  for (const { service, namespace, names, encrypted } of entrancesOf(objects)) {
    const target = targetOf(service, namespace);
    if (target === null) continue;
    hosts.set(target, [...(hosts.get(target) ?? []), ...names]);
    flows.push(flowOf({ from: external('Internet'), to: target, encrypted, over: encrypted ? 'HTTPS' : null }));
  }
  const elements = workloads.map(({ key, namespace, name, kind, images }) =>
    elementOf({
      key,
      kind: images.length > 0 && isStoreImage(images[0]) ? 'store' : 'service',
      title: name,
      zone: namespace,
      images,
      workloads: [`${namespace}/${kind.toLowerCase()}/${name}`],
      hosts: hosts.get(key) ?? [],
    }),
  );
  const zones = [...new Set(workloads.map(({ namespace }) => namespace))].map((key) => ({
    key,
    title: `Kubernetes namespace ${key}`,
    parent: null,
  }));
  return { ...emptySketch, zones, elements: [...elements, ...externals.values()], flows };
}

/** `kubectl get` writes one List of all kinds, the interface itself a DeploymentList and the like. */
function objectsIn(value: Value): readonly Value[] {
  const kind = text(value, 'kind') ?? '';
  if (!kind.endsWith('List') || !Array.isArray(member(value, 'items'))) return [value];
  // The items of a list of one kind do not say theirs.
  const own = kind.slice(0, -'List'.length);
  return list(value, 'items').map((item) =>
    own === '' || text(item, 'kind') !== null || typeof item !== 'object' ? item : { ...item, kind: own },
  );
}

/** A chart's file that is YAML by chance: its names stand in `{{ }}`. */
export function isTemplate(object: Value): boolean {
  return [text(object, 'metadata', 'name'), text(object, 'metadata', 'namespace'), text(object, 'kind')].some(
    (name) => name?.includes('{{') ?? false,
  );
}

/** A pod of a deployment, or what else the cluster made, is told by what it was made of. */
function isMade(object: Value): boolean {
  return list(object, 'metadata', 'ownerReferences').some((owner) => kinds.has(text(owner, 'kind') ?? ''));
}

/** A service of Knative holds its pods; any other only leads to some. */
function isKnative(object: Value): boolean {
  return (
    text(object, 'kind') === 'Service' && (text(object, 'apiVersion')?.startsWith('serving.knative.dev/') ?? false)
  );
}

function wiring(value: string): Pick<SketchFlow, 'over' | 'encrypted'> {
  const over = schemeOf(value);
  return { over, encrypted: over === 'HTTPS' || over === 'REDISS' || over === 'WSS' || over === 'LDAPS' };
}

function workloadOf(object: Value): Workload | null {
  const kind = text(object, 'kind') ?? '';
  const name = text(object, 'metadata', 'name');
  if (!(kinds.has(kind) || isKnative(object)) || name === null || isMade(object)) return null;
  const namespace = text(object, 'metadata', 'namespace') ?? 'default';
  const within = kind === 'CronJob' ? member(object, 'spec', 'jobTemplate') : object;
  const pod = kind === 'Pod' ? object : member(within, 'spec', 'template');
  const containers = list(pod, 'spec', 'containers');
  const images = containers.flatMap((container) => text(container, 'image') ?? []).filter(isImage);
  return {
    key: `${namespace}/${name}`,
    namespace,
    name,
    kind,
    labels: member(pod, 'metadata', 'labels'),
    containers: [...containers, ...list(pod, 'spec', 'initContainers')],
    images: [...new Set(images.map(repositoryOf))],
  };
}

/** Who answers to a host: the workload that a Service of that name selects, else the one of that name. */
function addresses(workloads: readonly Workload[], objects: readonly Value[]) {
  const byName = new Map(workloads.map(({ key }) => [key, key]));
  for (const object of objects) {
    const name = text(object, 'metadata', 'name');
    const selector = entries(object, 'spec', 'selector');
    if (text(object, 'kind') !== 'Service' || name === null || selector.length === 0) continue;
    const namespace = text(object, 'metadata', 'namespace') ?? 'default';
    const found = workloads.find(
      (each) =>
        each.namespace === namespace && selector.every(([label, value]) => member(each.labels, label) === value),
    );
    if (found !== undefined) byName.set(`${namespace}/${name}`, found.key);
  }
  return (host: string, namespace: string): string | null => {
    const parts = host.split('.');
    const at = parts.indexOf('svc');
    // `cart.shop.svc.cluster.local`; a pod of a stateful set stands before it: `db-0.db.shop.svc`.
    if (at >= 2) return byName.get(`${parts[at - 1]}/${parts[at - 2]}`) ?? null;
    const [name, second, third] = parts;
    if (second === undefined) return byName.get(`${namespace}/${name}`) ?? null;
    if (third !== undefined) return null;
    const isPodOf = name.startsWith(second) || /-\d+$/.test(name);
    return byName.get(`${second}/${name}`) ?? (isPodOf ? (byName.get(`${namespace}/${second}`) ?? null) : null);
  };
}

/** The values of ConfigMaps by `namespace/name`; a tree of overlays holds several of one name. */
function settingsOf(objects: readonly Value[]): ReadonlyMap<string, readonly Value[]> {
  const maps = new Map<string, readonly Value[]>();
  for (const object of objects) {
    if (text(object, 'kind') !== 'ConfigMap') continue;
    const key = `${text(object, 'metadata', 'namespace') ?? 'default'}/${text(object, 'metadata', 'name') ?? ''}`;
    maps.set(key, [...(maps.get(key) ?? []), member(object, 'data')]);
  }
  return maps;
}

function settingsIn(
  { containers, namespace }: Workload,
  maps: ReadonlyMap<string, readonly Value[]>,
): readonly [string, string][] {
  const found: [string, string][] = [];
  const put = (name: string | null, value: string | null): void => {
    if (name !== null && value !== null) found.push([name, value]);
  };
  const mapsOf = (name: string | null): readonly Value[] => maps.get(`${namespace}/${name}`) ?? [];
  for (const container of containers) {
    for (const from of list(container, 'envFrom')) {
      for (const map of mapsOf(text(from, 'configMapRef', 'name'))) {
        for (const [name] of entries(map)) put(name, text(map, name));
      }
    }
    const before = new Map<string, string>();
    for (const variable of list(container, 'env')) {
      const name = text(variable, 'name');
      const value = text(variable, 'value');
      if (value === null) {
        const key = text(variable, 'valueFrom', 'configMapKeyRef', 'key') ?? '';
        for (const map of mapsOf(text(variable, 'valueFrom', 'configMapKeyRef', 'name'))) put(name, text(map, key));
        continue;
      }
      // `$(NAME)` is the value of a variable above.
      const whole = value.replaceAll(/\$\(([\w.-]+)\)/g, (written, other: string) => before.get(other) ?? written);
      put(name, whole.slice(0, 10_000));
      if (name !== null) before.set(name, whole.slice(0, 1000));
    }
  }
  return found;
}
