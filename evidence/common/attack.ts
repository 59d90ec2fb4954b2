/** Words of MITRE ATT&CK as tools write them. */
import { empty } from '../input/value.ts';

const tactics = [
  'reconnaissance',
  'resource-development',
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'defense-evasion',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'impact',
] as const;

export type Tactic = (typeof tactics)[number];

/** Identifiers of the enterprise matrix. */
const numbers: Readonly<Record<string, Tactic>> = {
  TA0043: 'reconnaissance',
  TA0042: 'resource-development',
  TA0001: 'initial-access',
  TA0002: 'execution',
  TA0003: 'persistence',
  TA0004: 'privilege-escalation',
  TA0005: 'defense-evasion',
  TA0006: 'credential-access',
  TA0007: 'discovery',
  TA0008: 'lateral-movement',
  TA0009: 'collection',
  TA0011: 'command-and-control',
  TA0010: 'exfiltration',
  TA0040: 'impact',
};

/** Tactics among these words, in any case and with blanks, `_` or `-`; each once. */
export function tacticsOf(words: readonly (string | null)[]): readonly Tactic[] {
  if (words.length === 0) return empty;
  const found = words.flatMap((word) => {
    const plain = (word ?? '')
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-');
    const spelled =
      plain === 'defence-evasion' ? 'defense-evasion' : plain === 'credentials-access' ? 'credential-access' : plain;
    return tactics.find((tactic) => tactic === spelled) ?? numbers[plain.toUpperCase()] ?? [];
  });
  return [...new Set(found)];
}

/** Technique numbers among these words. */
export function techniquesOf(words: readonly (string | null)[]): readonly string[] {
  if (words.length === 0) return empty;
  const found = words.filter((word) => word !== null).filter((word) => /^T\d{4}(\.\d{3})?$/.test(word));
  return [...new Set(found)];
}
