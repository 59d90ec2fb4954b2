/** Which threats a finding or an alert concerns. */

import type { StrideCategory } from '../stride/category.ts';
import type { Categorised } from '../stride/of.ts';

/** What the matching needs of a threat. */
export interface ThreatDescription {
  readonly name: string;
  /** Services and stores that it strikes; for a flow its two ends. */
  readonly elements: readonly string[];
  readonly cwe: readonly number[];
  readonly stride: readonly StrideCategory[];
}

export interface ThreatMatch {
  readonly threat: string;
  /** The services by which it was reached. */
  readonly services: readonly string[];
  readonly by: 'cwe' | 'stride';
  /** `CWE-89`, or the categories in common and where they come from. */
  readonly because: string;
}

/** Threats on one of the services with one of the CWEs, or else with one of the categories; each counts. */
export function threatsOf(
  services: readonly string[],
  cwe: readonly number[],
  stride: Categorised,
  threats: readonly ThreatDescription[],
): readonly ThreatMatch[] {
  return threats.flatMap((threat): ThreatMatch[] => {
    const reached = services.filter((service) => threat.elements.includes(service));
    if (reached.length === 0) return [];
    const shared = cwe.filter((number) => threat.cwe.includes(number));
    const base = { threat: threat.name, services: reached };
    if (shared.length > 0) return [{ ...base, by: 'cwe', because: shared.map((number) => `CWE-${number}`).join(', ') }];
    const common = stride.categories.filter((category) => threat.stride.includes(category));
    if (common.length === 0) return [];
    return [{ ...base, by: 'stride', because: `${common.join(', ')} by ${stride.because}` }];
  });
}
