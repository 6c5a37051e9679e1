import { isSwitch } from '../../formats/env-side.ts';
import { defineCheck, judge } from '../../model/check.ts';
import { INVENTORY_ARTIFACTS, inventoryOf, locationOf, ownReads } from './inventory.ts';
import { publicPrefixOf } from './public-names.ts';

/** Catalogue ENV020. */
export const hardcodedSecretFallback = defineCheck({
  id: 'env/hardcoded-secret-fallback',
  title: 'No secret has a default in the code',
  failureTitle: 'A secret has a default that everybody can read',
  severity: 'high',
  requires: INVENTORY_ARTIFACTS,
  messages: {
    fallback:
      'When {name} is not set, the code goes on with a text that stands in the repository: whoever knows it can forge what the secret protects.',
  },
  run: ({ artifacts }) => {
    const variables = [...inventoryOf(artifacts).variables.values()];
    const reads = variables.filter((v) => isForging(v.name)).flatMap((variable) => ownReads(variable));
    return judge(
      reads
        .filter((read) => read.hasTextDefault && read.side !== 'build')
        .map((read) => ({
          messageId: 'fallback',
          data: { name: read.name, side: read.side },
          location: locationOf(read),
          remediation: {
            text: `Stop when it is missing: throw an error that names ${read.name}, and set it where the app is deployed.`,
          },
          anchor: read.name,
        })),
    );
  },
});

/** Secrets that sign, encrypt or let somebody in. A vendor's key with a made-up default only fails; so does a database's. */
function isForging(name: string): boolean {
  if (publicPrefixOf(name) || /URL|URI|HOST/.test(name) || SERVICES.test(name) || isSwitch(name))
    return false;
  if (/(?:^|_)PASSWORD$/.test(name) || /^(?:[A-Z]+_)?(?:SECRET|SECRET_KEY|SECRET_KEY_BASE)$/.test(name))
    return true;
  return /(?:JWT|SESSION|COOKIE|AUTH|CSRF|SIGNING|ENCRYPTION|TOKEN|APP|ADMIN)\w*(?:SECRET|_KEY|SALT)$/.test(
    name,
  );
}

const SERVICES =
  /^(?:STRIPE|AWS|S3|TEST|DB|DATABASE|POSTGRES|PG|MYSQL|MARIADB|MONGO|REDIS|RABBITMQ|SMTP|MAIL|EMAIL|GMAIL|OUTLOOK|ZOHO|SENDGRID|MAILGUN|POSTMARK|MINIO|CLICKHOUSE|SENTRY|OPENAI|GOOGLE|GITHUB|TWILIO|ALGOLIA|CLERK|SUPABASE|PAYPAL|RAZORPAY|CLOUDINARY|RECAPTCHA|TURNSTILE)_|_TEST_|PUBLIC|PUBLISHABLE|CLIENT_ID/;
