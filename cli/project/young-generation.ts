/** How much memory the objects of a short process take in before they are sorted out. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytes. */
const enough = 16 * 1024 * 1024;

/**
 * Ends the growth of V8's young generation. It doubles as long as much lives on, which a tree does, to 64 MB and more; the
 * pages of such a heap are touched for the first time again and again, which took a tenth of the time of a comparison. What
 * serves for hours has a use for it, a command has none. Called while trees are made: it has an effect once enough is there.
 */
export function keepYoungGenerationSmall(): void {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  if (young !== undefined && young.space_size >= enough) setFlagsFromString('--semi-space-growth-factor=1');
}
