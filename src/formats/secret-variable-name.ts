/** What a name is made from. */
export interface NamedSecret {
  /** The kind: `stripe-secret-key`. */
  rule: string;
  provider: string;
  /** The name in the code that the secret is assigned to, or ''. */
  name: string;
}

/** Names that vendors' own libraries look for, where the kind's id is not that name already. */
const CUSTOMARY: Record<string, string> = {
  'secret-key-sk': 'OPENAI_API_KEY',
  'hugging-face-token': 'HF_TOKEN',
  'hugging-face-organization-token': 'HF_TOKEN',
  'adafruit-io-key': 'ADAFRUIT_IO_KEY',
  'brave-search-key': 'BRAVE_SEARCH_API_KEY',
  'llamacloud-api-key': 'LLAMA_CLOUD_API_KEY',
  'aws-bedrock-api-key': 'AWS_BEARER_TOKEN_BEDROCK',
  'aws-bedrock-short-lived-api-key': 'AWS_BEARER_TOKEN_BEDROCK',
  'azure-ad-client-secret': 'AZURE_CLIENT_SECRET',
  'google-oauth-client-secret': 'GOOGLE_CLIENT_SECRET',
  'google-service-account': 'GOOGLE_SERVICE_ACCOUNT_KEY',
  'firebase-messaging-server-key': 'FIREBASE_SERVER_KEY',
  'github-personal-access-token': 'GITHUB_TOKEN',
  'github-oauth-token': 'GITHUB_TOKEN',
  'github-user-token': 'GITHUB_TOKEN',
  'github-app-token': 'GITHUB_TOKEN',
  'github-fine-grained-token': 'GITHUB_TOKEN',
  'gitlab-personal-access-token': 'GITLAB_TOKEN',
  'npm-access-token': 'NPM_TOKEN',
  'fly-access-token': 'FLY_API_TOKEN',
  'netlify-access-token': 'NETLIFY_AUTH_TOKEN',
  'vercel-blob-token': 'BLOB_READ_WRITE_TOKEN',
  'vault-service-token': 'VAULT_TOKEN',
  'vault-batch-token': 'VAULT_TOKEN',
  'onepassword-service-account-token': 'OP_SERVICE_ACCOUNT_TOKEN',
  'tailscale-key': 'TS_AUTHKEY',
  'slack-token': 'SLACK_BOT_TOKEN',
  'slack-webhook': 'SLACK_WEBHOOK_URL',
  'discord-webhook': 'DISCORD_WEBHOOK_URL',
  'microsoft-teams-webhook': 'TEAMS_WEBHOOK_URL',
  'zapier-webhook': 'ZAPIER_WEBHOOK_URL',
  'sentry-org-token': 'SENTRY_AUTH_TOKEN',
  'sentry-user-token': 'SENTRY_AUTH_TOKEN',
  'stripe-test-key': 'STRIPE_SECRET_KEY',
  'stripe-restricted-key': 'STRIPE_SECRET_KEY',
  'linear-token': 'LINEAR_API_KEY',
  'shopify-token': 'SHOPIFY_ACCESS_TOKEN',
  'hubspot-private-app-token': 'HUBSPOT_ACCESS_TOKEN',
  'airtable-personal-access-token': 'AIRTABLE_ACCESS_TOKEN',
  'paypal-braintree-access-token': 'BRAINTREE_ACCESS_TOKEN',
  'supabase-service-role-key': 'SUPABASE_SERVICE_ROLE_KEY',
  'database-address': 'DATABASE_URL',
};

/** Kinds that say nothing of whose the secret is: the name in the code says more. */
const VAGUE =
  /^(?:generic-secret|password|private-key|json-web-token|putty-private-key|password-in-address|basic-auth-header|connection-string-password|password-before-user|curl-account|command-line-password|netrc-password|secret-key-sk|secretlint-)/;
const VAGUE_NAMES: Record<string, string> = {
  'generic-secret': 'APP_SECRET',
  password: 'APP_PASSWORD',
  'password-in-address': 'SERVICE_URL',
  'basic-auth-header': 'BASIC_AUTH_CREDENTIALS',
  'connection-string-password': 'DATABASE_CONNECTION_STRING',
  'password-before-user': 'DATABASE_PASSWORD',
  'json-web-token': 'AUTH_JWT',
};

const PUBLIC_PREFIX =
  /^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|PUBLIC|GATSBY|VUE_APP|NUXT_PUBLIC|STORYBOOK|PROCESS_ENV|IMPORT_META_ENV)_/;
const NOISE =
  /^(?:(?:THIS|SELF|CONFIG|SETTINGS|OPTIONS|OPTS|MODULE_EXPORTS|EXPORTS|HEADERS|DEFAULT|SET|GET|WITH|USE|MY|CONST|LET|VAR)_)+(?=.)/;
const LAST_WORDS =
  'KEY TOKEN SECRET PASSWORD PASSWD PASS PWD PASSPHRASE URL URI DSN CREDENTIAL CREDENTIALS PAT SID WEBHOOK SALT AUTH JWT LICENSE LICENCE';
const ENDS_WELL = new RegExp(`(?:^|_)(?:${LAST_WORDS.replaceAll(' ', '|')})(?:_[A-Z0-9]{1,12})?$`);
/** Shells and run times give these a meaning of their own. */
const RESERVED =
  /^(?:PATH|HOME|USER|SHELL|PWD|LANG|TERM|TMPDIR|HOSTNAME|PORT|HOST|NODE_ENV|NODE_OPTIONS|LD_.*|DYLD_.*|GIT_.*)$/;
const MAX_LENGTH = 60;

/**
 * Names for the environment variable that is to hold a secret, the best first, never empty. Always two words or more, so
 * never a bare `STRIPE` or `AUTHORIZATION`, and never one that a bundler copies into what the browser downloads.
 */
export function variableNamesFor(secret: NamedSecret): string[] {
  const assigned = assignedName(secret);
  const kind = kindName(secret);
  const names = VAGUE.test(secret.rule) || isContextRule(secret.rule) ? [assigned, kind] : [kind, assigned];
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** `stripeSecretKey`, `stripe.secret-key` -> `STRIPE_SECRET_KEY`. */
export function screamingCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
}

/** Kinds of the provider table have the form `mailjet-key`, which is vaguer than the name in the code. */
function isContextRule(rule: string): boolean {
  return /^[a-z0-9]+-key$/.test(rule) && !VAGUE.test(rule);
}

function kindName({ rule, provider }: NamedSecret): string {
  const customary = CUSTOMARY[rule] ?? VAGUE_NAMES[rule];
  if (customary) return customary;
  if (isContextRule(rule)) return withKey(screamingCase(provider) || screamingCase(rule.slice(0, -4)));
  const name = screamingCase(rule.replace(/^secretlint-/, ''));
  return isUsable(name) ? name : withKey(name);
}

function withKey(name: string): string {
  const lead = /^[A-Z]/.test(name) ? name : `APP_${name}`.replace(/_$/, '');
  return `${lead.slice(0, MAX_LENGTH - 8)}_API_KEY`;
}

/** What the code calls it, where that says whose or what it is. */
function assignedName({ rule, provider, name }: NamedSecret): string | undefined {
  const own = withoutNoise(screamingCase(name));
  if (!ENDS_WELL.test(own) || own.length > MAX_LENGTH) return undefined;
  if (isUsable(own)) return own;
  const isBare = /^[A-Z]+$/.test(own) && (isContextRule(rule) || /^(?:generic-secret|password)$/.test(rule));
  if (!isBare) return undefined;
  const owner = isContextRule(rule) ? screamingCase(provider) : 'APP';
  const joined = `${owner}_${own}`;
  return isUsable(joined) ? joined : undefined;
}

function withoutNoise(name: string): string {
  const bare = name.replace(PUBLIC_PREFIX, '').replace(NOISE, '');
  return bare === '' ? name : bare.replace(PUBLIC_PREFIX, '');
}

function isUsable(name: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name) && name.length <= MAX_LENGTH && !RESERVED.test(name);
}
