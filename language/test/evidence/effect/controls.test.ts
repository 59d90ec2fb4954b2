import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Assessment } from '../../../stages.ts';
import { assess, effects, factors, findings, kev, shop, trivy } from './shop.ts';

describe('a control in place', () => {
  const wall = 'control Wall { status in-place reduces vulnerability of Leak by 50% }';
  const probe = JSON.stringify({
    'template-id': 'sqli',
    type: 'http',
    host: 'orders.example.org',
    'matched-at': 'https://orders.example.org/x',
    timestamp: '2026-11-20T10:00:00Z',
    info: { name: 'SQL injection', severity: 'high', classification: { 'cwe-id': ['cwe-89'] } },
  });
  const text = shop(factors, wall).replace('image "shop/orders"', 'image "shop/orders" host "orders.example.org"');
  const said = (found: Assessment) => findings(found).filter((message) => message.startsWith('double-count'));

  it('stands before a probe of the running service: `double-count`', async () => {
    const found = await assess(text, { 'intel/kev.json': kev, 'reports/nuclei.json': probe });
    assert.equal(effects(found)[0].moved, true);
    assert.match(said(found)[0] ?? '', /Findings of a probe of the running service were made behind Wall/);
  });

  it('is unknown to a scan of an image', async () => {
    const found = await assess(text, { 'intel/kev.json': kev, 'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }]) });
    assert.equal(effects(found)[0].moved, true);
    assert.deepEqual(said(found), []);
  });
});
