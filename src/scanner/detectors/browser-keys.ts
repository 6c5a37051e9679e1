import { type Detector, kinds, type Provider, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const UUID = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';
/** From a name to its value: `"key": "…`, `key={"…`, `KEY=…`, `key = process.env.KEY || '…`. */
const GIVEN =
  '["\'`]?\\s{0,4}(?:=>|[:=,])\\s{0,4}(?:(?:process\\.env|import\\.meta\\.env)\\.\\w{1,60}\\s{0,2}(?:\\|\\||\\?\\?)\\s{0,2})?\\{?["\'`]?';

/** Nothing is revoked or opened with these. */
function publicly(name: string, docs: string): Provider {
  return provider(name, '', docs, 'send data in your name');
}

function given(name: string, value: string): RegExp {
  return new RegExp(`${name}${GIVEN}(${value})(?![A-Za-z0-9_-])`, 'i');
}

/**
 * Keys that have no form of their own and are made for the browser: the name that stands beside them tells. Without these
 * kinds they would be taken for secrets of an unknown service.
 */
export const BROWSER_KEY_DETECTORS: readonly Detector[] = [
  ...kinds(publicly('your app', 'https://www.rfc-editor.org/rfc/rfc8292#section-3.2'), {
    'vapid-public-key': {
      title: 'Public key for push messages (VAPID)',
      literals: ['vapid', 'applicationserverkey'],
      reach: 180,
      pattern: /(?<![A-Za-z0-9_-])B[A-P][A-Za-z0-9_-]{85}(?![A-Za-z0-9_-])/,
      boundary: 'none',
      publicByDesign:
        'Public by design. Browsers get this half to subscribe to push messages; the private half must not be shown.',
    },
  }),
  ...kinds(publicly('reCAPTCHA or hCaptcha', 'https://developers.google.com/recaptcha/docs/display'), {
    'captcha-site-key': {
      title: 'Captcha site key',
      literals: ['sitekey', 'site_key', 'site-key', 'grecaptcha.execute(', 'api.js?render='],
      pattern: new RegExp(
        `(?:site[_-]?key${GIVEN}|grecaptcha\\.execute\\(\\s{0,4}["'\`]|api\\.js\\?render=)(6L[A-Za-z0-9_-]{38}|${UUID})(?![A-Za-z0-9_-])`,
        'i',
      ),
      boundary: 'none',
      publicByDesign:
        'Public by design. The site key stands in the page; the secret key that belongs to it stays on the server.',
    },
  }),
  ...kinds(publicly('Paddle', 'https://developer.paddle.com/paddlejs/client-side-tokens'), {
    'paddle-client-token': {
      title: 'Paddle client-side token',
      literals: ['paddle_client', 'paddleclient', 'paddle.initialize('],
      pattern: new RegExp(
        `(?:paddle_?client_?(?:side_?)?token${GIVEN}|Paddle\\.Initialize\\(\\{\\s{0,20}token:\\s{0,4}["'\`])((?:live|test)_[a-z0-9]{27})(?![A-Za-z0-9_-])`,
        'i',
      ),
      boundary: 'none',
      publicByDesign:
        'Public by design. It only opens the checkout in the browser; the API key must not be shown.',
    },
  }),
  ...kinds(publicly('Web3Forms', 'https://docs.web3forms.com/getting-started/api-reference'), {
    'web3forms-access-key': {
      title: 'Web3Forms access key',
      literals: ['access_key', 'accesskey', 'web3forms', 'web3_forms'],
      pattern: new RegExp(
        `(?:access_?key|web3_?forms_?(?:access_?)?key)["'\`]?\\s{0,4}(?:(?:=>|[:=,])\\s{0,4}|value=)["'\`]?(${UUID})(?![A-Za-z0-9_-])`,
        'i',
      ),
      boundary: 'none',
      isValid: (_key, text, start) => /web3forms/i.test(text.slice(Math.max(0, start - 3000), start + 3000)),
      publicByDesign:
        'Public by design. It only says whose form this is; with it others can send you messages, so turn the spam protection on.',
    },
  }),
  ...kinds(publicly('Pusher', 'https://pusher.com/docs/channels/library_auth_reference/auth-signatures/'), {
    'pusher-app-key': {
      title: 'Pusher app key',
      literals: ['new pusher(', 'pusher_key', 'pusher_app_key', 'pusherkey', 'pusherappkey'],
      pattern: new RegExp(
        `(?:new Pusher\\(\\s{0,8}["'\`]|pusher_?(?:app_?)?key${GIVEN})([a-f0-9]{20})(?![A-Za-z0-9_-])`,
        'i',
      ),
      boundary: 'none',
      publicByDesign:
        'Public by design. The app key only says which app connects; the app secret must not be shown.',
    },
  }),
  ...kinds(publicly('Mixpanel', 'https://docs.mixpanel.com/reference/project-token'), {
    'mixpanel-project-token': {
      title: 'Mixpanel project token',
      literals: ['mixpanel.init(', 'mixpanel_token', 'mixpaneltoken', 'mixpanel_project_token'],
      pattern: new RegExp(
        `(?:mixpanel\\.init\\(\\s{0,4}["'\`]|mixpanel_?(?:project_?)?token${GIVEN})([a-f0-9]{32})(?![A-Za-z0-9_-])`,
        'i',
      ),
      boundary: 'none',
      publicByDesign:
        'Public by design. It only says to which project events belong; the API secret must not be shown.',
    },
  }),
  ...kinds(publicly('Amplitude', 'https://amplitude.com/docs/apis/keys-and-tokens'), {
    'amplitude-api-key': {
      title: 'Amplitude API key',
      literals: ['amplitude.init(', 'amplitude_api_key', 'amplitudeapikey', 'amplitude_key'],
      pattern: new RegExp(
        `(?:amplitude\\.init\\(\\s{0,4}["'\`]|amplitude_?(?:api_?)?key${GIVEN})([a-f0-9]{32})(?![A-Za-z0-9_-])`,
        'i',
      ),
      boundary: 'none',
      publicByDesign:
        'Public by design. The API key can only send events; the secret key that belongs to it must not be shown.',
    },
  }),
  ...kinds(publicly('Algolia DocSearch', 'https://docsearch.algolia.com/docs/api/#apikey'), {
    'algolia-search-key': {
      title: 'Algolia search key',
      literals: ['appid', 'algolia_search', 'algoliasearch', 'algolia_public_search'],
      pattern: new RegExp(
        `(?:appId["']?\\s{0,2}[:=]\\s{0,2}\\{?["'\`][A-Z0-9]{10}["'\`]\\}?,?\\s{1,40}(?:\\/\\/[^\\n]{0,120}\\s{1,40}){0,2}apiKey["']?\\s{0,2}[:=]\\s{0,2}\\{?["'\`]([a-f0-9]{32})["'\`]|algolia_?(?:public_?)?search_?(?:only_?)?(?:api_?)?key${GIVEN}([a-f0-9]{32})(?![A-Za-z0-9_-]))`,
        'i',
      ),
      boundary: 'none',
      isValid: (_key, text, start) =>
        /search/i.test(text.slice(Math.max(0, start - 40), start)) ||
        /indexName/.test(text.slice(start, start + 300)),
      publicByDesign:
        'Public by design if it is the search-only key: visitors search with it. An admin key must not stand here.',
    },
  }),
  ...kinds(
    publicly('Cloudflare Web Analytics', 'https://developers.cloudflare.com/web-analytics/get-started/'),
    {
      'cloudflare-beacon-token': {
        title: 'Cloudflare Web Analytics token',
        literals: ['data-cf-beacon', 'cfbeacon'],
        reach: 80,
        pattern: /token(?:["'\\]|&quot;){0,3}\s{0,2}:\s{0,2}(?:["'\\]|&quot;){0,3}([a-f0-9]{32})/,
        boundary: 'none',
        publicByDesign: 'Public by design. The token only says which site is counted.',
      },
    },
  ),
  ...kinds(publicly('Chatwoot', 'https://www.chatwoot.com/docs/product/channels/live-chat/sdk/setup'), {
    'chatwoot-website-token': {
      title: 'Chatwoot website token',
      literals: ['websitetoken', 'website_token'],
      pattern: given('website_?token', '[A-Za-z0-9]{24}'),
      boundary: 'none',
      publicByDesign: 'Public by design. The token only says which chat inbox the page opens.',
    },
  }),
  ...kinds(publicly('IndexNow', 'https://www.indexnow.org/documentation'), {
    'indexnow-key': {
      title: 'IndexNow key',
      literals: ['indexnow_key', 'indexnowkey', 'indexnow_api_key', 'index_now_key'],
      pattern: given('index_?now_?(?:api_?)?key', '[A-Za-z0-9-]{8,128}'),
      boundary: 'none',
      isValid: looksRandom,
      publicByDesign:
        'Public by design. Search engines read the same key from a text file of your site to see that it is yours.',
    },
  }),
  ...kinds(
    publicly(
      'Azure Application Insights',
      'https://learn.microsoft.com/en-us/azure/azure-monitor/app/connection-strings',
    ),
    {
      'application-insights-key': {
        title: 'Application Insights instrumentation key',
        literals: ['instrumentationkey', 'instrumentation_key'],
        pattern: given('instrumentation_?key', UUID),
        boundary: 'none',
        publicByDesign: 'Public by design. It can only send telemetry; nothing can be read with it.',
      },
    },
  ),
  ...kinds(publicly('GrowthBook', 'https://docs.growthbook.io/lib/quickstart'), {
    'growthbook-client-key': {
      title: 'GrowthBook client key',
      literals: ['clientkey', 'client_key'],
      pattern: given('client_?key', 'sdk-[A-Za-z0-9]{12,24}'),
      boundary: 'none',
      publicByDesign: 'Public by design. It can only read the feature flags meant for this client.',
    },
  }),
  ...kinds(publicly('Fingerprint', 'https://docs.fingerprint.com/'), {
    'fingerprint-public-key': {
      title: 'Fingerprint public API key',
      literals: ['fingerprintjs', 'fpjs', 'fingerprint.load', 'fpcdn.io/v'],
      reach: 160,
      pattern: /(?:apiKey["']?\s{0,2}[:=]\s{0,2}["'`]|fpcdn\.io\/v\d\/)([A-Za-z0-9]{20})(?![A-Za-z0-9])/,
      boundary: 'none',
      publicByDesign: 'Public by design. The secret API key that belongs to it must not be shown.',
    },
  }),
  ...kinds(publicly('Bugsnag', 'https://docs.bugsnag.com/platforms/javascript/'), {
    'bugsnag-notifier-key': {
      title: 'Bugsnag notifier key',
      literals: ['bugsnag.start(', 'bugsnag('],
      reach: 160,
      pattern: /(?:apiKey["']?\s{0,2}:\s{0,2}|\(\s{0,4})["'`]([a-f0-9]{32})["'`]/,
      boundary: 'none',
      publicByDesign: 'Public by design. It can only report errors.',
    },
  }),
  ...kinds(publicly('TinyMCE', 'https://www.tiny.cloud/docs/tinymce/latest/cloud-quick-start/'), {
    'tinymce-api-key': {
      title: 'TinyMCE API key',
      literals: ['tiny.cloud/1/', '<editor'],
      reach: 300,
      pattern: /(?:tiny\.cloud\/1\/|apiKey=\{?["'`])([a-z0-9]{40,56})(?![A-Za-z0-9])/,
      boundary: 'none',
      publicByDesign:
        'Public by design. The editor loads with it, and only on the domains that you approved.',
    },
  }),
];
