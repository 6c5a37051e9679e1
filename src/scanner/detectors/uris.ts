import { isLocalHost, isRealPassword } from '../credential-uri.ts';
import { decodeBase64 } from '../decode.ts';
import { type Detector, kinds, provider, type Refinement } from '../detector.ts';
import { mayHoldAccount } from '../first-look.ts';

const database = provider(
  'your database',
  '',
  'https://cheatsheetseries.owasp.org/cheatsheets/Database_Security_Cheat_Sheet.html',
  'read, change and delete your data',
);
const server = provider(
  'a server',
  '',
  'https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1',
  'sign in there with this account',
);
const SQL_SERVER = 'https://learn.microsoft.com/en-us/sql/connect/ado-net/connection-strings';

/** Accounts inside of addresses and connection strings. The finding's range is the account with its password. */
export const URI_DETECTORS: readonly Detector[] = [
  ...kinds(server, {
    'password-in-address': {
      title: 'Account with password in an address',
      literals: ['://'],
      quick: (text, start) => mayHoldAccount(text, start + 3),
      pattern: /:\/\/([^\s:/@"'`<>]{0,100}:[^\s/"'`<>]{3,200})@(?=[^\s/:?#"'`@]{1,200})/,
      boundary: 'none',
      severity: 'high',
      filtersPlaceholders: false,
      isValid: (account, text, start) =>
        isRealAccount(account) &&
        !/[<>{}$%*]|^(?:host|hostname|server|domain|\.\.\.)/i.test(hostAt(text, start + account.length + 1)),
      refine: (account, text, start) =>
        refineAddress(schemeBefore(text, start), hostAt(text, start + account.length + 1)),
    },
    'basic-auth-header': {
      title: 'Account with password in a header',
      literals: ['basic '],
      pattern: /Basic\s{1,2}([A-Za-z0-9+/]{12,400}={0,2})/i,
      severity: 'medium',
      confidence: 'medium',
      filtersPlaceholders: false,
      isValid: (text) => isRealAccount(decodeBase64(text) ?? ''),
    },
    'docker-registry-auth': {
      title: 'Account of a container registry',
      literals: ['"auth"'],
      pattern: /"auth"\s{0,4}:\s{0,4}"([A-Za-z0-9+/]{12,600}={0,2})"/,
      severity: 'high',
      boundary: 'none',
      filtersPlaceholders: false,
      isValid: (text) => isRealAccount(decodeBase64(text) ?? ''),
      grants: 'read and replace your images',
    },
    'npm-registry-auth': {
      title: 'Token of a package registry',
      literals: [':_authtoken', ':_auth', ':_password', '_authtoken', '_auth=', '_auth ='],
      pattern: /:?_(?:authToken|auth|password)\s{0,4}=\s{0,4}["']?([A-Za-z0-9+/_=.-]{16,600})/i,
      severity: 'high',
      minEntropy: 3,
      grants: 'publish packages in your name',
      rotate: 'https://docs.npmjs.com/revoking-access-tokens',
    },
    'netrc-password': {
      title: 'Password in a netrc file',
      literals: ['machine '],
      pattern:
        /machine\s{1,4}[^\s]{3,120}\s{1,8}login\s{1,4}[^\s]{1,100}\s{1,8}password\s{1,4}([^\s"'`<>${}]{6,200})/i,
      severity: 'high',
      boundary: 'none',
      filtersPlaceholders: false,
      isValid: (password) => isRealPassword(password),
    },
    'curl-account': {
      title: 'Account with password in a command',
      literals: ['curl '],
      reach: 500,
      pattern:
        /\s(?:-u|--user)[\s=]{1,2}["']{0,2}([^\s"'`:$<>{}%]{1,80}["']{0,2}:["']{0,2}[^\s"'`:$<>{}%]{4,120})/,
      severity: 'medium',
      confidence: 'medium',
      boundary: 'none',
      filtersPlaceholders: false,
      isValid: (account) => isRealAccount(account.replace(/["']/g, '')),
    },
    'command-line-password': {
      title: 'Password in a command',
      literals: ['psexec', 'mysql ', 'mysqldump ', 'sshpass ', 'docker login', 'winexe'],
      reach: 300,
      pattern:
        /\s(?:-p|--password)(?:\s{1,2}|=)?["']?([^\s"'`$<>{}%-](?:[^\s"'`$<>{}%]|%(?![sdvqf](?![A-Za-z0-9])|[(\w]{0,40}%)){4,80})/,
      severity: 'medium',
      confidence: 'medium',
      boundary: 'none',
      filtersPlaceholders: false,
      isValid: (password) =>
        isRealPassword(password) && /\d/.test(password) && !/^\d+$|[/\\:]/.test(password),
    },
  }),
  ...kinds(database, {
    'connection-string-password': {
      title: 'Database account with password',
      literals: ['user id', 'userid', 'user name', 'username', 'user=', 'user =', 'uid'],
      pattern:
        /(?:User ?(?:Id|name)?|Uid)[ \t]{0,2}=[ \t]{0,2}([^;="'\n]{1,80}(?:; {0,2}[A-Za-z ]{1,30}=[^;"'\n]{0,80}){0,3};?["' &+]{0,8}(?:Password|Pwd)[ \t]{0,2}=[ \t]{0,2}[^;"'\n<>]{4,100})/i,
      severity: 'high',
      boundary: 'none',
      filtersPlaceholders: false,
      isValid: (account, text, start) =>
        DATABASE_WORDS.test(text.slice(Math.max(0, start - 300), start + account.length + 200)) &&
        !PASSED_ON.test(account) &&
        isRealPassword(passwordIn(account)),
      docs: SQL_SERVER,
    },
    'password-before-user': {
      title: 'Database password',
      literals: ['data source=', 'server=', 'driver={', 'jdbc:', 'host='],
      reach: 500,
      // The second form is Oracle's: `jdbc:oracle:thin:user/password@//host`.
      pattern:
        /[;?&\s](?:Password|Pwd)[ \t]{0,2}=[ \t]{0,2}([^;&"'\s<>$]{4,100})|jdbc:oracle:(?:thin|oci):[\w$#.-]{1,60}\/"?([^\s"'`@/<>{}$%]{4,80})"?@/i,
      severity: 'high',
      confidence: 'medium',
      boundary: 'none',
      filtersPlaceholders: false,
      isValid: (password) =>
        isRealPassword(password) &&
        /[\d\W_]/.test(password) &&
        !/^(?:process\.|os\.|env\.|config|self\.|this\.|[a-z_]+[([]|[a-z_]\w*(?:\.[a-z_]\w*)+[,)])/i.test(
          password,
        ),
      docs: SQL_SERVER,
    },
  }),
];

const DATABASE_WORDS = /(?:data source|server|driver|host|initial catalog|database|dbname) ?=|jdbc:|odbc/i;

/** `connect(user=name, password=password)`, `a.username=b.username,a.password=b.password`: code, which only passes it on. */
const PASSED_ON =
  /,\s{0,4}(?:[\w$]{1,30}\.(?:Password|Pwd)[ \t]{0,2}=|(?:Password|Pwd)[ \t]{0,2}=[ \t]{0,2}[A-Za-z_][A-Za-z_.]*(?:[(),\]]|$))/i;

function passwordIn(account: string): string {
  return (
    /(?:Password|Pwd)[ \t]{0,2}=[ \t]{0,2}([^;"'\n<>]*)$/i
      .exec(account)?.[1]
      ?.trim()
      .replace(/ [a-z_]{2,30}=.*$/i, '') ?? ''
  );
}

/** `user:password` with a password that somebody may have chosen; percent escapes are read. */
function isRealAccount(account: string): boolean {
  // The example of RFC 7617, section 2.
  if (/^Aladdin:open ?sesame$/i.test(account)) return false;
  const colon = account.indexOf(':');
  if (colon < 0 || account.length > 600 || account.includes('[^') || /[^\x20-\x7e]/.test(account))
    return false;
  return isRealPassword(
    account
      .slice(colon + 1)
      .replace(/%([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    account.slice(0, colon),
  );
}

function hostAt(text: string, from: number): string {
  return /^[^\s/:?#"'`@,]{1,200}/.exec(text.slice(from, from + 200))?.[0] ?? '';
}

function schemeBefore(text: string, start: number): string {
  return (
    /([a-z][a-z0-9+.-]{0,20}):\/\/$/i.exec(text.slice(Math.max(0, start - 24), start))?.[1]?.toLowerCase() ??
    ''
  );
}

const DATABASES =
  /^(?:postgres(?:ql)?(?:\+\w+)?|mysqlx?(?:\+\w+)?|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|cockroachdb|clickhouse|neo4j(?:\+s)?|bolt|libsql|couchbases?|cassandra|nats|kafka)$/;

/** A database that others can reach is a blocker; an account on this computer is a note. */
function refineAddress(scheme: string, host: string): Refinement {
  const isDatabase = DATABASES.test(scheme);
  const kind: Refinement = isDatabase
    ? {
        rule: 'database-address',
        title: 'Database address with its password',
        grants: 'read, change and delete your data',
      }
    : {};
  if (isLocalHost(host)) return { ...kind, severity: 'low', confidence: 'low' };
  return isDatabase ? { ...kind, severity: 'blocker' } : kind;
}
