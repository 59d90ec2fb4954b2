/** Puts masses of a fine grid on a coarse one, so that moments up to the fifth stay (Lagrange). */
import { guards } from './law-cells.ts';
import type { Workspace } from './workspace.ts';

const nodes = 6;

/** Adds a point mass and a dipole at a place to its six cells. */
export function spreadPoint(
  place: number,
  mass: number,
  dipole: number,
  coarse: Float64Array,
  workspace: Workspace,
): void {
  const cell = Math.floor(place);
  const weights = workspace.table('point', place, () => {
    const table = new Float64Array(2 * nodes);
    for (let i = 0; i < nodes; i++) {
      let weight = 1;
      for (let j = 0; j < nodes; j++) if (j !== i) weight *= (place - cell + guards - j) / (i - j);
      let slope = 0;
      for (let m = 0; m < nodes; m++) {
        if (m === i) continue;
        let part = 1 / (i - m);
        for (let j = 0; j < nodes; j++) if (j !== i && j !== m) part *= (place - cell + guards - j) / (i - j);
        slope += part;
      }
      table[i] = weight;
      table[nodes + i] = slope;
    }
    return table;
  });
  for (let i = 0; i < nodes && cell + i < coarse.length; i++)
    coarse[cell + i] += mass * weights[i] + dipole * weights[nodes + i];
}

/** Adds a point mass at a place (in cells, at least 0) to its six cells. */
export function spreadMass(place: number, mass: number, coarse: Float64Array): void {
  const cell = Math.floor(place);
  for (let i = 0; i < nodes && cell + i < coarse.length; i++) {
    let weight = mass;
    for (let j = 0; j < nodes; j++) if (j !== i) weight *= (place - cell + guards - j) / (i - j);
    coarse[cell + i] += weight;
  }
}

/** Weights of the cells −2 … 3 for places 0 ≤ k/r < 1: symmetric rules, which make no transform larger than it is. */
function weightsOf(r: number, workspace: Workspace): Float64Array {
  // Of cells finer than this only the first 32 are used.
  const places = Math.min(r, 1024);
  return workspace.table('spread', r, () => {
    const table = new Float64Array(places * nodes);
    for (let k = 0; k < places; k++)
      for (let i = 0; i < nodes; i++) {
        let weight = 1;
        for (let j = 0; j < nodes; j++) if (j !== i) weight *= (k / r + guards - j) / (i - j);
        table[k * nodes + i] = weight;
      }
    return table;
  });
}

/** Adds masses at k/r, k = 0, 1, …, to the cells; `coarse[guards + k]` is cell k. What belongs beyond the end is dropped. */
export function spreadMasses(
  fine: Float64Array,
  count: number,
  r: number,
  coarse: Float64Array,
  workspace: Workspace,
): void {
  const weights = weightsOf(r, workspace);
  const end = coarse.length;
  for (let cell = 0, from = 0; from < count; cell++, from += r) {
    const to = Math.min(count, from + r);
    // All masses of one cell go to the same six.
    let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
    for (let k = from, w = 0; k < to; k++, w += nodes) {
      const mass = fine[k];
      a += mass * weights[w];
      b += mass * weights[w + 1];
      c += mass * weights[w + 2];
      d += mass * weights[w + 3];
      e += mass * weights[w + 4];
      f += mass * weights[w + 5];
    }
    coarse[cell] += a;
    if (cell + 1 < end) coarse[cell + 1] += b;
    if (cell + 2 < end) coarse[cell + 2] += c;
    if (cell + 3 < end) coarse[cell + 3] += d;
    if (cell + 4 < end) coarse[cell + 4] += e;
    if (cell + 5 < end) coarse[cell + 5] += f;
  }
}
