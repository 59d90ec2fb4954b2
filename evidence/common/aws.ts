/** What findings of AWS have in common. */
import { type Json, listOf, member, object, pointer, texts } from '../input/value.ts';
import type { Tactic } from './attack.ts';
import { tacticsOf } from './attack.ts';

export interface AwsRecord {
  readonly row: Json;
  readonly place: string;
}

/** Names of members that `recordsOf` looks at. */
export const recordKeys = ['detail', 'Findings', 'findings'];

/** Findings as an answer of the command line, a list of them or of lines, one alone, or in an event of EventBridge. */
export function recordsOf(root: Json): readonly AwsRecord[] {
  return listOf(root).flatMap((item, index) => {
    const base = Array.isArray(root) ? pointer('', index) : '';
    const detail = member(item, 'detail');
    const [holder, place] = object(detail) === null ? [item, base] : [detail, pointer(base, 'detail')];
    for (const name of ['Findings', 'findings']) {
      const rows = member(holder, name);
      if (Array.isArray(rows)) return rows.map((row, nth) => ({ row, place: pointer(place, name, nth) }));
    }
    return [{ row: holder, place }];
  });
}

/** What a resource is called, of its identifier: `i-1` of `arn:aws:ec2:…:instance/i-1`, `orders` of `arn:aws:s3:::orders`. */
export function resourceName(id: string): string {
  return id.startsWith('arn:') ? (/[^:/]+$/.exec(id)?.[0] ?? id) : id;
}

/** References of an image in a registry, by tag and by digest. */
export function repositoryImages(repository: string | null, tags: Json, digest: string | null): readonly string[] {
  if (repository === null) return [];
  return [...texts(tags).map((tag) => `${repository}:${tag}`), ...(digest === null ? [] : [`${repository}@${digest}`])];
}

/**
 * The tactic that the first word of a GuardDuty type stands for: most are names of ATT&CK, the others are taken as
 * Security Hub files them; `Policy`, `PenTest` and `Behavior` stand for none.
 */
const purposes: Readonly<Record<string, Tactic>> = {
  Backdoor: 'command-and-control',
  CryptoCurrency: 'command-and-control',
  Trojan: 'command-and-control',
  Recon: 'discovery',
  Stealth: 'defense-evasion',
  UnauthorizedAccess: 'initial-access',
};

/** `InitialAccess:EC2/…` or `Recon:EC2-Portscan`. */
export function tacticsOfType(type: string): readonly Tactic[] {
  const purpose = type.split(':')[0];
  if (Object.hasOwn(purposes, purpose)) return [purposes[purpose]];
  return tacticsOf([purpose.replace(/(?<=[a-z])(?=[A-Z])/g, '-')]);
}
