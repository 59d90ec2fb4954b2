/** What could not be read, as data: nothing here stops the rest from being read. */
export type ProblemKind =
  | 'unreadable'
  | 'missing'
  | 'not-a-file'
  | 'too-large'
  | 'too-many'
  | 'binary'
  | 'encoding'
  | 'gitignore';

export interface SourceProblem {
  /** Relative to the root, with `/`; the root itself is `.`. */
  readonly path: string;
  readonly kind: ProblemKind;
  /** A full sentence. */
  readonly message: string;
}

/** The reason in an error of the file system, in words; the path is left out, for the problem carries it. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOENT':
      return 'it does not exist';
    case 'ELOOP':
      return 'its symbolic link leads back to itself';
    case 'ENOTDIR':
      return 'a part of its path is not a folder';
    case 'EISDIR':
      return 'it is a folder';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open';
    case 'ENAMETOOLONG':
      return 'its path is too long';
    case 'EIO':
      return 'the disk reported an error';
    default:
      return typeof code === 'string' ? `the system reported ${code}` : 'the system gave no reason';
  }
}
