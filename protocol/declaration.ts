/** The texts of declarations, as a comparison of two versions needs them: plain data, without a syntax tree. */
import type { Place } from './diagnostic.ts';

/** A line of a declaration: one property, one estimate of a block. */
export interface DeclarationPart extends Place {
  /** Where it stands in the declaration: `status`, `frequency.threat-events`, `loss.response`, `loss.secondary "Regulator".in`. */
  readonly path: string;
  /** As written, without comments, on one line. */
  readonly text: string;
  /** The text with one blank between words: equal where only white space and comments differ. */
  readonly words: string;
  /** Names that it refers to. */
  readonly uses: readonly string[];
}

/** A declaration of a system. The place is that of its name, or of its first word where it has none. */
export interface DeclarationText extends Place {
  /** The word that starts it: `threat`, `control`, `estimate`, `flow`, `expect`, … */
  readonly kind: string;
  /** A flow by its ends is `A to B`, an expectation its text. */
  readonly name: string;
  /** As written, comments and line breaks included. */
  readonly source: string;
  readonly text: string;
  readonly words: string;
  /** As `words`, without kind and name. */
  readonly body: string;
  readonly parts: readonly DeclarationPart[];
}

/** A place where the text asks for less attention: it deserves more from a reviewer. */
export interface Concession extends Place {
  readonly kind: 'ignore' | 'not-applicable' | 'check-level' | 'accepted';
  /** The declaration it stands in; the file for an `ignore` outside of every declaration. */
  readonly subject: string;
  /** As written. */
  readonly text: string;
}

/** The texts of a system. */
export interface SystemTexts {
  readonly declarations: readonly DeclarationText[];
  readonly concessions: readonly Concession[];
}
