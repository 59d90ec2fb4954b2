/** Which place an estimate of the syntax tree stands at: what hover, completion and signature help say of it. */
import type { Estimate } from '../generated/ast.ts';
import {
  anyPlace,
  costPlace,
  countPlace,
  moneyPlace,
  type Place,
  percentilePlace,
  probabilityPlace,
  ratePlace,
} from './place.ts';

const places: Readonly<Record<Estimate['$container']['$type'], Place>> = {
  Frequency: ratePlace,
  ThreatEvents: ratePlace,
  Contact: ratePlace,
  Action: probabilityPlace,
  Vulnerability: probabilityPlace,
  Capability: percentilePlace,
  Resistance: percentilePlace,
  Loss: moneyPlace,
  LossTerm: moneyPlace,
  PrimaryLoss: moneyPlace,
  SecondaryLoss: moneyPlace,
  LeadsTo: probabilityPlace,
  Reduces: probabilityPlace,
  Coverage: probabilityPlace,
  Reliability: probabilityPlace,
  Cost: costPlace,
  Size: countPlace,
  Value: moneyPlace,
  Let: anyPlace,
  NamedEstimate: anyPlace,
  Distribution: anyPlace,
};

/** The place of an estimate. */
export function placeOfEstimate(estimate: Estimate): Place {
  const container = estimate.$container;
  if (container.$type === 'SecondaryLoss' && container.probability === estimate) return probabilityPlace;
  return places[container.$type];
}
