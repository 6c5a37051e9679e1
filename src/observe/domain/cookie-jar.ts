const MAX_COOKIES = 30;
const MAX_COOKIE_LENGTH = 4096;

/** Cookies of one redirect chain, by exact host: enough to tell a loop from a page that first sets its cookie. */
export interface CookieJar {
  /** Value of the Cookie header; empty when there is none. */
  headerFor(host: string): string;
  store(host: string, setCookie: readonly string[]): void;
}

/** Kept in memory for the chain only; no cookie enters an artifact. */
export function createCookieJar(): CookieJar {
  const hosts = new Map<string, Map<string, string>>();
  return {
    headerFor: (host) => [...(hosts.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; '),
    store(host, setCookie) {
      for (const line of setCookie.slice(0, MAX_COOKIES)) {
        const match = /^\s*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)=([\x21-\x3a\x3c-\x7e]*)/.exec(
          line.slice(0, MAX_COOKIE_LENGTH),
        );
        if (!match) continue;
        const cookies = hosts.get(host) ?? new Map<string, string>();
        hosts.set(host, cookies);
        const [, name = '', value = ''] = match;
        const removed = /;\s*max-age=(?:0|-\d+)\s*(?:;|$)/i.test(line);
        if (removed) cookies.delete(name);
        else if (cookies.size < MAX_COOKIES) cookies.set(name, value);
      }
    },
  };
}
