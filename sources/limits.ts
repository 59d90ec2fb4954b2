/** What this room reads at most, so that a hostile or huge folder costs a bounded amount of time and memory. */

/** Bytes of one file: 16 MiB. A larger one is reported and left out. */
export const maxFileBytes = 16 * 1024 * 1024;

/** `.risk` files under one root. */
export const maxFiles = 50_000;

/** Folders below the root: nested deeper, a tree is left out. */
export const maxDepth = 256;

/** Bytes of one `.gitignore`. */
export const maxGitignoreBytes = 1024 * 1024;

/** Files that are read at the same time. */
export const parallelReads = 16;

/** How a caller stops a walk. The engine's `Cancellation` and an `AbortSignal` in an object both fit. */
export interface Stop {
  readonly cancelled: boolean;
}

export const neverStop: Stop = { cancelled: false };
