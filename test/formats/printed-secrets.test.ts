// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are shell and code
import assert from 'node:assert/strict';
import { isSecretWord, printedIn, shellLinesOf } from '../../src/formats/printed-secrets.ts';

const printed = (line: string) => printedIn(line).map(({ kind, name }) => `${kind} ${name}`);

describe('secrets that a shell line prints', () => {
  it('finds them by their names', () => {
    assert.deepEqual(printed('echo "token $API_TOKEN"'), ['echo API_TOKEN']);
    assert.deepEqual(printed('      - run: echo ${{ secrets.MAIL_TOKEN }}'), ['echo MAIL_TOKEN']);
    assert.deepEqual(printed('printf "%s" "${DB_PASSWORD}" && ls'), ['echo DB_PASSWORD']);
    assert.deepEqual(printed('echo $API_KEY | base64'), ['encoded API_KEY']);
  });

  it('points to the name', () => {
    const line = '  echo "a $DB_PASSWORD"';
    const [found] = printedIn(line);
    assert.equal(line.slice(found?.at, (found?.at ?? 0) + 11), 'DB_PASSWORD');
  });

  for (const line of [
    'echo "$TOKEN" | docker login --password-stdin',
    'echo "A_TOKEN=$A_TOKEN" >> "$GITHUB_ENV"',
    "echo '$API_TOKEN'",
    'echo "set: ${API_TOKEN:+yes} ${#API_TOKEN} ${API_TOKEN:0:3}"',
    'echo "::add-mask::$API_TOKEN"',
    'X=$(echo "$PRIVATE_KEY" | base64 -d)',
    'echo "see $TOKEN_URL and $API_KEY_ID"',
    'echo "missing $secret_key"',
    'echo \\$API_TOKEN',
    '(echo "$API_TOKEN") > key.txt',
  ]) {
    it(`leaves out: ${line}`, () => assert.deepEqual(printed(line), []));
  }

  it('leaves out here-documents, groups that go to a file, and comments', () => {
    const text = 'a\ncat <<EOF > x\necho $A_TOKEN\nEOF\n{\n echo $A_TOKEN\n} >> y\n# echo $A_TOKEN\nb\n';
    assert.deepEqual(
      shellLinesOf(text)
        .map((line) => line.text)
        .filter(Boolean),
      ['a', 'b'],
    );
    assert.ok(shellLinesOf(text).every(({ text: line, from }) => text.startsWith(line, from)));
  });

  it('knows names of secrets', () => {
    assert.ok(['API_KEY', 'NPM_TOKEN', 'DB_PASSWORD', 'GH_PAT'].every(isSecretWord));
    assert.ok(!['TOKEN_URL', 'API_KEY_ID', 'STRIPE_PUBLISHABLE_KEY', 'SITE_KEY', 'PATH'].some(isSecretWord));
  });
});
