import type { LineOf } from '../../report/index.ts';
import type { SourceFile } from '../../sources/index.ts';

/** Lines of the files that were read; a file is split when its first line is asked for. */
export function linesOf(files: readonly SourceFile[]): LineOf {
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const split = new Map<string, readonly string[]>();
  return (file, line) => {
    let lines = split.get(file);
    if (lines === undefined) {
      lines = texts.get(file)?.split(/\r\n|\n|\r/) ?? [];
      split.set(file, lines);
    }
    return lines[line - 1] ?? null;
  };
}
