import { isSwitch } from '../../formats/env-side.ts';
import { byName } from './remembered.ts';

/** Prefixes whose variables are copied into what the browser downloads, with the tool that does it. */
const PUBLIC: [prefix: string, tool: string][] = [
  ['NEXT_PUBLIC_', 'Next.js'],
  ['VITE_', 'Vite'],
  ['REACT_APP_', 'Create React App'],
  ['EXPO_PUBLIC_', 'Expo'],
  ['GATSBY_', 'Gatsby'],
  ['VUE_APP_', 'Vue'],
  ['NUXT_PUBLIC_', 'Nuxt'],
  ['PUBLIC_', 'Astro or SvelteKit'],
];

export const publicPrefixOf = byName((name): { prefix: string; tool: string; rest: string } | undefined => {
  const found = PUBLIC.find(([prefix]) => name.startsWith(prefix) && name.length > prefix.length);
  return found && { prefix: found[0], tool: found[1], rest: name.slice(found[0].length) };
});

/** Words that only a secret has in its name. */
const SECRET =
  /(?:^|_)(?:SECRETS?|SECRET_KEY|PRIVATE_KEY|SERVICE_ROLE(?:_KEY)?|SERVICE_KEY|ADMIN_(?:KEY|TOKEN|SECRET|PASSWORD)|PASSWORD|PASSWD|PASSPHRASE|SIGNING_KEY|ENCRYPTION_KEY|ACCESS_TOKEN|AUTH_TOKEN|API_TOKEN|BEARER_TOKEN|REFRESH_TOKEN|DATABASE_URL|DB_URL|MONGODB_URI|MONGO_URI|REDIS_URL|CONNECTION_STRING)(?:_(?:PROD|PRODUCTION|LIVE|TEST|DEV|STAGING|V?\d+))?$/;
/** Vendors whose API keys are for servers only. */
const SERVER_VENDOR =
  /(?:^|_)(?:OPENAI|ANTHROPIC|CLAUDE|GROQ|MISTRAL|COHERE|DEEPSEEK|OPENROUTER|PERPLEXITY|REPLICATE|HUGGINGFACE|HF|ELEVENLABS|DEEPGRAM|RESEND|SENDGRID|POSTMARK|MAILGUN|BREVO|TWILIO|LEMON_?SQUEEZY|PINECONE|TAVILY|SERPAPI|NOTION|AIRTABLE|SLACK|AWS|XAI|GEMINI|FAL|TOGETHER|FIREWORKS)_(?:API_)?(?:KEY|TOKEN)$|(?:^|_)(?:STRIPE_(?:API|SECRET|PRIVATE|RESTRICTED)_KEY|GITHUB_(?:PAT|TOKEN)|AWS_SECRET_ACCESS_KEY)$/;
/** Meant for the browser, by their vendors. */
const PUBLIC_BY_DESIGN =
  /ANON|PUBLISHABLE|PUBLIC_?KEY|SITE_?KEY|MEASUREMENT|DSN|MAPBOX|MAPTILER|GOOGLE_MAPS|FIREBASE|POSTHOG|AMPLITUDE|MIXPANEL|SEGMENT|PLAUSIBLE|RECAPTCHA|TURNSTILE|HCAPTCHA|ALGOLIA_SEARCH|SEARCH_KEY|STREAM_KEY|VAPID|CLIENT_TOKEN|PK_|SENTRY|CONTENTFUL|STORYBLOK|SANITY|WALLETCONNECT|ALCHEMY|INFURA|PUSHER_(?:APP_)?KEY|INTERCOM|CRISP|LOGROCKET|DATADOG|CLARITY|GTM|(?:^|_)(?:URL|HOST|PATH|ENDPOINT|NAME|ID|EXPIRY|EXPIRES?|EXPIRATION|TTL|LENGTH|ENABLED|DISABLED|HEADER|COOKIE|MIN|MAX|POLICY|RESET|FORGOT|LOGIN|REQUIRED|ADDRESS|CONTRACT|DECIMALS|SYMBOL|LIMIT|TYPE|HASH|FIELD)$/;

/** True when the part after the public prefix names something that only a server may know. */
export const isSecretName = byName((rest): boolean => {
  if (/(?:^|_)(?:DATABASE_URL|DB_URL|REDIS_URL|SERVICE_ROLE(?:_KEY)?)$/.test(rest)) return true;
  if (PUBLIC_BY_DESIGN.test(rest) || isSwitch(rest)) return false;
  return SECRET.test(rest) || SERVER_VENDOR.test(rest);
});

/** The name to use on the server when a public prefix would show a secret; else the name itself. */
export function nameWithoutLeak(name: string): string {
  const known = publicPrefixOf(name);
  return known && isSecretName(known.rest) ? known.rest : name;
}
