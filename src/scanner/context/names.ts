import { wordsOf } from './assignment.ts';

/** What a name says of its value. */
export type NameKind = 'password' | 'secret' | 'key';

const PASSWORD = wordSet(`
  password passwd pwd passphrase pass pw passcode userpass dbpass mypassword psw passwort
  motdepasse contrasena senha psk requirepass masterauth storepass keypass rootpw userpw adminpass
  smtppass mailpass ftppass sshpass
`);
const SECRET = wordSet(`
  secret secrets token apikey apikeys appkey accesskey secretkey authkey privatekey credential
  credentials apitoken authtoken accesstoken clientsecret apisecret appsecret bearer authorization
  signature pat webhook licensekey serverkey masterkey servicekey signingkey encryptionkey
  refreshtoken bottoken sas dsn
`);
/** Words that make a `key` a secret one: `api_key`, `signingKey`. */
const QUALIFIES_KEY = wordSet(`
  api access secret private auth client app application account master service signing sign
  encryption encrypt crypto cipher aes hmac jwt subscription license licence server admin shared
  session webhook deploy integration product consumer developer live prod production write storage
  security base root user rest sdk
`);
/** Words that say it is none, wherever they stand in the name. */
const HARMLESS = wordSet(`
  public pub pubkey publickey publishable anon anonymous hash hashed digest checksum integrity sha sha1 sha256
  sha512 md5 commit revision rev etag fingerprint thumbprint csrf xsrf address contract mint
  symbol decimals tokenizer keyboard keyframes primary foreign sort partition cache translation
  i18n locale label placeholder hint regex regexp pattern selector schema column site sitekey
  measurement tracking analytics color icon image monkey author keyword keywords keychain hotkey
  shortcut test mock fake dummy example sample snapshot idempotency forgot reset resolution
  resolved bucket errors messages labels placeholders hints translations
  alphabet charset fpr typehash tx xpub blurhash thumbhash geohash polyline lqip authenticity wrong incorrect expired bad row
`);
/** Words that say so when they stand last: `tokenType`, `password_field`. */
const HARMLESS_LAST = wordSet(`
  id ids name names url uri endpoint path paths file filename dir directory type types kind length
  size count limit index prefix suffix header headers param params field fields input error errors
  message title text description expiry expires expiration ttl at date time timeout format
  algorithm version class style validator rule rules help required enabled visible usage reset
  link page route event ref arn store provider manager policy hasher encryption encoder encoding
  hashing strength generator bean alias identifier sid cid span query mutation role jti
`);

/** Vendors all of whose keys have a form of their own, by their manuals: a detector knows it. */
const FORMED = wordSet(`
  aws openai anthropic claude github gitlab slack stripe npm pypi rubygems sendgrid databricks okta huggingface groq
  linear notion figma postman doppler tailscale digitalocean resend airtable shopify square replicate perplexity xai
  openrouter planetscale pulumi grafana terraform vault discord telegram easypost duffel shippo typeform contentful
  launchdarkly netlify dynatrace buildkite clickhouse sourcegraph
`);

export function namesFormedKeys(name: string): boolean {
  return wordsOf(name).some((word) => FORMED.has(word));
}

/** `key` where only the bare word or an unknown qualifier stands before it: weaker than a named API key. */
export function kindOfName(name: string): NameKind | undefined {
  const words = wordsOf(name);
  const last = words[words.length - 1];
  if (last === undefined || isHarmless(words)) return undefined;
  if (words.some((word) => PASSWORD.has(word)) || isBindPassword(words)) return 'password';
  if (words.some((word) => SECRET.has(word) || /(?:secret|token|apikey|accesskey|secretkey)$/.test(word)))
    return 'secret';
  const key = words.findIndex((word) => word === 'key' || word === 'keys');
  if (key > 0) return words.slice(0, key).some((word) => QUALIFIES_KEY.has(word)) ? 'secret' : 'key';
  if (words.some((word) => word.endsWith('password') || word.endsWith('passwd'))) return 'password';
  return last.endsWith('key') && last.length > 4 ? 'key' : undefined;
}

/** A name that says its value is no secret: an id, a public key, a hash, a label. */
export function isHarmlessName(name: string): boolean {
  return isHarmless(wordsOf(name));
}

function isHarmless(words: readonly string[]): boolean {
  const last = words[words.length - 1];
  if (last === undefined) return false;
  return (
    HARMLESS_LAST.has(last) ||
    words.some((word, at) => HARMLESS.has(word) && !isVendor(words, at)) ||
    isPublicKey(words) ||
    isPassedOn(words)
  );
}

/** `SHORTCUT_API_TOKEN`, `surveyMonkeyApiKey`: the word is part of a vendor's name. */
function isVendor(words: readonly string[], at: number): boolean {
  return (
    (words[at] === 'shortcut' && /^(?:api|access|auth|client|token|secret)$/.test(words[at + 1] ?? '')) ||
    (words[at] === 'monkey' && words[at - 1] === 'survey')
  );
}

/**
 * The public half of a pair of keys, `verifyKey`, what a package is signed with, `GPG_KEY`, a project's name in SonarQube, the
 * `applicationServerKey` of the Push API, a key that may only search, a client-side key.
 */
function isPublicKey(words: readonly string[]): boolean {
  const key = words.lastIndexOf('key');
  const before = words[key - 1] ?? '';
  return (
    /^(?:verify|verifying|verification|gpg|pgp)$/.test(before) ||
    (before === 'project' && words[0] === 'sonar') ||
    (before === 'server' && words[key - 2] === 'application') ||
    (before === 'only' && words[key - 2] === 'search') ||
    (before === 'side' && words[key - 2] === 'client')
  );
}

/** `nextPageToken`, `continuationToken`: where a list goes on; `__RequestVerificationToken`: what a form sends back. */
function isPassedOn(words: readonly string[]): boolean {
  const token = words.lastIndexOf('token');
  const before = words[token - 1] ?? '';
  return (
    /^(?:page|pagination|continuation|cursor|resume)$/.test(before) ||
    (before === 'verification' && words[token - 2] === 'request')
  );
}

/** What a directory server is signed in to with, after RFC 4513. */
function isBindPassword(words: readonly string[]): boolean {
  return words.length > 1 && words[words.length - 2] === 'bind' && words[words.length - 1] === 'credentials';
}

/** Letters and digits of a name in lower case, so that `Sumo-Logic` and `sumoLogic` are found by `sumologic`. */
export function squashed(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
