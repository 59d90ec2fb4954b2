/**
 * STRIDE letters of the tactics of MITRE ATT&CK (enterprise): what an adversary does in each, read against the
 * definitions of STRIDE. ATT&CK is © The MITRE Corporation, used under its terms; the choice of letters is this project's.
 */
import type { Tactic } from '../common/attack.ts';

export const tacticLetters: Readonly<Record<Tactic, string>> = {
  reconnaissance: 'I',
  'resource-development': '',
  'initial-access': 'SE',
  execution: 'TE',
  persistence: 'T',
  'privilege-escalation': 'E',
  'defense-evasion': 'TR',
  'credential-access': 'SI',
  discovery: 'I',
  'lateral-movement': 'SE',
  collection: 'I',
  'command-and-control': 'E',
  exfiltration: 'I',
  impact: 'TD',
};
