/** Whether the variance of an annual loss exists: where it does not, a sample cannot tell how sure its mean is. */
import { environment, momentsOf, partsOf, type Scope } from '../expressions/index.ts';
import type { Expression, RiskModel, Threat } from '../model.ts';
import { type Sources, withSources } from './plan.ts';

/** Whether a draw without a variance is anywhere in an expression, through names too. Only a Pareto law has none. */
function mayBeHeavy(expression: Expression, scope: Scope): boolean {
  if (expression.kind === 'draw') return expression.law.law === 'pareto' && expression.law.shape <= 2;
  if (expression.kind === 'shared') return mayBeHeavy(scope.shared[expression.index].expression, scope);
  if (expression.kind === 'let') return mayBeHeavy(scope.lets[expression.index], scope);
  return partsOf(expression).some((part) => mayBeHeavy(part, scope));
}

function frequencyParts(threat: Threat): Expression[] {
  const { frequency } = threat;
  if (!frequency) return [];
  if (frequency.by === 'loss-events') return [frequency.lossEventFrequency];
  const { threatEvents } = frequency;
  return threatEvents.by === 'rate' ? [threatEvents.threatEvents] : [threatEvents.contact];
}

/** Whether the threat's annual loss has no variance: a factor of its frequency, of what leads to it, or a loss has none. */
export function hasInfiniteVariance(model: RiskModel, sources: Sources, index: number): boolean {
  const { loss } = model.threats[index];
  const scope = { shared: model.shared, lets: loss.lets };
  const amounts = [...loss.primary, ...loss.secondary.flatMap((item) => item.terms)].map((term) => term.amount);
  const rates = [...withSources(sources, [index])].flatMap((source) => frequencyParts(model.threats[source]));
  return [...amounts, ...rates].some(
    (expression) =>
      mayBeHeavy(expression, scope) && momentsOf(expression, environment(scope)).variance === Number.POSITIVE_INFINITY,
  );
}
