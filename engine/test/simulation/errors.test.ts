/** The errors that figures carry are those that they have from seed to seed. */
import assert from 'node:assert/strict';
import type { Figures, StandardErrors } from '../../figures.ts';
import type { RiskModel } from '../../model.ts';
import { simulate } from '../../simulation/simulate.ts';
import { solve } from '../../solve.ts';
import {
  between,
  constant,
  control,
  draw,
  entangled,
  model,
  pert,
  product,
  shared,
  term,
  threat,
  uniform,
} from '../models.ts';

const trials = 20_000;

/** χ² of n − 1 degrees of freedom, divided by them, at 1e-4 on either side: of a spread over n seeds to the true one, squared. */
const limits: Readonly<Record<number, readonly [least: number, most: number]>> = {
  40: [14.5 / 39, 80.5 / 39],
  12: [1.1 / 11, 37.4 / 11],
};

const names = [
  'ale',
  'p50',
  'p90',
  'p95',
  'p99',
  'tvar95',
  'aleP5',
  'aleP95',
  'probabilityOfLoss',
  'eventsPerYear',
  'meanLossPerEvent',
  'primaryAle',
  'secondaryAle',
] as const satisfies ('ale' | (keyof StandardErrors & keyof Figures))[];

const reaction = (chance: number) => [{ title: '', probability: constant(chance), terms: [term(uniform(50, 900))] }];

/** Alone, with a control, led to by another, on a shared quantity. */
const calm = model(
  [
    threat('Plain', pert(0.4, 1, 3), between(10, 200), {
      loss: { lets: [], primary: [term(between(10, 200))], secondary: reaction(0.3) },
    }),
    threat('Controlled', uniform(0.5, 2), between(20, 90), {
      loss: { lets: [], primary: [term(product(between(20, 90), shared(0)))], secondary: reaction(0.2) },
      leadsTo: [{ target: 2, probability: uniform(0.2, 0.6) }],
    }),
    threat('Effect', uniform(0.1, 0.3), between(50, 300), {
      loss: { lets: [], primary: [term(product(uniform(10, 30), shared(0)))], secondary: reaction(0.5) },
    }),
  ],
  {
    shared: [{ name: 'size', expression: draw({ law: 'lognormal', mu: 0, sigma: 0.3 }) }],
    controls: [control('Filter', [{ factor: 'frequency', by: uniform(0.2, 0.7), threats: [1] }])],
    groups: [{ kind: 'element', name: 'two', threats: [0, 1] }],
    trials,
  },
);

/** Too busy for all events to be drawn, beside one that has more years. */
const busy = model(
  [
    threat('Busy', pert(4_000, 5_000, 9_000), uniform(0.1, 0.3), {
      loss: { lets: [], primary: [term(uniform(0.01, 0.03))], secondary: reaction(0.0002) },
    }),
    threat('Plain', pert(0.4, 1, 3), between(10, 200)),
  ],
  { trials },
);

/** Figures from so many seeds, by what they are of. */
async function figuresOf(of: RiskModel, seeds: number): Promise<Map<string, Figures[]>> {
  const found = new Map<string, Figures[]>();
  const add = (name: string, figures: Figures | null | undefined): void => {
    assert.ok(figures);
    found.set(name, [...(found.get(name) ?? []), figures]);
  };
  for (let k = 0; k < seeds; k++) {
    const { threats, groups, total } = await simulate(of, { trials, seed: `errors ${k}` });
    for (const [index, { name }] of of.threats.entries()) {
      add(name, threats.get(index)?.current);
      add(`${name}, inherent`, threats.get(index)?.inherent);
    }
    for (const [index, { name }] of of.groups.entries()) add(name, groups.get(index)?.current);
    add('all', total?.current);
  }
  return found;
}

function compare(of: string, all: readonly Figures[]): void {
  const [least, most] = limits[all.length];
  for (const name of names) {
    const values = all.map((figures) => figures[name] as number);
    const mean = values.reduce((sum, x) => sum + x, 0) / all.length;
    const square = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (all.length - 1);
    // A median that is 0 in every sample, and a share of 1, have no spread.
    if (values.every((value) => value === values[0])) continue;
    const errorOf = ({ standardErrors, aleStandardError }: Figures): number => {
      if (name === 'ale') return aleStandardError ?? assert.fail();
      const [low, high] = standardErrors?.[name] ?? assert.fail(`${name} of ${of} has no error`);
      return (high - low) / 4;
    };
    const told = all.reduce((sum, figures) => sum + errorOf(figures) ** 2 / all.length, 0);
    const words = `${name} of ${of}: ${Math.sqrt(square)}, told ${Math.sqrt(told)}`;
    assert.ok(square / told > least && square / told < most, words);
  }
}

describe('the standard errors of simulated figures', () => {
  for (const [what, of, seeds] of [
    ['threats and groups', calm, 40],
    ['threats whose events are too many', busy, 12],
  ] as const)
    it(`of ${what} are those from seed to seed`, async () => {
      for (const [name, all] of await figuresOf(of, seeds)) compare(name, all);
    });

  it('are left out where a mean is in closed form, or has no variance, or years are few', async () => {
    const has = (figures: Figures | null, name: keyof StandardErrors): boolean =>
      figures?.standardErrors?.[name] !== undefined;
    const simulated = await simulate(calm, { trials: 1000, seed: 'few' });
    const few = simulated.threats.get(0)?.current ?? null;
    assert.ok(has(few, 'p90') && has(few, 'probabilityOfLoss') && !has(few, 'eventsPerYear'));
    const heavy = await simulate(model([threat('Heavy', constant(1), draw({ law: 'pareto', min: 1, shape: 1.5 }))]), {
      trials: 5000,
      seed: 'heavy',
    });
    const endless = heavy.threats.get(0)?.current ?? null;
    assert.ok(has(endless, 'eventsPerYear') && !has(endless, 'primaryAle') && !has(endless, 'meanLossPerEvent'));
    const [{ current: closed }] = (await solve({ ...entangled(), trials: 5000 })).threats;
    assert.equal(closed?.method, 'simulation');
    assert.ok(has(closed, 'p90') && !has(closed, 'eventsPerYear') && !has(closed, 'primaryAle'));
  });

  it('say of a share that is never seen how large it may be', async () => {
    const { threats } = await simulate(model([threat('Rare', constant(1e-9), constant(5))]), {
      trials: 4000,
      seed: 'rare',
    });
    const [low, high] = threats.get(0)?.current?.standardErrors?.probabilityOfLoss ?? assert.fail();
    assert.equal(low, 0);
    assert.ok(high > 0.0009 && high < 0.0011, `${high}`);
  });
});
