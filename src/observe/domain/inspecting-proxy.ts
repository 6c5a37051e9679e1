import type { CertificateFacts } from '../../net/certificate-facts.ts';

/** Products that open TLS in offices, schools and on one's own computer, as they name themselves in the certificates they make. */
const PRODUCTS =
  /\b(zscaler|fortinet|fortigate|netskope|palo alto|blue ?coat|sophos|kaspersky|avast|avg web|bitdefender|eset ssl|cisco umbrella|cisco secure|mcafee|skyhigh|trellix|trend micro|check ?point|forcepoint|websense|barracuda|watchguard|sonicwall|smoothwall|lightspeed|securly|untangle|contentkeeper|iboss|cato networks|menlo security|gateway ca - cloudflare|squid|mitmproxy|charles proxy|fiddler|burp|portswigger|proxyman|adguard|dr\.?web)\b/i;

/**
 * "Your network replaces certificates": only where nobody else trusts the certificate and its issuer says what it is. A
 * certificate that a public authority issued is the site's own, whatever its issuer is called.
 */
export function inspectedBy(facts: Pick<CertificateFacts, 'trusted' | 'issuer'>): string | undefined {
  if (facts.trusted || !PRODUCTS.test(facts.issuer)) return undefined;
  return `your network replaces certificates (this one is made by "${facts.issuer}"); try another network`;
}
