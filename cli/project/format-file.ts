/** The bytes of a file → its formatted text, with the line endings and the byte order mark that it had. */
import { formatText } from '../../language/format/index.ts';
import type { RiskServices } from '../../language/services.ts';
import { decode } from '../../sources/index.ts';

export type Formatted =
  | { readonly text: string }
  /** Why it is left as it is, and where (from 1); null where the message says it. */
  | { readonly message: string; readonly line: number | null };

export function formatFile(services: RiskServices, bytes: Uint8Array): Formatted {
  const decoded = decode(bytes);
  if ('message' in decoded) return { message: decoded.message, line: null };
  const result = formatText(decoded.text, { services });
  if (!('text' in result)) {
    const first = result.findings.at(0);
    return { message: first?.message ?? 'it has an error of syntax.', line: (first?.range.start.line ?? 0) + 1 };
  }
  return { text: (decoded.byteOrderMark ? '\uFEFF' : '') + result.text };
}
