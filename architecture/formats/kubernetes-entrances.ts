/** Where a cluster is open to the outside: load balancers, ingresses, and routes of gateways, Istio, OpenShift and Traefik. */
import { list, member, text, texts, type Value } from '../input/value.ts';

export interface Entrance {
  /** Name of the Service behind it. */
  readonly service: string;
  readonly namespace: string;
  /** Host names that lead to it. */
  readonly names: readonly string[];
  readonly encrypted: boolean;
}

export function entrancesOf(objects: readonly Value[]): readonly Entrance[] {
  return objects.flatMap((object) => {
    const namespace = text(object, 'metadata', 'namespace') ?? 'default';
    const at = { namespace, names: [] as readonly string[], encrypted: false };
    const kind = text(object, 'kind');
    const name = text(object, 'metadata', 'name');
    if (kind === 'Service' && name !== null) {
      return text(object, 'spec', 'type') === 'LoadBalancer' ? [{ ...at, service: name }] : [];
    }
    if (kind === 'Ingress') return ingress(object, at);
    if (kind === 'Route') return openShift(object, at);
    if (kind === 'VirtualService') return istio(object, at);
    if (kind === 'IngressRoute') return traefik(object, at);
    if (kind !== null && routes.has(kind) && !isInside(object)) {
      const names = texts(object, 'spec', 'hostnames').filter((host) => !host.includes('*'));
      return list(object, 'spec', 'rules')
        .flatMap((rule) => list(rule, 'backendRefs'))
        .flatMap((backend) => {
          const service = text(backend, 'name');
          return service === null ? [] : [{ ...at, service, names }];
        });
    }
    return [];
  });
}

const routes: ReadonlySet<string> = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute']);

/** A route whose parents are Services only steers what is inside a mesh. */
function isInside(route: Value): boolean {
  const parents = list(route, 'spec', 'parentRefs');
  return parents.length > 0 && parents.every((parent) => text(parent, 'kind') === 'Service');
}

function openShift(object: Value, at: Omit<Entrance, 'service'>): readonly Entrance[] {
  const service = text(object, 'spec', 'to', 'name');
  const host = text(object, 'spec', 'host');
  const encrypted = member(object, 'spec', 'tls') !== undefined;
  return service === null ? [] : [{ ...at, service, encrypted, names: host === null ? [] : [host] }];
}

/** One without a gateway, or with the mesh's own, only steers what is inside. */
function istio(object: Value, at: Omit<Entrance, 'service'>): readonly Entrance[] {
  if (!texts(object, 'spec', 'gateways').some((gateway) => gateway !== 'mesh')) return [];
  const names = texts(object, 'spec', 'hosts').filter((host) => !host.includes('*') && host.includes('.'));
  return ['http', 'tls', 'tcp']
    .flatMap((protocol) => list(object, 'spec', protocol))
    .flatMap((rule) => list(rule, 'route'))
    .flatMap((route) => {
      const host = text(route, 'destination', 'host');
      return host === null ? [] : [{ ...at, service: host, names }];
    });
}

function traefik(object: Value, at: Omit<Entrance, 'service'>): readonly Entrance[] {
  const encrypted = member(object, 'spec', 'tls') !== undefined;
  return list(object, 'spec', 'routes').flatMap((route) => {
    const host = /Host\(`([\w.-]+)`\)/.exec(text(route, 'match') ?? '')?.[1];
    return list(route, 'services').flatMap((service) => {
      const name = text(service, 'name');
      return name === null ? [] : [{ ...at, service: name, encrypted, names: host === undefined ? [] : [host] }];
    });
  });
}

function ingress(object: Value, at: Omit<Entrance, 'service'>): readonly Entrance[] {
  const encrypted = list(object, 'spec', 'tls').length > 0;
  const found: Entrance[] = [];
  const put = (backend: Value, host: string | null): void => {
    const service = text(backend, 'service', 'name') ?? text(backend, 'serviceName');
    const names = host === null || host.includes('*') ? [] : [host];
    if (service !== null) found.push({ ...at, service, encrypted, names });
  };
  put(member(object, 'spec', 'defaultBackend') ?? member(object, 'spec', 'backend'), null);
  for (const rule of list(object, 'spec', 'rules')) {
    for (const path of list(rule, 'http', 'paths')) put(member(path, 'backend'), text(rule, 'host'));
  }
  return found;
}
