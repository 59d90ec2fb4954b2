/** Which CVSS is taken where several vendors give one, and they differ more often than not. */
import type { CvssTaken, CvssVersion } from '../finding.ts';
import { type CvssMetrics, cvssMetrics } from './vector.ts';

export interface CvssOffer {
  readonly vendor: string;
  readonly vector: string | null;
  /** Used where there is no vector that can be read. */
  readonly score: number | null;
  readonly version?: CvssVersion | null;
}

/** Reads a vector once, however often a report repeats it. */
export type VectorReader = (vector: string) => CvssMetrics | null;

export function vectorReader(): VectorReader {
  const seen = new Map<string, CvssMetrics | null>();
  return (vector) => {
    const known = seen.get(vector);
    if (known !== undefined) return known;
    const metrics = cvssMetrics(vector);
    if (seen.size < 10_000) seen.set(vector, metrics);
    return metrics;
  };
}

/**
 * The vendor that set the severity comes first, then NVD, then GitHub, then the highest score. Versions 3 and 4 come
 * before 2, whoever gives them, and a vector before a bare score; of one vendor the newest version is taken.
 */
export function chooseCvss(
  offers: readonly CvssOffer[],
  preferred: readonly (string | null)[],
  read: VectorReader,
): CvssTaken | null {
  const candidates = offers.map((offer) => candidate(offer, read)).filter((offer) => offer !== null);
  if (candidates.length === 0) return null;
  const order = [...preferred, 'nvd', 'ghsa'].filter((vendor) => vendor !== null).map((vendor) => vendor.toLowerCase());
  const place = (vendor: string) => {
    const found = order.findIndex((wanted) => vendor.toLowerCase().includes(wanted));
    return found < 0 ? order.length : found;
  };
  const taken = [...candidates].sort(
    (a, b) =>
      b.rank - a.rank ||
      place(a.vendor) - place(b.vendor) ||
      (place(a.vendor) < order.length ? versionNumber(b) - versionNumber(a) : 0) ||
      (b.score ?? 0) - (a.score ?? 0) ||
      (a.vendor < b.vendor ? -1 : 1),
  )[0];
  const others = candidates
    .filter((other) => other.vendor !== taken.vendor && other.score !== null && other.score !== taken.score)
    .filter((other) => major(other) === major(taken))
    .map((other) => ({ vendor: other.vendor, score: other.score as number }));
  return { version: taken.version, vector: taken.vector, score: taken.score, vendor: taken.vendor, others };
}

interface Candidate {
  readonly vendor: string;
  readonly vector: string | null;
  readonly score: number | null;
  readonly version: CvssVersion | null;
  /** 2: a vector of version 3 or 4; 1: one of version 2; 0: a score. */
  readonly rank: number;
}

function candidate(offer: CvssOffer, read: VectorReader): Candidate | null {
  const metrics = offer.vector === null ? null : read(offer.vector);
  if (metrics) {
    const rank = metrics.version === '2.0' ? 1 : 2;
    return { vendor: offer.vendor, vector: offer.vector, score: metrics.score, version: metrics.version, rank };
  }
  if (offer.score === null || offer.score < 0 || offer.score > 10) return null;
  return { vendor: offer.vendor, vector: null, score: offer.score, version: offer.version ?? null, rank: 0 };
}

function versionNumber(candidate: Candidate): number {
  return Number(candidate.version ?? 0);
}

function major(candidate: Candidate): number {
  return Math.floor(versionNumber(candidate));
}
