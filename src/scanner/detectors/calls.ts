import { mayBePassword } from '../context/values.ts';
import { isRealPassword } from '../credential-uri.ts';
import { type Detector, kinds, provider } from '../detector.ts';
import { looksRandom } from '../randomness.ts';

const server = provider(
  'a server',
  '',
  'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  'sign in to it',
);
const isPassword = (text: string) => mayBePassword(text, true) && isRealPassword(text);

const chosenPassword = {
  boundary: 'none',
  severity: 'medium',
  confidence: 'medium',
  minEntropy: 1.5,
  chosen: true,
  isValid: isPassword,
} as const;

/** Passwords that no name stands beside: known by their place in a call, a statement or a command. */
export const CALL_DETECTORS: readonly Detector[] = [
  ...kinds(server, {
    'password-argument': {
      title: 'Password in a call',
      literals: [
        'mysql_connect(',
        'mysqli_connect(',
        'new mysqli(',
        'new pdo(',
        'getconnection(',
        'new sequelize(',
        'networkcredential(',
        'pymysql.connect(',
        'mysqldb.connect(',
        'httpbasicauth(',
        'plainauth(',
        'setbasicauth(',
        'passwordauthentication(',
        'plaincredentials(',
        'ftp_login(',
        '.login(',
        'auth=(',
        'auth = (',
      ],
      pattern:
        /(?:(?:mysqli?_connect|new mysqli|new PDO|getConnection|new Sequelize|pymysql\.connect|MySQLdb\.connect|PlainAuth|ftp_login)\(\s{0,4}(?:"[^"\n]{0,150}"|'[^'\n]{0,150}'|[\w$.>-]{1,60}),\s{0,4}|(?:NetworkCredential|HTTPBasicAuth|SetBasicAuth|PasswordAuthentication|PlainCredentials|\.login|auth\s?=\s?)\(\s{0,4})(?:"[^"\n]{0,80}"|'[^'\n]{0,80}'|[\w$.>-]{1,60}),\s{0,4}(?:"([^"\s]{6,80})"|'([^'\s]{6,80})')/i,
      ...chosenPassword,
    },
    'password-statement': {
      title: 'Password of a database account',
      literals: [
        'identified by',
        'identified with',
        'with password',
        'set password',
        'create user',
        'create role',
        'alter user',
        'alter role',
      ],
      pattern:
        /(?:IDENTIFIED (?:WITH [\w"'`]{1,40} )?BY|(?:WITH|SET) PASSWORD|(?:CREATE|ALTER) (?:USER|ROLE) [\w"'`@%.-]{1,60} (?:WITH )?(?:LOGIN )?(?:ENCRYPTED )?PASSWORD)(?: PASSWORD)?\s{0,3}=?\s{0,3}(?:PASSWORD\()?["']([^"'\s]{6,80})["']/i,
      ...chosenPassword,
    },
    'password-in-command': {
      title: 'Password in a command',
      literals: [
        'requirepass ',
        'masterauth ',
        '-storepass ',
        '-keypass ',
        'redis-cli ',
        'convertto-securestring ',
      ],
      pattern:
        /(?:requirepass|masterauth|-storepass|-keypass|redis-cli [^\n]{0,60}?-a|ConvertTo-SecureString(?: -String)?)\s{1,3}["']?([^\s"'`$<>{}%-](?:[^\s"'`$<>{}%]|%(?![sdvqf](?![A-Za-z0-9])|[(\w]{0,40}%)){5,80})/i,
      ...chosenPassword,
    },
    'go-database-address': {
      title: 'Database password',
      literals: ['@tcp(', '@unix('],
      before: 130,
      width: 8,
      pattern: /(?<![\w.-])[\w.-]{1,40}:([^\s@"'`/:$%{}<>]{4,80})@(?:tcp|unix)\(/,
      boundary: 'none',
      severity: 'high',
      minEntropy: 1.5,
      chosen: true,
      isValid: (password, text, start) =>
        isRealPassword(password) &&
        !/^@\w+\((?:localhost|127\.|0\.0\.0\.0|\[::1)/.test(
          text.slice(start + password.length, start + password.length + 20),
        ),
    },
    'pgpass-line': {
      title: 'Database password',
      literals: [':5432:', ':3306:'],
      before: 90,
      width: 200,
      pattern: /(?<![\w.-])[\w.-]{1,80}:\d{4}:[\w*-]{1,60}:[\w*-]{1,60}:([^\s:"'`]{6,80})(?=[\s"'`]|$)/,
      boundary: 'none',
      severity: 'high',
      minEntropy: 1.5,
      chosen: true,
      isValid: isPassword,
      docs: 'https://www.postgresql.org/docs/current/libpq-pgpass.html',
    },
    'password-encoded': {
      title: 'Account with password in a call',
      literals: ['btoa(', 'b64encode(', 'buffer.from(', 'base64_encode('],
      pattern:
        /(?:btoa|b64encode|Buffer\.from|base64_encode)\(\s{0,4}b?(?:"[\w.@-]{2,60}:([^"\s${}<>:]{6,80})"|'[\w.@-]{2,60}:([^'\s${}<>:]{6,80})')/i,
      ...chosenPassword,
    },
    'signature-secret': {
      title: 'Secret that signs messages',
      literals: ['createhmac(', 'hmac.new('],
      pattern:
        /(?:createHmac\(\s{0,4}["'`][\w-]{3,12}["'`],\s{0,4}|hmac\.new\(\s{0,4}b?)(?:"([^"\s]{16,160})"|'([^'\s]{16,160})')/i,
      boundary: 'none',
      severity: 'medium',
      confidence: 'medium',
      minEntropy: 2.5,
      chosen: true,
      isValid: looksRandom,
      grants: 'send your server forged messages',
    },
    'google-app-password': {
      title: 'Google app password',
      literals: ['pass: "', "pass: '", 'pass:"', "pass:'", 'pass = "', "pass = '", 'pass="', "pass='"].concat(
        ['password: "', "password: '", 'password = "', "password = '", 'password="', "password='", '.login('],
      ),
      pattern:
        /(?:pass(?:word)?\s?[:=]\s?["']|\.login\(\s{0,4}["'][^"'\s]{3,60}["'],\s{0,4}["'])([a-z]{4} [a-z]{4} [a-z]{4} [a-z]{4})["']/i,
      boundary: 'none',
      severity: 'high',
      minEntropy: 2,
      chosen: true,
      isValid: (password) => !/[A-Z]/.test(password) && looksRandom(password),
      grants: 'send mail in your name and read your mailbox',
      rotate: 'https://myaccount.google.com/apppasswords',
      docs: 'https://support.google.com/accounts/answer/185833',
    },
    'django-secret-key': {
      title: 'Django secret key',
      literals: ['secret_key = ', 'secret_key=', 'django-insecure-'],
      before: 20,
      width: 90,
      pattern: /SECRET_KEY\s{0,3}=\s{0,3}["']((?:django-insecure-)?[a-z0-9!@#$%^&*(\-_=+)]{50})["']/,
      boundary: 'none',
      severity: 'high',
      minEntropy: 3.5,
      isValid: (key) => /[!@#$%^&*(=+)]/.test(key) && looksRandom(key.replace('django-insecure-', '')),
      grants: 'sign in as any of your users',
      docs: 'https://docs.djangoproject.com/en/stable/ref/settings/#secret-key',
    },
    'jwt-signing-secret': {
      title: 'Secret that signs the sessions',
      literals: ['jwt.sign(', 'jwt.verify(', 'jwt.encode('],
      pattern: /jwt\.(?:sign|verify|encode)\([^"'`\n]{1,100},\s{0,3}(?:"([^"\s]{8,120})"|'([^'\s]{8,120})')/,
      boundary: 'none',
      severity: 'medium',
      confidence: 'medium',
      minEntropy: 2,
      chosen: true,
      isValid: (secret) =>
        !/^(?:HS|RS|ES|PS)\d{3}$/.test(secret) && (isPassword(secret) || looksRandom(secret)),
      grants: 'sign in as any of your users',
    },
    'curl-key': {
      title: 'Key in a curl command',
      literals: ['-u ', '--user '],
      pattern: /(?:-u|--user) {1,2}["']?([A-Za-z0-9_.-]{16,100}):["']?(?=\s|$)/,
      boundary: 'none',
      severity: 'medium',
      confidence: 'medium',
      minEntropy: 3,
      isValid: (key) => looksRandom(key) && /\d/.test(key),
    },
  }),
];
