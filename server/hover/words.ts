/** What hovers say about the words of the language: one sentence, what is expected, what holds if left out, an example. */
import { documentationOf as sentenceOf } from '../../language/documentation.ts';
import { quantityFunctions } from '../../language/quantities/functions/index.ts';
import { builtInCounts, pluralsOf } from '../../language/units/counts.ts';
import { perYearOf, timeUnits } from '../../language/units/time.ts';
import { signatureOf } from '../completion/signatures.ts';
import { code, paragraphs } from './markdown.ts';

interface WordInfo {
  readonly expects?: string;
  readonly otherwise?: string;
  readonly example: string;
}

const words: Readonly<Record<string, WordInfo>> = {
  system: { example: 'system Shop "Web shop" { currency USD }' },
  currency: { expects: 'an ISO 4217 code', otherwise: 'USD', example: 'currency EUR' },
  horizon: { expects: 'a duration', otherwise: '3 years', example: 'horizon 5 years' },
  discount: { expects: 'a percentage a year', otherwise: '0%', example: 'discount 8%' },
  exchange: { expects: 'one unit of another currency and its worth', example: 'exchange 1 EUR = 1.08 USD' },
  trials: { expects: 'a number of simulated years', otherwise: '100 000', example: 'trials 500_000' },
  seed: { expects: 'a text', otherwise: '"risk"', example: 'seed "2026-q3"' },
  check: { expects: 'a code, a level and a reason', example: 'check no-source off because "first draft"' },
  appetite: { expects: 'limits, each a chance and an amount', example: 'appetite { at most 10% chance above $1M }' },
  review: { expects: 'a date, or in a system `after` and a duration', example: 'review 2027-01-31' },
  zone: { example: 'zone Cluster "Kubernetes cluster" in Cloud' },
  asset: { example: 'asset Orders "Order history" { data confidential size 1.2M records }' },
  data: {
    expects: 'public, internal, confidential or restricted',
    otherwise: 'confidential',
    example: 'data restricted',
  },
  size: { expects: 'a count', example: 'size 1.2M records' },
  value: { expects: 'money', example: 'value $2M..$5M' },
  external: { example: 'external Customer' },
  agent: { example: 'agent Fraudster "Organised payment fraud" { capability 60%..85%..98% }' },
  capability: { expects: 'a percentile of the threat population', example: 'capability 60%..85%..98%' },
  resistance: { expects: 'a percentile of the threat population', example: 'resistance 59%..84%..97%' },
  service: { example: 'service Cart "Shopping cart" in Cluster { holds Orders }' },
  store: { example: 'store OrdersDb in Cluster { holds Orders }' },
  flow: { example: 'flow Checkout from Customer to Cart { over "HTTPS" encrypted authenticated }' },
  owner: { expects: 'a text', otherwise: 'the owner of what is around it', example: 'owner "team-payments"' },
  code: { expects: 'a path relative to the file', example: 'code "../services/cart"' },
  image: { expects: 'the name of a container image', example: 'image "shop/cart"' },
  workload: { expects: '"namespace/kind/name"', example: 'workload "shop/deployment/cart"' },
  holds: { expects: 'assets', example: 'holds Orders' },
  carries: { expects: 'assets', example: 'carries Orders' },
  'not-applicable': {
    expects: 'STRIDE categories and a reason',
    example: 'not-applicable repudiation because "calls are signed"',
  },
  threat: {
    example: 'threat Leak "…" { stride information-disclosure on OrdersDb frequency every 5 years loss $1M to $5M }',
  },
  stride: { expects: 'one or more STRIDE categories', example: 'stride tampering, spoofing' },
  on: {
    expects: 'services, stores, externals, flows, or flows by their ends',
    example: 'on OrdersDb, Frontend to Cart',
  },
  affects: { expects: 'assets', example: 'affects Orders' },
  by: { expects: 'threat agents', example: 'by Fraudster' },
  cwe: { expects: 'CWE numbers', example: 'cwe CWE-89, CWE-564' },
  frequency: {
    expects: 'events per time, or a block of factors',
    example: 'frequency { threat-events 5..15 per year vulnerability 10%..25% }',
  },
  'threat-events': { expects: 'events per time', example: 'threat-events 5..15 per year' },
  contact: { expects: 'events per time', example: 'contact 50..200 per month' },
  action: { expects: 'a probability', example: 'action 1%..5%' },
  vulnerability: { expects: 'a probability, or `of ELEMENT to AGENT`', example: 'vulnerability 10%..25%' },
  loss: { expects: 'money, or a block of forms', example: 'loss { response $250k..$500k }' },
  primary: { expects: 'money, or a block of forms', example: 'primary { response $250k..$500k }' },
  secondary: {
    expects: 'money, or a block of forms, with `in` and a probability before it',
    otherwise: 'in 100%',
    example: 'secondary "Regulator" in 60%..80% { fines $1M }',
  },
  let: { expects: 'any estimate', example: 'let Exposed = 1%..5% * Orders.size' },
  leads: { expects: 'a threat and a probability', example: 'leads to AccountTakeover in 10%..20%' },
  accepted: {
    expects: 'a date, who accepts, and why',
    example: 'accepted until 2027-03-01 by "CISO" because "replaced in Q1"',
  },
  ticket: { expects: 'a text', example: 'ticket "SEC-123"' },
  control: { example: 'control MutualTls { cost $90k reduces vulnerability of Leak by 60%..80% }' },
  status: { expects: 'planned, in-place or retired', otherwise: 'planned', example: 'status in-place' },
  cost: { expects: 'money once, or money per time', example: 'cost $10k per year' },
  coverage: { expects: 'a probability', otherwise: '100%', example: 'coverage 90%' },
  reliability: { expects: 'a probability', otherwise: '100%', example: 'reliability 95%' },
  reduces: {
    expects: 'a factor, threats and a share',
    example: 'reduces vulnerability of tampering on flows in Cluster by 60%..80%',
  },
  estimate: { expects: 'any estimate', example: 'estimate Exposure = 20%..60%' },
  distribution: { expects: 'any estimate', example: 'distribution Fine = 5..20 USD per record' },
  unit: { expects: 'a unit and its plural', example: 'unit parcel, parcels' },
  citation: { example: 'citation RedTeamQ3 "Red team, third quarter" { dated 2026-09-30 }' },
  source: { expects: 'a citation or a text', example: 'source "IR retainer 2026"' },
  dated: { expects: 'a date', example: 'dated 2026-03-01' },
  evidence: {
    expects: 'a path relative to the file, with `*` and `**`',
    example: 'evidence "../reports/trivy-*.json" { about Cart expires 90 days }',
  },
  about: {
    expects: 'services or stores',
    otherwise: 'the services whose `image`, `workload`, `host` or `code` matches what was scanned',
    example: 'about Cart',
  },
  expires: { expects: 'a duration', otherwise: '30 days', example: 'expires 90 days' },
  feed: { expects: 'epss, kev, vex or stix, and a path', example: 'feed epss "../intel/epss.csv.gz"' },
  'with evidence': {
    expects: 'to stand after `threat-events`, `vulnerability`, `capability` or `resistance`',
    otherwise: 'nothing moves the estimate',
    example: 'vulnerability 10%..25% with evidence',
  },
  'evidence-weight': { expects: 'a percentage', otherwise: '50%', example: 'evidence-weight 40%' },
  host: { expects: 'the name or address of a host', example: 'host "shop.example.com"' },
  expect: { expects: 'a subject, a measure and a limit', example: 'expect system ale below $2M' },
  every: { expects: 'a duration', example: 'frequency every 2..5..10 years' },
  observed: {
    expects: 'a count in a duration, or a count of a count',
    example: 'threat-events 5..15 per year observed 9 in 180 days',
  },
  to: { expects: 'P95, after P5', example: '$100k to $1M' },
  '..': { expects: 'the largest value, after the smallest', example: '$100k..$250k..$1M' },
};

/** One sentence about a word of the language, for completion; null for what is none. */
export function documentationOf(word: string): string | null {
  return sentenceOf(word) ?? null;
}

/** Markdown about a word; null for what is no word of the language. */
export function wordHover(word: string): string | null {
  const info = words[word];
  const sentence = sentenceOf(word === 'with evidence' ? 'with' : word);
  if (!info && !sentence) return null;
  const facts = [
    info?.expects ? `Expects ${info.expects}.` : null,
    info?.otherwise ? `If left out: ${info.otherwise}.` : null,
  ];
  return paragraphs(
    `**${word}** ${sentence ?? ''}`.trim(),
    facts.filter((fact) => fact !== null).join(' '),
    info ? code(info.example) : null,
  );
}

export function functionHover(name: string): string | null {
  const called = quantityFunctions.get(name);
  if (!called) return null;
  const signature = signatureOf(called);
  const parameters = signature.parameters.map(
    ({ label, documentation }) => `- \`${label as string}\` ${documentation as string}`,
  );
  return paragraphs(code(signature.label), called.help, parameters.join('\n'));
}

export function unitHover(unit: string): string | null {
  const time = timeUnits.find((name) => name === unit || pluralsOf(name).includes(unit));
  if (time) return `**${unit}** A unit of time: ${Number(perYearOf(time).toPrecision(6))} in a year of 365.25 days.`;
  const count = builtInCounts.find((name) => name === unit || pluralsOf(name).includes(unit));
  return count ? `**${unit}** A unit for counts. A count per time is a frequency.` : null;
}
