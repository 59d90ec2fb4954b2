/** Which factors a threat has, told from its text alone. */

import { properties } from '../checks/view.ts';
import type { Factor, Loss, LossTerm, SecondaryLoss, Threat } from '../generated/ast.ts';

const forms: ReadonlySet<Factor> = new Set([
  'productivity',
  'response',
  'replacement',
  'competitive-advantage',
  'fines',
  'reputation',
]);

/** The factors of a threat that a control can reduce. */
export interface FactorsOf {
  readonly present: ReadonlySet<Factor>;
  /** It has a frequency of its own. */
  readonly occurs: boolean;
}

/** Tells the factors of a threat. */
export function factorsOf(threat: Threat): FactorsOf {
  const present = new Set<Factor>(['vulnerability', 'frequency']);
  const frequency = properties(threat, 'Frequency');
  if (frequency.length > 0) present.add('threat-events');
  for (const { properties: parts } of frequency)
    for (const part of parts) {
      if (part.$type === 'Contact') present.add('contact');
      if (part.$type === 'Action') present.add('action');
    }
  for (const loss of properties(threat, 'Loss')) addLossFactors(loss, present);
  return { present, occurs: frequency.length > 0 };
}

function addLossFactors(loss: Loss, present: Set<Factor>): void {
  present.add('loss');
  const { primary, secondary } = partsOfLoss(loss);
  if (primary.length > 0 || loss.estimate !== undefined) present.add('primary');
  for (const term of primary) if (term.form !== undefined) present.add(term.form);
  for (const part of secondary) {
    present.add('secondary');
    present.add('secondary-probability');
    for (const term of part.properties)
      if (term.$type === 'LossTerm' && term.form !== undefined) present.add(term.form);
  }
}

/** The lines of a loss that are primary by form, and the stakeholders. A total without a form is in neither. */
export function partsOfLoss(loss: Loss): {
  readonly primary: readonly LossTerm[];
  readonly secondary: readonly SecondaryLoss[];
} {
  const primary: LossTerm[] = loss.term === undefined ? [] : [loss.term];
  const secondary: SecondaryLoss[] = [];
  for (const part of loss.properties) {
    if (part.$type === 'LossTerm') primary.push(part);
    else if (part.$type === 'SecondaryLoss') secondary.push(part);
    else if (part.$type === 'PrimaryLoss')
      for (const term of part.properties) if (term.$type === 'LossTerm') primary.push(term);
  }
  return { primary, secondary };
}

/** Whether a `reduces` line may name the threat: `vulnerability` and `threat-events` always may be named. */
export function mayBeNamed(factor: Factor, factors: FactorsOf): boolean {
  return factor === 'threat-events' || factors.present.has(factor);
}

/** What a threat lacks, in words. */
export function lackInWords(factor: Factor): string {
  if (factor === 'contact' || factor === 'action') return `no \`${factor}\` in its frequency`;
  if (factor === 'secondary' || factor === 'secondary-probability') return 'no `secondary` loss';
  if (forms.has(factor)) return `no \`${factor}\` loss`;
  return factor === 'primary' ? 'no primary loss' : `no \`${factor}\``;
}
