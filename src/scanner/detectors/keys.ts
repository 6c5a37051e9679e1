import { decodeBase64, decodeJson } from '../decode.ts';
import { type Detector, kinds, PUBLISHED_EXAMPLE, provider, type Refinement } from '../detector.ts';
import { entropy } from '../entropy.ts';

const own = provider(
  'your own',
  '',
  'https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html',
  'pose as your server, or decrypt and sign what this key protects',
);
const google = provider(
  'Google Cloud',
  'https://console.cloud.google.com/iam-admin/serviceaccounts',
  'https://cloud.google.com/iam/docs/service-account-creds',
  'act as this service account',
);
const signedTokens = provider(
  'your sign-in provider',
  '',
  'https://datatracker.ietf.org/doc/html/rfc7519',
  'act as the user or service that it names, until it expires',
);

/** Private keys, service accounts and signed tokens. */
export const KEY_DETECTORS: readonly Detector[] = [
  ...kinds(own, {
    'private-key': {
      title: 'Private key',
      // `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----` is what ssh.com's programs write.
      literals: ['-----begin', '---- begin ssh2'],
      pattern:
        /-----BEGIN ?(?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[^-]{40,12000}(?:-----END ?(?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----)?|---- BEGIN SSH2 (?:ENCRYPTED )?PRIVATE KEY ----\s{1,2}(?:[A-Za-z]{3,10}: [^\n]{0,120}\n){0,3}[A-Za-z0-9+/=\s]{40,12000}(?:---- END SSH2 (?:ENCRYPTED )?PRIVATE KEY ----)?/,
      boundary: 'none',
      filtersPlaceholders: false,
      isValid: (block) => hasKeyBody(block.replace(/-{4,5}[^-]{1,60}-{4,5}/g, '')),
      refine: (block) =>
        /ENCRYPTED/.test(block)
          ? { title: 'Private key, encrypted with a passphrase', severity: 'medium' }
          : undefined,
    },
    'private-key-in-base64': {
      title: 'Private key in base64',
      literals: ['ls0tls1crudjti'],
      pattern: /LS0tLS1CRUdJTi[A-Za-z0-9+/]{100,8000}={0,2}/,
      filtersPlaceholders: false,
      isValid: (text) => /PRIVATE KEY/.test(decodeBase64(text.slice(0, 80)) ?? ''),
    },
    'private-key-body': {
      title: 'Private key without its frame',
      // How the DER of RSA and EC private keys begins, behind its length.
      literals: [
        'ibadanbgkqhkig9w0baqefaasc',
        'ibaakcaqea',
        'ibaakcageia',
        'aeambmgbyqgsm49agegccqgsm49awehbg0w',
        'b3blbnnzac1rzxktdje',
      ],
      before: 8,
      width: 4000,
      pattern:
        /(?:MII[A-Za-z0-9+/]{3}(?:IBADANBgkqhkiG9w0BAQEFAASC|IBAAKCAQEA|IBAAKCAgE)|MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0w|b3BlbnNzaC1rZXktdjE)[A-Za-z0-9+/]{60,3800}={0,2}/,
      minEntropy: 4,
    },
    'putty-private-key': {
      title: 'PuTTY private key',
      literals: ['putty-user-key-file-'],
      pattern:
        /PuTTY-User-Key-File-\d: [\s\S]{60,4000}?Private-Lines: \d{1,3}\s{1,2}[A-Za-z0-9+/=\r\n]{60,4000}[A-Za-z0-9+/=]/,
      boundary: 'none',
      filtersPlaceholders: false,
    },
    'wireguard-private-key': {
      title: 'WireGuard key',
      literals: ['privatekey', 'presharedkey'],
      pattern: /(?:PrivateKey|PresharedKey)\s{0,4}=\s{0,4}([A-Za-z0-9+/]{43}=)/i,
      minEntropy: 4,
      docs: 'https://www.wireguard.com/quickstart/',
      grants: 'join your private network',
    },
    'ethereum-private-key': {
      title: 'Wallet private key',
      literals: [
        'private_key',
        'privatekey',
        'private key',
        'deployer_key',
        'wallet_key',
        'wallet(',
        'accounts: [',
      ],
      pattern:
        /(?:(?:private[_ ]?key|deployer_key|wallet_key)(?:_?\w{0,12})["'`]?\s{0,4}[:=,(]\s{0,4}\[?["'`]?|(?:(?<=new (?:ethers\.)?)Wallet\(|accounts: \[)\s{0,20}["'`])(0x[a-f0-9]{64}|[a-f0-9]{64})/i,
      minEntropy: 3.2,
      // The first accounts of the development nodes of Hardhat, Anvil and Ganache are everybody's.
      isValid: (key) =>
        !/^(?:0x)?(?:ac0974be|59c6995e|5de4111a|7c852118|47e179ec|8b3a350c|4f3edf98)/i.test(key),
      grants: 'empty this wallet',
      docs: 'https://ethereum.org/en/developers/docs/accounts/',
    },
  }),
  ...kinds(google, {
    'google-service-account': {
      title: 'Google service account key',
      literals: ['private_key_id'],
      pattern: /private_key_id\\?["']\s{0,4}:\s{0,4}\\?["']([a-f0-9]{40})/,
      minEntropy: 3,
    },
  }),
  ...kinds(signedTokens, {
    'json-web-token': {
      title: 'Signed token (JWT)',
      literals: ['eyj', 'zxlk'],
      pattern:
        /ey[JA-Za-z0-9][A-Za-z0-9_-]{12,2000}\.ey[A-Za-z0-9_-]{10,6000}\.[A-Za-z0-9_-]{16,1000}={0,2}|ZXlK[A-Za-z0-9+/]{60,3000}={0,2}/,
      severity: 'medium',
      minEntropy: 0,
      filtersPlaceholders: false,
      isValid: isRealJwt,
      refine: refineJwt,
    },
  }),
];

/** Enough mixed base64 lines behind the frame: neither a template nor dots. Line ends may be written as `\n` and quoted. */
function hasKeyBody(text: string): boolean {
  const body = text
    .slice(0, 2000)
    .replace(/(?:Proc-Type|DEK-Info|Version|Comment|Hash):[^\n\\]{0,200}/g, '')
    .replace(/\\\\?[nrt]|[\s"'`+,;\\.#>|*-]+/g, '');
  const run = /[A-Za-z0-9/=]{60,}/.exec(body)?.[0];
  return run !== undefined && entropy(run.slice(0, 400)) > 4.2;
}

function payloadOf(token: string): { header?: Record<string, unknown>; payload?: Record<string, unknown> } {
  const plain = token.startsWith('ZXlK') ? (decodeBase64(token) ?? '') : token;
  const [header = '', payload = ''] = plain.split('.');
  const result: ReturnType<typeof payloadOf> = {};
  const h = decodeJson(header);
  const p = decodeJson(payload);
  if (h) result.header = h;
  if (p) result.payload = p;
  return result;
}

/** The first part is a header that names an algorithm. */
function isRealJwt(token: string): boolean {
  return typeof payloadOf(token).header?.alg === 'string';
}

/** Wix puts a mark before the signed token. */
const WIX_API_KEY: Refinement = {
  rule: 'wix-api-key',
  title: 'Wix API key',
  provider: 'Wix',
  severity: 'high',
  confidence: 'high',
  grants: 'read and change the data of your Wix sites',
  rotate: 'https://manage.wix.com/account/api-keys',
  docs: 'https://dev.wix.com/docs/api-reference/articles/authentication/api-keys/about-api-keys',
};

/** Supabase signs its keys as tokens: the role inside tells the public one from the one that opens everything. */
function refineJwt(token: string, text: string, start: number): Refinement | undefined {
  if (
    text.slice(start - 4, start) === 'IST.' &&
    /wix/i.test(text.slice(Math.max(0, start - 2000), start + 4000))
  ) {
    return WIX_API_KEY;
  }
  const { payload } = payloadOf(token);
  if (
    payload?.role === 'anon' &&
    (payload.iss === 'supabase' || typeof payload.ref === 'string' || payload.iss === 'supabase-demo')
  ) {
    return {
      rule: 'supabase-anon-key',
      title: 'Supabase anon key',
      publicByDesign:
        'Public by design. It is safe in the browser only if row level security is on for every table.',
    };
  }
  if (payload?.iss === 'supabase-demo') {
    return {
      rule: 'supabase-demo-key',
      title: 'Supabase demo key',
      publicByDesign: 'The key of the local demo, the same for everybody; it opens nothing that is online.',
    };
  }
  // What jwt.io shows, and most manuals after it.
  if (payload?.sub === '1234567890') return { publicByDesign: PUBLISHED_EXAMPLE };
  if (payload?.role === 'service_role') {
    return {
      rule: 'supabase-service-role-key',
      title: 'Supabase service role key',
      severity: 'blocker',
      confidence: 'high',
      grants: 'read, change and delete all of your data, past row level security',
    };
  }
  return undefined;
}
