/** The FAIR factors of a threat before any control, with their spread. */
import { contestChance } from '../exact/contest.ts';
import { flatten } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import { describeLaw } from '../expressions/describe.ts';
import { combinationsOf, effortOf } from '../expressions/effort.ts';
import { type Environment, environment, expectationOf, isCertain, lawOf, momentsOf } from '../expressions/index.ts';
import { isClosed } from '../expressions/law.ts';
import type { FactorName, Spread } from '../figures.ts';
import type { Expression, RiskModel } from '../model.ts';
import { lawOfProduct } from './expected-law.ts';
import { expressionWithWayIn } from './way-in.ts';
import { yearlySample } from './yearly-sample.ts';

/** Spreads by name; per-event factors have the spread of one event. Kept by content. */
export function factorsOf(model: RiskModel, t: number, workspace: Workspace): Partial<Record<FactorName, Spread>> {
  const { frequency, loss } = model.threats[t];
  const text = JSON.stringify([frequency, loss]);
  // Whoever names a shared quantity depends on what it stands for.
  const id = workspace.idOf(`factors ${text} ${text.includes('"shared"') ? JSON.stringify(model.shared) : ''}`);
  let found = workspace.factors.get(id) as Partial<Record<FactorName, Spread>> | undefined;
  if (!found) {
    found = newFactors(model, t, workspace);
    workspace.factors.set(id, found);
  }
  return found;
}

function newFactors(model: RiskModel, t: number, workspace: Workspace): Partial<Record<FactorName, Spread>> {
  const threat = model.threats[t];
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const out: Partial<Record<FactorName, Spread>> = {};
  const put = (name: FactorName, e: Expression, at: Environment = env): void => {
    if (effortOf([e], at) > mostIntegrals || combinationsOf(e, at) > mostCombinations) {
      out[name] = sampledSpread(e, at, workspace);
      return;
    }
    const { mean, p5, p50, p95 } = describeLaw(lawOf(e, at), expectationOf(e, at));
    out[name] = { mean, p5, p50, p95 };
  };
  /** Quantiles of a product of independent draws, which the spread of the expected loss needs as well. */
  const putProduct = (name: FactorName, e: Expression): void => {
    const factors = flatten(e).filter((factor) => !isCertain(factor, env));
    const law =
      factors.length < 2 || !factors.every((factor) => isClosed(factor) && lawOf(factor, env).atoms === null)
        ? null
        : lawOfProduct(factors, env, workspace);
    if (law === null) {
      put(name, e);
      return;
    }
    const scale = flatten(e)
      .filter((factor) => isCertain(factor, env))
      .reduce((all, factor) => all * momentsOf(factor, env).mean, 1);
    const at = (p: number): number => scale * law.quantile(p);
    out[name] = { mean: expectationOf(e, env), p5: at(0.05), p50: at(0.5), p95: at(0.95) };
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
    putProduct('threatEventFrequency', tef);
    let chance: Expression;
    if (vulnerability.by === 'probability') chance = vulnerability.vulnerability;
    else {
      put('capability', vulnerability.capability);
      put('resistance', vulnerability.resistance);
      chance = contestChance(vulnerability.capability, vulnerability.resistance, env);
    }
    chance = expressionWithWayIn(chance, vulnerability);
    put('vulnerability', chance);
    putProduct('lossEventFrequency', product(tef, chance));
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

/** Laws that may be integrated for the spread of one factor: half a second. */
const mostIntegrals = 100;
/** Laws, quick ones included, that it may be put together from: as long. */
const mostCombinations = 20_000;

/** The spread of what depends on itself in too many ways for its law, by a sample. */
function sampledSpread(e: Expression, env: Environment, workspace: Workspace): Spread {
  const values = yearlySample(workspace).valuesOf(e, env, 'factor').sort();
  const at = (p: number): number => values[Math.ceil(p * values.length) - 1];
  return { mean: expectationOf(e, env), p5: at(0.05), p50: at(0.5), p95: at(0.95) };
}
