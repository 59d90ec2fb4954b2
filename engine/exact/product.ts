/** The transform of a sum of blocks: a tree of products, of which an edit of one block renews one branch. */
import type { Pieces } from '../pieces.ts';
import { blockSpectrum, depthOf } from './block-spectrum.ts';
import type { Spectrum } from './fft.ts';
import type { Part } from './law-spectrum.ts';

import type { Solvable } from './shape.ts';
import { multiply } from './spectrum-arithmetic.ts';
import type { StateModel } from './state-model.ts';
import type { Grid, Workspace } from './workspace.ts';

/** So many transforms are multiplied at a time. The shape of a tree depends on their number, and on nothing else. */
const branches = 8;

/** A block, or the product of several nodes. */
export interface Factors {
  /** Stands for all that its transform depends on besides the grid. */
  readonly id: number;
  readonly block: Solvable | null;
  readonly nodes: readonly Factors[];
}

/** The tree over some blocks (at least one) with their rules at a level. */
export function productTree(parts: readonly Solvable[], level: number, workspace: Workspace): Factors {
  let layer = parts.map((part): Factors => {
    const depth = depthOf(part, level);
    const { id } = part.block;
    return {
      id: depth === 0 ? ownId(part, workspace) : workspace.idOf(`level ${depth} ${id}`),
      block: part,
      nodes: [],
    };
  });
  while (layer.length > 1) {
    const above: Factors[] = [];
    for (let i = 0; i < layer.length; i += branches) {
      const nodes = layer.slice(i, i + branches);
      const id = workspace.idOf(`product ${nodes.map((node) => node.id).join()}`);
      above.push(nodes.length === 1 ? nodes[0] : { id, block: null, nodes });
    }
    layer = above;
  }
  return layer[0];
}

/** Stands for a block, or for what stands in its place. */
function ownId({ block, law, points, scrambling }: Solvable, workspace: Workspace): number {
  if (law) return workspace.idOf(`law ${workspace.lawId(law)}`);
  return points ? workspace.idOf(`points ${points.id} ${scrambling ?? 'all'} ${block.id}`) : block.id;
}

/** The product of the blocks' transforms on a grid. */
export function* productSpectrum(
  { id, block, nodes }: Factors,
  model: StateModel,
  level: number,
  grid: Grid,
  part: Part,
  workspace: Workspace,
): Pieces<Spectrum> {
  if (block) return yield* blockSpectrum(block, model, level, grid, part, workspace);
  const key = `product ${grid.key} ${part} ${id}`;
  const known = workspace.kept(key);
  if (known) return known;
  const out = workspace.spectrumOf(grid.n / 2 + 1);
  for (const [i, node] of nodes.entries()) {
    const next = yield* productSpectrum(node, model, level, grid, part, workspace);
    if (i > 0) multiply(out, next);
    else {
      out.re.set(next.re);
      out.im.set(next.im);
    }
  }
  workspace.keep(key, out);
  return out;
}
