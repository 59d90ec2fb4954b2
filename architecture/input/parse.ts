/** A file's text → its documents, bounded: aliases, size and depth cannot be used to exhaust the reader. */
import { parseAllDocuments } from 'yaml';
import type { Value } from './value.ts';

/** Characters of one file. */
export const maxCharacters = 8 * 1024 * 1024;
const maxDepth = 100;
/** A large compose file shares its settings between a hundred services. */
const maxAliases = 20_000;

export interface SourceFile {
  /** Relative to the folder that is read, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface SourceDocument {
  readonly file: string;
  readonly value: Value;
}

export type Parsed = { readonly documents: readonly SourceDocument[] } | { readonly message: string };

/** YAML (several documents) or JSON. An error of one document is an error of its file. */
export function parseDocuments({ path, text }: SourceFile): Parsed {
  if (text.length > maxCharacters) return { message: `It has more than ${maxCharacters} characters and was not read.` };
  if (isNestedTooDeep(text)) return { message: `It is nested more than ${maxDepth} deep and was not read.` };
  try {
    if (path.endsWith('.json')) return { documents: [{ file: path, value: JSON.parse(text) }] };
    const documents: SourceDocument[] = [];
    for (const document of parseAllDocuments(text, { merge: true, logLevel: 'silent', uniqueKeys: false })) {
      const [error] = document.errors;
      if (error !== undefined && isTemplate(text)) return { message: template };
      if (error !== undefined) return { message: `It is not valid YAML: ${firstLine(error.message)}` };
      documents.push({ file: path, value: document.toJS({ maxAliasCount: maxAliases }) });
    }
    return { documents };
  } catch (error) {
    return { message: `It could not be read: ${firstLine((error as Error).message)}` };
  }
}

/** What is said of a chart's file, whether it happens to be YAML or not. */
export const template = 'It is a template; let `helm template` write the manifests, and read those.';

function isTemplate(text: string): boolean {
  return /\{\{-?\s*(\/\*|\.|\$|[a-z])/.test(text);
}

/** Brackets of JSON and flow YAML, counted without regard to strings (a bound, not a parser), and block indentation. */
function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) inString = !inString;
    else if (c === 0x5c) i++;
    else if (c === 0x0a) inString = false;
    else if (inString) continue;
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > maxDepth) return true;
    } else if ((c === 0x7d || c === 0x5d) && depth > 0) depth--;
  }
  return /^ {400,}\S/m.test(text) || /^ *(?:- ){100}/m.test(text);
}

function firstLine(message: string): string {
  const line = message.split('\n', 1)[0].replace(/:$/, '');
  return line.endsWith('.') ? line : `${line}.`;
}
