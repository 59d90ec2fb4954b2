/** The law of the expected annual loss given the year's parameters. */
import { flatten, productOfAll, type StateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import { type Environment, environment, isCertain, lawOf, momentsOf, repeatedIn } from '../expressions/index.ts';
import { isClosed } from '../expressions/law.ts';
import type { Expression } from '../model.ts';
import { type Piece, piecesOf, sumOfAll } from './means.ts';
import { productLaw, type Quantiles } from './product-law.ts';
import { withSharedRates } from './shared-rates.ts';
import { sampleSize, type YearlySample, yearlySample } from './yearly-sample.ts';

/** What was computed of one state. */
interface Known {
  readonly model: StateModel;
  readonly sample: YearlySample;
  readonly values: Map<number, Float64Array | null>;
}

function knownOf(state: StateModel, workspace: Workspace): Known {
  let known = workspace.ofState.get(state) as Known | undefined;
  if (!known) {
    known = { model: withSharedRates(state), sample: yearlySample(workspace), values: new Map() };
    workspace.ofState.set(state, known);
  }
  return known;
}

function lossOf(piece: Piece): Expression {
  return productOfAll([...flatten(piece.events), ...flatten(sumOfAll([piece.primary, piece.secondary]))]);
}

/** The law for some threats that depend on each other: of a product exactly, else from a sample. null: out of reach. */
export function expectedLossLaw(state: StateModel, threats: readonly number[], workspace: Workspace): Quantiles | null {
  const { model } = knownOf(state, workspace);
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  if (threats.length === 1) {
    const pieces = piecesOf(model, threats[0], workspace);
    if (pieces === null) return null;
    const [piece] = pieces;
    if (pieces.length === 1) {
      const loss = lossOf(piece);
      if (isCertain(loss, env)) {
        const value = momentsOf(loss, env).mean;
        return { min: value, max: value, quantile: () => value };
      }
      if (repeatedIn([loss], env).length === 0) {
        const factors = flatten(loss);
        const scale = factors
          .filter((factor) => isCertain(factor, env))
          .reduce((product, factor) => product * momentsOf(factor, env).mean, 1);
        const drawn = factors.filter((factor) => !isCertain(factor, env));
        const law = lawOfProduct(drawn, env, workspace);
        if (law !== null && scale > 0) return multipleOf(law, scale);
      }
    }
  }
  const total = new Float64Array(sampleSize);
  for (const t of threats) {
    const values = valuesOf(state, t, workspace);
    if (values === null) return null;
    for (let i = 0; i < sampleSize; i++) total[i] += values[i];
  }
  return sampled(total.sort());
}

function multipleOf(law: Quantiles, by: number): Quantiles {
  return { min: by * law.min, max: by * law.max, quantile: (p) => by * law.quantile(p), multiple: { of: law, by } };
}

/** The law of a product of independent uncertain factors, for its quantiles; null: see `productLaw`. Kept by content. */
export function lawOfProduct(factors: readonly Expression[], env: Environment, workspace: Workspace): Quantiles | null {
  const compute = (): Quantiles | null =>
    productLaw(
      factors.map((factor) => lawOf(factor, env)),
      workspace,
    );
  return keptLaw(factors, compute, workspace);
}

/** A law by the text of its factors, where that says all. */
function keptLaw(
  factors: readonly Expression[],
  compute: () => Quantiles | null,
  workspace: Workspace,
): Quantiles | null {
  if (!factors.every(isClosed)) return compute();
  const id = workspace.idOf(JSON.stringify(factors));
  let law = workspace.spreads.get(id);
  if (law === undefined) {
    law = compute();
    workspace.spreads.set(id, law);
  }
  return law;
}

/** The expected annual loss of a threat at every point of the state's sample. */
function valuesOf(state: StateModel, t: number, workspace: Workspace): Float64Array | null {
  const known = knownOf(state, workspace);
  let values = known.values.get(t);
  if (values === undefined) {
    values = newValues(known, t, workspace);
    known.values.set(t, values);
  }
  return values;
}

function newValues({ model, sample }: Known, t: number, workspace: Workspace): Float64Array | null {
  const pieces = piecesOf(model, t, workspace);
  if (pieces === null) return null;
  const { name } = model.threats[t];
  const base = environment({ shared: model.shared, lets: [] }, workspace.laws);
  if (pieces.length === 1) return sample.valuesOf(lossOf(pieces[0]), base, name);
  // Pieces stand for values of a quantity: between two of them the mean is interpolated.
  const given = pieces[0].env.shared.flatMap((value, index) => (value === undefined ? [] : [index]));
  if (given.length !== 1) return null;
  const [index] = given;
  const at = sample.valuesOf({ kind: 'shared', index }, base, name);
  const nodes = pieces
    .map((piece) => ({
      x: piece.env.shared[index] as number,
      y: sample.valuesOf(lossOf(piece), { ...piece.env, shared: piece.env.shared }, name),
    }))
    .sort((a, b) => a.x - b.x);
  return at.map((x, i) => {
    const k = Math.max(
      1,
      Math.min(
        nodes.length - 1,
        nodes.findIndex((node) => node.x >= x),
      ),
    );
    const [a, b] = [nodes[k - 1], nodes[k]];
    const share = b.x > a.x ? Math.max(0, Math.min(1, (x - a.x) / (b.x - a.x))) : 1;
    return a.y[i] + share * (b.y[i] - a.y[i]);
  });
}

function sampled(values: Float64Array): Quantiles {
  return {
    min: values[0],
    max: values[sampleSize - 1],
    quantile: (p) => {
      const place = Math.max(0, Math.min(sampleSize - 1, p * sampleSize - 0.5));
      const k = Math.min(sampleSize - 2, Math.floor(place));
      return values[k] + (place - k) * (values[k + 1] - values[k]);
    },
  };
}
