/**
 * Splits a difference among the changes that made it, so that the shares add up to it. The share of a change is its mean
 * effect over the orders in which the changes could be made one after another: over all orders for up to `mostExact`
 * changes (the Shapley value), else over a few fixed orders, forwards and backwards from several starts.
 */

export type Pair = readonly [current: number, target: number];

/** Figures when the changes with a set bit are made; null where there are none. */
export type Value = (made: readonly boolean[]) => Promise<Pair | null>;

export const mostExact = 5;

/** Shares of `count` changes; null if a figure on the way does not exist. `orders` limits the orders where not all are taken. */
export async function sharesOf(count: number, figures: Value, orders: number): Promise<readonly Pair[] | null> {
  const memo = new Map<string, Pair | null>();
  const value = async (made: readonly boolean[]): Promise<Pair | null> => {
    const key = made.map(Number).join('');
    let found = memo.get(key);
    if (found === undefined) {
      found = await figures(made);
      memo.set(key, found);
    }
    return found;
  };
  const all = count <= mostExact && orders >= factorial(count) ? permutations(count) : someOrders(count, orders);
  const sums = Array.from({ length: count }, (): [number, number] => [0, 0]);
  for (const order of all) {
    const made = Array.from({ length: count }, () => false);
    let before = await value(made);
    for (const change of order) {
      made[change] = true;
      const after = await value([...made]);
      if (before === null || after === null) return null;
      sums[change][0] += after[0] - before[0];
      sums[change][1] += after[1] - before[1];
      before = after;
    }
  }
  return sums.map(([current, target]) => [current / all.length, target / all.length]);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => [...order.slice(0, at), count - 1, ...order.slice(at)]),
  );
}

/** Rotations, each with its reverse: every change stands early as often as late. */
function someOrders(count: number, most: number): number[][] {
  const forward = Array.from({ length: count }, (_, i) => i);
  const pairs = Math.max(1, Math.min(count, Math.floor(most / 2)));
  return Array.from({ length: pairs }, (_, k) => {
    const start = Math.floor((k * count) / pairs);
    const order = [...forward.slice(start), ...forward.slice(0, start)];
    return [order, [...order].reverse()];
  }).flat();
}
