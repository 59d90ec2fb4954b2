/** The FAIR factors of a threat before any control, with their spread. */
import { contestChance } from '../exact/contest.ts';
import type { Workspace } from '../exact/workspace.ts';
import { describeLaw } from '../expressions/describe.ts';
import { type Environment, environment, lawOf, momentsOf } from '../expressions/index.ts';
import type { FactorName, Spread } from '../figures.ts';
import type { Expression, RiskModel } from '../model.ts';

/** Spreads by name; per-event factors have the spread of one event. */
export function factorsOf(model: RiskModel, t: number, workspace: Workspace): Partial<Record<FactorName, Spread>> {
  const threat = model.threats[t];
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const out: Partial<Record<FactorName, Spread>> = {};
  const put = (name: FactorName, e: Expression, at: Environment = env): void => {
    const { mean, p5, p50, p95 } = describeLaw(lawOf(e, at), momentsOf(e, at).mean);
    out[name] = { mean, p5, p50, p95 };
  };
  const product = (left: Expression, right: Expression): Expression => ({ kind: 'product', left, right });
  if (threat.frequency?.by === 'loss-events') put('lossEventFrequency', threat.frequency.lossEventFrequency);
  if (threat.frequency?.by === 'factors') {
    const { threatEvents, vulnerability } = threat.frequency;
    let tef: Expression;
    if (threatEvents.by === 'rate') tef = threatEvents.threatEvents;
    else {
      put('contact', threatEvents.contact);
      put('action', threatEvents.action);
      tef = product(threatEvents.contact, threatEvents.action);
    }
    put('threatEventFrequency', tef);
    let chance: Expression;
    if (vulnerability.by === 'probability') chance = vulnerability.vulnerability;
    else {
      put('capability', vulnerability.capability);
      put('resistance', vulnerability.resistance);
      chance = contestChance(vulnerability.capability, vulnerability.resistance, env);
    }
    put('vulnerability', chance);
    put('lossEventFrequency', product(tef, chance));
  }
  const local = environment({ shared: model.shared, lets: threat.loss.lets }, workspace.laws);
  const sum = (terms: readonly Expression[]): Expression | null =>
    terms.length === 0 ? null : terms.reduce((left, right) => ({ kind: 'sum', left, right }));
  const primary = sum(threat.loss.primary.map((l) => l.amount));
  const secondary = sum(threat.loss.secondary.flatMap((s) => s.terms.map((l) => l.amount)));
  if (primary) put('primaryLoss', primary, local);
  if (secondary) put('secondaryLoss', secondary, local);
  if (threat.loss.secondary.length > 0) {
    const any = threat.loss.secondary.map(
      (s): Expression => ({ kind: 'difference', left: { kind: 'constant', value: 1 }, right: s.probability }),
    );
    put('secondaryLossEventFrequency', {
      kind: 'difference',
      left: { kind: 'constant', value: 1 },
      right: any.reduce(product),
    });
  }
  return out;
}
