import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const SHOP = 'read and change your orders';
const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';

/** Shops, places, prices, games and accounts of other services. */
export const SHOP_AND_PLACE_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'eBay',
      'https://developer.ebay.com/my/keys',
      'https://developer.ebay.com/api-docs/static/creating-edp-account.html',
      SHOP,
    ),
    {
      'ebay-certificate-id': {
        title: 'eBay client secret',
        literals: ['prd-', 'sbx-'],
        pattern: /(?:PRD|SBX)-[a-f0-9]{12}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}/,
      },
      'ebay-user-token': {
        title: 'eBay user token',
        literals: ['v^1.1#i^1#'],
        pattern: /v\^1\.1#i\^1#[A-Za-z0-9^#+/=]{60,2000}/,
        boundary: 'none',
        severity: 'high',
      },
    },
  ),
  ...kinds(provider('AfterShip', 'https://admin.aftership.com/', 'https://www.aftership.com/docs/', SHOP), {
    'aftership-api-key': { title: 'AfterShip API key', pattern: /asat_[a-f0-9]{32}/, severity: 'high' },
  }),
  ...kinds(
    provider(
      'Radar',
      'https://dashboard.radar.com/',
      'https://radar.com/documentation/api',
      'look up places on your bill',
    ),
    {
      'radar-secret-key': {
        title: 'Radar secret key',
        literals: ['prj_live_sk_', 'prj_test_sk_'],
        pattern: /prj_(?:live|test)_sk_[a-f0-9]{40}/,
      },
      'radar-publishable-key': {
        title: 'Radar publishable key',
        literals: ['prj_live_pk_', 'prj_test_pk_'],
        pattern: /prj_(?:live|test)_pk_[a-f0-9]{40}/,
        publicByDesign: 'Public by design. A publishable key belongs into the app.',
      },
    },
  ),
  ...kinds(
    provider(
      'Foursquare',
      'https://foursquare.com/developers/',
      'https://docs.foursquare.com/',
      'look up places on your bill',
    ),
    {
      'foursquare-api-key': {
        title: 'Foursquare API key',
        pattern: /fsq3[A-Za-z0-9+/]{43,44}={0,2}/,
        severity: 'high',
      },
    },
  ),
  ...kinds(
    provider(
      'CoinGecko',
      'https://www.coingecko.com/en/developers/dashboard',
      'https://docs.coingecko.com/',
      'read prices on your bill',
    ),
    {
      'coingecko-api-key': {
        title: 'CoinGecko API key',
        pattern: /CG-[A-Za-z0-9]{24}/,
        severity: 'high',
        minEntropy: 3.4,
      },
    },
  ),
  ...kinds(
    provider(
      'RapidAPI',
      'https://rapidapi.com/developer/dashboard',
      'https://docs.rapidapi.com/docs/keys',
      'call paid APIs on your bill',
    ),
    {
      'rapidapi-key': {
        title: 'RapidAPI key',
        literals: ['msh'],
        quick: (text, start) =>
          isHexOrDigit(text.charCodeAt(start - 1)) && isHexOrDigit(text.charCodeAt(start - 4)),
        before: 10,
        width: 45,
        pattern: /[a-z0-9]{10}msh[a-z0-9]{15}p1[a-z0-9]{5,6}jsn[a-z0-9]{11,12}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Riot Games',
      'https://developer.riotgames.com/',
      'https://developer.riotgames.com/docs/portal',
      'use up your rate limit',
    ),
    {
      'riot-api-key': { title: 'Riot Games API key', pattern: new RegExp(`RGAPI-${UUID}`), severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'Pinterest',
      'https://developers.pinterest.com/apps/',
      'https://developers.pinterest.com/docs/',
      'pin in your name',
    ),
    {
      'pinterest-token': {
        title: 'Pinterest token',
        literals: ['pina_', 'pinc_', 'pinr.'],
        pattern: /pin(?:[ac]_|r\.)[A-Za-z0-9._-]{40,160}/,
      },
    },
  ),
  ...kinds(
    provider(
      'VK',
      'https://dev.vk.com/',
      'https://dev.vk.com/en/api/access-token/getting-started',
      'act as this account',
    ),
    {
      'vk-access-token': {
        title: 'VK access token',
        literals: ['vk1.a.'],
        pattern: /vk1\.a\.[A-Za-z0-9_-]{80,400}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Yandex',
      'https://oauth.yandex.com/',
      'https://yandex.com/dev/id/doc/en/',
      'act as this account',
    ),
    {
      'yandex-oauth-token': {
        title: 'Yandex OAuth token',
        literals: ['y0_ag', 'y1_ag', 'y2_ag', 'y3_ag'],
        pattern: /y[0-3]_Ag[A-Za-z0-9_-]{37,60}/,
        fixed: 12,
        isValid: (token) => looksRandom(token.slice(12)),
      },
    },
  ),
  ...kinds(
    provider(
      'Samsara',
      'https://cloud.samsara.com/',
      'https://developers.samsara.com/docs/authentication',
      'read and command your vehicles',
    ),
    {
      'samsara-api-token': { title: 'Samsara API token', pattern: /samsara_api_[A-Za-z0-9]{26,40}/ },
    },
  ),
  ...kinds(
    provider(
      'Transifex',
      'https://app.transifex.com/user/settings/api/',
      'https://developers.transifex.com/',
      'change your translations',
    ),
    {
      'transifex-token': {
        title: 'Transifex token',
        literals: ['1/'],
        quick: (text, start) =>
          isHexOrDigit(text.charCodeAt(start + 2)) && isHexOrDigit(text.charCodeAt(start + 30)),
        pattern: /(?<![./\w-])1\/[a-f0-9]{40}(?![\w./-])/,
        severity: 'high',
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'PagerDuty',
      'https://support.pagerduty.com/main/docs/api-access-keys',
      'https://developer.pagerduty.com/docs/authentication',
      'wake your team at night',
    ),
    {
      'pagerduty-api-token': {
        title: 'PagerDuty API token',
        literals: ['pagerduty', 'pdus+_', 'pdeu+_'],
        reach: 110,
        pattern:
          /(?<![A-Za-z0-9+/_-])(?:u\+[A-Za-z0-9_-]{18}|pd[ue][su]\+_[A-Za-z0-9_-]{16,80})(?![A-Za-z0-9+/=_-])/,
        boundary: 'none',
        minEntropy: 3.4,
        isValid: (key) => looksRandom(key) && /\d/.test(key),
      },
    },
  ),
];

function isHexOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}
