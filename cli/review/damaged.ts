/** What a comparison cannot trust: files that could not be read, or not as a whole. */
import { syntaxFindings } from '../../language/parser/syntax-findings.ts';
import type { DamagedFile } from '../../review/index.ts';
import type { Sources } from '../../sources/index.ts';
import { fileAt } from '../project/diagnostics.ts';
import type { Linked } from '../project/language.ts';

/** Files that could not be read, or whose text the parser had to repair. */
export function damagedIn(sources: Sources, linked: Linked): readonly DamagedFile[] {
  const unread = sources.problems
    .filter(({ kind }) => kind !== 'gitignore')
    .map(({ path, message }): DamagedFile => ({ file: path, message, threats: null }));
  const texts = new Map(sources.files.map(({ path, text }) => [path, text]));
  const repaired = linked.systems.flatMap(({ documents }) =>
    documents.flatMap((document): DamagedFile[] => {
      const [first] = syntaxFindings(document);
      if (first === undefined) return [];
      const file = fileAt(document.uri.toString(), sources.root);
      const line = first.range.start.line + 1;
      const message = `Line ${line}: ${first.message}`;
      return [{ file, message, threats: threatsNamedIn(texts.get(file) ?? '') }];
    }),
  );
  return [...unread, ...repaired];
}

/** Names behind the word `threat`, whatever the parser made of them. */
function threatsNamedIn(text: string): readonly string[] {
  return [...text.matchAll(/\bthreat\s+([\p{L}_][\p{L}\p{N}_-]*)/gu)].map((match) => match[1]);
}
