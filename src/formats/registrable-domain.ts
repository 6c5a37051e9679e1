import { parse } from 'tldts';

/**
 * The part of a name that somebody registered (`acme.co.uk` of `www.acme.co.uk`) by the Public Suffix List. With the private part
 * of the list (unless told otherwise), `acme.github.io` counts as registered, since its owner is not github.io's; undefined for a public suffix, an address, or what is no name. A leading dot makes it none
 * (publicsuffix.org/list, test vectors).
 */
export function registrableDomain(name: string, allowPrivateDomains = true): string | undefined {
  if (name.startsWith('.')) return undefined;
  return parse(name, { allowPrivateDomains }).domain ?? undefined;
}
