import type { Severity } from '../finding.ts';

const words: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  blocker: 'critical',
  high: 'high',
  important: 'high',
  error: 'high',
  alert: 'high',
  major: 'high',
  medium: 'medium',
  moderate: 'medium',
  warning: 'medium',
  minor: 'medium',
  low: 'low',
  note: 'low',
  notice: 'low',
  info: 'low',
  information: 'low',
  inventory: 'low',
  experiment: 'low',
  negligible: 'low',
  debug: 'none',
  none: 'none',
  informational: 'none',
};

/** The severity that a tool's word means, in any case; `unknown` for a word without a meaning here. */
export function severityOf(word: string | null): Severity {
  return (word !== null && Object.hasOwn(words, word.toLowerCase()) && words[word.toLowerCase()]) || 'unknown';
}

/** The words of CVSS 3.1 (section 5) for a score of 0 to 10; v2 and v4 scores are told apart at the same marks. */
export function severityOfScore(score: number | null): Severity {
  if (score === null || score < 0 || score > 10) return 'unknown';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'none';
}
