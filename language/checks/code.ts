import type { Severity } from '../../protocol/index.ts';

/** What is known of a code apart from the places where it fires. */
export interface CodeInfo {
  /** Stable: it stands in `check` lines, in `risk-ignore` comments and in the page's address. */
  readonly code: string;
  /** The severity when the system's `check` lines do not say otherwise. */
  readonly severity: Severity;
  /** A few words, for lists. */
  readonly title: string;
  /** One or two sentences: what it means and why it matters. */
  readonly help: string;
  /** Whether a `check` line may set its level. An error of the language keeps its level: without it there is no meaning. */
  readonly adjustable: boolean;
  /** Whether it is found in the text alone or only once figures are there. */
  readonly needs: 'text' | 'figures';
}

/** Where the pages live: the address of the folder that holds `docs/checks`; empty is the project's own folder. */
const home = '';

/** The address of the page that explains a code. */
export function urlOf(code: string): string {
  return `${home}docs/checks/${code}.md`;
}
