/** Threats that must be solved together, and the transform of their joint annual loss. */
import { type Environment, environment, isCertain, lawOf, scoreRule } from '../expressions/index.ts';
import { countUses } from '../expressions/usage.ts';
import type { Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import { exp, sincos } from '../numeric/elementary.ts';
import { hermiteRule, type Nodes } from '../numeric/gauss.ts';
import { type Spectrum, spectrumOf } from './fft.ts';
import { mixingRule } from './mixing.ts';
import { certainValue, type Part, type Severity, severityOf, severitySpectrum } from './severity.ts';
import { type StateModel, sharedIn } from './state-model.ts';
import type { Grid, Workspace } from './workspace.ts';

export interface Block {
  /** Threats of the block, every one after those that lead to it. */
  readonly threats: readonly number[];
  readonly members: ReadonlySet<number>;
  readonly severities: ReadonlyMap<number, Severity>;
  /** Shared quantities to condition on, each after those that it depends on. */
  readonly conditions: readonly number[];
  readonly key: string;
  readonly outside: string | null;
}

/** Intervals of the trapezoid rule over a single condition, from level to level. */
const intervals = [16, 32, 64, 96, 128, 192, 256];
/** Orders of the Gauss rule over each of several conditions, from level to level. */
const orders = [4, 6, 9, 13, 17, 33, 65];
/** More combinations of conditions than this are left to the simulation. */
const maxNodes = 300;

export const levels = orders.length;

/** The threats and all that lead to them, each after those that lead to it. */
export function closureOf(model: StateModel, members: Iterable<number>): number[] {
  const sources = new Map<number, number[]>();
  model.threats.forEach((threat, s) => {
    for (const { target } of threat.leadsTo) sources.set(target, [...(sources.get(target) ?? []), s]);
  });
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (t: number): void => {
    if (seen.has(t)) return;
    seen.add(t);
    for (const s of sources.get(t) ?? []) visit(s);
    order.push(t);
  };
  for (const t of [...members].sort((a, b) => a - b)) visit(t);
  return order;
}

/** Splits the threats that matter for a group into blocks that are independent of each other. */
export function blocksOf(model: StateModel, members: readonly number[], workspace: Workspace): Block[] {
  const closure = closureOf(model, members);
  const inside = new Set(closure);
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const parent = new Map(closure.map((t) => [t, t]));
  const root = (t: number): number => {
    const up = parent.get(t) as number;
    return up === t ? t : root(up);
  };
  const join = (a: number, b: number): void => {
    parent.set(root(a), root(b));
  };
  const owner = new Map<number, number>();
  for (const t of closure) {
    const threat = model.threats[t];
    for (const { target } of threat.leadsTo) if (inside.has(target)) join(t, target);
    for (const index of everyShared(model, t, inside, env)) {
      const other = owner.get(index);
      if (other === undefined) owner.set(index, t);
      else join(t, other);
    }
  }
  const groups = new Map<number, number[]>();
  for (const t of closure) groups.set(root(t), [...(groups.get(root(t)) ?? []), t]);
  const wanted = new Set(members);
  return [...groups.values()].map((threats) =>
    blockOf(model, threats, new Set(threats.filter((t) => wanted.has(t))), workspace),
  );
}

/** Uncertain shared quantities that a threat depends on, directly or through others. */
function everyShared(model: StateModel, t: number, inside: ReadonlySet<number>, env: Environment): Set<number> {
  const threat = model.threats[t];
  const found = new Set<number>();
  const add = (index: number): void => {
    if (found.has(index) || isCertain(model.shared[index].expression, env)) return;
    found.add(index);
    for (const inner of sharedIn(model.shared[index].expression)) add(inner);
  };
  const direct = new Set<number>();
  for (const e of [...(threat.frequency ?? []), ...threat.coins, ...threat.lets, ...threat.secondary])
    sharedIn(e, direct);
  for (const line of threat.lines) {
    sharedIn(line.amount, direct);
    for (const cut of line.cuts) sharedIn(cut.by, direct);
  }
  for (const { target, probability } of threat.leadsTo) if (inside.has(target)) sharedIn(probability, direct);
  for (const index of direct) add(index);
  return found;
}

function blockOf(
  model: StateModel,
  threats: readonly number[],
  members: ReadonlySet<number>,
  workspace: Workspace,
): Block {
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const inside = new Set(threats);
  const severities = new Map<number, Severity>();
  let outside: string | null = null;
  const conditions = new Set<number>();
  const need = (index: number): void => {
    if (!isCertain(model.shared[index].expression, env)) conditions.add(index);
  };
  for (const t of threats) {
    const threat = model.threats[t];
    outside ??= threat.outside;
    if (members.has(t)) {
      const severity = severityOf(threat, env);
      outside ??= severity.outside;
      severities.set(t, severity);
      for (const index of severity.shared) need(index);
    }
    for (const { target, probability } of threat.leadsTo)
      if (inside.has(target)) for (const i of sharedIn(probability)) need(i);
  }
  // What is used more than once in the frequencies and in the laws of the conditions is a condition too.
  for (let before = -1; before !== conditions.size; ) {
    before = conditions.size;
    const shared: (number | undefined)[] = [];
    for (const index of conditions) shared[index] = 0;
    const given: Environment = { ...env, shared };
    const counts = new Map<string, number>();
    for (const t of threats) for (const e of model.threats[t].frequency ?? []) countUses(e, given, counts);
    for (const index of conditions) countUses(model.shared[index].expression, given, counts);
    for (const [key, count] of counts) if (count > 1) need(Number(key.split(':')[1]));
  }
  const ordered = [...conditions].sort((a, b) => a - b);
  if (outside === null && ordered.length > 4) outside = 'more than four shared quantities act on it';
  const used = new Set<number>();
  const collect = (index: number): void => {
    if (used.has(index)) return;
    used.add(index);
    for (const inner of sharedIn(model.shared[index].expression)) collect(inner);
  };
  for (const t of threats) for (const index of everyShared(model, t, inside, env)) collect(index);
  const place = new Map(threats.map((t, i) => [t, i]));
  const key = JSON.stringify([
    threats.map((t) => {
      const { frequency, leadsTo } = model.threats[t];
      const within = leadsTo.filter((c) => inside.has(c.target)).map((c) => [place.get(c.target), c.probability]);
      return [frequency, within, severities.get(t)?.key ?? null];
    }),
    [...used].sort((a, b) => a - b).map((i) => [i, model.shared[i].expression]),
  ]);
  return { threats, members, severities, conditions: ordered, key, outside };
}

export interface Condition {
  readonly env: Environment;
  readonly weight: number;
}

/** Values of the conditions with weights that add up to 1; null where there would be too many. */
export function conditionsOf(
  block: Pick<Block, 'conditions'>,
  model: StateModel,
  level: number,
  workspace: Workspace,
): Condition[] | null {
  let nodes: Condition[] = [{ env: environment({ shared: model.shared, lets: [] }, workspace.laws), weight: 1 }];
  for (const index of block.conditions) {
    const next: Condition[] = [];
    for (const node of nodes) {
      const law = lawOf(model.shared[index].expression, node.env);
      const single = block.conditions.length === 1;
      const rule = single ? scoreRule(law, intervals[level]) : ruleFor(law, orders[level], workspace);
      for (let i = 0; i < rule.values.length; i++) {
        const shared = [...node.env.shared];
        shared[index] = rule.values[i];
        next.push({ env: { ...node.env, shared }, weight: node.weight * rule.weights[i] });
      }
      if (next.length > maxNodes) return null;
    }
    nodes = next;
  }
  return nodes;
}

/** Nodes for one shared quantity: its atoms, or Gauss–Hermite nodes of its score. */
function ruleFor(law: Distribution, order: number, workspace: Workspace): Nodes {
  if (law.discrete && law.atoms && law.atoms.values.length <= 64) return law.atoms;
  let hermite = workspace.hermite.get(order);
  if (!hermite) {
    hermite = hermiteRule(order);
    workspace.hermite.set(order, hermite);
  }
  // Nodes of the smallest weights only cost time.
  const kept = [...hermite.weights.keys()].filter((i) => (hermite as Nodes).weights[i] > 1e-11);
  const total = kept.reduce((sum, i) => sum + (hermite as Nodes).weights[i], 0);
  return {
    values: Float64Array.from(kept, (i) => law.quantileAtScore((hermite as Nodes).values[i])),
    weights: Float64Array.from(kept, (i) => (hermite as Nodes).weights[i] / total),
  };
}

/** The values or definitions of all that an expression refers to. */
function meaningOf(expression: Expression, env: Environment): unknown[] {
  return [...sharedIn(expression)].map((i) => {
    const inner = env.scope.shared[i].expression;
    return env.shared[i] ?? [inner, meaningOf(inner, env)];
  });
}

/** Rates of a threat's own events given the conditions. */
export function ratesOf(model: StateModel, t: number, env: Environment, workspace: Workspace): Nodes {
  let scale = 1;
  const local: Expression[] = [];
  let key = '';
  for (const factor of model.threats[t].frequency ?? []) {
    if (isCertain(factor, env)) scale *= certainValue(factor, env);
    else {
      local.push(factor);
      key += JSON.stringify([factor, meaningOf(factor, env)]);
    }
  }
  if (!(scale > 0)) return { values: new Float64Array(0), weights: new Float64Array(0) };
  if (local.length === 0) return { values: Float64Array.of(scale), weights: Float64Array.of(1) };
  // Rules serve all scales up to the next power of four, so that a control changes the rates and not the rule.
  let ceiling = 1;
  while (ceiling < scale) ceiling *= 4;
  const full = `${ceiling} ${key}`;
  let rule = workspace.mixing.get(full);
  if (!rule) {
    rule = mixingRule(
      local.map((factor) => lawOf(factor, env)),
      ceiling,
    );
    workspace.mixing.set(full, rule);
  }
  return { values: rule.values.map((v) => v * scale), weights: rule.weights };
}

/**
 * The tilted transform of the block's annual loss: E Π exp(λ_s (Ψ_s − 1)) over the conditions, with
 * Ψ_t = φ_t Π (1 − p + p Ψ_c) over what t leads to. For `atoms` the φ are those of the point masses.
 */
export function blockSpectrum(
  block: Block,
  model: StateModel,
  grid: Grid,
  part: Part,
  level: number,
  workspace: Workspace,
): Spectrum | null {
  const depth = block.conditions.length === 0 ? 0 : level;
  const key = `year ${grid.h} ${grid.n} ${grid.tilt} ${part} ${depth} ${[...block.members].map((t) => block.threats.indexOf(t)).join()} ${block.key}`;
  return workspace.spectrum(key, () => {
    const nodes = conditionsOf(block, model, depth, workspace);
    if (nodes === null) return null;
    const total = spectrumOf(grid.n / 2 + 1);
    for (const node of nodes) addNode(block, model, node, grid, part, workspace, total);
    return total;
  });
}

function addNode(
  block: Block,
  model: StateModel,
  node: Condition,
  grid: Grid,
  part: Part,
  workspace: Workspace,
  total: Spectrum,
): void {
  const size = grid.n / 2 + 1;
  const product = spectrumOf(size);
  product.re.fill(node.weight);
  const events = new Map<number, Spectrum | null>();
  const inside = new Set(block.threats);
  for (const t of [...block.threats].reverse()) {
    const severity = block.severities.get(t);
    const own = severity ? severitySpectrum(severity, node.env, grid, part, workspace) : one(size);
    const event = own && withConsequences(own, model, t, inside, events, node.env);
    events.set(t, event);
    if (model.threats[t].frequency === null) continue;
    multiplyByMixed(product, event, ratesOf(model, t, node.env, workspace));
  }
  for (let k = 0; k < size; k++) {
    total.re[k] += product.re[k];
    total.im[k] += product.im[k];
  }
}

function one(size: number): Spectrum {
  const s = spectrumOf(size);
  s.re.fill(1);
  return s;
}

/** φ · Π (1 − p + p Ψ_c). */
function withConsequences(
  own: Spectrum,
  model: StateModel,
  t: number,
  inside: ReadonlySet<number>,
  events: ReadonlyMap<number, Spectrum | null>,
  env: Environment,
): Spectrum {
  let out = own;
  for (const { target, probability } of model.threats[t].leadsTo) {
    if (!inside.has(target)) continue;
    const p = certainValue(probability, env);
    const psi = events.get(target) ?? null;
    const next = spectrumOf(own.re.length);
    for (let k = 0; k < next.re.length; k++) {
      const re = 1 - p + (psi ? p * psi.re[k] : 0);
      const im = psi ? p * psi.im[k] : 0;
      next.re[k] = out.re[k] * re - out.im[k] * im;
      next.im[k] = out.re[k] * im + out.im[k] * re;
    }
    out = next;
  }
  return out;
}

/** product ·= Σ v_j exp(λ_j (Ψ − 1)); Ψ = 0 where `event` is null. */
function multiplyByMixed(product: Spectrum, event: Spectrum | null, rates: Nodes): void {
  const count = rates.values.length;
  if (count === 0) return;
  const turn = new Float64Array(2);
  for (let k = 0; k < product.re.length; k++) {
    const re = (event ? event.re[k] : 0) - 1;
    const im = event ? event.im[k] : 0;
    let a = 0;
    let b = 0;
    for (let j = 0; j < count; j++) {
      const rate = rates.values[j];
      const size = rates.weights[j] * exp(rate * re);
      if (im === 0) a += size;
      else {
        sincos(rate * im, turn);
        a += size * turn[1];
        b += size * turn[0];
      }
    }
    const x = product.re[k];
    product.re[k] = x * a - product.im[k] * b;
    product.im[k] = x * b + product.im[k] * a;
  }
}
