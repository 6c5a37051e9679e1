import { publicPrefixOf } from './public-names.ts';

/** What names that mean the same in most projects are for. */
const KNOWN: [RegExp, string][] = [
  [
    /^(?:DATABASE|DB|POSTGRES|POSTGRESQL|PG|MYSQL|MONGO|MONGODB)_(?:PRISMA_)?(?:URL|URI)$/,
    'Address and login of the database',
  ],
  [
    /^(?:DIRECT_URL|POSTGRES_URL_NON_POOLING|DATABASE_(?:URL_UNPOOLED|DIRECT_URL))$/,
    'Address of the database without a connection pool',
  ],
  [/^(?:DB|DATABASE|POSTGRES|MYSQL|PG)_?(?:PASSWORD|PASS)$/, 'Password of the database'],
  [/^(?:DB|DATABASE|POSTGRES|MYSQL|PG)_?(?:USER|USERNAME)$/, 'User name for the database'],
  [/^(?:DB|DATABASE|POSTGRES|MYSQL|PG)_?HOST$/, 'Server of the database'],
  [/^(?:DB|DATABASE|POSTGRES|MYSQL|PG)_?(?:NAME|DATABASE|DB)$/, 'Name of the database'],
  [/^REDIS_(?:URL|URI|TLS_URL)$/, 'Address and login of Redis'],
  [
    /^(?:NEXTAUTH|AUTH|BETTER_AUTH|SESSION|COOKIE|JWT|APP|IRON)_?(?:SECRET|SECRET_KEY|KEY|PASSWORD)$|^SECRET_KEY(?:_BASE)?$/,
    'Signs sessions and logins; long and random',
  ],
  [/^ENCRYPTION_(?:KEY|SECRET)$/, 'Encrypts stored data; long and random'],
  [/^CRON_SECRET$/, 'Lets only the scheduler start scheduled jobs'],
  [/^(?:NEXTAUTH|AUTH|BETTER_AUTH)_URL$/, 'Address of the site, for logins'],
  [
    /^(?:APP|SITE|BASE|PUBLIC|WEB|WEBSITE|FRONTEND|CLIENT|PRODUCTION|ROOT|DEPLOYMENT)_(?:BASE_)?(?:URL|ORIGIN|DOMAIN|HOST)$/,
    'Address of the site',
  ],
  [/^(?:API|BACKEND)_(?:BASE_)?(?:URL|HOST|ENDPOINT)$/, 'Address of the API'],
  [/^NODE_ENV$/, 'production, development or test; set by the tools'],
  [/^PORT$/, 'Port the server listens on; set by the host'],
  [/^SMTP_(?:PASSWORD|PASS)$/, 'Password of the mail server'],
  [/^SMTP_(?:USER|USERNAME)$/, 'User name for the mail server'],
  [/^SMTP_(?:HOST|SERVER)$/, 'Mail server that sends'],
  [/^SMTP_PORT$/, 'Port of the mail server'],
  [
    /^(?:EMAIL|MAIL|SMTP|RESEND|SENDGRID)_FROM(?:_(?:EMAIL|ADDRESS))?$|^FROM_(?:EMAIL|ADDRESS)$/,
    'Address that mail comes from',
  ],
  [/^LOG_LEVEL$/, 'How much is logged'],
  [/^(?:SENTRY_)DSN$/, 'Where Sentry receives errors; may be public'],
  [/^(?:GA|GOOGLE_ANALYTICS|GTM|MEASUREMENT|GA_MEASUREMENT|GA_TRACKING)_?ID$/, 'Id for Google Analytics'],
];

/** Longer prefixes first: the first that fits is taken. */
const VENDORS: readonly [prefix: string, vendor: string][] = [
  ['AZURE_OPENAI', 'Azure OpenAI'],
  ['GOOGLE_GEMINI', 'Google Gemini'],
  ['UPSTASH_REDIS_REST', 'Upstash Redis'],
  ['UPSTASH_REDIS', 'Upstash Redis'],
  ['LEMON_SQUEEZY', 'Lemon Squeezy'],
  ['LEMONSQUEEZY', 'Lemon Squeezy'],
  ['CLOUDFLARE', 'Cloudflare'],
  ['CLOUDINARY', 'Cloudinary'],
  ['CONTENTFUL', 'Contentful'],
  ['ELEVENLABS', 'ElevenLabs'],
  ['KV_REST_API', 'Vercel KV'],
  ['OPENROUTER', 'OpenRouter'],
  ['PERPLEXITY', 'Perplexity'],
  ['UPLOADTHING', 'UploadThing'],
  ['ANTHROPIC', 'Anthropic'],
  ['MICROSOFT', 'Microsoft'],
  ['PLAUSIBLE', 'Plausible'],
  ['RECAPTCHA', 'reCAPTCHA'],
  ['REPLICATE', 'Replicate'],
  ['TURNSTILE', 'Turnstile'],
  ['FACEBOOK', 'Facebook'],
  ['FIREBASE', 'Firebase'],
  ['LINKEDIN', 'LinkedIn'],
  ['PINECONE', 'Pinecone'],
  ['POSTMARK', 'Postmark'],
  ['RAZORPAY', 'Razorpay'],
  ['SENDGRID', 'SendGrid'],
  ['SUPABASE', 'Supabase'],
  ['AIRTABLE', 'Airtable'],
  ['ALGOLIA', 'Algolia'],
  ['DISCORD', 'Discord'],
  ['INNGEST', 'Inngest'],
  ['MAILGUN', 'Mailgun'],
  ['MISTRAL', 'Mistral'],
  ['POSTHOG', 'PostHog'],
  ['TWITTER', 'Twitter'],
  ['UPSTASH', 'Upstash'],
  ['CONVEX', 'Convex'],
  ['COHERE', 'Cohere'],
  ['GEMINI', 'Google Gemini'],
  ['GITHUB', 'GitHub'],
  ['GITLAB', 'GitLab'],
  ['GOOGLE', 'Google'],
  ['MAPBOX', 'Mapbox'],
  ['NOTION', 'Notion'],
  ['OPENAI', 'OpenAI'],
  ['PADDLE', 'Paddle'],
  ['PAYPAL', 'PayPal'],
  ['PUSHER', 'Pusher'],
  ['RESEND', 'Resend'],
  ['SANITY', 'Sanity'],
  ['SENTRY', 'Sentry'],
  ['STRIPE', 'Stripe'],
  ['TWILIO', 'Twilio'],
  ['VERCEL', 'Vercel'],
  ['WORKOS', 'WorkOS'],
  ['APPLE', 'Apple'],
  ['AUTH0', 'Auth0'],
  ['BREVO', 'Brevo'],
  ['CLERK', 'Clerk'],
  ['KINDE', 'Kinde'],
  ['LOOPS', 'Loops'],
  ['POLAR', 'Polar'],
  ['SLACK', 'Slack'],
  ['GROQ', 'Groq'],
  ['AWS', 'AWS'],
];

/** The end of a name, and what it is of a vendor. */
const KINDS: readonly [ending: RegExp, purpose: (vendor: string) => string][] = [
  [/WEBHOOK_(?:SECRET|SIGNING_SECRET|KEY)$/, (vendor) => `Proves that webhooks come from ${vendor}`],
  [/(?:PRICE|PRODUCT|PLAN|VARIANT)_ID$|PRICE_ID_\w+$/, (vendor) => `Which price or product at ${vendor}`],
  [
    /(?:PUBLISHABLE|ANON|PUBLIC)_(?:API_)?KEY$/,
    (vendor) => `Public key for ${vendor}; meant for the browser`,
  ],
  [/SERVICE_(?:ROLE_)?KEY$/, (vendor) => `Admin key for ${vendor}; server only`],
  [/CLIENT_ID$/, (vendor) => `Id of the app at ${vendor}`],
  [/CLIENT_SECRET$/, (vendor) => `Secret of the app at ${vendor}`],
  [/(?:SECRET|PRIVATE)_(?:ACCESS_)?KEY$|_SECRET$/, (vendor) => `Secret key for ${vendor}; server only`],
  [/(?:API_KEY|API_TOKEN|ACCESS_TOKEN|AUTH_TOKEN|TOKEN|KEY)$/, (vendor) => `Key for ${vendor}`],
  [/(?:URL|HOST|ENDPOINT|DOMAIN)$/, (vendor) => `Address for ${vendor}`],
  [/REGION$/, (vendor) => `Region at ${vendor}`],
  [/BUCKET(?:_NAME)?$/, (vendor) => `Storage bucket at ${vendor}`],
  [/MODEL$/, (vendor) => `Model of ${vendor} to use`],
];

/** What a variable of this name is for in most projects; undefined where nobody can tell by the name. */
export function knownPurpose(name: string): string | undefined {
  const plain = publicPrefixOf(name)?.rest ?? name;
  const known = KNOWN.find(([pattern]) => pattern.test(plain));
  if (known) return known[1];
  const vendor = VENDORS.find(([prefix]) => plain.startsWith(`${prefix}_`))?.[1];
  const kind = vendor && KINDS.find(([ending]) => ending.test(plain));
  return vendor && kind ? kind[1](vendor) : undefined;
}
