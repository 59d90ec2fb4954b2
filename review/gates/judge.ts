/** Judges gates on a difference, and says why. What cannot be decided does not pass. */
import {
  counted,
  type DiffGate,
  type DiffSystem,
  listed,
  type Moved,
  moneyInWords,
  percentInWords,
  type RiskDiff,
} from '../../protocol/index.ts';
import type { Amount, Gate, Measure } from './gate.ts';

/** Why a system trips a gate; null: it does not. */
type Reason = string | null;

export function judgeGates(diff: RiskDiff, gates: readonly Gate[]): readonly DiffGate[] {
  return gates.map((gate): DiffGate => {
    const reasons = diff.systems.flatMap((system) => {
      const reason = judge(system, gate);
      return reason === null ? [] : [diff.systems.length === 1 ? reason : `${nameOf(system)}: ${reason}`];
    });
    const tripped = reasons.length > 0;
    return { gate: gate.text, tripped, explanation: tripped ? reasons.join(' ') : passed(gate, diff) };
  });
}

/** The first gate in another currency than a system; null: all can be judged. */
export function currencyFault(diff: RiskDiff, gates: readonly Gate[]): string | null {
  for (const gate of gates) {
    const amount = gate.kind === 'rise' ? gate.by : gate.kind === 'above' ? gate.limit : null;
    if (amount?.unit !== 'money' || amount.currency === null) continue;
    const other = diff.systems.find(({ currency }) => currency !== amount.currency);
    if (other !== undefined)
      return `The gate "${gate.text}" is in ${amount.currency}, but ${nameOf(other)} is in ${other.currency}; write the amount without a sign, or choose systems with --system.`;
  }
  return null;
}

function judge(system: DiffSystem, gate: Gate): Reason {
  switch (gate.kind) {
    case 'appetite':
      return listing(
        system.appetite.filter(({ change }) => change === 'newly-broken'),
        ({ probability, above }) =>
          `at most ${percentInWords(probability)} chance above ${moneyInWords(above, system.currency)}`,
        (count) => `${counted(count, 'appetite point')} newly broken:`,
      );
    case 'expectations':
      return listing(
        system.expectations.filter(({ change }) => change === 'newly-broken'),
        ({ text }) => text,
        (count) => `${counted(count, 'expectation')} newly broken:`,
      );
    case 'new-unquantified':
      return listing(
        system.unquantified.filter(({ change }) => change === 'new' || change === 'lost-figures'),
        ({ threat }) => threat,
        (count) => `${counted(count, 'threat')} newly without figures:`,
      );
    case 'new-concessions':
      return listing(
        system.concessions,
        ({ text, subject }) => `${text} (${subject})`,
        (count) => `${counted(count, 'concession')} added:`,
      );
    case 'rise':
    case 'above':
      return gate.of === 'threat' ? threats(system, gate) : whole(system, gate);
  }
}

type Limit = Extract<Gate, { kind: 'rise' | 'above' }>;

const names: Readonly<Record<Measure, string>> = {
  ale: 'Expected annual loss',
  p95: 'P95 of the annual loss',
  target: 'Expected annual loss with planned controls',
  threat: 'Expected annual loss',
};

function whole(system: DiffSystem, gate: Limit): Reason {
  if (system.notComparable !== null && gate.kind === 'rise') return `It cannot be decided. ${system.notComparable}`;
  if (system.change === 'removed') return null;
  const unknown = gate.kind === 'rise' ? newlyUnknown(system) : unknownNow(system);
  const figure = system[gate.of === 'threat' ? 'ale' : gate.of];
  const reason = exceeds(figure, gate, system.currency, names[gate.of]);
  if (reason !== null) return reason;
  if (unknown.length === 0) return null;
  const verb = unknown.length === 1 ? 'has' : 'have';
  return `It cannot be decided: ${listed(unknown, 5)} ${verb} no figures to compare, so that the amount is "at least".`;
}

/** Threats whose figures are unknown on one side only: the difference of the rest says too little. */
function newlyUnknown({ threats, unquantified }: DiffSystem): readonly string[] {
  const hidden = threats
    .filter(({ notComparable, ale }) => notComparable !== null && (ale.base !== null || ale.head !== null))
    .map(({ name }) => name);
  const added = unquantified.filter(({ change }) => change === 'new' || change === 'lost-figures');
  return [...new Set([...hidden, ...added.map(({ threat }) => threat)])];
}

function unknownNow({ unquantified }: DiffSystem): readonly string[] {
  return unquantified.filter(({ change }) => change !== 'resolved').map(({ threat }) => threat);
}

function threats(system: DiffSystem, gate: Limit): Reason {
  const reasons = system.threats.flatMap((threat) => {
    if (threat.change === 'removed') return [];
    if (threat.notComparable !== null && gate.kind === 'rise') {
      // Without figures on both sides there is no rise to judge; `new-unquantified` is about those.
      if (threat.ale.base === null && threat.ale.head === null) return [];
      return [`${threat.name} cannot be compared. ${threat.notComparable}`];
    }
    const reason = exceeds(threat.ale, gate, system.currency, `Expected annual loss of ${threat.name}`);
    return reason === null ? [] : [reason];
  });
  return reasons.length === 0
    ? null
    : reasons.slice(0, 5).join(' ') + (reasons.length > 5 ? ` And ${reasons.length - 5} more threats.` : '');
}

function exceeds(figure: Moved, gate: Limit, currency: string, name: string): Reason {
  const money = (value: number): string => moneyInWords(value, currency);
  if (gate.kind === 'above') {
    if (figure.head === null || figure.head <= gate.limit.value) return null;
    return `${name} is ${money(figure.head)}, above ${inWords(gate.limit, currency)}.`;
  }
  const { base, head, delta } = figure;
  if (delta === null) return head === null ? null : base === null ? null : `${name} cannot be compared.`;
  if (delta <= 0) return null;
  const rise = `${name} rises by ${money(delta)}`;
  if (gate.by.unit === 'money')
    return delta > gate.by.value ? `${rise}, more than ${inWords(gate.by, currency)}.` : null;
  if (base === null || base === 0) return `${rise} from nothing, which is more than any share.`;
  if (delta / base <= gate.by.value) return null;
  return `${rise} (+${percentInWords(delta / base)}), more than ${inWords(gate.by, currency)}.`;
}

function inWords(amount: Amount, currency: string): string {
  return amount.unit === 'share' ? percentInWords(amount.value) : moneyInWords(amount.value, currency);
}

function listing<T>(items: readonly T[], say: (item: T) => string, start: (count: number) => string): Reason {
  return items.length === 0 ? null : `${start(items.length)} ${listed(items.map(say), 5)}.`;
}

const nothingNew: Readonly<Record<Exclude<Gate['kind'], Limit['kind']>, string>> = {
  appetite: 'No limit of the appetite is newly broken.',
  expectations: 'No expectation is newly broken.',
  'new-unquantified': 'No threat is newly without figures.',
  'new-concessions': 'No ignore, not-applicable line, check level or acceptance was added.',
};

function passed(gate: Gate, diff: RiskDiff): string {
  if (gate.kind !== 'rise' && gate.kind !== 'above') return nothingNew[gate.kind];
  const [only] = diff.systems;
  if (only === undefined) return 'There is no system.';
  if (diff.systems.length > 1 || gate.of === 'threat') return 'Every amount is within the limit.';
  const figure = only[gate.of];
  const money = (value: number): string => moneyInWords(value, only.currency);
  if (gate.kind === 'above')
    return figure.head === null ? 'There is no loss.' : `${names[gate.of]} is ${money(figure.head)}.`;
  if (figure.delta === null || figure.delta === 0) return `${names[gate.of]} does not rise.`;
  return `${names[gate.of]} ${figure.delta > 0 ? 'rises' : 'falls'} by ${money(Math.abs(figure.delta))}.`;
}

function nameOf({ name }: DiffSystem): string {
  return name ?? 'the unnamed system';
}
