/** A system as people write them: threats of many kinds on many services, controls, consequences, and groups of every kind. */
import type { Control, Expression, Group, GroupKind, RiskModel, Threat } from '../../engine/index.ts';

const constant = (value: number): Expression => ({ kind: 'constant', value });
const pert = (min: number, mode: number, max: number): Expression => ({
  kind: 'draw',
  law: { law: 'pert', min, mode, max, shape: 4 },
});
/** Lognormal, between `low` and `high` in 90 % of the events. */
const between = (low: number, high: number): Expression => ({
  kind: 'draw',
  law: { law: 'lognormal', mu: Math.log(low * high) / 2, sigma: Math.log(high / low) / (2 * 1.6448536269514722) },
});

/** Threat i, whose losses are `scale` times the usual ones. */
export function richThreat(i: number, count: number, scale = 1): Threat {
  const size = scale * (1 + (i % 17) / 5) * 1000;
  const amount = i % 3 === 0 ? pert(5 * size, 12 * size, 40 * size) : between(5 * size, 60 * size);
  return {
    name: `Threat${i}`,
    frequency:
      i % 4 === 0
        ? { by: 'loss-events', lossEventFrequency: between(0.1 + (i % 5) / 10, 1 + (i % 7) / 5) }
        : {
            by: 'factors',
            threatEvents: { by: 'rate', threatEvents: pert(1, 3 + (i % 11) / 3, 12) },
            vulnerability: { by: 'probability', vulnerability: pert(0.05, 0.1 + (i % 13) / 100, 0.4) },
          },
    loss: {
      lets: [],
      primary: [{ form: 'response', amount }],
      secondary:
        i % 2 === 0
          ? []
          : [
              {
                title: 'customers',
                probability: i % 5 === 0 ? pert(0.05, 0.1, 0.3) : constant(0.2),
                terms: [{ form: 'fines', amount: between(20 * size, 400 * size) }],
              },
            ],
    },
    leadsTo: i % 20 === 7 && i + 1 < count ? [{ target: i + 1, probability: constant(0.15) }] : [],
    unknownIn: [],
  };
}

function control(c: number, count: number): Control {
  const threats = Array.from({ length: 4 }, (_, k) => (c * 8 + 2 * k) % count).sort((a, b) => a - b);
  return {
    name: `Control${c}`,
    status: c % 3 === 2 ? 'planned' : 'in-place',
    costOnce: constant(20_000 + 1000 * c),
    costPerYear: constant(5000),
    coverage: constant(0.9),
    reliability: null,
    effects: [
      {
        factor: c % 4 === 3 ? 'loss' : 'frequency',
        by: c % 2 === 0 ? pert(0.3, 0.5, 0.8) : constant(0.6),
        threats: [...new Set(threats)],
      },
    ],
  };
}

/** `count` threats, each on a service of its own; 12 controls, of which 4 are planned. */
export function richModel(count: number): RiskModel {
  const every = Array.from({ length: count }, (_, i) => i);
  const kinds: readonly (readonly [GroupKind, number])[] = [
    ['element', count],
    ['asset', Math.ceil(count / 5)],
    ['zone', 5],
    ['agent', 6],
    ['stride', 6],
    ['owner', 8],
  ];
  const groups = kinds.flatMap(([kind, n]) =>
    Array.from(
      { length: Math.min(n, count) },
      (_, g): Group => ({ kind, name: `${kind}${g}`, threats: every.filter((i) => i % n === g) }),
    ),
  );
  return {
    name: 'Rich',
    shared: [],
    threats: every.map((i) => richThreat(i, count)),
    controls: count < 10 ? [] : Array.from({ length: 12 }, (_, c) => control(c, count)),
    groups,
    appetite: [{ probability: 0.05, above: 1e7 }],
    horizonYears: 3,
    discount: 0.05,
    seed: 'benchmark',
    trials: 100_000,
  };
}
