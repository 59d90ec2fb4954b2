/** CVSS vectors of versions 2, 3.0, 3.1 and 4.0, read and scored by a library. */
import calculator from 'ae-cvss-calculator';
import type { CvssVersion } from '../finding.ts';

export type AttackVector = 'network' | 'adjacent' | 'local' | 'physical';

/** What the strength of a finding needs of a vector, told alike for all versions. */
export interface CvssMetrics {
  readonly version: CvssVersion;
  /** 0 to 10, computed from the vector, with the threat metrics that it holds. */
  readonly score: number;
  readonly attackVector: AttackVector;
  /** v4: also where an attack requirement is present, which v3 counts into the complexity. */
  readonly highComplexity: boolean;
  /** v2: one or several authentications. */
  readonly privileges: 'none' | 'low' | 'high';
  readonly userInteraction: boolean;
  /** Loss of confidentiality, integrity, availability, in the vulnerable system or (v4) one after it. */
  readonly confidentiality: boolean;
  readonly integrity: boolean;
  readonly availability: boolean;
}

const longest = 300;

/** Null where the text is not a vector with all base metrics. The prefix may be missing, as it is in many reports. */
export function cvssMetrics(vector: string): CvssMetrics | null {
  if (vector.length > longest) return null;
  try {
    const read = calculator.fromVector(vector.trim());
    if (!read?.isBaseFullyDefined()) return null;
    const version = versionOf(read.getVectorName(), vector);
    const score = read.calculateScores().overall;
    if (version === null || !Number.isFinite(score)) return null;
    const is = (metric: string, ...values: readonly string[]) =>
      read.findComponent(metric) !== undefined && values.includes(read.getComponentByString(metric).shortName);
    const impact = (...metrics: readonly string[]) => metrics.some((metric) => is(metric, 'L', 'H', 'P', 'C'));
    return {
      version,
      score,
      attackVector: is('AV', 'N') ? 'network' : is('AV', 'A') ? 'adjacent' : is('AV', 'P') ? 'physical' : 'local',
      highComplexity: is('AC', 'H') || is('AT', 'P'),
      privileges: is('PR', 'H') || is('Au', 'M') ? 'high' : is('PR', 'L') || is('Au', 'S') ? 'low' : 'none',
      userInteraction: is('UI', 'R', 'P', 'A'),
      confidentiality: impact('C', 'VC', 'SC'),
      integrity: impact('I', 'VI', 'SI'),
      availability: impact('A', 'VA', 'SA'),
    };
  } catch {
    // The library throws for a metric or value that its version does not have.
    return null;
  }
}

function versionOf(name: string, vector: string): CvssVersion | null {
  if (name.includes('4.0')) return '4.0';
  if (name.includes('2.0')) return '2.0';
  // Without a prefix the library takes 3.0; the metrics are those of 3.1, which replaced it.
  if (name.includes('3.')) return /CVSS:3\.0/i.test(vector) ? '3.0' : '3.1';
  return null;
}
