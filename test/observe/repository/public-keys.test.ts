import assert from 'node:assert/strict';
import {
  type FileSecrets,
  hardcodedSecretsGatherer,
} from '../../../src/observe/repository/hardcoded-secrets.ts';
import { DETECTORS } from '../../../src/scanner/detectors/index.ts';
import { SURROUNDINGS } from '../../support/token-surroundings.ts';
import { makeToken } from '../../support/tokens.ts';

/** What the hover over a key of the kind has to tell: on what condition it is safe, or what must not be shown beside it. */
const TELLS: Record<string, RegExp> = {
  'algolia-search-key': /search-only.*admin key must not/,
  'amplitude-api-key': /only send events.*secret key/,
  'application-insights-key': /only send telemetry/,
  'bugsnag-notifier-key': /only report errors/,
  'captcha-site-key': /secret key.*stays on the server/,
  'chatwoot-website-token': /which chat inbox/,
  'cloudflare-beacon-token': /which site is counted/,
  'configcat-sdk-key': /only read the flags/,
  'datadog-client-token': /only send logs and traces/,
  'dub-publishable-key': /clicks and sign-ups/,
  'fingerprint-public-key': /secret API key.*must not be shown/,
  'flutterwave-public-key': /Flutterwave means this key/,
  'google-oauth-client-id': /client secret must not be shown/,
  'growthbook-client-key': /only read the feature flags/,
  'imagekit-public-key': /signature made with the private key/,
  'indexnow-key': /text file of your site/,
  'launchdarkly-mobile-key': /inside of apps/,
  'mapbox-public-token': /Restrict it to your addresses/,
  'mixpanel-project-token': /API secret must not be shown/,
  'new-relic-browser-key': /only send measurements/,
  'omise-public-key': /only turn a card into a token/,
  'paddle-client-token': /the API key must not be shown/,
  'planetscale-user': /An id only; the token.*must not be shown/,
  'posthog-project-key': /only send events/,
  'pubnub-publish-key': /access control is switched on/,
  'pusher-app-key': /app secret must not be shown/,
  'radar-publishable-key': /belongs into the app/,
  'razorpay-key-id': /key secret must not/,
  'revenuecat-public-key': /only ask for purchases/,
  'sentry-dsn': /only send errors/,
  'square-application-id': /which application asks/,
  'stripe-publishable-key': /only start a payment or a sign-in/,
  'supabase-publishable-key': /row level security is on for every table/,
  'tinymce-api-key': /domains that you approved/,
  'turnstile-site-key': /secret key stays on the server/,
  'vapid-public-key': /private half must not be shown/,
  'web3forms-access-key': /spam protection/,
};

function factsOf(text: string) {
  const file = { path: 'src/app.ts', text };
  const facts = hardcodedSecretsGatherer.gatherFile(file, {} as never) as FileSecrets | undefined;
  return {
    secrets: facts?.secrets.map(({ rule, severity }) => `${severity} ${rule}`) ?? [],
    open: facts?.publicByDesign.map(({ rule, sentence }) => `${rule}: ${sentence}`) ?? [],
  };
}

function placed(kind: string): string {
  const [head, tail] = SURROUNDINGS[kind] ?? ["const key = '", "'"];
  return `${head}${makeToken(kind)}${tail}\n`;
}

describe('what a hover tells of a key that is public by design', () => {
  it('is known here for each kind', () => {
    const kinds = DETECTORS.filter(({ publicByDesign }) => publicByDesign).map(({ id }) => id);
    assert.deepEqual(Object.keys(TELLS), kinds.sort());
  });

  for (const [kind, tells] of Object.entries(TELLS)) {
    it(`${kind}: its own sentence, and no finding`, () => {
      const { secrets, open } = factsOf(placed(kind));
      assert.deepEqual(secrets, []);
      assert.equal(open.length, 1);
      assert.ok(open[0]?.startsWith(`${kind}: `), open[0]);
      assert.match(open[0] ?? '', tells);
    });
  }

  it('two kinds never share a sentence', () => {
    const sentences = Object.keys(TELLS).flatMap((kind) =>
      factsOf(placed(kind)).open.map((one) => one.slice(kind.length)),
    );
    assert.deepEqual(sentences, [...new Set(sentences)]);
  });

  it("Supabase's signed keys: by the role inside", () => {
    const anon = factsOf(`const key = '${makeToken('supabase-anon-key')}';`);
    assert.deepEqual(anon.secrets, []);
    assert.match(anon.open.join(), /supabase-anon-key: .*row level security is on for every table/);
    const service = factsOf(`const key = '${makeToken('supabase-service-role-key')}';`);
    assert.deepEqual(service, { secrets: ['blocker supabase-service-role-key'], open: [] });
    const other = factsOf(`const key = '${makeToken('json-web-token')}';`);
    assert.deepEqual(other, { secrets: ['medium json-web-token'], open: [] });
  });

  it("Google's keys: by what stands round them", () => {
    const key = makeToken('google-api-key');
    const firebase = factsOf(`const app = { apiKey: '${key}', authDomain: 'acme.firebaseapp.com' };`);
    assert.match(firebase.open.join(), /security rules are on/);
    const maps = factsOf(`load('https://maps.googleapis.com/maps/api/js?key=${key}')`);
    assert.match(maps.open.join(), /restricted to your domains and to the Maps APIs/);
    assert.deepEqual(factsOf(`const key = '${key}';`), { secrets: ['high google-api-key'], open: [] });
  });
});
