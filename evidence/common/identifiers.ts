/** Names of flaws and weaknesses, and which of several is the best known. */
import { empty } from '../input/value.ts';

/** `CVE-2021-44228`, `GHSA-…`, `PYSEC-2021-1`, …: how a name of a flaw is written in a list that others know. */
const known = /^(CVE-\d{4}-\d{3,}|GHSA(-[23456789cfghjmpqrvwx]{4}){3}|[A-Z]{2,}(-[A-Z]+)*-[\w.:-]*\d[\w.:-]*)$/i;

/** A CVE inside a longer text: Grype calls a rule `CVE-2021-44228-log4j-core`, Anchore `ANCHOREVULN_CVE-2021-44228_…`. */
const cveInside = /(?<![a-z0-9])CVE-\d{4}-\d{4,}(?!\d)/i;
const ghsaInside = /(?<![a-z0-9])GHSA(-[23456789cfghjmpqrvwx]{4}){3}(?![a-z0-9])/i;

/** How well known a list is; a lower number is better. */
function rank(id: string): number {
  if (/^CVE-/i.test(id)) return 0;
  if (/^GHSA-/i.test(id)) return 1;
  return 2;
}

export interface Identity {
  readonly id: string;
  readonly aliases: readonly string[];
}

/** The best known of several names, and the others, sorted and each once. The first stays first among equals. */
export function identityOf(names: readonly (string | null)[]): Identity | null {
  const unique = [...new Set(names.filter((name) => name !== null).map(canonical))];
  if (unique.length === 0) return null;
  const id = unique.reduce((best, name) => (rank(name) < rank(best) ? name : best));
  return { id, aliases: unique.filter((name) => name !== id).sort() };
}

/** CVE and GHSA numbers as their lists write them, so that two spellings are one flaw. */
export function canonical(id: string): string {
  if (/^CVE-/i.test(id)) return id.toUpperCase();
  return /^GHSA-/i.test(id) ? `GHSA${id.slice(4).toLowerCase()}` : id;
}

export function isFlaw(id: string): boolean {
  return known.test(id);
}

/** CVE and GHSA numbers inside a text. */
export function flawsIn(text: string): readonly string[] {
  return [cveInside.exec(text)?.[0], ghsaInside.exec(text)?.[0]].filter((id) => id !== undefined).map(canonical);
}

/** A malicious package, of the OpenSSF list. */
export function isMalware(ids: readonly string[]): boolean {
  return ids.some((id) => id.startsWith('MAL-'));
}

/**
 * CWE numbers of texts such as `CWE-79`, `CWE-79: Cross-site…`, `external/cwe/cwe-079`, `79`; each once. What is no CWE
 * (`NVD-CWE-noinfo`, `-1`, `0`) is left out.
 */
export function cweNumbers(values: readonly (string | number | null)[]): readonly number[] {
  if (values.length === 0) return empty;
  const numbers = values.map((value) => {
    const match = /^(?:.*\bcwe[-_/: ]?)?0*(\d{1,5})(?!\d)/is.exec(String(value ?? '').trim());
    return match ? Number(match[1]) : 0;
  });
  return [...new Set(numbers.filter((number) => number > 0))];
}
