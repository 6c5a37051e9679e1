/** Platforms that set a site's response headers themselves: what its owner cannot change is told more quietly. */
const FIXED_HEADERS: readonly (readonly [name: string, header: string, prefix?: string])[] = [
  ['GitHub Pages', 'x-github-request-id'],
  ['GitHub Pages', 'server', 'github.com'],
  ['Shopify', 'powered-by', 'shopify'],
  ['Shopify', 'x-shopid'],
  ['Webflow', 'x-wf-region'],
  ['Webflow', 'x-wf-proxy'],
  ['Squarespace', 'server', 'squarespace'],
  ['Wix', 'x-wix-request-id'],
];

/** The platform whose owner leaves no headers to the site's; undefined where there is none that we know. */
export function headerSettingPlatform(headers: Readonly<Record<string, string>>): string | undefined {
  return FIXED_HEADERS.find(([, header, prefix = '']) =>
    headers[header]?.toLowerCase().startsWith(prefix),
  )?.[0];
}
