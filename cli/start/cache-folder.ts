/** Where the compiled command may be kept. */
import path from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A folder of our own among the user's caches. null where there is none: a folder for caches is never made, and what
 * others can write to, such as that for temporary files, is not used. Nor is one in continuous integration, where most
 * calls are the first and the last, or where Node is told to keep nothing.
 */
export function cacheFolder(
  platform: NodeJS.Platform,
  env: Environment,
  home: string,
  exists: (folder: string) => boolean,
): string | null {
  if (env.CI || env.NODE_DISABLE_COMPILE_CACHE) return null;
  const { isAbsolute, join } = platform === 'win32' ? path.win32 : path.posix;
  const caches = cachesOf(platform, env, home);
  return caches && isAbsolute(caches) && exists(caches) ? join(caches, 'risk-as-code') : null;
}

function cachesOf(platform: NodeJS.Platform, env: Environment, home: string): string | undefined {
  if (platform === 'win32') return env.LOCALAPPDATA;
  if (platform === 'darwin') return path.posix.join(home, 'Library/Caches');
  return env.XDG_CACHE_HOME || path.posix.join(home, '.cache');
}
