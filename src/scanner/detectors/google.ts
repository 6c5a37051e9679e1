import { type Detector, kinds, provider } from '../detector.ts';

const google = provider(
  'Google',
  'https://console.cloud.google.com/apis/credentials',
  'https://cloud.google.com/docs/authentication/api-keys',
  'use Google services on your bill',
);
/** Marks round a Google key which say that it is a Firebase web configuration. */
const FIREBASE_WEB =
  /authDomain|firebaseapp\.com|messagingSenderId|storageBucket|mobilesdk_app_id|PUBLIC_FIREBASE|VITE_FIREBASE|REACT_APP_FIREBASE|FIREBASE_API_KEY|firebaseConfig|firebase_options/i;

/** Just before a key of the Maps JavaScript API, which a page has to show. Google: restrict it to sites and to APIs. */
const MAPS_PAGE =
  /maps\.googleapis\.com\/maps\/api\/js\?[^\s"'`]{0,80}key=$|google\.com\/maps\/embed\/v1\/[^\s"'`]{0,60}key=$|googleMapsApiKey["']?\s{0,2}[:=]\s{0,2}\{?["'`]$|(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|PUBLIC|GATSBY|NUXT_PUBLIC)_(?:\w{1,40}_)?MAPS?_\w{0,24}["'`]?\s{0,2}[:=]\s{0,2}["'`]?$/i;

/** Just before a key that every visitor of YouTube sends. */
const YOUTUBE_PAGE = /youtubei\/v1\/[^\s"'`]{0,60}key=$|INNERTUBE_API_KEY["']?\s{0,2}[:=]\s{0,2}["'`]?$/i;

/** Google and Firebase. */
export const GOOGLE_DETECTORS: readonly Detector[] = [
  ...kinds(google, {
    'google-api-key': {
      title: 'Google API key',
      literals: ['aiza'],
      pattern: /AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/,
      severity: 'high',
      minEntropy: 3,
      refine: (_key, text, start) => {
        if (FIREBASE_WEB.test(text.slice(Math.max(0, start - 300), start + 600))) {
          return {
            publicByDesign:
              'Public by design in a Firebase web configuration. It is safe in the browser only if the security rules are on and the key is restricted to your domains.',
          };
        }
        if (MAPS_PAGE.test(text.slice(Math.max(0, start - 120), start))) {
          return {
            publicByDesign:
              'Public by design in a page with a map: every visitor gets it. It is safe only if the key is restricted to your domains and to the Maps APIs.',
          };
        }
        if (YOUTUBE_PAGE.test(text.slice(Math.max(0, start - 120), start))) {
          return {
            publicByDesign: "The key of YouTube's own pages, the same for everybody; it is not yours.",
          };
        }
        return undefined;
      },
    },
    'google-oauth-client-secret': {
      title: 'Google OAuth client secret',
      pattern: /GOCSPX-[A-Za-z0-9_-]{28}/,
    },
    'google-oauth-access-token': {
      title: 'Google access token',
      pattern: /ya29\.(?:[A-Za-z0-9_-]{1,4}\.)?[A-Za-z0-9_-]{28,1000}/,
      severity: 'high',
      minEntropy: 3.5,
      grants: 'act as the signed-in account until it expires',
    },
    'google-oauth-refresh-token': {
      title: 'Google refresh token',
      literals: ['1//0'],
      pattern: /1\/\/0[A-Za-z0-9_-]{40,120}/,
      minEntropy: 3.8,
    },
    'google-oauth-client-id': {
      title: 'Google OAuth client id',
      literals: ['.apps.googleusercontent.com'],
      before: 60,
      width: 40,
      pattern: /\d{6,24}-[a-z0-9]{20,40}\.apps\.googleusercontent\.com/,
      publicByDesign:
        'Public by design. A client id only says which app asks; its client secret must not be shown.',
    },
    'firebase-messaging-server-key': {
      title: 'Firebase messaging server key',
      literals: [':apa91b'],
      before: 14,
      width: 400,
      pattern: /AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{120,180}/,
      grants: 'send notifications to all of your users',
    },
  }),
];
