/** Shapes that real files have beyond the plain ones. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nothingKnown, onlyNew, readArchitecture, resolve } from '../index.ts';

function read(files: Readonly<Record<string, string>>) {
  const reading = readArchitecture(Object.entries(files).map(([path, text]) => ({ path, text })));
  const architecture = resolve(reading.sketches);
  return {
    ...architecture,
    problems: reading.problems,
    kinds: Object.fromEntries(architecture.elements.map(({ name, kind }) => [name, kind])),
    ends: architecture.flows.map(({ from, to }) => `${from} to ${to}`).sort(),
  };
}

const deployment = (name: string, image: string, env: readonly object[] = [], more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, ...more },
  spec: { template: { metadata: { labels: { app: name } }, spec: { containers: [{ image, env }] } } },
});

describe('Kubernetes manifests', () => {
  it('as kubectl prints them, without what the cluster made', () => {
    const made = { ownerReferences: [{ kind: 'Deployment', name: 'orders' }] };
    const items = [
      deployment('orders', 'shop/orders:1'),
      { ...deployment('orders-7d9f8c7b5d', 'shop/orders:1', [], made), kind: 'ReplicaSet' },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'orders-7d9f8c7b5d-x2x4z',
          ownerReferences: [{ kind: 'ReplicaSet', name: 'orders-7d9f8c7b5d' }],
        },
        spec: { containers: [{ image: 'shop/orders:1' }] },
      },
    ];
    assert.deepEqual(read({ 'a.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) }).kinds, {
      Orders: 'service',
    });
    const { kind: _kind, ...bare } = deployment('cart', 'redis:7');
    const listed = { apiVersion: 'apps/v1', kind: 'DeploymentList', items: [bare] };
    assert.deepEqual(read({ 'a.json': JSON.stringify(listed) }).kinds, { Cart: 'store' });
  });

  it('of older and other kinds', () => {
    const pod = { metadata: { labels: {} }, spec: { containers: [{ image: 'shop/a' }] } };
    const of = (apiVersion: string, kind: string, name: string) =>
      JSON.stringify({ apiVersion, kind, metadata: { name }, spec: { template: pod } });
    const files = {
      'rc.json': of('v1', 'ReplicationController', 'old'),
      'dc.json': of('apps.openshift.io/v1', 'DeploymentConfig', 'shift'),
      'kn.json': of('serving.knative.dev/v1', 'Service', 'quick'),
    };
    assert.deepEqual(Object.keys(read(files).kinds).sort(), ['Old', 'Quick', 'Shift']);
  });

  it('with settings that name others, pods of a stateful set, and ConfigMaps of several overlays', () => {
    const env = [
      { name: 'CART_HOST', value: 'cart' },
      { name: 'CART_URL', value: 'http://$(CART_HOST):7070' },
      { name: 'DB_HOST', value: 'db-0.db' },
      { name: 'LOG_HOST', value: 'log-0.log.default.svc.cluster.local' },
      { name: 'MAIL_ADDR', valueFrom: { configMapKeyRef: { name: 'api', key: 'mail' } } },
      { name: 'VIRTUAL_HOST', value: 'shop.example.com' },
    ];
    const map = (mail: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'api' }, data: { mail } });
    const objects = [
      deployment('orders', 'shop/orders', env),
      ...['cart', 'db', 'log', 'mail'].map((name) => deployment(name, `shop/${name}`)),
      map('mail:25'),
      map('elsewhere:25'),
    ];
    const items = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    assert.deepEqual(read({ 'a.json': items }).ends, [
      'Orders to Cart',
      'Orders to Db',
      'Orders to Log',
      'Orders to Mail',
    ]);
  });

  it('with routes of Istio, OpenShift and Traefik as entrances, but none inside the mesh', () => {
    const objects = [
      ...['a', 'b', 'c', 'd', 'e'].map((name) => deployment(name, `shop/${name}`)),
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'a' },
        spec: {
          hosts: ['a.example.com', '*'],
          gateways: ['front'],
          http: [{ route: [{ destination: { host: 'a.default.svc.cluster.local' } }] }],
        },
      },
      {
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'b' },
        spec: { hosts: ['b'], http: [{ route: [{ destination: { host: 'b' } }] }] },
      },
      {
        apiVersion: 'route.openshift.io/v1',
        kind: 'Route',
        metadata: { name: 'c' },
        spec: { host: 'c.example.com', to: { name: 'c' }, tls: {} },
      },
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'IngressRoute',
        metadata: { name: 'd' },
        spec: { routes: [{ match: 'Host(`d.example.com`) && PathPrefix(`/`)', services: [{ name: 'd' }] }] },
      },
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'e' },
        spec: { parentRefs: [{ kind: 'Service', name: 'e' }], rules: [{ backendRefs: [{ name: 'e' }] }] },
      },
    ];
    const shop = read({ 'a.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }) });
    assert.deepEqual(shop.ends, ['Internet to A', 'Internet to C', 'Internet to D']);
    assert.deepEqual(
      shop.elements.flatMap(({ hosts }) => hosts),
      ['a.example.com', 'c.example.com', 'd.example.com'],
    );
  });

  it('of a chart are named as a template, also where they are YAML by chance', () => {
    const text = (name: string, image: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      containers:\n      - image: "${image}"\n`;
    const shop = read({
      'quoted.yaml': text('"{{ .Release.Name }}-web"', 'shop/web'),
      'broken.yaml': text('{{ include "chart.name" . }}-web', 'shop/web'),
      'image.yaml': text('orders', '{{ .Values.image }}'),
    });
    assert.deepEqual(
      shop.problems.map(({ file, message }) => [file, /helm template/.test(message)]),
      [
        ['quoted.yaml', true],
        ['broken.yaml', true],
      ],
    );
    assert.deepEqual([shop.kinds, shop.elements[0].images], [{ Orders: 'service' }, []]);
  });

  it('keep their names beside a part of that name in another format, run by run', () => {
    const files = [
      { path: 'k8s.json', text: JSON.stringify(deployment('load', 'shop/load')) },
      {
        path: 'compose.yaml',
        text: 'services:\n  web: { image: shop/web }\n  load: { image: shop/load, environment: { HOST: "http://web" } }\n',
      },
    ];
    const { sketches } = readArchitecture(files);
    const first = resolve(sketches);
    assert.deepEqual(
      first.elements.map(({ name }) => name),
      ['Load', 'Web', 'LoadService'],
    );
    const known = {
      names: new Set([...first.elements, ...first.zones].map(({ name }) => name)),
      byWorkload: new Map(
        first.elements.flatMap(({ name, workloads }) => workloads.map((workload) => [workload, name] as const)),
      ),
      flows: new Set(first.flows.map(({ from, to }) => `${from} to ${to}`)),
    };
    const again = onlyNew(resolve(sketches, known), known);
    assert.deepEqual([again.elements, again.flows, again.zones], [[], [], []]);
    assert.equal(nothingKnown.names.size, 0);
  });
});

describe('compose files', () => {
  it('with links, aliases of networks, and addresses of many forms', () => {
    const shop = read({
      'compose.yaml': `
services:
  web:
    image: shop/web
    links: ["api:backend", cache]
    environment: { BACKEND_URL: "https://backend/x" }
  api:
    image: shop/api
    environment:
      - DSN=user:p@ss@tcp(main:3306)/x
      - ELASTICSEARCH_HOSTS=http://search:9200
      - KAFKA_ZOOKEEPER_CONNECT=zoo:2181
      - EMAIL_BACKEND=django.core.mail.backends.smtp
  cache: { image: "redislabs/redismod" }
  db: { image: "mcr.microsoft.com/mssql/server:2022-latest", networks: { inner: { aliases: [main] } } }
  search: { image: "elasticsearch:8" }
  zoo: { image: "confluentinc/cp-zookeeper" }
`,
    });
    assert.deepEqual(shop.ends, ['Api to Db', 'Api to Search', 'Api to Zoo', 'Web to Api', 'Web to Cache']);
    assert.deepEqual(shop.kinds, {
      Web: 'service',
      Api: 'service',
      Cache: 'store',
      Db: 'store',
      Search: 'store',
      Zoo: 'store',
    });
    assert.equal(shop.flows.find(({ from }) => from === 'Web')?.encrypted, true);
  });

  it('know an own image of a database, and what an overlay leaves out', () => {
    const shop = read({
      '.env': 'A=\n',
      'compose.log.yaml': 'services:\n  orders-db: { logging: { driver: syslog } }\n  web: { image: shop/web }\n',
      'compose.yaml':
        'services:\n  orders-db: { image: shop/orders-db }\n  migrate: { image: shop/migrate-db }\n  empty: { image: $A, build: . }\n',
    });
    assert.deepEqual(shop.kinds, { OrdersDb: 'store', Web: 'service', Migrate: 'service', Empty: 'service' });
    assert.deepEqual(shop.elements.find(({ name }) => name === 'Empty')?.images, []);
  });

  it('may share settings between very many services', () => {
    const service = (n: number) => `  s${n}:\n    <<: *shared\n    environment: { <<: [*one, *two], N: "${n}" }\n`;
    const text = `x-one: &one { A: "1" }\nx-two: &two { B: "2" }\nx-shared: &shared { image: shop/a, environment: { <<: [*one, *two] } }\nservices:\n${Array.from({ length: 600 }, (_, n) => service(n)).join('')}`;
    assert.equal(read({ 'compose.yaml': text }).elements.length, 600);
  });
});

describe('Threat Dragon 1', () => {
  it('keeps everything in the cells', () => {
    const cells = [
      {
        type: 'tm.Actor',
        id: 'a',
        position: { x: 0, y: 0 },
        size: { width: 10, height: 10 },
        attrs: { text: { text: 'Browser' } },
      },
      {
        type: 'tm.Process',
        id: 'p',
        attrs: { text: { text: 'Web\nApplication' } },
        threats: [{ title: 'Poison messages', type: 'Denial of service', status: 'Open' }],
      },
      { type: 'tm.Store', id: 's', attrs: { text: { text: 'Orders' } } },
      { type: 'tm.Boundary', id: 'b', source: { x: 1, y: 1 }, target: { x: 2, y: 2 } },
      { type: 'tm.Flow', id: 'f', source: { id: 'a' }, target: { id: 'p' }, isEncrypted: true, protocol: 'HTTPS' },
      { type: 'tm.Flow', id: 'g', source: { id: 'p' }, target: { x: 1, y: 1 } },
    ];
    const model = { summary: { title: 'Shop' }, detail: { diagrams: [{ title: 'Main', diagramJson: { cells } }] } };
    const shop = read({ 'model.json': JSON.stringify(model) });
    assert.deepEqual(shop.kinds, { Browser: 'external', WebApplication: 'service', Orders: 'store' });
    assert.deepEqual(
      shop.flows.map(({ from, to, over, encrypted }) => [from, to, over, encrypted]),
      [['Browser', 'WebApplication', ['HTTPS'], true]],
    );
    assert.deepEqual(
      shop.threats.map(({ name, stride, on }) => [name, stride, on]),
      [['PoisonMessages', ['denial-of-service'], ['WebApplication']]],
    );
  });
});
