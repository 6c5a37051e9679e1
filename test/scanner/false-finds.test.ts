import assert from 'node:assert/strict';
import { scanText } from '../../src/scanner/scan.ts';
import { randomFrom, textFrom } from '../support/random-text.ts';
import { makeToken } from '../support/tokens.ts';

/** What is told as a secret: neither public nor made up. */
function told(path: string, text: string): string[] {
  // The linter takes a shell's `${…}` for a forgotten template.
  return scanText(path, text.replaceAll('§', '$'))
    .filter(({ publicByDesign, doubt }) => !publicByDesign && doubt !== 'counted')
    .map(({ rule, severity }) => `${severity} ${rule}`);
}

/** Each stood in a public application and was told as a secret once. */
describe('what was told in vain', () => {
  it('a shell that asks whether a variable is set', () => {
    assert.deepEqual(told('mvnw', 'case "§{MVNW_PASSWORD:+has-password}" in\n'), []);
    assert.deepEqual(told('run.sh', ': "§{DB_PASSWORD:?set-it-1st}"\n'), []);
    assert.equal(told('run.sh', 'PASSWORD="§{DB_PASSWORD:-Tr0ub4dor}"\n').length, 1);
  });

  it('a text that is put together', () => {
    assert.deepEqual(told('backup.sh', 'log "retention pass: deleted=§{deleted} kept=§{kept}"\n'), []);
  });

  it('the key of a message about passwords', () => {
    assert.deepEqual(told('a.tsx', "errors.password = 'passwordMinLength6';\n"), []);
    assert.deepEqual(told('a.tsx', "const password = 'passwordTooShort8';\n"), []);
    assert.equal(told('a.tsx', "const password = 'Tr0ub4dor3';\n").length, 1);
  });

  it('arguments that only pass a password on', () => {
    const line = 'conn = ldap3.Connection(server, user=bind_dn, password=password)\n# server=ldap.acme.dev\n';
    assert.deepEqual(told('auth.py', line), []);
    const minified = 'case x:s.username=r.username,s.password=r.password,s.host=r.host,s.port=r.port;';
    assert.deepEqual(told('chunks/a6dad97d.js', minified), []);
    const kept = 'connect(\n  host=parsed.hostname,\n  user=parsed.username,\n  password=parsed.password,\n)';
    assert.deepEqual(told('scripts/merge.py', kept), []);
    const redis = `cache.acme.dev:6380,user=app,password=${makeToken('password-argument')},server=x\n`;
    assert.equal(told('app.config', redis).length, 1);
  });

  it('a domain’s proof in its DNS, and the outcome of a check', () => {
    const proof = `google-site-verification=${textFrom('base62', 43, randomFrom(6))}`;
    assert.deepEqual(told('dns.ts', `verificationToken: '${proof}',`), []);
    assert.deepEqual(told('seed.ts', "verificationToken: 'acme-verify=abc123def456',"), []);
    assert.deepEqual(told('check.ts', `note("policy", "Off", "pass", "send_enabled=false")`), []);
  });

  it('a beginning of a Facebook token inside a file in base64', () => {
    const token = makeToken('facebook-access-token');
    assert.deepEqual(told('report.html', `data:application/zip;base64,UEsDBBQ+${token}/x9Zq+`), []);
    assert.deepEqual(told('a.js', `const t = '${token}';`), ['blocker facebook-access-token']);
  });

  it('words in the form of a Stripe key', () => {
    const key = ['sk', 'live', 'invalidkey'].join('_');
    assert.deepEqual(told('src/a.ts', `headers: authHeaders('${key}')`), []);
    assert.deepEqual(told('src/a.ts', `f('${['sk', 'live', 'customersonly'].join('_')}')`), []);
  });

  it('a Stripe key that was cut off', () => {
    const cut = `${['sk', 'live', '51RyJPcPQa'].join('_')}...`;
    assert.deepEqual(told('report.txt', `- Stripe live secret key: ${cut}`), []);
  });

  it('the answer to a comparison of passwords', () => {
    const line = "cx(newPassword === confirmPassword ? 'text-green-600' : 'text-red-500')";
    assert.deepEqual(told('src/a.tsx', line), []);
    assert.equal(told('src/a.tsx', "const password = isProd ? 'Tr0ub4dor&3' : ''").length, 1);
  });

  it('a text that goes on in an expression, and words in brackets', () => {
    assert.deepEqual(told('a.js', "password: 'Test1-password-' + Math.random().toString(36)"), []);
    assert.deepEqual(told('notes.txt', 'Login with username and password (2-hour session timeout)'), []);
  });

  it('the id of a page, and a link that visitors follow', () => {
    const random = randomFrom(9);
    const id = [8, 4, 4, 4, 12].map((length) => textFrom('hex', length, random)).join('-');
    assert.deepEqual(told('a.tsx', `link: 'https://acme.dev/home?CommunityKey=${id}'`), []);
    const link = `https://acme.myshop.dev/hosted/?token=${textFrom('hex', 20, random)}`;
    assert.deepEqual(told('a.tsx', `<a href="${link}">Pay</a>`), []);
    assert.equal(told('a.ts', `fetch('${link}')`).length, 1);
  });

  it('the examples in an address of dotenv, and a key of YouTube’s own pages', () => {
    assert.deepEqual(told('a.js', 'as in dotenv://:key_1234@dotenvx.com/vault/.env.vault?'), []);
    const key = makeToken('google-api-key');
    assert.deepEqual(told('a.ts', `fetch("https://www.youtube.com/youtubei/v1/player?key=${key}")`), []);
    assert.deepEqual(told('.env', `VITE_CONNECTOR_GOOGLE_MAPS_BROWSER_KEY="${key}"`), []);
  });

  it('values sealed for a cluster, class names of CSS modules, the account of RFC 7617', () => {
    const sealed = `AgB${textFrom('base62', 720, randomFrom(6))}`;
    assert.deepEqual(told('sealed.yaml', `encryptedData:\n  password: ${sealed}\n`), []);
    assert.deepEqual(
      told('a.module.css.json', '{"secretKey":"_secretKey_0qwb7_9","token":"_token_hvy1d_1"}'),
      [],
    );
    const basic = Buffer.from('Aladdin:open sesame').toString('base64');
    assert.deepEqual(told('docs/a.md', `Authorization: Basic ${basic}\n`), []);
  });

  it('keys that only verify, the name of a project, the way passwords are kept', () => {
    const hex = textFrom('hex', 64, randomFrom(7));
    assert.deepEqual(told('a.ts', `const verifyKey = '${hex}';`), []);
    assert.deepEqual(told('a.ts', `const signingKey = '${hex}';`), ['medium generic-secret']);
    assert.deepEqual(told('sonar.properties', 'sonar.projectKey=acme_app_hgzb8p1r7ab0\n'), []);
    assert.deepEqual(told('a.sql', "ALTER ROLE app SET password_encryption = 'scram-sha-256';\n"), []);
  });

  it('constants that name themselves, rules of forms, keys that sign packages', () => {
    assert.deepEqual(told('a.ts', "{ PASSWORD_RECOVERY: 'PASSWORD_RECOVERY_2' }"), []);
    assert.deepEqual(told('A.java', 'String PASSWORD_ENCODER_BEAN = "bcryptPasswordEncoder2";'), []);
    assert.deepEqual(told('a.php', "['password' => 'required|min:8|regex:/[A-Z]/']"), []);
    assert.deepEqual(told('Dockerfile', `ENV GPG_KEY=${textFrom('HEX', 40, randomFrom(9))}\n`), []);
    assert.deepEqual(told('a.ts', `const PADDLE_CLIENT_TOKEN = '${makeToken('paddle-client-token')}';`), []);
  });

  it('a search-only key of Algolia', () => {
    const key = textFrom('hex', 32, randomFrom(8));
    assert.deepEqual(told('a.ts', `const ALGOLIA_SEARCH_API_KEY = "${key}";`), []);
    assert.deepEqual(told('.env', `VITE_ALGOLIA_SEARCH_KEY=${key}\n`), []);
    assert.deepEqual(told('.env', `ALGOLIA_ADMIN_KEY=${key}\n`), ['medium algolia-key']);
  });

  it('names that say their value is a hash, an id, an alphabet or where a list goes on', () => {
    const hex = textFrom('hex', 64, randomFrom(31));
    const drawn = textFrom('base62', 44, randomFrom(32));
    for (const name of [
      'CreateTokenMutation',
      'ApiKeysQuery',
      'secretKeyIdentifier',
      'tokenSpan',
      'VERIFY_TOKEN_SID',
      'TOKEN_TX',
      'TOKEN_TYPEHASH',
      'SIGNING_KEY_FPR',
      'tokenBlurhash',
      'lqipKey',
      'rowKey',
      'expiredToken',
      'SECRET_ALPHABET',
      'applicationServerKey',
      'searchOnlyKey',
      'nextPageToken',
      'continuationToken',
      '__RequestVerificationToken',
      'authenticity_token',
    ]) {
      assert.deepEqual(told('src/a.ts', `const ${name} = '${hex}';`), [], name);
      assert.deepEqual(told('src/a.ts', `const ${name} = '${drawn}';`), [], name);
      assert.deepEqual(told('a.html', `<input type="hidden" name="${name}" value="${drawn}">`), [], name);
    }
    for (const name of ['tokenServer', 'verificationToken', 'serverKey', 'searchAdminKey', 'signingKey']) {
      assert.equal(told('src/a.ts', `const ${name} = '${drawn}';`).length, 1, name);
    }
  });

  it('ids and public halves behind a name that speaks of a key', () => {
    const base62 = (length: number) => textFrom('base62', length, randomFrom(length));
    const nkey = textFrom('base32', 55, randomFrom(33));
    const values = [
      `promo_1${base62(23)}`,
      `pm_1${base62(23)}`,
      `bafy${textFrom('base32', 55, randomFrom(34)).toLowerCase()}`,
      `xpub6${base62(107)}`,
      `A${nkey}`,
      `user_2${base62(26)}`,
      `avatars/${textFrom('hex', 32, randomFrom(35))}.webp`,
    ];
    for (const value of values)
      assert.deepEqual(told('src/a.ts', `const accessKey = '${value}';`), [], value);
    assert.deepEqual(told('src/a.ts', `const clerkUserKey = 'user_2${base62(26)}';`), []);
    assert.equal(told('src/a.ts', `const accessKey = 'app_2${base62(26)}';`).length, 1);
    assert.equal(told('src/a.ts', `const accessKey = 'S${nkey}A';`).length, 1);
  });

  it('the keys and tokens that standards show, and bytes that count', () => {
    const shown = [
      ['2YotnFZFEj', 'r1zCsicMWpAA'],
      ['tGzv3JOkF0', 'XG5Qx2TlKWIA'],
      ['7Fjfp0ZBr1', 'KtDRbnfVdmIw'],
      ['2b7e151628', 'aed2a6abf7158809cf4f3c'],
      ['9d61b19def', 'fd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'],
    ].map((parts) => parts.join(''));
    const bytes = Array.from({ length: 32 }, (_, i) => (i + 16).toString(16)).join('');
    for (const value of [...shown, bytes])
      assert.deepEqual(told('src/a.ts', `const clientSecret = '${value}';`), [], value);
    const drawn = textFrom('hex', 64, randomFrom(38));
    assert.equal(told('src/a.ts', `const clientSecret = '${drawn}';`).length, 1);
  });

  it('a value that dotenvx has sealed', () => {
    const sealed = `encrypted:B${textFrom('base62', 150, randomFrom(36))}==`;
    assert.deepEqual(told('.env', `API_KEY="${sealed}"\nDB_PASSWORD="${sealed}"\n`), []);
  });

  it('what follows a variable in a Dockerfile', () => {
    const id = textFrom('base62', 21, randomFrom(37));
    assert.deepEqual(told('Dockerfile', `ENV API_KEY=$API_KEY BUILD_ID=${id}\n`), []);
    assert.equal(told('Dockerfile', `ENV API_KEY=${id}x BUILD_ID=1\n`).length, 1);
  });

  it('DocuSign’s proof of a domain', () => {
    const id = ['fd78a1aa', '20f1', '4853', '9dc8', 'e592f6143a17'].join('-');
    assert.deepEqual(told('dns.yaml', `values:\n  - docusign=${id}\n`), []);
    assert.equal(told('.env', `DOCUSIGN=${id}\n`).length, 1);
  });

  it('constants, error codes, classes and patterns beside the word password', () => {
    for (const line of [
      "const TOKEN_ERRORS = { secret: 'AUTH-00113-SECRET-MISMATCH' }",
      "export const CLIENT_SECRET = 'ACME_OIDC_SECRET_V2'",
      'case secret = "kSecAttrAcmeSecretV1"',
      'const val SECRET_KEY_ALIAS = "AcmeKeystoreAlias2023"',
      'BAD_PASSWORD("AADSTS50126")',
      "static const String passwordKey = 'password_field_key_01'",
      "const ids = { password: 'login-form__password-input--v2' }",
      String.raw`const patterns = { password: 'password\\s*[:=]\\s*[^\\s]+' }`,
    ]) {
      assert.deepEqual(told('src/a.swift', line), [], line);
    }
    assert.equal(told('src/a.ts', "const jwtSecret = 'Kestrel_Blue_Night7'").length, 1);
    assert.equal(told('src/a.ts', "const keyPassword = 'Kestrel_Blue_7'").length, 1);
  });

  it('what names an object at a provider, or is shown to visitors by its manual', () => {
    const drawn = (form: 'base62' | 'hex' | 'base36', length: number, seed: number) =>
      textFrom(form, length, randomFrom(seed));
    const uuid = [8, 4, 4, 4, 12].map((length) => drawn('hex', length, length)).join('-');
    for (const line of [
      `openai_org_key = "org-${drawn('base62', 24, 1)}"`,
      `"openai_assistant_token": "asst_${drawn('base62', 24, 2)}"`,
      `vercel_project_key = "prj_${drawn('base62', 28, 3)}"`,
      `VERCEL_TOKEN_TEAM = "team_${drawn('base62', 24, 4)}"`,
      `airtable_base_key = "app${drawn('base62', 14, 5)}"`,
      `SENDGRID_TEMPLATE_KEY = "d-${drawn('hex', 32, 6)}"`,
      `paypal_plan_key = "P-${drawn('base36', 24, 7).toUpperCase()}"`,
      `firebase_app_key = "1:381351790646:web:${drawn('hex', 22, 8)}"`,
      `replicate_model_key = "stability-ai/sdxl:${drawn('hex', 64, 9)}"`,
      `adyen_client_key = "live_${drawn('base36', 32, 10).toUpperCase()}"`,
      `braintree_tokenization_key = "sandbox_${drawn('base36', 8, 11)}_${drawn('base36', 16, 12)}"`,
      `plaid_link_token = "link-sandbox-${uuid}"`,
    ]) {
      assert.deepEqual(told('infra/a.toml', line), [], line);
    }
    assert.deepEqual(told('a.py', `RECAPTCHA_SECRET = "6LeIxAcTAAAAA${'GG-vFI1TnRWxMZNFuojJ4WifJWe'}"`), []);
    const key = drawn('base62', 40, 13);
    assert.equal(told('infra/a.toml', `paypal_plan_secret = "${key}"`).length, 1);
  });

  it('what an application says in its languages, and public keys by their names', () => {
    assert.deepEqual(told('src/locales/pt.yml', 'password: SenhaDeveTer8Caracteres'), []);
    assert.deepEqual(told('src/i18n/nl.ts', "secret: 'GeheimeSleutel2FA'"), []);
    assert.equal(told('src/a.ts', "const password = 'SenhaDeveTer8Caracteres'").length, 1);
    const drawn = textFrom('base62', 32, randomFrom(21));
    assert.equal(told('src/i18n/nl.ts', `apiSecret: '${drawn}'`).length, 1);
    assert.deepEqual(told('src/a.ts', "password: 'PasswordsDoNotMatch2'"), []);
    assert.deepEqual(told('src/a.ts', `export const geohashKey = '${drawn.toLowerCase()}'`), []);
    assert.deepEqual(told('a.env', `LD_CLIENT_SIDE_KEY=${textFrom('hex', 24, randomFrom(22))}`), []);
    assert.equal(told('a.env', `LD_CLIENT_KEY=${textFrom('hex', 24, randomFrom(22))}`).length, 1);
  });

  it('but a parameter of a store is told, though its name stands in a path', () => {
    const secret = textFrom('base62', 40, randomFrom(4));
    assert.equal(told('docs.txt', `/prod/app/MGMT_CLIENT_SECRET = ${secret}`).length, 1);
    assert.deepEqual(told('docs.txt', `https://acme.dev/token/${secret}`), []);
  });

  it('the examples of manuals', () => {
    const keys = [
      ['sk', 'test', `4eC39HqLyj${'WDarjtT1zdp7dc'}`].join('_'),
      ['whsec', `MfKQ9r8GKY${'qrTwjUPD8ILPZIo2LaLaSw'}`].join('_'),
      [
        { alg: 'HS256', typ: 'JWT' },
        { sub: '1234567890', name: 'John Doe', iat: 1516239022 },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .concat(textFrom('url64', 43, randomFrom(3)))
        .join('.'),
    ];
    for (const key of keys) {
      const [match] = scanText('src/a.ts', `const secretKey = '${key}';`);
      assert.match(match?.publicByDesign ?? '', /example of a manual/);
    }
  });

  it('a Google key that a page with a map has to show', () => {
    const key = makeToken('google-api-key');
    const places = [
      `<script src="https://maps.googleapis.com/maps/api/js?key=${key}&libraries=places"></script>`,
      `<LoadScript googleMapsApiKey="${key}">`,
      `VITE_GOOGLE_MAPS_API_KEY=${key}`,
    ];
    for (const place of places) {
      assert.match(
        scanText('src/a.html', place)[0]?.publicByDesign ?? '',
        /restricted to your domains/,
        place,
      );
    }
    assert.deepEqual(told('src/a.ts', `GOOGLE_MAPS_API_KEY=${key}`), ['high google-api-key']);
    assert.deepEqual(
      told('src/a.ts', `fetch('https://maps.googleapis.com/maps/api/geocode/json?key=${key}')`),
      ['high google-api-key'],
    );
  });
});
