import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const TASKS = 'read and change your projects';
const CUSTOMERS = 'read and change your customers';
const MESSAGES = 'send messages in your name and on your bill';
const SHOP = 'read and change your orders';
const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';

/** Tools of the office, messages, shops and data on request. */
export const BUSINESS_TOOL_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider(
      'Asana',
      'https://app.asana.com/0/my-apps',
      'https://developers.asana.com/docs/personal-access-token',
      TASKS,
    ),
    {
      'asana-access-token': {
        title: 'Asana access token',
        literals: ['0/', '1/', '2/'],
        quick: (text, start) =>
          isHexOrDigit(text.charCodeAt(start + 2)) && isHexOrDigit(text.charCodeAt(start + 12)),
        pattern:
          /(?<![./\w-])(?:0\/[a-f0-9]{32}(?![\w./-])|1\/\d{12,20}:[a-f0-9]{32}|2\/\d{12,20}\/\d{12,20}:[a-f0-9]{32})/,
        minEntropy: 3,
      },
    },
  ),
  ...kinds(
    provider(
      'Close',
      'https://app.close.com/settings/developer/api-keys/',
      'https://developer.close.com/topics/authentication/',
      CUSTOMERS,
    ),
    {
      'close-api-key': {
        title: 'Close API key',
        literals: ['api_'],
        pattern: /api_[A-Za-z0-9]{20,24}\.[A-Za-z0-9]{20,24}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Tally',
      'https://tally.so/settings/api-keys',
      'https://developers.tally.so/',
      'read the answers of your visitors',
    ),
    {
      'tally-api-key': {
        title: 'Tally API key',
        pattern: /tly-[A-Za-z0-9]{30,50}/,
        severity: 'high',
        minEntropy: 3.6,
      },
    },
  ),
  ...kinds(
    provider(
      'LinkedIn',
      'https://www.linkedin.com/developers/apps',
      'https://learn.microsoft.com/en-us/linkedin/shared/authentication/authentication',
      'act as your application',
    ),
    {
      'linkedin-client-secret': {
        title: 'LinkedIn client secret',
        pattern: /WPL_AP[01]\.[A-Za-z0-9]{14,18}(?:\.[A-Za-z0-9+/]{6,12}={0,2})?/,
      },
    },
  ),
  ...kinds(provider('Ably', 'https://ably.com/accounts', 'https://ably.com/docs/auth/basic', MESSAGES), {
    'ably-api-key': {
      title: 'Ably API key',
      literals: ['ably'],
      reach: 110,
      pattern: /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{43}/,
      minEntropy: 3.6,
    },
  }),
  ...kinds(
    provider(
      'Telnyx',
      'https://portal.telnyx.com/#/app/api-keys',
      'https://developers.telnyx.com/docs/',
      MESSAGES,
    ),
    {
      'telnyx-api-key': {
        title: 'Telnyx API key',
        literals: ['key0'],
        pattern: /KEY0[A-F0-9]{31}_[A-Za-z0-9]{22}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Courier',
      'https://app.courier.com/settings/api-keys',
      'https://www.courier.com/docs/',
      MESSAGES,
    ),
    {
      'courier-auth-token': {
        title: 'Courier auth token',
        specific: true,
        literals: ['pk_prod_', 'pk_test_'],
        pattern: /pk_(?:prod|test)_[A-Z0-9]{28}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Mailchimp Transactional',
      'https://mandrillapp.com/settings',
      'https://mailchimp.com/developer/transactional/guides/quick-start/',
      'send mail in your name',
    ),
    {
      'mandrill-api-key': {
        title: 'Mandrill API key',
        pattern: /md-[A-Za-z0-9_-]{22}/,
        minEntropy: 3.6,
        isValid: (key) => looksRandom(key.slice(3)) && /\d/.test(key) && /[A-Z]/.test(key),
      },
    },
  ),
  ...kinds(
    provider(
      'Kit (ConvertKit)',
      'https://app.kit.com/account_settings/developer_settings',
      'https://developers.kit.com/',
      CUSTOMERS,
    ),
    {
      'kit-api-key': { title: 'Kit API key', pattern: /kit_[a-f0-9]{32}/, severity: 'high' },
    },
  ),
  ...kinds(
    provider(
      'Beamer',
      'https://app.getbeamer.com/settings',
      'https://www.getbeamer.com/api',
      'post news to your users',
    ),
    {
      'beamer-api-key': {
        title: 'Beamer API key',
        literals: ['beamer'],
        reach: 100,
        pattern: /b_[A-Za-z0-9=_/+-]{44}/,
        severity: 'high',
        minEntropy: 3.6,
      },
    },
  ),
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
        filtersPlaceholders: false,
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
