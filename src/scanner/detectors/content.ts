import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const CONTENT = 'change what your site shows';
const FILES = 'read, change and delete your files';

/** Content systems, pictures and files. */
export const CONTENT_DETECTORS: readonly Detector[] = [
  ...kinds(
    provider('Sanity', 'https://www.sanity.io/manage', 'https://www.sanity.io/docs/http-auth', CONTENT),
    {
      'sanity-token': {
        title: 'Sanity API token',
        literals: ['sk'],
        quick: (text, start) => isLetterOrDigit(text.charCodeAt(start + 60)),
        pattern: /sk[A-Za-z0-9]{170,200}/,
        minEntropy: 4.5,
        isValid: looksRandom,
      },
    },
  ),
  ...kinds(
    provider(
      'Ghost',
      'https://ghost.org/integrations/custom-integrations/',
      'https://ghost.org/docs/admin-api/#token-authentication',
      CONTENT,
    ),
    {
      'ghost-admin-key': {
        title: 'Ghost admin API key',
        literals: ['ghost'],
        reach: 110,
        pattern: /[a-f0-9]{24}:[a-f0-9]{64}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Builder.io',
      'https://builder.io/account/space',
      'https://www.builder.io/c/docs/using-your-api-key',
      CONTENT,
    ),
    {
      'builder-private-key': { title: 'Builder.io private key', pattern: /bpk-[a-f0-9]{32}/ },
    },
  ),
  ...kinds(
    provider(
      'Storyblok',
      'https://app.storyblok.com/#/me/account',
      'https://www.storyblok.com/docs/api/management',
      CONTENT,
    ),
    {
      'storyblok-management-token': {
        title: 'Storyblok management token',
        literals: ['storyblok'],
        reach: 100,
        pattern: /[A-Za-z0-9]{22}tt-\d{4,8}-[A-Za-z0-9_-]{20}/,
      },
    },
  ),
  ...kinds(
    provider(
      'Cloudinary',
      'https://console.cloudinary.com/settings/api-keys',
      'https://cloudinary.com/documentation/solution_overview',
      FILES,
    ),
    {
      'cloudinary-address': {
        title: 'Cloudinary address with its secret',
        specific: true,
        literals: ['cloudinary://'],
        pattern: /cloudinary:\/\/\d{10,18}:([A-Za-z0-9_-]{20,40})@[A-Za-z0-9_-]{2,60}/,
        boundary: 'none',
        minEntropy: 3.2,
      },
    },
  ),
  ...kinds(
    provider(
      'ImageKit',
      'https://imagekit.io/dashboard/developer/api-keys',
      'https://imagekit.io/docs/api-keys',
      FILES,
    ),
    {
      'imagekit-private-key': {
        title: 'ImageKit private key',
        pattern: /private_[A-Za-z0-9+/]{26,30}={0,2}/,
        minEntropy: 3.6,
        isValid: (key) => looksRandom(key.slice(8)) && /\d/.test(key) && /[A-Z]/.test(key),
      },
      'imagekit-public-key': {
        title: 'ImageKit public key',
        pattern: /public_[A-Za-z0-9+/]{26,30}={0,2}/,
        publicByDesign:
          'Public by design. It only names your account; uploads need a signature made with the private key.',
      },
    },
  ),
  ...kinds(
    provider(
      'Backblaze',
      'https://secure.backblaze.com/app_keys.htm',
      'https://www.backblaze.com/docs/cloud-storage-application-keys',
      FILES,
    ),
    {
      'backblaze-application-key': {
        title: 'Backblaze application key',
        literals: ['k000', 'k001', 'k002', 'k003', 'k004', 'k005'],
        pattern: /(?<![A-Za-z0-9+/_-])K00[0-5][A-Za-z0-9+/]{27}(?![A-Za-z0-9+/=_-])/,
        minEntropy: 3.8,
        isValid: (key) => looksRandom(key) && /[a-z]/.test(key) && /[A-Z].*[A-Z]/.test(key),
      },
    },
  ),
  ...kinds(
    provider(
      'Google Cloud Storage',
      'https://console.cloud.google.com/storage/settings',
      'https://cloud.google.com/storage/docs/authentication/hmackeys',
      FILES,
    ),
    {
      'google-hmac-key-id': {
        title: 'Google Cloud HMAC access id',
        pattern: /GOOG1?[A-Z0-9]{20,60}/,
        severity: 'medium',
        minEntropy: 3.4,
        isValid: (id) => looksRandom(id.slice(4)) && /\d/.test(id),
      },
    },
  ),
  ...kinds(
    provider(
      'Mux',
      'https://dashboard.mux.com/settings/access-tokens',
      'https://www.mux.com/docs/core/make-api-requests',
      FILES,
    ),
    {
      'mux-token-secret': {
        title: 'Mux token secret',
        literals: ['mux_token_secret', 'mux_secret', 'muxtokensecret'],
        reach: 120,
        pattern: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{75}(?![A-Za-z0-9+/])/,
        boundary: 'none',
        minEntropy: 4,
      },
    },
  ),
];

function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
