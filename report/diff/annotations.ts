/** `risk-diff/1` as annotations beside the changed lines. */
import {
  type DiffSystem,
  type DiffThreat,
  moneyInWords,
  type Place,
  percentInWords,
  type RiskDiff,
  type Severity,
} from '../../protocol/index.ts';
import { type Annotation, byWeight, fingerprints, type Rule } from '../annotations.ts';
import { causeDelta, type DiffOptions, deltaInWords, movedThreats, systemName, withoutFigures } from './shown.ts';

const rule = (code: string, severity: Severity, title: string, help: string): Rule => ({
  code,
  severity,
  title,
  help,
  url: '',
});

export const diffRules: readonly Rule[] = [
  rule(
    'risk-gate',
    'error',
    'A gate stops the change',
    'A condition given with --fail-on holds; its explanation says by how much.',
  ),
  rule(
    'risk-appetite',
    'warning',
    'Appetite newly broken',
    'A limit of the appetite that held in the base is broken in the head.',
  ),
  rule(
    'risk-expectation',
    'warning',
    'Expectation newly broken',
    'An expect line that held in the base is broken in the head.',
  ),
  rule(
    'risk-rise',
    'warning',
    'Expected annual loss rises',
    'The change raises the expected annual loss of the threat. The shares of its causes add up to the rise.',
  ),
  rule(
    'risk-fall',
    'information',
    'Expected annual loss falls',
    'The change lowers the expected annual loss of the threat. The shares of its causes add up to the fall.',
  ),
  rule(
    'risk-unquantified',
    'warning',
    'A threat newly without figures',
    'A threat has no figures, or has lost them, so that all sums with it are "at least".',
  ),
  rule(
    'risk-concession',
    'information',
    'Less attention asked for',
    'An ignore, a not-applicable line, a check level or an acceptance was added.',
  ),
];

export interface DiffAnnotationOptions extends DiffOptions {
  /** Where the root lies in the repository, with `/`; empty: they are the same. */
  readonly prefix: string;
}

/** The loudest first, among equals the most expensive. */
export function diffAnnotations(diff: RiskDiff, options: DiffAnnotationOptions): readonly Annotation[] {
  const fingerprint = fingerprints();
  const annotation = (
    code: string,
    place: Place,
    message: string,
    identity: readonly string[],
    cost: number | null,
  ): Annotation => {
    const { severity, title } = diffRules.find((each) => each.code === code)!;
    const { file, line, column, endLine, endColumn } = place;
    const inRepository = options.prefix === '' ? file : `${options.prefix}/${file}`;
    const at = { file: inRepository, line, column, endLine, endColumn };
    return { ...at, code, severity, title, message, fingerprint: fingerprint([code, ...identity]), cost, related: [] };
  };
  const start = placeOfDiff(diff);
  const gates = diff.gates
    .filter(({ tripped }) => tripped)
    .map(({ gate, explanation }) => annotation('risk-gate', start, `${gate}: ${explanation}`, [gate], null));
  const systems = diff.systems.flatMap((system): Annotation[] => {
    const { currency, name } = system;
    const own = system.place ?? start;
    return [
      ...system.appetite
        .filter(({ change }) => change === 'newly-broken')
        .map(({ probability, above, actual }) => {
          const limit = `at most ${percentInWords(probability)} chance above ${moneyInWords(above, currency)}`;
          const is = actual.head === null ? '' : ` The chance is now ${percentInWords(actual.head)}.`;
          return annotation(
            'risk-appetite',
            own,
            `${systemName(system)} breaks its appetite of ${limit}.${is}`,
            [name ?? '', String(above)],
            above,
          );
        }),
      ...system.expectations
        .filter(({ change }) => change === 'newly-broken')
        .map((each) =>
          annotation('risk-expectation', each, `${each.text} does not hold any more.`, [name ?? '', each.text], null),
        ),
      ...movedThreats(system, options).flatMap((threat) => {
        const { delta } = threat.ale;
        if (delta === null || delta === 0) return [];
        const place =
          threat.change === 'removed'
            ? own
            : (threat.causes.find((cause) => cause.place !== null)?.place ?? threat.place);
        return annotation(
          delta > 0 ? 'risk-rise' : 'risk-fall',
          place,
          moveInWords(threat, system),
          [name ?? '', threat.name],
          Math.abs(delta),
        );
      }),
      ...withoutFigures(system).map(({ threat, message, place }) =>
        annotation('risk-unquantified', place, `${threat}: ${message}`, [name ?? '', threat], null),
      ),
      ...system.concessions.map((each) =>
        annotation(
          'risk-concession',
          each,
          `${each.text} (${each.subject})`,
          [name ?? '', each.subject, each.text],
          null,
        ),
      ),
    ];
  });
  return byWeight([...gates, ...systems]);
}

function moveInWords(threat: DiffThreat, { currency }: DiffSystem): string {
  const { base, head, delta } = threat.ale;
  const from = base === null ? '' : ` from ${moneyInWords(base, currency)}`;
  const to = head === null ? '' : ` to ${moneyInWords(head, currency)}`;
  const move = `${threat.name}: expected annual loss ${deltaInWords(delta, currency)}${from}${to}.`;
  const causes = threat.causes.slice(0, 3).map((cause) => {
    const { delta: share } = causeDelta(cause);
    return `${deltaInWords(share, currency)} by ${cause.path}`;
  });
  return causes.length === 0
    ? move
    : `${move} Causes: ${causes.join('; ')}${threat.causes.length > 3 ? '; and more' : ''}.`;
}

/** A gate stands where the first system does. */
function placeOfDiff({ systems }: RiskDiff): Place {
  for (const { place, threats } of systems) {
    if (place !== null) return place;
    if (threats.length > 0) return threats[0].place;
  }
  return { file: '.', line: 1, column: 1, endLine: 1, endColumn: 1 };
}
