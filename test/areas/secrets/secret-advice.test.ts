import assert from 'node:assert/strict';
import { browserAdvice, replacementIn } from '../../../src/areas/secrets/secret-advice.ts';

describe('secrets/secret-advice', () => {
  const copies: Record<string, string> = {
    '.github/workflows/deploy.yml': `\${{ secrets.MAIL_KEY }}`,
    'docker-compose.prod.yml': `\${MAIL_KEY:?set MAIL_KEY}`,
    'infra/main.tf': 'var.mail_key',
    '.gitlab-ci.yml': '$MAIL_KEY',
    'Dockerfile.web': 'docker run -e MAIL_KEY …',
    'lib/mail.ts': 'MAIL_KEY=',
    'notes.txt': 'MAIL_KEY=',
  };
  for (const [path, copy] of Object.entries(copies))
    it(`gives what ${path} takes instead`, () => assert.equal(replacementIn(path, 'MAIL_KEY').copy, copy));

  const reads: Record<string, string> = {
    'lib/mail.ts': 'process.env.MAIL_KEY',
    'supabase/functions/mail/index.ts': 'Deno.env.get("MAIL_KEY")',
    'app/mail.py': 'os.environ["MAIL_KEY"]',
    'config/mail.rb': 'ENV.fetch("MAIL_KEY")',
    'cmd/mail.go': 'os.Getenv("MAIL_KEY")',
    'send.sh': '"$MAIL_KEY"',
  };
  for (const [path, read] of Object.entries(reads))
    it(`says how ${path} reads it`, () =>
      assert.ok(replacementIn(path, 'MAIL_KEY').text.includes(`write ${read} here`)));

  it('empties the line of a template, and does not ask to add it', () => {
    for (const path of ['.env.example', 'apps/web/.env.sample']) {
      const { text, copy } = replacementIn(path, 'MAIL_KEY');
      assert.match(text, /^Leave this line without a value/);
      assert.doesNotMatch(text, /add the line/);
      assert.equal(copy, 'MAIL_KEY=');
    }
  });

  it('warns of browsers where a file may run in one', () => {
    assert.match(replacementIn('src/App.tsx', 'MAIL_KEY').text, /every visitor has/);
    assert.doesNotMatch(replacementIn('app/mail.py', 'MAIL_KEY').text, /visitor/);
  });

  it('leads from the key that goes around every rule to the one for browsers', () => {
    assert.match(
      replacementIn('src/client.ts', 'SUPABASE_SERVICE_ROLE_KEY', 'supabase-service-role-key').text,
      /publishable \(anon\) key/,
    );
  });

  it('sends who has a key in the browser to a server function, and to no variable', () => {
    const text = browserAdvice('This page is sent to every visitor', ' at https://a.test');
    assert.match(
      text,
      /^This page is sent to every visitor, so everybody .* Make a new key at https:\/\/a\.test and revoke/,
    );
    assert.match(text, /server function/);
    assert.doesNotMatch(text, /\.env|process\.env/);
    assert.match(browserAdvice('A', '', 'supabase-service-role-key'), /publishable \(anon\) key/);
  });
});
