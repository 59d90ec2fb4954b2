/** One flaw under several names (a CVE, its GHSA and PYSEC numbers) counts once. */

import { identityOf } from '../common/identifiers.ts';
import type { Finding } from '../finding.ts';

/**
 * Findings whose names overlap, of the same package, version, place and thing scanned, become one, at the place of the
 * first. Rows that have the very same name stay what they are: a scanner that lists a package twice found it twice.
 */
export function withoutDoubles(findings: readonly Finding[]): { findings: readonly Finding[]; merged: number } {
  const groups = new Map<string, number[]>();
  for (const [index, found] of findings.entries()) {
    if (found.package === null) continue;
    const key = JSON.stringify([found.package.name, found.package.version, found.file, found.scanned]);
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  const into = new Map<number, number>();
  for (const group of groups.values()) if (group.length > 1) link(group, findings, into);
  if (into.size === 0) return { findings, merged: 0 };
  const result = [...findings];
  for (const [index, first] of into) result[first] = joined(result[first], findings[index]);
  return { findings: result.filter((_, index) => !into.has(index)), merged: into.size };
}

/** Notes for each finding of the group which earlier one it is another name of. */
function link(group: readonly number[], findings: readonly Finding[], into: Map<number, number>): void {
  const byName = new Map<string, number>();
  for (const index of group) {
    const { id, aliases } = findings[index];
    const names = [id, ...aliases];
    const owners = names.map((name) => byName.get(name)).filter((owner) => owner !== undefined);
    const first = owners.find((owner) => findings[owner].id !== id || hasOtherRow(findings[owner], findings[index]));
    if (first !== undefined) into.set(index, first);
    for (const name of names) if (!byName.has(name)) byName.set(name, first ?? index);
  }
}

/** The same best-known name, but made of other rows: one tells of the GHSA number and the other of the CVE. */
function hasOtherRow(one: Finding, other: Finding): boolean {
  return one.aliases.join() !== other.aliases.join();
}

/** Two names of one flaw: what the first lacks is taken from the second, and the worse of what they rate. */
export function joined(first: Finding, second: Finding): Finding {
  const identity = identityOf([first.id, second.id, ...first.aliases, ...second.aliases])!;
  const cvss = first.cvss?.vector ? first.cvss : second.cvss?.vector ? second.cvss : (first.cvss ?? second.cvss);
  const epss = (first.epss?.probability ?? -1) >= (second.epss?.probability ?? -1) ? first.epss : second.epss;
  const isOpen = first.status === 'affected' || second.status === 'affected';
  const status = isOpen ? ('affected' as const) : first.status;
  return {
    ...first,
    ...identity,
    title: first.title ?? second.title,
    severity: first.severity !== 'unknown' ? first.severity : second.severity,
    cwe: [...new Set([...first.cwe, ...second.cwe])],
    cvss,
    epss,
    kev: first.kev ?? second.kev,
    at: first.at !== null && second.at !== null && first.at < second.at ? second.at : (first.at ?? second.at),
    status,
    statusReason: isOpen ? null : first.statusReason,
    rows: first.rows + second.rows,
  };
}
