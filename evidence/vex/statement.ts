/** What a VEX document says: whether a flaw matters in a product. */
import type { FindingStatus } from '../finding.ts';

export interface VexProduct {
  /** As the document names it: a purl, an image, a reference. */
  readonly id: string;
  /** Packages inside of the product that it is about; none: the product itself. */
  readonly parts: readonly string[];
}

export interface VexStatement {
  /** The flaw and its other names. */
  readonly ids: readonly string[];
  readonly status: FindingStatus;
  readonly reason: string | null;
  readonly products: readonly VexProduct[];
  /** ISO 8601 in UTC. */
  readonly at: string | null;
  readonly place: string;
}
