/** What `git cat-file --batch` writes → objects. */

export interface GitObject {
  /** The hash. */
  readonly id: string;
  readonly type: 'commit' | 'tree' | 'blob' | 'tag';
  readonly bytes: number;
  /** null: more bytes than were asked for. */
  readonly content: Buffer | null;
}

/** Takes the output in pieces, however they are cut. */
export type BatchReader = (piece: Buffer) => void;

const newline = 10;
const header = /^([0-9a-f]{40}|[0-9a-f]{64}) (commit|tree|blob|tag) (\d+)$/;

/**
 * `HASH TYPE SIZE\n…content…\n` for each name, or `NAME missing\n`, which is told as null. The content of an object of more
 * than `most()` bytes is passed over without being held.
 */
export function batchReader(most: () => number, found: (object: GitObject | null) => void): BatchReader {
  let line = '';
  let object: Omit<GitObject, 'content'> | null = null;
  let content: Buffer[] | null = null;
  /** Bytes of the content and the line break behind it that are still to come. */
  let left = 0;
  const end = ({ bytes, ...rest }: Omit<GitObject, 'content'>): void => {
    found({ ...rest, bytes, content: content === null ? null : Buffer.concat(content).subarray(0, bytes) });
    object = null;
  };
  return (piece) => {
    for (let at = 0; at < piece.length; ) {
      if (object !== null) {
        const part = piece.subarray(at, at + left);
        content?.push(part);
        left -= part.length;
        at += part.length;
        if (left === 0) end(object);
        continue;
      }
      const cut = piece.indexOf(newline, at);
      line += piece.toString('utf8', at, cut < 0 ? piece.length : cut);
      if (cut < 0) return;
      at = cut + 1;
      const match = header.exec(line);
      line = '';
      if (match === null) {
        found(null);
        continue;
      }
      const [, id, type, size] = match;
      object = { id, type: type as GitObject['type'], bytes: Number(size) };
      content = object.bytes <= most() ? [] : null;
      left = object.bytes + 1;
    }
  };
}
