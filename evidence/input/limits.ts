/** What this room takes at most, so that a hostile or huge file costs a bounded amount of time and memory. */

/** Bytes of one report, after decompression: 128 MiB. Whoever opens the file refuses a larger one before reading it. */
export const maxReportBytes = 128 * 1024 * 1024;

/** Bytes of one feed, after decompression: 128 MiB. A whole day of EPSS is 10 MB. */
export const maxFeedBytes = 128 * 1024 * 1024;

/** Objects and lists inside one another. */
export const maxDepth = 128;

/** JSON values of one file that are kept in memory: those under a name that a reader asks for. */
export const maxValues = 2_000_000;

/** Characters of one text that are kept: identifiers, paths and titles are shorter, descriptions are of no use here. */
export const maxTextLength = 2_000;

/** Bytes of all texts that are kept of one file. */
export const maxKeptText = 96 * 1024 * 1024;

/** Findings, alerts or statements of one file. */
export const maxRecords = 250_000;
