import assert from 'node:assert/strict';
import fc from 'fast-check';
import { crc32 } from '../../src/scanner/checksum.ts';
import { scanBytes, scanText } from '../../src/scanner/scan.ts';
import { randomFrom, textFrom } from '../support/random-text.ts';
import { makeToken, TOKEN_KINDS } from '../support/tokens.ts';

const rulesIn = (text: string, path = 'src/a.js') => scanText(path, text).map(({ rule }) => rule);

describe('scanText', () => {
  it('takes placeholders for what they are', () => {
    const pad = (text: string, length: number) => text.padEnd(length, 'x');
    for (const value of [
      `sk_live_${'x'.repeat(24)}`,
      `ghp_${'x'.repeat(36)}`,
      `sk_live_${pad('your_key_here', 24)}`,
      `AKIA${'IOSFODNN7'}EXAMPLE`,
      `gsk_${'a'.repeat(52)}`,
      ['re_', 'example1_', 'your-key-goes-here-123'].join(''),
    ]) {
      assert.deepEqual(rulesIn(`const key = '${value}';`), [], value);
    }
  });

  it('takes references to values for no values', () => {
    for (const text of [
      'API_KEY=\u0024{API_KEY}',
      'apiKey: process.env.API_KEY',
      'password = os.environ["DB_PASSWORD"]',
      'token: \u0024{{ secrets.DEPLOY_TOKEN_PRODUCTION_2024 }}',
      'password: ENC[AES256_GCM,data:Tm90aGluZyBoZXJl,iv:abc123,tag:def456,type:str]',
      'const validPassword = staff?.password2024',
      'secretKey={{ .Values.secretKey2 }}',
      'API_TOKEN=<your token>',
      'password: op://vault/item/field1',
    ]) {
      assert.deepEqual(rulesIn(text, 'config/a.yml'), [], text);
    }
  });

  it('reads names: ids, public keys and hashes are no secrets', () => {
    const value = makeToken('generic-secret');
    for (const name of [
      'publicKey',
      'keyId',
      'commitToken',
      'cacheKey',
      'tokenAddress',
      'CSRF_TOKEN',
      'sha256Secret',
    ]) {
      assert.deepEqual(rulesIn(`const ${name} = '${value}';`), [], name);
    }
    for (const name of ['apiKey', 'API_SECRET', 'authToken', 'signing_key', 'clientSecret']) {
      assert.deepEqual(rulesIn(`const ${name} = '${value}';`), ['generic-secret'], name);
    }
  });

  it('knows the first state of a component, a fallback of the environment and a hash of the text', () => {
    const key = makeToken('generic-secret');
    const password = makeToken('password-argument');
    for (const [text, value] of [
      [`const [apiKey, setApiKey] = useState("${key}");`, key],
      [`const [apiKey, setApiKey] = React.useState<string>('${key}');`, key],
      [`const apiKey = ref('${key}')`, key],
      [`{ password: process.env.PGPASS || '${password}' }`, password],
      [`{ password: await bcrypt.hash('${password}', 10) }`, password],
      [`'password' => Hash::make('${password}'),`, password],
      [`{ bindDN: 'cn=admin', bindCredentials: '${password}' }`, password],
      [`pika.PlainCredentials('app', '${password}')`, password],
      ['  storePassword "Orange2020@"\n', 'Orange2020@'],
    ] as const) {
      const found = scanText('src/a.js', text).map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(found, [value], text);
    }
    for (const text of ["const [tokens, setTokens] = useState('access-tokens');", "useState('');"]) {
      assert.deepEqual(rulesIn(text), [], text);
    }
  });

  it('knows secrets by the call or the object they stand in', () => {
    const drawn = makeToken('signature-secret');
    const wallet = makeToken('ethereum-private-key');
    for (const [text, rule] of [
      [`{ "Jwt": { "Key": "${makeToken('generic-secret')}", "Issuer": "acme" } }`, 'generic-secret'],
      [`var jwtKey = []byte("${makeToken('generic-secret')}")`, 'generic-secret'],
      [`crypto.createHmac('sha256', '${drawn}')`, 'signature-secret'],
      [`hmac.new(b"${drawn}", body, hashlib.sha256)`, 'signature-secret'],
      [`btoa('svc:${makeToken('password-encoded')}')`, 'password-encoded'],
      [`new ethers.Wallet("${wallet}", provider)`, 'ethereum-private-key'],
      [`accounts: ["${wallet}"]`, 'ethereum-private-key'],
      [`server.login("bot@acme.dev", "${makeToken('google-app-password')}")`, 'google-app-password'],
      [`SECRET_KEY = "${makeToken('django-secret-key')}"`, 'django-secret-key'],
    ] as const) {
      assert.deepEqual(rulesIn(text), [rule], text);
    }
    for (const text of [
      `accounts: ["0x${'ac0974bec39a17e36ba4a6b4d238'}ff944bacb478cbed5efcae784d7bf4f2ff80"]`,
      '{ "Sort": { "Key": "createdAt-desc-2024-11-03" } }',
      "pass: 'this that with from'",
    ]) {
      assert.deepEqual(rulesIn(text), [], text);
    }
  });

  it('knows tokens in the places where their vendors put them', () => {
    const bot = makeToken('telegram-bot-token');
    assert.deepEqual(rulesIn(`curl "https://api.telegram.org/bot${bot}/sendMessage"`), [
      'telegram-bot-token',
    ]);
    const token = makeToken('twilio-auth-token');
    const account = `AC${makeToken('twilio-auth-token', 3)}`;
    assert.deepEqual(rulesIn(`require('twilio')('${account}', '${token}')`), ['twilio-auth-token']);
    const refresh = `ghr_${textFrom('base62', 76, randomFrom(2))}`;
    assert.deepEqual(rulesIn(`send("${refresh}")`), ['github-refresh-token']);
    const auth = Buffer.from(`ci:${makeToken('password-argument')}`).toString('base64');
    assert.deepEqual(rulesIn(`_auth=${auth}\n`, '.npmrc'), ['npm-registry-auth']);
  });

  it('never grades a guess by name above medium', () => {
    for (const kind of ['generic-secret', 'password']) {
      const name = kind === 'password' ? 'dbPassword' : 'apiKey';
      const [found] = scanText('src/a.js', `const ${name} = '${makeToken(kind)}';`);
      assert.equal(found?.rule, kind);
      assert.equal(found?.severity, 'medium');
    }
  });

  it('counts tests, docs and examples one level lower', () => {
    const text = `const k = '${makeToken('stripe-secret-key')}';`;
    for (const path of [
      'test/a.js',
      'docs/a.md',
      'src/a.test.ts',
      'README.md',
      '.env.example',
      'examples/x/a.py',
    ]) {
      assert.deepEqual(
        scanText(path, text).map(({ severity }) => severity),
        ['high'],
        path,
      );
    }
    assert.equal(scanText('src/contest/a.js', text)[0]?.severity, 'blocker');
  });

  it('is quiet in lock files, source maps, minified bundles and vendored folders', () => {
    const text = `k = "${makeToken('stripe-secret-key')}"`;
    for (const path of [
      'pnpm-lock.yaml',
      'dist/a.js.map',
      'public/a.min.js',
      'vendor/a/b.php',
      'node_modules/a/b.js',
    ]) {
      assert.deepEqual(scanText(path, text), [], path);
    }
  });

  it('keeps one finding for one span, the most specific', () => {
    const text = `STRIPE_SECRET_KEY=${makeToken('stripe-secret-key')}`;
    assert.deepEqual(rulesIn(text, '.env'), ['stripe-secret-key']);
  });

  it('tells equal secrets by an identity that holds nothing of them', () => {
    const token = makeToken('openai-api-key');
    const [a, b, c] = scanText(
      'a.js',
      `x = '${token}'; y = '${token}'; z = '${makeToken('openai-api-key', 2)}'`,
    );
    assert.equal(a?.identity, b?.identity);
    assert.notEqual(a?.identity, c?.identity);
  });

  it('knows a Supabase key by the role inside of it', () => {
    const [open] = scanText('a.js', `k = '${makeToken('supabase-service-role-key')}'`);
    assert.equal(open?.rule, 'supabase-service-role-key');
    assert.equal(open?.severity, 'blocker');
    const [anon] = scanText('a.js', `k = '${makeToken('supabase-anon-key')}'`);
    assert.match(anon?.publicByDesign ?? '', /row level security/);
  });

  it("reads GitLab's checksum, where the token has one", () => {
    const body = `glpat-${textFrom('url64', 30, randomFrom(5))}q.01.0w`;
    const doubtOf = (token: string) =>
      scanText('src/a.js', `const t = '${token}';`).map(({ doubt }) => doubt);
    assert.deepEqual(doubtOf(body + crc32(body).toString(36).padStart(7, '0')), [undefined]);
    assert.deepEqual(doubtOf(`${body}000abcd`), ['checksum']);
    assert.deepEqual(doubtOf(makeToken('gitlab-personal-access-token')), [undefined]);
  });

  it("knows an app's token that holds a signed one", () => {
    const token = `ghs_123456_${makeToken('json-web-token')}`;
    assert.deepEqual(rulesIn(`const t = '${token}';`), ['github-app-token']);
  });

  it('grades what people type while they try something out as a note', () => {
    const severities = (text: string) => scanText('src/a.js', text).map(({ severity }) => severity);
    assert.deepEqual(severities(`password: '${['Test', '123!'].join('')}'`), ['low']);
    assert.deepEqual(severities(`email: 'ana@acme.dev', password: '${['yankees', 'win'].join('')}'`), [
      'low',
    ]);
    assert.deepEqual(severities(`password: '${['yankees', 'win'].join('')}'`), []);
  });

  it('leaves a Firebase web configuration to its rules, and only that', () => {
    const key = makeToken('google-api-key');
    const firebase = `{ apiKey: '${key}', authDomain: 'acme.firebaseapp.com' }`;
    assert.match(scanText('a.js', firebase)[0]?.publicByDesign ?? '', /security rules/);
    assert.equal(scanText('a.js', `{ mapsKey: '${key}' }`)[0]?.publicByDesign, undefined);
  });

  it('finds the values of a Kubernetes Secret', () => {
    const value = Buffer.from(makeToken('password')).toString('base64');
    const text = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: ${value}\n  port: ${btoa('5432')}\n`;
    const [found, ...more] = scanText('k8s/db.yaml', text);
    assert.equal(found?.rule, 'kubernetes-secret');
    assert.equal(text.slice(found?.start, found?.end), value);
    assert.deepEqual(more, []);
  });

  it('counts in UTF-16 units, from text and from bytes alike', () => {
    const token = makeToken('stripe-secret-key');
    const text = `// 🚀 Ärger\r\nconst k = '${token}';`;
    const matches = scanText('a.js', text);
    assert.equal(text.slice(matches[0]?.start, matches[0]?.end), token);
    assert.deepEqual(scanBytes('a.js', new TextEncoder().encode(text)), matches);
    const plain = `const k = '${token}';`;
    assert.deepEqual(scanBytes('a.js', new TextEncoder().encode(plain)), scanText('a.js', plain));
  });

  it('never lets a part of a value out, whatever stands round it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TOKEN_KINDS),
        fc.integer({ min: 1, max: 1000 }),
        fc.string({ maxLength: 40 }),
        fc.constantFrom(...['=', ': "', " = '", '("', ' ', '=> `', '\n', '--token ']),
        (kind, seed, before, operator) => {
          const token = makeToken(kind, seed);
          const text = `${before}${operator}${token}"\n`;
          const told = JSON.stringify(scanText('src/a.txt', text).map(({ start, end, ...rest }) => rest));
          for (let i = 0; i + 12 <= token.length; i++) {
            const part = token.slice(i, i + 12);
            // A prefix, a host or a word is no part of the secret; twelve drawn characters are.
            if (/\d/.test(part) && !/^[a-z_:/.-]*\d?[a-z_:/.-]*$/.test(part))
              assert.ok(!told.includes(part), `${kind}: ${part}`);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
