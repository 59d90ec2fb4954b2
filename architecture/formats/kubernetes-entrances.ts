/** Where a cluster is open to the outside: load balancers, ingresses and routes. */
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
    if (kind === 'HTTPRoute') {
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
