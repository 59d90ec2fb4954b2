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

/** The library writes to the console about metrics that it does not know, so they never get there. */
const metrics: Readonly<Record<2 | 3 | 4, ReadonlySet<string>>> = {
  2: new Set('AV AC Au C I A E RL RC CDP TD CR IR AR'.split(' ')),
  3: new Set('AV AC PR UI S C I A E RL RC CR IR AR MAV MAC MPR MUI MS MC MI MA'.split(' ')),
  4: new Set(
    'AV AC AT PR UI VC VI VA SC SI SA E CR IR AR MAV MAC MAT MPR MUI MVC MVI MVA MSC MSI MSA S AU R V RE U'.split(' '),
  ),
};

const longest = 300;

/** Null where the text is not a vector with all base metrics. The prefix may be missing, as it is in many reports. */
export function cvssMetrics(vector: string): CvssMetrics | null {
  const written = vector.trim().replace(/^\((.*)\)$/, '$1');
  const version = written.length > longest ? null : versionOf(written);
  if (version === null) return null;
  try {
    const read = scored(version, written);
    const score = read.calculateScores().overall;
    if (!read.isBaseFullyDefined() || !Number.isFinite(score)) return null;
    const is = (metric: string, ...values: readonly string[]) =>
      read.findComponent(metric) !== undefined && values.includes(read.getComponentByString(metric).shortName);
    const impact = (...names: readonly string[]) => names.some((name) => is(name, 'L', 'H', 'P', 'C'));
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
    // The library throws for a value that a metric does not have.
    return null;
  }
}

function scored(version: CvssVersion, vector: string) {
  if (version === '2.0') return new calculator.Cvss2(vector);
  if (version === '4.0') return new calculator.Cvss4P0(vector);
  return version === '3.0' ? new calculator.Cvss3P0(vector) : new calculator.Cvss3P1(vector);
}

/** By the prefix, else by the metrics; null where the text is no list of metrics of one version, each once. */
function versionOf(vector: string): CvssVersion | null {
  const prefix = /^CVSS:(\d\.\d)\//.exec(vector);
  const pairs = vector
    .slice(prefix?.[0].length ?? 0)
    .split('/')
    .map((part) => /^([A-Za-z]{1,3}):([A-Za-z]{1,6})$/.exec(part)?.[1]);
  const names = new Set(pairs);
  const known = (major: 2 | 3 | 4) =>
    names.size === pairs.length && pairs.every((name) => name && metrics[major].has(name));
  switch (prefix?.[1]) {
    case '2.0':
      return known(2) ? '2.0' : null;
    case '3.0':
      return known(3) ? '3.0' : null;
    case '3.1':
      return known(3) ? '3.1' : null;
    case '4.0':
      return known(4) ? '4.0' : null;
    case undefined:
      // 3.1 replaced 3.0 with the same metrics.
      return names.has('Au')
        ? known(2)
          ? '2.0'
          : null
        : names.has('VC')
          ? known(4)
            ? '4.0'
            : null
          : known(3)
            ? '3.1'
            : null;
    default:
      return null;
  }
}
