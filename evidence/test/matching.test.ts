import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  matchesImage,
  matchesWorkload,
  nothingScanned,
  type Scanned,
  type ServiceDescription,
  servicesOf,
  type Workload,
} from '../index.ts';
import { liesInCode } from '../matching/code.ts';
import { matchesWildcard } from '../matching/glob.ts';
import { matchesHost } from '../matching/host.ts';
import { ownerNames } from '../matching/workload.ts';

describe('an image pattern', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['shop/orders', 'shop/orders:1.2', true],
    ['shop/orders', 'ghcr.io/shop/orders:1.2', true],
    ['shop/orders', 'host:5000/shop/orders:1.2@sha256:ab', true],
    ['host:5000/shop/orders', 'host:5000/shop/orders', true],
    ['ghcr.io/shop/orders', 'quay.io/shop/orders', false],
    ['shop/orders', 'shop/orders-api:1', false],
    ['shop/orders', 'other/shop/orders:1', false],
    ['**/orders', 'ghcr.io/a/b/orders:1', true],
    ['**/orders', 'orders', true],
    ['shop/*', 'shop/orders', true],
    ['shop/*', 'shop/a/b', false],
    ['ghcr.io/**', 'ghcr.io/a/b', true],
    ['shop/orders:1.*', 'shop/orders:1.2', true],
    ['shop/orders:1.*', 'shop/orders:2.0', false],
    ['shop/orders:1.*', 'shop/orders', false],
    ['open-telemetry/demo:*-checkout', 'ghcr.io/open-telemetry/demo:2.0-checkout', true],
    ['open-telemetry/demo:*-checkout', 'ghcr.io/open-telemetry/demo:2.0-cart', false],
    ['mongo', 'docker.io/library/mongo:3.4', true],
    ['docker.io/library/mongo', 'mongo:3.4', true],
    ['shop/orders@sha256:ab', 'shop/orders@sha256:cd', false],
  ];
  for (const [pattern, image, expected] of cases) {
    it(`${pattern} ${expected ? 'covers' : 'does not cover'} ${image}`, () =>
      assert.equal(matchesImage(pattern, image), expected));
  }

  it('takes no more than a moment for a hostile pattern', () => {
    assert.equal(matchesWildcard(`${'*a'.repeat(200)}b`, 'a'.repeat(5000)), false);
  });
});

function workload(kind: string | null, name: string, namespace: string | null = 'shop'): Workload {
  return { cluster: null, namespace, kind, name, container: null };
}

describe('a workload', () => {
  it('of a pod is what made it', () => {
    assert.deepEqual(ownerNames('frontend-6948f886dc-b9p44', 'Pod'), ['frontend-6948f886dc-b9p44', 'frontend']);
    assert.ok(ownerNames('cart-redis-0', 'Pod').includes('cart-redis'));
    assert.ok(ownerNames('agent-x7k2p', 'Pod').includes('agent'));
    assert.deepEqual(ownerNames('nginx-deployment-965685897', 'ReplicaSet'), [
      'nginx-deployment-965685897',
      'nginx-deployment',
    ]);
  });

  it('keeps a name that only looks generated', () => {
    assert.deepEqual(ownerNames('checkout-service', 'Pod'), ['checkout-service']);
    assert.deepEqual(ownerNames('frontend-6948f886dc', 'Deployment'), ['frontend-6948f886dc']);
  });

  it('fits by namespace, kind and name, in any case', () => {
    assert.ok(matchesWorkload('shop/deployment/frontend', workload('Pod', 'frontend-6948f886dc-b9p44')));
    assert.ok(matchesWorkload('shop/Deployment/front*', workload('Deployment', 'frontend')));
    assert.ok(matchesWorkload('shop/frontend', workload(null, 'frontend', null)));
    assert.ok(!matchesWorkload('shop/statefulset/frontend', workload('Deployment', 'frontend')));
    assert.ok(!matchesWorkload('other/deployment/frontend', workload('Pod', 'frontend-6948f886dc-b9p44')));
    assert.ok(!matchesWorkload('shop/deployment/front', workload('Deployment', 'frontend')));
  });
});

describe('a host', () => {
  it('fits by name and port', () => {
    assert.ok(matchesHost('*.shop.example', 'api.shop.example:443'));
    assert.ok(matchesHost('https://Shop.example/pay', 'shop.example'));
    assert.ok(matchesHost('shop.example:8443', 'https://shop.example:8443/x'));
    assert.ok(!matchesHost('shop.example:8443', 'shop.example:443'));
    assert.ok(!matchesHost('*.shop.example', 'shop.example'));
  });
});

describe('a path of code', () => {
  it('holds files below it, relative or on the machine that scanned', () => {
    assert.ok(liesInCode('services/orders', 'services/orders/src/a.js'));
    assert.ok(liesInCode('services/orders', './services/orders/a.js'));
    assert.ok(liesInCode('services/orders', 'file:///github/workspace/services/orders/a.js'));
    assert.ok(liesInCode('services/orders', 'C:\\work\\services\\orders\\a.js'));
    assert.ok(!liesInCode('services/orders', 'services/orders-api/a.js'));
    assert.ok(!liesInCode('services/orders', 'old/services/orders/a.js'));
  });
});

function service(name: string, known: Partial<ServiceDescription> = {}): ServiceDescription {
  return { name, images: [], workloads: [], hosts: [], code: [], reachedFromOtherZone: false, ...known };
}

function found(scanned: Partial<Scanned>, file: string | null = null) {
  return { scanned: { ...nothingScanned, ...scanned }, file };
}

describe('the services of a finding', () => {
  const names = (
    subject: ReturnType<typeof found>,
    services: readonly ServiceDescription[],
    about: readonly string[] = [],
  ) => servicesOf(subject, services, about).map((match) => `${match.service} by ${match.by}`);

  it('are those that the report is about, whatever it scanned', () => {
    assert.deepEqual(
      names(found({ images: ['mongo:3'] }), [service('A', { images: ['mongo'] }), service('B')], ['B']),
      ['B by about'],
    );
  });

  it('are all that run the image', () => {
    const services = [
      service('Users', { images: ['mongo:3.*'] }),
      service('Catalog', { images: ['mongo'] }),
      service('Cart'),
    ];
    assert.deepEqual(names(found({ images: ['mongo:3.4'] }), services), ['Users by image', 'Catalog by image']);
  });

  it('are found by the own name where a service says nothing else', () => {
    const pod = { workload: { ...workload('Pod', 'order-service-6948f886dc-b9p44') } };
    assert.deepEqual(names(found(pod), [service('OrderService')]), ['OrderService by name']);
    assert.deepEqual(names(found(pod), [service('OrderService', { images: ['x'] })]), []);
  });

  it('are found by the folder, but not by a path inside of an image', () => {
    const services = [service('Orders', { code: ['services/orders'] })];
    assert.deepEqual(names(found({}, 'services/orders/a.js'), services), ['Orders by code']);
    assert.deepEqual(names(found({ path: 'services/orders' }, 'package-lock.json'), services), ['Orders by code']);
    assert.deepEqual(names(found({ images: ['x'] }, '/services/orders/a.js'), services), []);
  });
});
