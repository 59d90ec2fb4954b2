/** Which properties may be written once only. One place, so that the check and the lowering agree. */
import type { AstNode } from 'langium';

/** By the type of the body: properties that stand at most once. What is not named here is repeatable or a list. */
const everywhere: readonly string[] = ['Owner', 'Source', 'Expert', 'Dated', 'Review', 'Because'];
const once: Readonly<Record<string, readonly string[]>> = {
  System: ['Currency', 'Horizon', 'Discount', 'Trials', 'Seed', 'Appetite', 'ReviewAfter', 'EvidenceWeight'],
  Asset: ['DataClass', 'Size', 'Value'],
  Agent: ['Capability'],
  Service: ['Code', 'Resistance'],
  Store: ['Code', 'Resistance'],
  Flow: ['Over', 'Encrypted', 'Plaintext', 'Authenticated', 'Anonymous'],
  Threat: ['Frequency', 'Loss', 'Accepted'],
  Frequency: ['ThreatEvents', 'Contact', 'Action', 'Vulnerability', 'Capability', 'Resistance'],
  Loss: ['PrimaryLoss'],
  Control: ['Status', 'Coverage', 'Reliability'],
  Citation: ['Link'],
  Evidence: ['Expires'],
  Feed: ['Expires'],
};

/** The words under which the properties are written. */
export const words: Readonly<Record<string, string>> = {
  Owner: 'owner',
  Source: 'source',
  Expert: 'expert',
  Dated: 'dated',
  Review: 'review',
  Because: 'because',
  Currency: 'currency',
  Horizon: 'horizon',
  Discount: 'discount',
  Trials: 'trials',
  Seed: 'seed',
  Appetite: 'appetite',
  ReviewAfter: 'review after',
  DataClass: 'data',
  Size: 'size',
  Value: 'value',
  Capability: 'capability',
  Code: 'code',
  Resistance: 'resistance',
  Over: 'over',
  Encrypted: 'encrypted',
  Plaintext: 'plaintext',
  Authenticated: 'authenticated',
  Anonymous: 'anonymous',
  Frequency: 'frequency',
  Loss: 'loss',
  Accepted: 'accepted',
  ThreatEvents: 'threat-events',
  Contact: 'contact',
  Action: 'action',
  Vulnerability: 'vulnerability',
  PrimaryLoss: 'primary',
  Status: 'status',
  Coverage: 'coverage',
  Reliability: 'reliability',
  Link: 'link',
  EvidenceWeight: 'evidence-weight',
  Expires: 'expires',
};

/** Statements that say opposite things of the same matter. */
export const opposites: Readonly<Record<string, string>> = { Plaintext: 'Encrypted', Anonymous: 'Authenticated' };

/** What has lines of its own, if any. */
export interface Body {
  readonly properties?: readonly AstNode[];
  readonly notes?: readonly AstNode[];
}

const none: readonly never[] = [];

export interface Repetition {
  readonly first: AstNode;
  readonly again: AstNode;
}

/** The properties of a body, or the notes of an estimate, that are written more than once. */
export function repetitionsIn(body: AstNode): readonly Repetition[] {
  const { properties = none, notes = none } = body as Body;
  if (properties.length + notes.length < 2) return none;
  const own = once[body.$type] ?? none;
  const first = new Map<string, AstNode>();
  const found: Repetition[] = [];
  for (const property of [...properties, ...notes]) {
    if (!everywhere.includes(property.$type) && !own.includes(property.$type)) continue;
    const before = first.get(property.$type);
    if (before === undefined) first.set(property.$type, property);
    else found.push({ first: before, again: property });
  }
  return found;
}
