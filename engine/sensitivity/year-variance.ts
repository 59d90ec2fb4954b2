/** The part of the variance of an annual loss that is uncertain knowledge: Var(E[annual loss | the year's parameters]). */
import { eventsOf, lossOf, sumOfAll } from '../assembly/means.ts';
import { withSharedRates } from '../assembly/shared-rates.ts';
import { blocksOf } from '../exact/block.ts';
import { flatten, productOfAll, type StateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import { momentsOf, repeatedIn } from '../expressions/index.ts';
import type { Expression } from '../model.ts';
import { type Node, nodesOver } from './nodes.ts';

/** More quantities than this that stand in several places are given values first. */
const mostRepeated = 3;

/** The sum over independent blocks of threats. */
export function yearVariance(model: StateModel, members: readonly number[], workspace: Workspace): number {
  const whole = withSharedRates(model);
  let sum = 0;
  for (const block of blocksOf(model, members, workspace)) sum += blockVariance(whole, [...block.members], workspace);
  return sum;
}

function blockVariance(model: StateModel, members: readonly number[], workspace: Workspace): number {
  let found = expectedLosses(model, members, new Set(), workspace);
  const [first] = found;
  const repeated = repeatedIn([first.loss], first.env);
  if (repeated.length > mostRepeated) {
    const given = repeated.filter(({ place }) => place === 'shared').map(({ index }) => index);
    const already = model.shared.flatMap((_, i) => (first.env.shared[i] === undefined ? [] : [i]));
    found = expectedLosses(model, members, new Set([...already, ...given]), workspace);
  }
  const moments = found.map(({ env, weight, loss }) => ({ weight, ...momentsOf(loss, env) }));
  const mean = moments.reduce((sum, node) => sum + node.weight * node.mean, 0);
  return moments.reduce((sum, node) => {
    const off = node.mean - mean;
    return sum + node.weight * (node.variance + off * off);
  }, 0);
}

/**
 * The expected annual loss of the members as an expression, for values of the quantities in `given` and of those that do not
 * separate from a loss.
 */
function expectedLosses(
  model: StateModel,
  members: readonly number[],
  given: Set<number>,
  workspace: Workspace,
): (Node & { readonly loss: Expression })[] {
  for (;;) {
    const before = given.size;
    const nodes = nodesOver(
      [...given].sort((a, b) => a - b),
      model,
      workspace,
    );
    const found = nodes.map((node) => {
      const losses = members.map((t) => {
        const loss = lossOf(model.threats[t], node.env);
        if ('needs' in loss) {
          for (const index of loss.needs) given.add(index);
          return sumOfAll([]);
        }
        return productOfAll([...flatten(eventsOf(model, t)), ...flatten(sumOfAll([loss.primary, loss.secondary]))]);
      });
      return { ...node, loss: sumOfAll(losses) };
    });
    if (given.size === before) return found;
  }
}
