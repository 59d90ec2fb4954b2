/** The rates of a threat's own loss events as few weighted values. */
import { type Environment, type GammaLaw, gammaLawOf, isCertain, lawOf } from '../expressions/index.ts';
import type { Expression } from '../model.ts';
import type { Nodes } from '../numeric/gauss.ts';
import { type CountLaw, countLaw, gammaCountLaw } from './count-law.ts';
import { mixingRule } from './mixing.ts';
import { certainValue } from './severity-laws.ts';
import { type StateModel, sharedIn } from './state-model.ts';
import type { Workspace } from './workspace.ts';

/** The values or definitions of all that an expression refers to. */
function meaningOf(expression: Expression, env: Environment): unknown[] {
  return [...sharedIn(expression)].map((i) => {
    const inner = env.scope.shared[i].expression;
    return env.shared[i] ?? [inner, meaningOf(inner, env)];
  });
}

/** The law of the number of a threat's own loss events given the conditions; null: it has none. */
export function countsOf(model: StateModel, t: number, env: Environment, workspace: Workspace): CountLaw | null {
  let scale = 1;
  const local: Expression[] = [];
  for (const factor of model.threats[t].frequency ?? []) {
    if (isCertain(factor, env)) scale *= certainValue(factor, env);
    else local.push(factor);
  }
  if (!(scale > 0)) return null;
  const key = local.length === 0 ? '' : textOf(local, model, t, env, workspace);
  // Rules serve all scales up to the next power of four, so that a control changes the rates and not the rule.
  let ceiling = 1;
  while (ceiling < scale) ceiling *= 4;
  const id = workspace.idOf(`${ceiling} ${key}`);
  let kept = workspace.counts.get(id);
  const gamma = local.length === 1 ? gammaOf(local[0], env) : null;
  if (!kept) {
    const rule: Nodes | null = gamma
      ? null
      : local.length === 0
        ? { values: Float64Array.of(1), weights: Float64Array.of(1) }
        : mixingRule(
            local.map((factor) => lawOf(factor, env)),
            ceiling,
          );
    kept = { rule, laws: new Map() };
    workspace.counts.set(id, kept);
  }
  let found = kept.laws.get(scale);
  if (!found) {
    const { rule } = kept;
    found =
      rule === null
        ? gammaCountLaw({ shape: gamma?.shape ?? 1, scale: (gamma?.scale ?? 1) * scale })
        : countLaw({ values: rule.values.map((v) => v * scale), weights: rule.weights });
    if (kept.laws.size >= 64) kept.laws.clear();
    kept.laws.set(scale, found);
  }
  return found;
}

/** The gamma law of a factor, if it has one. */
function gammaOf(factor: Expression, env: Environment): GammaLaw | null {
  if (factor.kind === 'shared' && env.shared[factor.index] === undefined)
    return gammaOf(env.scope.shared[factor.index].expression, env);
  return gammaLawOf(factor);
}

/** What the law of some factors depends on; kept for a threat whose factors need no value of the year. */
function textOf(
  factors: readonly Expression[],
  model: StateModel,
  t: number,
  env: Environment,
  workspace: Workspace,
): string {
  const closed = factors.every((f) => sharedIn(f).size === 0);
  const threat = model.threats[t];
  const known = closed ? workspace.texts.get(threat) : undefined;
  if (known !== undefined) return known;
  const text = JSON.stringify(factors.map((f) => [f, meaningOf(f, env)]));
  if (closed) workspace.texts.set(threat, text);
  return text;
}
