/** The part of the variance of an annual loss that is uncertain knowledge: Var(E[annual loss | the year's parameters]). */
import { eventsOf, lossOf, sumOfAll } from '../assembly/means.ts';
import { withSharedRates } from '../assembly/shared-rates.ts';
import { breathe, type Cancellation } from '../cancellation.ts';
import { blocksOf } from '../exact/block.ts';
import { flatten, productOfAll, type StateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import { momentsOf, repeatedIn } from '../expressions/index.ts';
import type { Expression } from '../model.ts';
import { type Node, nodesOver } from './nodes.ts';

/** More quantities than this that stand in several places are given values first. */
const mostRepeated = 3;

/** The sum over independent blocks of threats. */
export async function yearVariance(
  model: StateModel,
  members: readonly number[],
  workspace: Workspace,
  cancellation: Cancellation,
): Promise<number> {
  const whole = withSharedRates(model);
  let sum = 0;
  for (const block of blocksOf(model, members, workspace))
    sum += await blockVariance(whole, [...block.members], workspace, cancellation);
  return sum;
}

async function blockVariance(
  model: StateModel,
  members: readonly number[],
  workspace: Workspace,
  cancellation: Cancellation,
): Promise<number> {
  let found = await expectedLosses(model, members, new Set(), workspace, cancellation);
  const [first] = found;
  const repeated = repeatedIn([first.loss], first.env);
  if (repeated.length > mostRepeated) {
    const given = repeated.filter(({ place }) => place === 'shared').map(({ index }) => index);
    const already = model.shared.flatMap((_, i) => (first.env.shared[i] === undefined ? [] : [i]));
    found = await expectedLosses(model, members, new Set([...already, ...given]), workspace, cancellation);
  }
  const moments: { weight: number; mean: number; variance: number }[] = [];
  for (const { env, weight, loss } of found) {
    await breathe(cancellation);
    moments.push({ weight, ...momentsOf(loss, env) });
  }
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
async function expectedLosses(
  model: StateModel,
  members: readonly number[],
  given: Set<number>,
  workspace: Workspace,
  cancellation: Cancellation,
): Promise<(Node & { readonly loss: Expression })[]> {
  for (;;) {
    const before = given.size;
    const nodes = nodesOver(
      [...given].sort((a, b) => a - b),
      model,
      workspace,
    );
    const found: (Node & { readonly loss: Expression })[] = [];
    for (const node of nodes) {
      await breathe(cancellation);
      const losses = members.map((t) => {
        const loss = lossOf(model.threats[t], node.env);
        if ('needs' in loss) {
          for (const index of loss.needs) given.add(index);
          return sumOfAll([]);
        }
        return productOfAll([...flatten(eventsOf(model, t)), ...flatten(sumOfAll([loss.primary, loss.secondary]))]);
      });
      found.push({ ...node, loss: sumOfAll(losses) });
    }
    if (given.size === before) return found;
  }
}
