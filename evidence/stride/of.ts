/** The STRIDE categories of a finding or an alert, and why. */
import type { Tactic } from '../common/attack.ts';
import type { VectorReader } from '../cvss/choose.ts';
import { categoriesOf, type StrideCategory } from './category.ts';
import { cweChosen } from './cwe-chosen.ts';
import { cweScopes } from './cwe-scopes.ts';
import { tacticLetters } from './tactics.ts';

export interface Categorised {
  readonly categories: readonly StrideCategory[];
  readonly by: 'exception' | 'cwe-chosen' | 'cwe-scope' | 'tactic' | 'cvss' | 'nothing';
  /** `CWE-89`, `tactic execution`, …: what decided, for the listing. */
  readonly because: string;
}

/** What the model says otherwise of a CWE; an empty list: it is of no category. */
export type StrideExceptions = ReadonlyMap<number, readonly StrideCategory[]>;

const none: Categorised = { categories: [], by: 'nothing', because: 'no CWE, tactic or CVSS impact is known' };

const scopes: ReadonlyMap<number, string> = new Map(
  Object.entries(cweScopes).flatMap(([letters, numbers]) =>
    numbers.split(' ').map((number) => [Number(number), letters] as const),
  ),
);

/**
 * By the model's exceptions; by the CWEs in the table chosen by hand; by the scopes of the CWEs, of which those that the
 * CVSS impact contradicts are left out; by the CVSS impact alone. All CWEs of the finding speak that the same table knows.
 */
export function strideOfFinding(
  found: { readonly cwe: readonly number[]; readonly cvss: { readonly vector: string | null } | null },
  read: VectorReader,
  exceptions: StrideExceptions = new Map(),
): Categorised {
  const named = (numbers: readonly number[]) => numbers.map((number) => `CWE-${number}`).join(', ');
  const excepted = found.cwe.filter((number) => exceptions.has(number));
  if (excepted.length > 0) {
    const categories = [...new Set(excepted.flatMap((number) => exceptions.get(number) ?? []))];
    return { categories, by: 'exception', because: named(excepted) };
  }
  const chosen = found.cwe.filter((number) => Object.hasOwn(cweChosen, number));
  if (chosen.length > 0) {
    return { categories: union(chosen.map((number) => cweChosen[number])), by: 'cwe-chosen', because: named(chosen) };
  }
  const impact = impactOf(found.cvss?.vector ?? null, read);
  const scoped = found.cwe.filter((number) => scopes.has(number));
  if (scoped.length > 0) {
    const letters = scoped.map((number) => scopes.get(number) ?? '').join('');
    const kept =
      impact === null
        ? letters
        : [...letters].filter((letter) => 'SRE'.includes(letter) || impact.includes(letter)).join('');
    return { categories: union([kept || letters]), by: 'cwe-scope', because: named(scoped) };
  }
  return impact ? { categories: union([impact]), by: 'cvss', because: 'impact of the CVSS vector' } : none;
}

/** By the tactics, else by the CWEs that the alert names. */
export function strideOfAlert(
  alert: { readonly tactics: readonly string[]; readonly cwe: readonly number[] },
  read: VectorReader,
  exceptions: StrideExceptions = new Map(),
): Categorised {
  const known = alert.tactics.filter((tactic): tactic is Tactic => Object.hasOwn(tacticLetters, tactic));
  const categories = union(known.map((tactic) => tacticLetters[tactic]));
  if (categories.length > 0) return { categories, by: 'tactic', because: `tactic ${known.join(', ')}` };
  return strideOfFinding({ cwe: alert.cwe, cvss: null }, read, exceptions);
}

/** C gives I, I gives T, A gives D; null without a vector. */
function impactOf(vector: string | null, read: VectorReader): string | null {
  const metrics = vector === null ? null : read(vector);
  if (metrics === null) return null;
  return `${metrics.integrity ? 'T' : ''}${metrics.confidentiality ? 'I' : ''}${metrics.availability ? 'D' : ''}`;
}

/** Categories of several words of letters, in the order of STRIDE, each once. */
function union(words: readonly string[]): readonly StrideCategory[] {
  const letters = words.join('');
  return categoriesOf([...'STRIDE'].filter((letter) => letters.includes(letter)).join(''));
}
