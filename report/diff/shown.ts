/** Which parts of a difference are shown, and in which words: the same for every form. */
import {
  type DiffCause,
  type DiffSystem,
  type DiffThreat,
  type DiffUnquantified,
  type Moved,
  moneyInWords,
  percentInWords,
  type RiskDiff,
} from '../../protocol/index.ts';

export interface DiffOptions {
  /** Moves of less money than this are not shown; 0 shows all. In the currency of each system. */
  readonly minChange: number;
}

export const systemName = ({ name }: DiffSystem): string => name ?? 'Files outside every system';

/** Threats whose figures moved, the largest move first; those that cannot be compared after them. */
export function movedThreats({ threats }: DiffSystem, { minChange }: DiffOptions): readonly DiffThreat[] {
  const size = ({ ale, target }: DiffThreat): number => Math.max(Math.abs(ale.delta ?? 0), Math.abs(target.delta ?? 0));
  return threats
    .filter((threat) => threat.notComparable === null && size(threat) > 0 && size(threat) >= minChange)
    .sort((a, b) => Math.abs(b.ale.delta ?? 0) - Math.abs(a.ale.delta ?? 0) || size(b) - size(a));
}

/** How many moves `minChange` hides. */
export function hiddenMoves(system: DiffSystem, options: DiffOptions): number {
  return movedThreats(system, { minChange: 0 }).length - movedThreats(system, options).length;
}

/** Threats that have figures on one side only, or whose other side could not be read. */
export function notCompared({ threats, notComparable }: DiffSystem): readonly DiffThreat[] {
  if (notComparable !== null) return [];
  return threats.filter(
    (threat) => threat.notComparable !== null && (threat.ale.base !== null || threat.ale.head !== null),
  );
}

/** Errors that only the head has: of files that were read as a whole, and but for expectations, which are told as such. */
export function newErrors({ diagnostics, damage }: RiskDiff): readonly string[] {
  const damaged = new Set(damage.flatMap(({ side, file }) => (side === 'head' ? [file] : [])));
  return diagnostics
    .filter(({ severity, code, file }) => severity === 'error' && code !== 'expectation' && !damaged.has(file))
    .map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

/** Threats that have no figures in the head, new or not. */
export function withoutFigures({ unquantified }: DiffSystem): readonly DiffUnquantified[] {
  return unquantified.filter(({ change }) => change === 'new' || change === 'lost-figures');
}

/** The message names the threat, once. */
export function withoutWords({ threat, message }: DiffUnquantified): string {
  return message.startsWith(`${threat} `) ? message : `${threat}: ${message}`;
}

/** `changed`, `added`, `removed`, `renamed from X`. */
export function changeInWords({ change, renamedFrom }: DiffThreat): string {
  return renamedFrom === null ? change : `renamed from ${renamedFrom}`;
}

/** `+$180k`, `-$40k`, `no change`; `unknown`. */
export function deltaInWords(delta: number | null, currency: string): string {
  if (delta === null) return 'unknown';
  return delta === 0 ? 'no change' : moneyInWords(delta, currency, { signed: true });
}

export function amountInWords(amount: number | null, currency: string): string {
  return amount === null ? 'none' : moneyInWords(amount, currency);
}

/** `(+13%)`; empty where there is no base to compare with. */
export function shareInWords({ base, delta }: Moved): string {
  if (base === null || base === 0 || delta === null || delta === 0) return '';
  return `${delta > 0 ? '+' : ''}${percentInWords(delta / base)}`;
}

const kinds: Readonly<Record<DiffCause['kind'], string>> = {
  threat: 'threat',
  frequency: 'estimate',
  loss: 'estimate',
  'leads-to': 'consequence',
  control: 'control',
  caught: 'control',
  estimate: 'shared estimate',
  distribution: 'distribution',
  asset: 'asset',
  element: 'element',
  agent: 'agent',
  system: 'system',
  evidence: 'evidence',
  membership: 'system membership',
  together: 'several changes',
  other: 'other',
};

export function causeKind({ kind }: DiffCause): string {
  return kinds[kind];
}

/** Old and new text on one line each, long ones cut. */
export function textsOf({ before, after, kind }: DiffCause): { readonly before: string; readonly after: string } {
  const nothing =
    kind === 'together'
      ? 'changes that could not be told apart'
      : kind === 'other'
        ? 'the text is the same'
        : 'nothing';
  return { before: cut(before ?? nothing), after: cut(after ?? nothing) };
}

/** Of the state that moved: the current one, else the target. */
export function causeDelta({ delta, targetDelta }: DiffCause): { readonly delta: number; readonly planned: boolean } {
  return delta !== 0 || targetDelta === 0 ? { delta, planned: false } : { delta: targetDelta, planned: true };
}

const longest = 160;

export function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
