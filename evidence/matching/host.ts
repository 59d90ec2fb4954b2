/** Hosts: names or addresses, perhaps with a port. */
import { matchesWildcard } from './glob.ts';

/** Whether a pattern (`*.shop.example`, `10.0.0.*`, `shop.example:8443`, a URL) covers a host; no port is any port. */
export function matchesHost(pattern: string, host: string): boolean {
  const wanted = parts(pattern);
  const found = parts(host);
  if (wanted.port !== null && found.port !== null && wanted.port !== found.port) return false;
  if (wanted.port !== null && found.port === null) return false;
  return matchesWildcard(wanted.name, found.name);
}

function parts(host: string): { name: string; port: string | null } {
  const bare = host
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#].*$/, '');
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(bare);
  if (bracketed) return { name: bracketed[1], port: bracketed[2] ?? null };
  const match = /^([^:]+):(\d+)$/.exec(bare);
  return match ? { name: match[1], port: match[2] } : { name: bare.replace(/\.$/, ''), port: null };
}
