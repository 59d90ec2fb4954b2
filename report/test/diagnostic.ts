/** Diagnostics for tests of the forms that they are shown in. */
import type { Diagnostic } from '../../protocol/index.ts';
import { type Annotation, annotationsOf, type Rule } from '../annotations.ts';

export function diagnostic(part: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: 'unquantified',
    severity: 'warning',
    file: 'shop.risk',
    line: 3,
    column: 8,
    endLine: 3,
    endColumn: 17,
    system: 'Shop',
    subject: 'Tampering',
    message: 'Tampering has no loss.',
    url: 'docs/checks/unquantified.md',
    related: [],
    ...part,
  };
}

export const rules: readonly Rule[] = [
  {
    code: 'unquantified',
    severity: 'warning',
    title: 'No figures',
    help: 'Something is missing.',
    url: 'https://example.org/unquantified',
  },
  { code: 'syntax', severity: 'error', title: 'Not in the form', help: 'It cannot be read.', url: 'syntax.md' },
];

/** Annotations of diagnostics; `costs` by subject. */
export function annotated(
  diagnostics: readonly Diagnostic[],
  costs: Readonly<Record<string, number>> = {},
  prefix = '',
): readonly Annotation[] {
  return annotationsOf(diagnostics, { rules, costOf: ({ subject }) => costs[subject ?? ''] ?? null, prefix });
}
