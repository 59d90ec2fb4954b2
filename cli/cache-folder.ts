/** Where Node may keep what it compiled. */
import path from 'node:path';

/**
 * A folder of our own among the user's caches. null where there is none: a folder for caches is never made, and what
 * others can write to, such as that for temporary files, is not used.
 */
export function cacheFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  exists: (folder: string) => boolean,
): string | null {
  const { posix, win32 } = path;
  const caches =
    platform === 'win32'
      ? env.LOCALAPPDATA
      : platform === 'darwin'
        ? posix.join(home, 'Library/Caches')
        : env.XDG_CACHE_HOME || posix.join(home, '.cache');
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  return caches && isAbsolute(caches) && exists(caches) ? join(caches, 'risk-as-code') : null;
}
