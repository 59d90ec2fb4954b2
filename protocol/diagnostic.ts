/** A finding about the text, as it crosses a boundary. Positions are 1-based; `file` is relative to the root, with `/`. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface RelatedPlace extends Place {
  readonly message: string;
}

export interface Diagnostic extends Place {
  readonly code: string;
  readonly severity: Severity;
  /** null: outside every system, or in the unnamed one. */
  readonly system: string | null;
  /**
   * The name of the declaration that it stands in (`Frontend to Cart` for a flow without a name, what it is about for an
   * expectation, as `Tampering p95 in current`); null outside of every declaration. With the code it is known
   * again in another run.
   */
  readonly subject: string | null;
  readonly message: string;
  /** The page that explains the code. */
  readonly url: string;
  readonly related: readonly RelatedPlace[];
}
