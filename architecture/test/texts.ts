/** Small descriptions of a shop, each in the format of a tool. */

export const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: frontend, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: server
          image: registry.example:5000/shop/frontend:v1@sha256:00
          env:
            - { name: CART_ADDR, value: "cart-api:7070" }
            - { name: PAYMENTS_URL, value: "https://api.payments.example.com/v1" }
            - { name: MODE, value: "cart-db" }
            - name: ADS_HOST
              valueFrom: { configMapKeyRef: { name: settings, key: ads } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { ads: "ads.marketing.svc.cluster.local" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ads, namespace: marketing }
spec: { template: { spec: { containers: [{ image: "shop/ads" }] } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec:
  template:
    metadata: { labels: { app: cart } }
    spec:
      containers: [{ image: "shop/cart:2", env: [{ name: DB_HOST, value: cart-db }, { name: SELF_URL, value: "http://cart-api" }] }]
---
apiVersion: v1
kind: Service
metadata: { name: cart-api, namespace: shop }
spec: { selector: { app: cart } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cart-db, namespace: shop }
spec: { template: { spec: { containers: [{ image: "mongo:3.4" }] } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: door, namespace: shop }
spec:
  tls: [{ hosts: [shop.example.com] }]
  rules:
    - host: shop.example.com
      http: { paths: [{ backend: { service: { name: frontend } } }] }
`;

export const composeFile = `
services:
  web:
    build: .
    environment:
      - CACHE_URL=redis://cache:6379
      - API_HOST
    depends_on: [db]
  api: { image: "\${REPO:-shop}/api:\${TAG}", environment: { DATABASE_URL: "postgres://u:p@db:5432/x" } }
  cache: { image: redis:7 }
  db: { image: postgres }
`;

export const bill = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  services: [
    { 'bom-ref': 'w', name: 'web', trustZone: 'dmz', endpoints: ['https://shop.example.com/x'] },
    {
      'bom-ref': 'o',
      name: 'orders',
      authenticated: true,
      data: [{ name: 'Orders', flow: 'inbound', classification: 'restricted' }],
    },
  ],
  dependencies: [{ ref: 'w', dependsOn: ['o', 'missing'] }],
});

export const openThreatModelText = `
otmVersion: 0.2.0
project: { name: Shop, id: shop }
assets: [{ id: cards, name: Card numbers, risk: { confidentiality: 100, integrity: 1, availability: 1 } }]
trustZones: [{ id: z1, name: Private, risk: { trustRating: 10 } }]
components:
  - { id: c1, name: Web, type: web-client, parent: { trustZone: z1 } }
  - { id: c2, name: Customer database, type: database, parent: { component: c1 }, assets: { stored: [cards] }, threats: [{ threat: t1, state: exposed }] }
dataflows: [{ id: f1, name: x, source: c1, destination: c2, bidirectional: true, assets: [cards], threats: [{ threat: t1 }] }]
threats: [{ id: t1, name: SQL injection, categories: [Tampering, Information Disclosure], cwes: [CWE-89], risk: { likelihood: 1, impact: 1 } }]
`;

const box = (x: number, width: number) => ({ position: { x, y: 0 }, size: { width, height: width } });

export const dragon = JSON.stringify({
  version: '2.3.0',
  summary: { title: 'Shop' },
  detail: {
    diagrams: [
      {
        cells: [
          { id: 'b', shape: 'trust-boundary-box', ...box(0, 500), data: { type: 'tm.BoundaryBox', name: 'Cloud' } },
          {
            id: 'p',
            shape: 'process',
            ...box(10, 50),
            data: {
              type: 'tm.Process',
              name: 'Web\nApp',
              threats: [
                { id: '1', title: 'Stolen session', type: 'Spoofing', status: 'Open' },
                { id: '2', title: 'Nothing', type: 'Tampering', status: 'NotApplicable' },
              ],
            },
          },
          { id: 'a', shape: 'actor', ...box(900, 50), data: { type: 'tm.Actor', name: 'Browser' } },
          {
            id: 'f',
            shape: 'flow',
            source: { cell: 'a' },
            target: { cell: 'p' },
            data: { type: 'tm.Flow', isEncrypted: true, protocol: 'HTTPS' },
          },
        ],
      },
    ],
  },
});

export const threagileText = `
threagile_version: 1.0.0
title: Shop
data_assets:
  Contracts: &c { id: contracts, confidentiality: strictly-confidential }
  Summaries: { <<: *c, id: summaries, confidentiality: restricted }
technical_assets:
  Customer: { id: customer, type: external-entity, communication_links: { Visits: { target: web, protocol: https, authentication: token, data_assets_sent: [contracts] } } }
  Web: { id: web, type: process, communication_links: { Reads: { target: db, protocol: jdbc, authentication: none } } }
  Database: { id: db, type: datastore, data_assets_stored: [contracts] }
trust_boundaries:
  Network: { id: net, trust_boundaries_nested: [inner] }
  Inner: { id: inner, technical_assets_inside: [db] }
individual_risk_categories:
  Custom: { stride: repudiation, cwe: 693, risks_identified: { "No log at <b>Web</b>": { most_relevant_technical_asset: web } } }
`;
