import { done, failed, type Outcome } from './failure.ts';

/**
 * The address of a service, which ends in `/`. Only https, so that no token travels in the clear; http is taken for this
 * machine itself. `name` is what the address was read from.
 */
export function baseOf(text: string, name: string): Outcome<URL> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return failed('address', `${name} is not an address: "${text}".`);
  if (url.username !== '' || url.password !== '')
    return failed('address', `${name} holds a name or a password; give the token by its own variable.`);
  const isPlain = url.protocol === 'http:' && isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !isPlain)
    return failed('address', `${name} begins with ${url.protocol}//, but a token is sent over https only.`);
  const base = new URL(url);
  base.search = '';
  base.hash = '';
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return done(base);
}

/** Whether a host is this machine itself, by a name that no resolver can turn elsewhere. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
