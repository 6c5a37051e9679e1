import assert from 'node:assert/strict';
import { scanText } from '../../src/scanner/scan.ts';
import { randomFrom, textFrom } from '../support/random-text.ts';

const random = randomFrom(29);
const draw = (alphabet: string, length: number) => textFrom(alphabet, length, random);

/** Whether a finding above low lies on the secret. */
function finds(path: string, text: string, secret: string): boolean {
  const start = text.indexOf(secret);
  assert.ok(start >= 0);
  return scanText(path, text).some(
    (match) => match.severity !== 'low' && match.start < start + secret.length && match.end > start,
  );
}

const AWS_ID = `AKIA${draw('upper', 7)}5${draw('upper', 8)}`;
const AWS_SECRET = `${draw('base62', 20)}/${draw('base62', 18)}7`;
const PASSWORD = `kw${draw('lower', 2)}%${draw('upper', 3)}9${draw('lower', 4)}5`;
const UUID = [8, 4, 4, 4, 12].map((length) => draw('hex', length)).join('-');
const BODY = `${draw('base62', 64)}\n${draw('base62', 64)}\n${draw('base62', 64)}`;

/** What stands in rarer surroundings, by path. */
const FORMS: Readonly<Record<string, readonly [path: string, text: string, secret: string]>> = {
  'an AWS secret in the file of the console': [
    'infra/user_accessKeys.csv',
    `Access key ID,Secret access key\n${AWS_ID},${AWS_SECRET}\n`,
    AWS_SECRET,
  ],
  'an AWS secret in the file of s3fs': ['infra/passwd-s3fs', `${AWS_ID}:${AWS_SECRET}\n`, AWS_SECRET],
  'an AWS secret behind its id in a call': [
    'src/a.java',
    `new BasicAWSCredentials("${AWS_ID}", "${AWS_SECRET}")`,
    AWS_SECRET,
  ],
  'a password with a percent sign for mysqldump': [
    'run.sh',
    `mysqldump -u root -p'${PASSWORD}' shop > out.sql\n`,
    PASSWORD,
  ],
  'a password with a percent sign for sshpass': [
    'run.sh',
    `sshpass -p '${PASSWORD}' ssh ops@acme.dev\n`,
    PASSWORD,
  ],
  'a password with a percent sign in PowerShell': [
    'run.ps1',
    `$p = ConvertTo-SecureString "${PASSWORD}" -AsPlainText -Force\n`,
    PASSWORD,
  ],
  "a password in Oracle's address": [
    'deploy.yaml',
    `url: jdbc:oracle:thin:scott/Kq7${PASSWORD.replace('%', '-')}@//db.acme.dev:1521/ORCL\n`,
    PASSWORD.replace('%', '-'),
  ],
  "ssh.com's private key": [
    'certs/a.key',
    `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "rsa-key-a"\n${BODY}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n`,
    BODY,
  ],
  'a gateway token of Sourcegraph': ['a.cs', 'new Remote("$")', `sgd_${draw('hex', 64)}`],
  "Shortcut's token": ['a.js', 'const SHORTCUT_API_TOKEN = "$";', UUID],
  "SurveyMonkey's key": ['a.js', 'const surveyMonkeyApiKey = "$";', draw('base62', 40)],
};

describe('secrets in rarer forms', () => {
  for (const [name, [path, text, secret]] of Object.entries(FORMS)) {
    it(`finds ${name}`, () =>
      assert.ok(
        finds(
          path,
          text.replace('$"', () => `${secret}"`),
          secret,
        ),
      ));
  }

  it('takes no variable or format for a password, and no key of the keyboard for one of Shortcut', () => {
    for (const [path, text] of [
      ['run.bat', 'mysqldump -u root -pdb%DB_PASS1% shop'],
      ['a.c', 'snprintf(b, n, "mysqldump -u root -pa1b2%s shop", p);'],
      ['a.js', `const shortcutKey = "${UUID}";`],
      ['a.py', `conn = "jdbc:oracle:thin:%s/%s@//db.acme.dev:1521/ORCL" % (u, p)`],
    ] as const) {
      assert.deepEqual(scanText(path, text), [], text);
    }
  });
});
