/** The places of a model at which an estimate can stand: how to read one and how to write another there. */
import type { Control, Expression, Frequency, Loss, RiskModel, Threat } from '../model.ts';
import type { EstimatePath } from './figures.ts';

export interface Place {
  readonly path: Omit<EstimatePath, 'part'>;
  /** Index of the threat or control or shared quantity. */
  readonly index: number;
  readonly expression: Expression;
  /** Variation from event to event that the number of events does not hold already. */
  readonly drawn: 'yearly' | 'per-event';
  /** Whether it changes events, and so what these set off. */
  readonly changesEvents: boolean;
  /** The model with something else in this place. */
  readonly write: (model: RiskModel, by: Expression) => RiskModel;
}

export function placesOf(model: RiskModel): Place[] {
  return [
    ...model.shared.map(({ name, expression }, index): Place => {
      const write = (m: RiskModel, by: Expression): RiskModel => ({
        ...m,
        shared: replaced(m.shared, index, (quantity) => ({ ...quantity, expression: by })),
      });
      const path = { of: 'shared', name, factor: null, secondary: null, position: 0, other: null } as const;
      return { path, index, expression, drawn: 'yearly', changesEvents: true, write };
    }),
    ...model.threats.flatMap((threat, t) => threatPlaces(model, threat, t)),
    ...model.controls.flatMap(controlPlaces),
  ];
}

function threatPlaces(model: RiskModel, threat: Threat, index: number): Place[] {
  const seen = new Map<string, number>();
  const place = (
    factor: string,
    expression: Expression,
    drawn: Place['drawn'],
    changesEvents: boolean,
    write: (threat: Threat, by: Expression) => Threat,
    more: { readonly secondary?: number; readonly other?: string } = {},
  ): Place => {
    const { secondary = null, other = null } = more;
    const key = `${factor} ${secondary} ${other}`;
    const position = seen.get(key) ?? 0;
    seen.set(key, position + 1);
    return {
      path: { of: 'threat', name: threat.name, factor, secondary, position, other },
      index,
      expression,
      drawn,
      changesEvents,
      write: (m, by) => ({ ...m, threats: replaced(m.threats, index, (t) => write(t, by)) }),
    };
  };
  const onLoss = (write: (loss: Loss, by: Expression) => Loss) => (t: Threat, by: Expression) => ({
    ...t,
    loss: write(t.loss, by),
  });
  const { loss } = threat;
  const wordOf = (form: string): string => (form === 'unspecified' ? 'loss' : form);
  return [
    ...frequencyParts(threat.frequency).map(({ factor, expression, perEvent, write }) =>
      place(factor, expression, perEvent ? 'per-event' : 'yearly', true, (t, by) => ({ ...t, frequency: write(by) })),
    ),
    ...loss.lets.map((expression, i) =>
      place(
        'let',
        expression,
        'per-event',
        false,
        onLoss((l, by) => ({ ...l, lets: replaced(l.lets, i, () => by) })),
      ),
    ),
    ...loss.primary.map(({ form, amount }, i) =>
      place(
        wordOf(form),
        amount,
        'per-event',
        false,
        onLoss((l, by) => ({ ...l, primary: replaced(l.primary, i, (term) => ({ ...term, amount: by })) })),
      ),
    ),
    ...loss.secondary.flatMap(({ probability, terms }, j) => [
      place(
        'secondary-probability',
        probability,
        'yearly',
        false,
        onLoss((l, by) => ({ ...l, secondary: replaced(l.secondary, j, (s) => ({ ...s, probability: by })) })),
        { secondary: j },
      ),
      ...terms.map(({ form, amount }, i) =>
        place(
          wordOf(form),
          amount,
          'per-event',
          false,
          onLoss((l, by) => ({
            ...l,
            secondary: replaced(l.secondary, j, (s) => ({
              ...s,
              terms: replaced(s.terms, i, (term) => ({ ...term, amount: by })),
            })),
          })),
          { secondary: j },
        ),
      ),
    ]),
    ...threat.leadsTo.map(({ target, probability }, k) =>
      place(
        'leads-to',
        probability,
        'yearly',
        true,
        (t, by) => ({ ...t, leadsTo: replaced(t.leadsTo, k, (c) => ({ ...c, probability: by })) }),
        { other: model.threats[target].name },
      ),
    ),
  ];
}

interface FrequencyPart {
  readonly factor: string;
  readonly expression: Expression;
  /** Drawn for each threat event, and so a part of the number of loss events. */
  readonly perEvent?: boolean;
  readonly write: (by: Expression) => Frequency;
}

function frequencyParts(frequency: Frequency | null): FrequencyPart[] {
  if (frequency === null) return [];
  if (frequency.by === 'loss-events') {
    const write = (by: Expression): Frequency => ({ ...frequency, lossEventFrequency: by });
    return [{ factor: 'frequency', expression: frequency.lossEventFrequency, write }];
  }
  const { threatEvents: events, vulnerability: chance } = frequency;
  const parts: FrequencyPart[] = [];
  if (events.by === 'rate')
    parts.push({
      factor: 'threat-events',
      expression: events.threatEvents,
      write: (by) => ({ ...frequency, threatEvents: { ...events, threatEvents: by } }),
    });
  else
    for (const factor of ['contact', 'action'] as const)
      parts.push({
        factor,
        expression: events[factor],
        write: (by) => ({ ...frequency, threatEvents: { ...events, [factor]: by } }),
      });
  if (chance.by === 'probability')
    parts.push({
      factor: 'vulnerability',
      expression: chance.vulnerability,
      write: (by) => ({ ...frequency, vulnerability: { ...chance, vulnerability: by } }),
    });
  else
    for (const factor of ['capability', 'resistance'] as const)
      parts.push({
        factor,
        expression: chance[factor],
        perEvent: true,
        write: (by) => ({ ...frequency, vulnerability: { ...chance, [factor]: by } }),
      });
  return parts;
}

function controlPlaces(control: Control, index: number): Place[] {
  const place = (
    factor: string,
    position: number,
    expression: Expression | null,
    write: (control: Control, by: Expression) => Control,
  ): Place[] =>
    expression === null
      ? []
      : [
          {
            path: { of: 'control', name: control.name, factor, secondary: null, position, other: null },
            index,
            expression,
            drawn: 'yearly',
            changesEvents: true,
            write: (m, by) => ({ ...m, controls: replaced(m.controls, index, (c) => write(c, by)) }),
          },
        ];
  return [
    ...place('coverage', 0, control.coverage, (c, by) => ({ ...c, coverage: by })),
    ...place('reliability', 0, control.reliability, (c, by) => ({ ...c, reliability: by })),
    ...control.effects.flatMap((effect, e) =>
      place('reduces', e, effect.by, (c, by) => ({
        ...c,
        effects: replaced(c.effects, e, (old) => ({ ...old, by })),
      })),
    ),
    ...place('cost', 0, control.costOnce, (c, by) => ({ ...c, costOnce: by })),
    ...place('cost-per-year', 0, control.costPerYear, (c, by) => ({ ...c, costPerYear: by })),
  ];
}

function replaced<T>(list: readonly T[], index: number, by: (old: T) => T): T[] {
  return list.map((item, i) => (i === index ? by(item) : item));
}
