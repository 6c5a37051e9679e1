import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const CUSTOMERS = 'read and change your customers';
const SHOP = 'read your orders and customers, and change your shop';

/** A long run of base64, as of a file that is written into a page, has all short beginnings in it somewhere. */
function isNoBase64(token: string, text: string, start: number): boolean {
  return !/[+/]/.test(text[start - 1] ?? '') && !/[+/]/.test(text[start + token.length] ?? '');
}

/** Shops, customers and social networks. */
export const COMMERCE_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Shopify',
      'https://admin.shopify.com/',
      'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
      SHOP,
    ),
    {
      'shopify-token': {
        title: 'Shopify access token',
        literals: ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shpua_', 'shptka_'],
        pattern: /shp(?:at|ca|pa|ss|ua|tka)_[a-fA-F0-9]{32}/,
      },
    },
  ),
  ...kinds(
    provider(
      'HubSpot',
      'https://app.hubspot.com/private-apps/',
      'https://developers.hubspot.com/docs/api/private-apps',
      CUSTOMERS,
    ),
    {
      'hubspot-private-app-token': {
        title: 'HubSpot private app token',
        literals: ['pat-na', 'pat-eu', 'pat-ap'],
        pattern: /pat-(?:na|eu|ap)[0-9]{1,2}-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/i,
      },
    },
  ),
  ...kinds(
    provider(
      'Salesforce',
      'https://help.salesforce.com/',
      'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_oauth_and_connected_apps.htm',
      CUSTOMERS,
    ),
    {
      'salesforce-session-token': {
        title: 'Salesforce session token',
        literals: ['00d'],
        pattern: /00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{80,140}/,
      },
      'salesforce-refresh-token': {
        title: 'Salesforce refresh token',
        literals: ['5aep'],
        pattern: /5Aep[A-Za-z0-9._]{80,100}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Zoho',
      'https://api-console.zoho.com/',
      'https://www.zoho.com/accounts/protocol/oauth.html',
      CUSTOMERS,
    ),
    {
      'zoho-token': { title: 'Zoho token', literals: ['1000.'], pattern: /1000\.[a-f0-9]{32}\.[a-f0-9]{32}/ },
    },
  ),
  ...kinds(
    provider(
      'Facebook (Meta)',
      'https://developers.facebook.com/apps/',
      'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/',
      'act as your page or app',
    ),
    {
      'facebook-access-token': {
        title: 'Facebook access token',
        literals: ['eaa'],
        pattern:
          /EAA[A-Z][A-Za-z0-9]{100,400}|EAA[A-Za-z][A-Za-z0-9]{16,80}(?:ZD|ZB|ZC|ZA)[A-Za-z0-9]{2,300}/,
        minEntropy: 3.8,
        isValid: isNoBase64,
      },
      'facebook-app-token': {
        title: 'Facebook app access token',
        literals: [...'0123456789'].flatMap((digit) => [`${digit}|`, `${digit}%7c`]),
        before: 16,
        width: 51,
        pattern: /(?<!\d)\d{15,16}(?:\||%7C)[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/,
        boundary: 'none',
        minEntropy: 3.5,
        isValid: looksRandom,
      },
      'instagram-access-token': {
        title: 'Instagram access token',
        literals: ['igq'],
        pattern: /IGQ[A-Za-z0-9_-]{100,300}/,
        minEntropy: 3.8,
        isValid: isNoBase64,
      },
    },
  ),
  ...kinds(
    provider(
      'X (Twitter)',
      'https://developer.x.com/en/portal/dashboard',
      'https://developer.x.com/en/docs/authentication/oauth-2-0/bearer-tokens',
      'act as your app',
    ),
    {
      'twitter-bearer-token': {
        title: 'X (Twitter) bearer token',
        literals: ['aaaaaaaaaaaaaaaaaaaaa'],
        pattern: /A{21,22}[A-Za-z0-9%]{60,110}/,
        fixed: 22,
        isValid: (token) => looksRandom(token.slice(22)),
      },
    },
  ),
  ...kinds(
    provider(
      'MaxMind',
      'https://www.maxmind.com/en/accounts/current/license-key',
      'https://dev.maxmind.com/license-key/',
      'use the service on your bill',
    ),
    {
      'maxmind-license-key': {
        title: 'MaxMind licence key',
        literals: ['_mmk'],
        before: 37,
        width: 5,
        pattern: /[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk/,
        severity: 'medium',
      },
    },
  ),
  ...kinds(
    provider(
      'Mapbox',
      'https://account.mapbox.com/access-tokens/',
      'https://docs.mapbox.com/help/dive-deeper/access-tokens/',
      'use and change your maps on your bill',
    ),
    {
      'mapbox-secret-token': {
        title: 'Mapbox secret token',
        literals: ['sk.eyj'],
        pattern: /(?:sk|tk)\.eyJ[A-Za-z0-9_-]{40,120}\.[A-Za-z0-9_-]{20,30}/,
        severity: 'high',
      },
      'mapbox-public-token': {
        title: 'Mapbox public token',
        literals: ['pk.eyj'],
        pattern: /pk\.eyJ[A-Za-z0-9_-]{40,120}\.[A-Za-z0-9_-]{20,30}/,
        publicByDesign: 'Public by design. Restrict it to your addresses, or others use it on your bill.',
      },
    },
  ),
  ...kinds(
    provider(
      'Adobe',
      'https://developer.adobe.com/console',
      'https://developer.adobe.com/developer-console/docs/guides/authentication/',
      'act as your application',
    ),
    {
      'adobe-client-secret': {
        title: 'Adobe client secret',
        literals: ['p8e-'],
        pattern: /p8e-[A-Za-z0-9_-]{32}/,
        severity: 'high',
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Amazon',
      'https://developer.amazon.com/loginwithamazon/console/site/lwa/overview.html',
      'https://developer.amazon.com/docs/login-with-amazon/documentation-overview.html',
      'act as your application',
    ),
    {
      'amazon-oauth-client-secret': {
        title: 'Amazon sign-in client secret',
        pattern: /amzn1\.oa2-cs\.v1\.[a-f0-9]{64}/,
      },
      'amazon-oauth-token': {
        title: 'Amazon sign-in token',
        literals: ['atza|', 'atzr|'],
        pattern: /Atz[ar]\|[A-Za-z0-9_-]{60,1000}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'WooCommerce',
      'https://woocommerce.com/document/woocommerce-rest-api/',
      'https://woocommerce.com/document/woocommerce-rest-api/',
      SHOP,
    ),
    {
      'woocommerce-key': {
        title: 'WooCommerce key',
        literals: ['ck_', 'cs_'],
        pattern: /c[ks]_[a-f0-9]{40}/,
        minEntropy: 3,
      },
    },
  ),
];
