import { parse } from 'tldts';

/**
 * The part of a name that somebody registered (`acme.co.uk` of `www.acme.co.uk`) by the Public Suffix List, the private part of
 * the list included; undefined for a public suffix, an address, or what is no name. A leading dot makes it none
 * (publicsuffix.org/list, test vectors).
 */
export function registrableDomain(name: string): string | undefined {
  if (name.startsWith('.')) return undefined;
  return parse(name, { allowPrivateDomains: true }).domain ?? undefined;
}
