import assert from 'node:assert/strict';
import { scanText } from '../../src/scanner/scan.ts';
import { makeToken } from '../support/tokens.ts';

const live = makeToken('stripe-secret-key');
const test = makeToken('stripe-test-key');
const webhook = makeToken('stripe-webhook-secret');

function whoseIs(text: string): string[] {
  return scanText('src/a.ts', text).map(({ rule, provider, severity }) => `${severity} ${provider} ${rule}`);
}

describe('keys that several vendors give in one form', () => {
  it('are of the vendor who is named on their line', () => {
    assert.deepEqual(whoseIs(`CLERK_SECRET_KEY=${live}`), ['blocker Clerk clerk-secret-key']);
    assert.deepEqual(whoseIs(`createClerkClient({ secretKey: '${live}' })`), [
      'blocker Clerk clerk-secret-key',
    ]);
    assert.deepEqual(whoseIs(`WORKOS_API_KEY="${live}"`), ['blocker WorkOS workos-api-key']);
    assert.deepEqual(whoseIs(`KNOCK_API_KEY=${test}`), ['medium Knock knock-secret-key']);
  });

  it('are Stripe’s where nobody else is named, or Stripe is nearer', () => {
    assert.deepEqual(whoseIs(`const key = '${live}';`), ['blocker Stripe stripe-secret-key']);
    const file = `CLERK_PUBLISHABLE=1\nSTRIPE_SECRET_KEY=${live}\n`;
    assert.deepEqual(whoseIs(file), ['blocker Stripe stripe-secret-key']);
  });

  it('are of the vendor named on the lines before, where their own names none', () => {
    assert.deepEqual(whoseIs(`clerk: {\n  secretKey: '${live}',\n}`), ['blocker Clerk clerk-secret-key']);
  });

  it('say what they open and where they are replaced', () => {
    const [key] = scanText('.env', `CLERK_SECRET_KEY=${live}`);
    assert.match(key?.grants ?? '', /your users/);
    assert.match(key?.rotate ?? '', /clerk\.com/);
    const [secret] = scanText('.env', `RESEND_WEBHOOK_SECRET=${webhook}`);
    assert.match(secret?.title ?? '', /Resend/);
    assert.match(secret?.rotate ?? '', /resend\.com/);
    assert.match(scanText('.env', `STRIPE_WEBHOOK_SECRET=${webhook}`)[0]?.grants ?? '', /payments/);
    const plunk = scanText('.env', `PLUNK_SECRET_KEY=${makeToken('elevenlabs-api-key')}`);
    assert.deepEqual(
      plunk.map(({ rule }) => rule),
      ['plunk-secret-key'],
    );
  });

  it('are no secrets where the local stack gives them to everybody', () => {
    const local = ['sb_secret', `N7UND0UgjKTVK${'-Uodkm0Hg_xSvEMPvz'}`].join('_');
    assert.match(scanText('.env', `SUPABASE_SECRET_KEY=${local}`)[0]?.publicByDesign ?? '', /local stack/);
    assert.equal(
      scanText('.env', `SUPABASE_SECRET_KEY=${makeToken('supabase-secret-key')}`)[0]?.publicByDesign,
      undefined,
    );
  });
});
