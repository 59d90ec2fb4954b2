/** Order and circles in a graph of dependencies. */

export interface Ordered<Node> {
  /** Every node after all that it depends on; nodes of a circle in any order. */
  readonly order: readonly Node[];
  /** Sets of nodes that depend on one another, each as a path that closes. */
  readonly cycles: readonly (readonly Node[])[];
}

/** Strongly connected components by Tarjan's algorithm, without recursion: linear in nodes and edges. */
export function orderByDependency<Node>(
  nodes: readonly Node[],
  dependencies: (node: Node) => readonly Node[],
): Ordered<Node> {
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const stack: Node[] = [];
  const onStack = new Set<Node>();
  const order: Node[] = [];
  const cycles: Node[][] = [];
  const frames: { node: Node; edges: readonly Node[]; next: number }[] = [];

  const open = (node: Node): void => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    stack.push(node);
    onStack.add(node);
    frames.push({ node, edges: dependencies(node), next: 0 });
  };
  const lower = (node: Node, to: number): void => {
    low.set(node, Math.min(low.get(node)!, to));
  };
  const close = (node: Node, edges: readonly Node[]): void => {
    if (low.get(node) === index.get(node)) {
      const component: Node[] = [];
      let member: Node;
      do {
        member = stack.pop()!;
        onStack.delete(member);
        component.push(member);
        order.push(member);
      } while (member !== node);
      if (component.length > 1 || edges.includes(node)) cycles.push(pathIn(node, new Set(component), dependencies));
    }
    const parent = frames[frames.length - 1];
    if (parent !== undefined) lower(parent.node, low.get(node)!);
  };

  for (const start of nodes) {
    if (index.has(start)) continue;
    open(start);
    while (frames.length > 0) {
      const frame = frames[frames.length - 1];
      const edge = frame.edges[frame.next++];
      if (edge === undefined) {
        frames.pop();
        close(frame.node, frame.edges);
      } else if (!index.has(edge)) open(edge);
      else if (onStack.has(edge)) lower(frame.node, index.get(edge)!);
    }
  }
  return { order, cycles };
}

/** All nodes of a circle, the ones on a shortest way round from `start` first. */
function pathIn<Node>(
  start: Node,
  component: ReadonlySet<Node>,
  dependencies: (node: Node) => readonly Node[],
): Node[] {
  const from = new Map<Node, Node>();
  const queue = [start];
  for (const node of queue) {
    for (const next of dependencies(node)) {
      if (!component.has(next)) continue;
      if (next === start) {
        const path = [node];
        while (path[0] !== start) path.unshift(from.get(path[0])!);
        return [...path, ...[...component].filter((other) => !path.includes(other))];
      }
      if (!from.has(next)) {
        from.set(next, node);
        queue.push(next);
      }
    }
  }
  return [...component];
}
