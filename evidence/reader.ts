/** What every format gives to the registry. */
import type { Share } from './common/sharing.ts';
import type { VectorReader } from './cvss/choose.ts';
import type { Json } from './input/value.ts';
import type { Content } from './reading.ts';

export interface ReaderContext {
  readonly cvss: VectorReader;
  readonly share: Share;
}

export interface Reader {
  /** Name of the format for people: `Trivy`, `SARIF`. */
  readonly format: string;
  /** All names of members that `recognises` and `read` look at, `NAME/*` where they look at all members of one. */
  readonly keys: readonly string[];
  /** Whether a document is of this format; it may hold nothing else than the keys. */
  recognises(root: Json): boolean;
  /** Never throws, whatever the members hold. */
  read(root: Json, context: ReaderContext): Content;
}
