/** Arbitrary risk models that use everything the model can say. */
import fc from 'fast-check';
import type {
  Control,
  Expression,
  Factor,
  Frequency,
  Group,
  Loss,
  LossForm,
  LossTerm,
  RiskModel,
  SharedQuantity,
  Threat,
} from '../../model.ts';
import { amount, positiveQuantity, type Surroundings, share, shareLaw } from './random-laws.ts';

const forms: readonly (LossForm | 'unspecified')[] = [
  'unspecified',
  'response',
  'replacement',
  'fines',
  'productivity',
];

const percentile: fc.Arbitrary<Expression> = shareLaw.map((law) => ({ kind: 'draw', law }));

/** A side of a contest: drawn for every attempt, or partly the year's. */
function side(shared: number): fc.Arbitrary<Expression> {
  if (shared === 0) return percentile;
  const year = fc
    .tuple(percentile, fc.integer({ min: 0, max: shared - 1 }), fc.boolean())
    .map(([attempt, index, alone]): Expression => {
      const strength: Expression = {
        kind: 'product',
        left: { kind: 'constant', value: 0.4 },
        right: { kind: 'shared', index },
      };
      return alone ? strength : { kind: 'product', left: attempt, right: { kind: 'shared', index } };
    });
  return fc.oneof({ weight: 2, arbitrary: percentile }, { weight: 1, arbitrary: year });
}

function frequencyOf(shared: number): fc.Arbitrary<Frequency> {
  const size = fc.constantFrom(0.05, 0.3, 1, 4);
  const rate = size.chain((s) => positiveQuantity(s));
  const busy = fc.constantFrom(0.5, 2, 8).chain((s) => positiveQuantity(s));
  const moved = shared > 0 ? fc.integer({ min: 0, max: shared - 1 }) : fc.constant(-1);
  const direct = fc.tuple(rate, moved, fc.integer({ min: 0, max: 4 })).map(([lef, index, use]): Frequency => {
    const together: Expression = { kind: 'product', left: lef, right: { kind: 'shared', index } };
    return { by: 'loss-events', lossEventFrequency: index >= 0 && use === 0 ? together : lef };
  });
  const threatEvents = fc.oneof(
    busy.map((events) => ({ by: 'rate' as const, threatEvents: events })),
    fc.record({ by: fc.constant('contact' as const), contact: busy, action: share }),
  );
  const vulnerability = fc.oneof(
    share.map((chance) => ({ by: 'probability' as const, vulnerability: chance })),
    fc.record({ by: fc.constant('contest' as const), capability: side(shared), resistance: side(shared) }),
  );
  return fc.oneof(
    { weight: 3, arbitrary: direct },
    { weight: 4, arbitrary: fc.record({ by: fc.constant('factors' as const), threatEvents, vulnerability }) },
  );
}

function termsOf(within: Surroundings, min: number, max: number): fc.Arbitrary<LossTerm[]> {
  const one = fc.record({
    form: fc.constantFrom(...forms),
    amount: fc.constantFrom(1e4, 1e5).chain((size) => amount(size, within)),
  });
  return fc.array(one, { minLength: min, maxLength: max });
}

function lossOf(shared: number): fc.Arbitrary<Loss> {
  return fc.integer({ min: 0, max: 1 }).chain((lets) =>
    fc.record({
      lets: fc.array(amount(1, { shared, lets: 0 }, 1), { minLength: lets, maxLength: lets }),
      primary: termsOf({ shared, lets }, 1, 2),
      secondary: fc.array(
        fc.record({ title: fc.constant(''), probability: share, terms: termsOf({ shared, lets }, 1, 2) }),
        { maxLength: 2 },
      ),
    }),
  );
}

interface Sizes {
  readonly threats: number;
  readonly shared: number;
  readonly controls: number;
}

/** A threat leads to later ones only, so that there is no cycle. */
function threatOf(index: number, sizes: Sizes): fc.Arbitrary<Threat> {
  const later = sizes.threats - index - 1;
  const leadsTo = fc.array(
    fc.record({ target: fc.integer({ min: index + 1, max: index + Math.max(1, later) }), probability: share }),
    {
      maxLength: later > 0 ? 2 : 0,
    },
  );
  return fc.record({
    name: fc.constant(`Threat${index}`),
    frequency: index === 0 ? frequencyOf(sizes.shared) : fc.option(frequencyOf(sizes.shared), { nil: null, freq: 6 }),
    loss: lossOf(sizes.shared),
    leadsTo: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: leadsTo }),
    unknownIn: fc.constant([]),
  });
}

const factors: readonly Factor[] = [
  'threat-events',
  'vulnerability',
  'frequency',
  'loss',
  'primary',
  'secondary',
  'secondary-probability',
  'response',
  'fines',
];

function controlOf(index: number, sizes: Sizes): fc.Arbitrary<Control> {
  const effect = fc.record({
    factor: fc.constantFrom(...factors),
    by: share,
    threats: fc.subarray(
      Array.from({ length: sizes.threats }, (_, k) => k),
      { minLength: 1, maxLength: Math.min(2, sizes.threats) },
    ),
  });
  return fc.record({
    name: fc.constant(`Control${index}`),
    status: fc.constantFrom('planned' as const, 'in-place' as const),
    costOnce: fc.constant(null),
    costPerYear: fc.constant(null),
    coverage: fc.option(share, { nil: null }),
    reliability: fc.option(share, { nil: null }),
    effects: fc.array(effect, { minLength: 1, maxLength: 2 }),
  });
}

const sharedQuantity = (index: number): fc.Arbitrary<SharedQuantity> =>
  positiveQuantity(1).map((expression) => ({ name: `estimate Shared${index}`, expression }));

function groupsOf(threats: number): fc.Arbitrary<Group[]> {
  const all = Array.from({ length: threats }, (_, k) => k);
  const group = fc.record({
    kind: fc.constant('element' as const),
    name: fc.constantFrom('One', 'Two'),
    threats: fc.subarray(all, { minLength: 1 }),
  });
  return fc.array(group, { maxLength: 1 });
}

function list<T>(length: number, of: (index: number) => fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.tuple(...Array.from({ length }, (_, index) => of(index))) as fc.Arbitrary<T[]>;
}

/** Models of up to the given numbers of threats, shared quantities and controls. */
function modelsUpTo(largest: Sizes): fc.Arbitrary<RiskModel> {
  return fc
    .record({
      threats: fc.integer({ min: 1, max: largest.threats }),
      shared: fc.integer({ min: 0, max: largest.shared }),
      controls: fc.integer({ min: 0, max: largest.controls }),
    })
    .chain((sizes) =>
      fc.record({
        name: fc.constant('Random'),
        shared: list(sizes.shared, sharedQuantity),
        threats: list(sizes.threats, (index) => threatOf(index, sizes)),
        controls: list(sizes.controls, (index) => controlOf(index, sizes)),
        groups: groupsOf(sizes.threats),
        appetite: fc.constant([]),
        horizonYears: fc.constant(3),
        discount: fc.constant(0),
        seed: fc.constant('cross-check'),
        trials: fc.constant(20_000),
      }),
    );
}

/** Models with everything at once. */
export const riskModel: fc.Arbitrary<RiskModel> = modelsUpTo({ threats: 3, shared: 2, controls: 2 });

/** Models in which few quantities are drawn once a year. */
export const smallModel: fc.Arbitrary<RiskModel> = modelsUpTo({ threats: 2, shared: 1, controls: 1 });

/** Single threats, for the shapes of frequencies and losses. */
export const loneThreat: fc.Arbitrary<RiskModel> = modelsUpTo({ threats: 1, shared: 0, controls: 0 });
