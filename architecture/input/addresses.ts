/** Addresses in settings: which hosts a workload is told to call. */

const named =
  /(?:^|_)(?:ADDR|ADDRESS|ADDRESSES|URLS?|URIS?|HOSTS?|HOSTNAME|ENDPOINTS?|SERVERS?|BROKERS?|NODES|RESULT_BACKEND|DSN|CONNECT|CONNECTION_STRING)$/i;

/** Names by which a proxy is told where a workload itself is to be found. */
const own = /^(?:VIRTUAL_HOST|LETSENCRYPT_HOST)$/i;

/** Whether a setting of this name holds an address (`CART_SERVICE_ADDR`, `DATABASE_URL`). */
export function isAddressName(name: string): boolean {
  return named.test(name.replaceAll(/[.-]/g, '_')) && !own.test(name);
}

/** The hosts in a value: `cart:7070`, `http://cart/x`, `a:9092,b:9092`, `jdbc:mysql://db/x`, `Host=db;Database=x`. */
export function hostsIn(value: string): readonly string[] {
  const hosts = value.split(/[,;\s]+/).flatMap((part) => {
    const keyed = /^(?:host|server|data source|addr)=(.*)$/i.exec(part);
    const host = (keyed?.[1] ?? part)
      .replace(/^(?:[a-z][a-z0-9+.-]*:)*\/\//i, '')
      .replace(/^[^/]*@/, '')
      // The Go driver of MySQL: `user:word@tcp(db:3306)/x`.
      .replace(/^tcp\(/, '')
      .replace(/[/:?#)].*$/, '')
      .toLowerCase();
    return /^[a-z0-9]([a-z0-9_.-]*[a-z0-9])?$/.test(host) ? [host] : [];
  });
  return [...new Set(hosts)];
}

/** Whether a host is a name of the public net: dotted, and neither an address nor a name inside a cluster. */
export function isPublicHost(host: string): boolean {
  return (
    /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(host) && !/\.(local|localhost|svc|internal|cluster|test)$/.test(host)
  );
}

/** The protocol of a value's scheme in upper case; null if none is written. */
export function schemeOf(value: string): string | null {
  return /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[1].toUpperCase() ?? null;
}
