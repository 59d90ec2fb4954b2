/** A law of very many values as one of fewer: for what is put together with laws without steps. */
import { type Distribution, discrete } from '../laws/index.ts';

/** More values than this are thinned, to about so many. */
const most = 1024;
const fewer = 512;

/**
 * Neighbours are taken together, at their mean, as long as their chance is below that of one in 512. The mean stays; a smooth
 * law that it is put together with hides what is lost.
 */
export function thinned(law: Distribution): Distribution {
  const { atoms } = law;
  if (!law.discrete || atoms === null || atoms.values.length <= most) return law;
  const values: number[] = [];
  const weights: number[] = [];
  let weight = 0;
  let sum = 0;
  const close = (): void => {
    if (!(weight > 0)) return;
    values.push(sum / weight);
    weights.push(weight);
    weight = 0;
    sum = 0;
  };
  atoms.values.forEach((x, i) => {
    if (weight + atoms.weights[i] > 1 / fewer) close();
    weight += atoms.weights[i];
    sum += atoms.weights[i] * x;
  });
  close();
  return discrete(values, weights);
}
