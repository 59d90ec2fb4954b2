/** The files of a folder → what they say of an architecture. */
import { parseEnvironment } from './formats/compose.ts';
import { readers } from './formats/index.ts';
import { isTemplate, kubernetes } from './formats/kubernetes.ts';
import type { Reader } from './formats/reader.ts';
import { parseDocuments, type SourceDocument, type SourceFile, template } from './input/parse.ts';
import type { Sketch } from './sketch.ts';

export interface Reading {
  readonly sketches: readonly Sketch[];
  /** The formats found, and how many files of each. */
  readonly formats: readonly { readonly title: string; readonly files: number }[];
  /** Files that could not be read. What is of no format that is known is not among them. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** Files named `.env` give values to the compose files beside them. */
export function readArchitecture(files: readonly SourceFile[]): Reading {
  const problems: { file: string; message: string }[] = [];
  const environments = new Map<string, ReadonlyMap<string, string>>();
  const byReader = new Map<Reader, SourceDocument[]>();
  for (const file of files) {
    if (/(^|\/)\.env$/.test(file.path)) {
      environments.set(file.path.slice(0, Math.max(0, file.path.length - '/.env'.length)), parseEnvironment(file.text));
      continue;
    }
    const parsed = parseDocuments(file);
    if ('message' in parsed) {
      problems.push({ file: file.path, message: parsed.message });
      continue;
    }
    if (parsed.documents.some(({ value }) => kubernetes.recognises(value) && isTemplate(value))) {
      problems.push({ file: file.path, message: template });
      continue;
    }
    for (const document of parsed.documents) {
      const reader = readers.find((each) => each.recognises(document.value));
      if (reader === undefined) continue;
      const documents = byReader.get(reader);
      if (documents === undefined) byReader.set(reader, [document]);
      else documents.push(document);
    }
  }
  const found = readers.flatMap((reader) => {
    const documents = byReader.get(reader);
    if (documents === undefined) return [];
    const sketch = reader.read(documents, environments);
    if (sketch.elements.length === 0) return [];
    return [{ sketch, title: reader.title, files: new Set(documents.map(({ file }) => file)).size }];
  });
  return {
    sketches: found.map(({ sketch }) => sketch),
    formats: found.map(({ title, files }) => ({ title, files })),
    problems,
  };
}
