/** Public certificate authorities, by how they name themselves in certificates and in CAA records. */
export interface CertificateAuthority {
  name: string;
  /** In the issuer's organisation or common name. */
  issuer: RegExp;
  /** What it takes for its own name in CAA records; the first is what it asks customers to write. */
  caa: readonly string[];
  source: string;
}

export const CERTIFICATE_AUTHORITIES: readonly CertificateAuthority[] = [
  {
    name: "Let's Encrypt",
    issuer: /\bLet's Encrypt\b|\bISRG\b/iu,
    caa: ['letsencrypt.org'],
    source: 'https://letsencrypt.org/docs/caa/',
  },
  {
    name: 'Google Trust Services',
    issuer: /\bGoogle Trust Services\b/iu,
    caa: ['pki.goog', 'google.com'],
    source: 'https://pki.goog/faq/',
  },
  {
    name: 'Amazon',
    issuer: /^Amazon\b/iu,
    caa: ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com'],
    source: 'https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html',
  },
  {
    name: 'DigiCert',
    issuer: /\b(DigiCert|GeoTrust|RapidSSL|Thawte|Encryption Everywhere)\b/iu,
    caa: ['digicert.com', 'symantec.com', 'geotrust.com', 'rapidssl.com', 'thawte.com', 'digicert.ne.jp'],
    source: 'https://docs.digicert.com/en/certcentral/manage-certificates/dns-caa-resource-record-check.html',
  },
  {
    name: 'Sectigo',
    issuer: /\b(Sectigo|COMODO|USERTRUST|ZeroSSL|InCommon)\b/iu,
    caa: ['sectigo.com', 'comodoca.com', 'comodo.com', 'usertrust.com', 'trust-provider.com'],
    source: 'https://www.sectigo.com/knowledge-base/detail/CAA-Records',
  },
  {
    name: 'GlobalSign',
    issuer: /\b(GlobalSign|AlphaSSL)\b/iu,
    caa: ['globalsign.com'],
    source: 'https://support.globalsign.com/ssl/general-ssl/certificate-authority-authorization-caa-checking',
  },
  {
    name: 'GoDaddy',
    issuer: /\b(GoDaddy|Go Daddy|Starfield)\b/iu,
    caa: ['godaddy.com', 'starfieldtech.com'],
    source: 'https://www.godaddy.com/help/caa-records-27288',
  },
  {
    name: 'SSL.com',
    issuer: /\bSSL Corp(oration)?\b|\bSSL\.com\b/iu,
    caa: ['ssl.com'],
    source: 'https://www.ssl.com/how-to/configure-caa-records-to-authorize-ssl-com/',
  },
  {
    name: 'Entrust',
    issuer: /\b(Entrust|AffirmTrust)\b/iu,
    caa: ['entrust.net', 'affirmtrust.com'],
    source: 'https://www.entrust.com/knowledgebase/ssl/what-is-certification-authority-authorization-caa',
  },
  {
    name: 'Microsoft',
    issuer: /^Microsoft (Corporation|Azure)\b/iu,
    caa: ['microsoft.com'],
    source: 'https://www.microsoft.com/pkiops/docs/repository.htm',
  },
  {
    name: 'Buypass',
    issuer: /\bBuypass\b/iu,
    caa: ['buypass.com', 'buypass.no'],
    source: 'https://www.buypass.com/products/tls-ssl-certificates/certificate-authority-authorization',
  },
  {
    name: 'Actalis',
    issuer: /\bActalis\b/iu,
    caa: ['actalis.it'],
    source: 'https://www.actalis.com/caa',
  },
  {
    name: 'Certum',
    issuer: /\b(Certum|Asseco Data Systems|Unizeto)\b/iu,
    caa: ['certum.pl', 'certum.eu'],
    source: 'https://support.certum.eu/en/what-is-caa/',
  },
];

/** Who issued, by the issuer's name as certificates write it; undefined for one that is not in the list. */
export function authorityOf(issuer: string): CertificateAuthority | undefined {
  return CERTIFICATE_AUTHORITIES.find((authority) => authority.issuer.test(issuer));
}
