import assert from 'node:assert/strict';
import fc from 'fast-check';
import { variableNamesFor } from '../../src/formats/secret-variable-name.ts';
import { CONTEXT_PROVIDERS } from '../../src/scanner/context/provider-table.ts';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';

const best = (rule: string, provider: string, name = '') => variableNamesFor({ rule, provider, name })[0];

describe('the name of a variable for a secret', () => {
  it('is the one that the vendor documents', () => {
    assert.equal(best('stripe-secret-key', 'Stripe'), 'STRIPE_SECRET_KEY');
    assert.equal(best('openai-api-key', 'OpenAI', 'Authorization'), 'OPENAI_API_KEY');
    assert.equal(best('aws-access-key-id', 'AWS'), 'AWS_ACCESS_KEY_ID');
    assert.equal(best('supabase-service-role-key', 'Supabase'), 'SUPABASE_SERVICE_ROLE_KEY');
    assert.equal(best('slack-webhook', 'Slack'), 'SLACK_WEBHOOK_URL');
    assert.equal(best('mailjet-key', 'Mailjet'), 'MAILJET_API_KEY');
  });

  it('is the one in the code, where the kind says less', () => {
    assert.equal(best('generic-secret', 'an unknown service', 'jwtSecret'), 'JWT_SECRET');
    assert.equal(best('password', 'an unknown service', 'config.db.password'), 'DB_PASSWORD');
    assert.equal(best('password', 'an unknown service', 'password'), 'APP_PASSWORD');
    assert.equal(best('mailjet-key', 'Mailjet', 'mailjetSecretKey'), 'MAILJET_SECRET_KEY');
    assert.equal(best('mailjet-key', 'Mailjet', 'secret'), 'MAILJET_SECRET');
    assert.equal(best('private-key', 'your own', 'key'), 'PRIVATE_KEY');
  });

  it('is never one that reaches the browser, a bare word or a reserved one', () => {
    assert.equal(best('generic-secret', '', 'NEXT_PUBLIC_API_TOKEN'), 'API_TOKEN');
    assert.equal(best('generic-secret', '', 'VITE_TOKEN'), 'APP_TOKEN');
    assert.equal(best('stripe-secret-key', 'Stripe', 'Stripe'), 'STRIPE_SECRET_KEY');
    assert.equal(best('generic-secret', '', 'Authorization'), 'APP_SECRET');
    assert.equal(best('password', '', 'PWD'), 'APP_PWD');
    const anything = fc.record({
      rule: fc.oneof(
        fc.constantFrom(...DETECTORS.map(({ id }) => id), ...CONTEXT_PROVIDERS.map(({ id }) => id)),
        fc.constantFrom(
          'generic-secret',
          'password',
          'secretlint-aws',
          'kubernetes-secret',
          'database-address',
        ),
      ),
      provider: fc.oneof(fc.constantFrom(...CONTEXT_PROVIDERS.map(({ name }) => name)), fc.string()),
      name: fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z_$][\w$.-]{0,80}$/)),
    });
    fc.assert(
      fc.property(anything, (given) => {
        const names = variableNamesFor(given);
        assert.ok(names.length > 0);
        for (const name of names) {
          assert.match(name, /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/);
          assert.ok(name.length <= 60, name);
          assert.doesNotMatch(
            name,
            /^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|PUBLIC|GATSBY|VUE_APP|NUXT_PUBLIC)_/,
          );
        }
      }),
      { numRuns: 1000 },
    );
  });
});
