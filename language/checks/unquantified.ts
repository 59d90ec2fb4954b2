import { listed } from '../../protocol/index.ts';
import type * as ast from '../generated/ast.ts';
import type { FixAlternative } from '../stages.ts';
import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { alternative, insertIntoBody } from './edits.ts';
import { findingAt } from './finding.ts';
import { properties } from './view.ts';

const info: CodeInfo = {
  code: 'unquantified',
  severity: 'warning',
  title: 'A threat without figures',
  help: 'The threat lacks a frequency, a vulnerability or a loss. It has no figures, and every sum that holds it is "at least".',
  adjustable: true,
  needs: 'text',
};

/** What a click puts in: wide on purpose, and marked as a guess, so that the source is still asked for. */
const guesses: Readonly<Record<string, string>> = {
  frequency: 'frequency 0.1 to 10 per year { because "first guess" }',
  loss: 'loss 10k to 1M CURRENCY { because "first guess" }',
  vulnerability: 'vulnerability 10%..30%..60% { because "first guess" }',
  'threat-events': 'threat-events 1 to 10 per year { because "first guess" }',
  contact: 'contact 10 to 100 per year { because "first guess" }',
  action: 'action 1%..10%..30% { because "first guess" }',
  capability: 'capability 30%..60%..90% { because "first guess" }',
  resistance: 'resistance 30%..60%..90% { because "first guess" }',
};

export const unquantified: Check = {
  info,
  run: ({ view, lowered }) => {
    const reasons = new Map(lowered.description.uncounted.map((entry) => [entry.threat, entry.reason] as const));
    const described = new Map(lowered.description.threats.map((threat) => [threat.name, threat] as const));
    return view.threats.flatMap((threat) => {
      const reason = reasons.get(threat.name);
      if (reason === undefined || !reason.startsWith('missing-')) return [];
      const missing = described.get(threat.name)?.missing ?? [];
      const lacks = missing.length > 0 ? missing : [reason.slice('missing-'.length)];
      const message =
        `The threat ${threat.name} has no figures, because it lacks ${listed(lacks)}. ` +
        'Every sum that holds it is "at least" until that is written.';
      const alternatives = lacks.flatMap((factor) => fixFor(threat, factor, lowered.description.currency));
      return findingAt(info, threat, message, { property: 'name', fix: { alternatives } });
    });
  },
};

function fixFor(threat: ast.Threat, factor: string, currency: string): readonly FixAlternative[] {
  const guess = guesses[factor];
  if (guess === undefined) return [];
  const line = guess.replace('CURRENCY', currency);
  const inFrequency = factor !== 'frequency' && factor !== 'loss';
  const body = inFrequency ? properties(threat, 'Frequency')[0] : threat;
  if (body === undefined) return [];
  return [alternative(`Add a first guess of the ${factor}`, [insertIntoBody(body, [line])])];
}
