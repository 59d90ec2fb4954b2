/** Files of a system that the parser had to repair: what they declare is known in part only. */
import { syntaxFindings } from '../parser/syntax-findings.ts';
import type { LinkedSystem } from '../stages.ts';

export interface RepairedFile {
  readonly file: string;
  /** The first error, with its line. */
  readonly message: string;
  /** Names behind the word `threat`, whatever the parser made of them. */
  readonly threats: readonly string[];
}

/** `fileOf` names the file of a URI as reports do. */
export function repairedFiles(system: LinkedSystem, fileOf: (uri: string) => string): readonly RepairedFile[] {
  return system.documents.flatMap((document): RepairedFile[] => {
    const [first] = syntaxFindings(document);
    if (first === undefined) return [];
    const text = document.textDocument.getText();
    return [
      {
        file: fileOf(document.uri.toString()),
        message: `Line ${first.range.start.line + 1}: ${first.message}`,
        threats: [...text.matchAll(/\bthreat\s+([\p{L}_][\p{L}\p{N}_-]*)/gu)].map((match) => match[1]),
      },
    ];
  });
}
