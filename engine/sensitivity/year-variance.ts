/** The part of the variance of an annual loss that is uncertain knowledge: Var(E[annual loss | the year's parameters]). */
import { eventsOf, lossOf, sumOfAll } from '../assembly/means.ts';
import { sampledLaw } from '../assembly/sampled-law.ts';
import { withSharedRates } from '../assembly/shared-rates.ts';
import { blocksOf } from '../exact/block.ts';
import { flatten, productOfAll, type StateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import { type Environment, type Moments, momentsOf, repeatedIn } from '../expressions/index.ts';
import type { Expression } from '../model.ts';
import { type Node, nodesOver } from './nodes.ts';

/** More quantities than this in several places are sampled. */
const mostRepeated = 3;

/** The sum over independent blocks of threats. */
export function yearVariance(model: StateModel, members: readonly number[], workspace: Workspace): number {
  let sum = 0;
  const whole = withSharedRates(model);
  for (const block of blocksOf(model, members, workspace)) sum += blockVariance(whole, [...block.members], workspace);
  return sum;
}

function blockVariance(model: StateModel, members: readonly number[], workspace: Workspace): number {
  const given = expectedLosses(model, members, workspace).map(({ env, weight, loss }) => ({
    weight,
    ...momentsIn(loss, env),
  }));
  const mean = given.reduce((sum, node) => sum + node.weight * node.mean, 0);
  return given.reduce((sum, node) => sum + node.weight * (node.variance + (node.mean - mean) ** 2), 0);
}

/** The expected annual loss of the members as an expression, for values of what does not separate from a loss. */
function expectedLosses(
  model: StateModel,
  members: readonly number[],
  workspace: Workspace,
): (Node & { readonly loss: Expression })[] {
  const needed = new Set<number>();
  for (;;) {
    const nodes = nodesOver(
      [...needed].sort((a, b) => a - b),
      model,
      workspace,
    );
    const before = needed.size;
    const found = nodes.map((node) => {
      const losses = members.map((t) => {
        const loss = lossOf(model.threats[t], node.env);
        if ('needs' in loss) {
          for (const index of loss.needs) needed.add(index);
          return sumOfAll([]);
        }
        return productOfAll([...flatten(eventsOf(model, t)), ...flatten(sumOfAll([loss.primary, loss.secondary]))]);
      });
      return { ...node, loss: sumOfAll(losses) };
    });
    if (needed.size === before) return found;
  }
}

function momentsIn(loss: Expression, env: Environment): Moments {
  if (repeatedIn([loss], env).length <= mostRepeated) return momentsOf(loss, env);
  const { mean, variance } = sampledLaw(loss, env);
  return { mean, variance };
}
