/** What the feeds know of a flaw. */

import type { EpssFeed } from '../feeds/epss.ts';
import type { KevFeed } from '../feeds/kev.ts';
import type { StixFeed } from '../feeds/stix.ts';
import type { Epss } from '../finding.ts';

export interface Intelligence {
  readonly epss: readonly EpssFeed[];
  readonly kev: readonly KevFeed[];
  readonly stix: readonly StixFeed[];
}

export const noIntelligence: Intelligence = { epss: [], kev: [], stix: [] };

/** The highest score that a feed has for one of the names; null where none has one. */
export function epssOf(ids: readonly string[], feeds: readonly EpssFeed[]): Epss | null {
  let best: Epss | null = null;
  for (const feed of feeds) {
    for (const id of ids) {
      const probability = feed.probability(id);
      if (probability !== null && (best === null || probability > best.probability))
        best = { probability, date: feed.date };
    }
  }
  return best;
}

/** Why one of the names is known to be exploited, in words; null where no feed says so. */
export function exploitedBecause(ids: readonly string[], { kev, stix }: Intelligence): string | null {
  for (const id of ids) {
    for (const feed of kev) {
      const entry = feed.entry(id);
      if (entry) return `${entry.cve} is in KEV${entry.added ? ` since ${entry.added}` : ''}`;
    }
    for (const feed of stix) {
      const found = feed.exploitation(id);
      if (found)
        return `${found.cve} is exploited${found.by.length > 0 ? ` by ${found.by.join(', ')}` : ' as STIX sightings say'}`;
    }
  }
  return null;
}
