import assert from 'node:assert/strict';
import { cursorPlace, keyAt } from '../../src/config/cursor.ts';

/** The place of the `|` in a text. */
function at(marked: string): string {
  const offset = marked.indexOf('|');
  const before = marked.slice(0, offset).split('\n');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const place = cursorPlace(text, before.length - 1, before.at(-1)?.length ?? 0);
  return place ? `${place.writes} ${place.path.join('.')} "${place.typed}"` : 'nowhere';
}

describe('where a cursor stands in launch-ready.yaml', () => {
  for (const [text, expected] of [
    ['|', 'key  ""'],
    ['dom|', 'key  "dom"'],
    ['domain: |', 'value domain ""'],
    ['domain: ac|', 'value domain "ac"'],
    ['domain: acme.com # why |', 'nowhere'],
    ['email:\n  |', 'key email ""'],
    ['email:\n  senders:\n    - |', 'key email.senders.0 ""'],
    ['email:\n  senders:\n  - fr|', 'key email.senders.0 "fr"'],
    ['email:\n  senders:\n    - from: a@b.c\n      prov|', 'key email.senders.0 "prov"'],
    ['email:\n  senders:\n    - from: a@b.c\n      provider: |', 'value email.senders.0.provider ""'],
    ['email:\n  senders:\n    - from: a@b.c\n\n  # a comment\n  |', 'key email ""'],
    ['hosts:\n  app:\n    expect:\n      st|', 'key hosts.app.expect "st"'],
    ['hosts: { app: { expect: { st|', 'key hosts.app.expect "st"'],
    ['hosts: { app: { expect: { status: 200 }, pro|', 'key hosts.app "pro"'],
    ['hosts: { app: { expect: { status: |', 'value hosts.app.expect.status ""'],
    ['accept:\n  - check: dns/|', 'value accept.0.check "dns/"'],
    ['ignore: [a, |', 'value ignore.0 ""'],
    ['checks:\n  "env/unused-variable": o|', 'value checks.env/unused-variable "o"'],
    ['domain: acme.com\r\nemail:\r\n  |', 'key email ""'],
    ['accept:\n- check: a\n- |', 'key accept.0 ""'],
    ['email:\n  smtpProbe: false\nmon|', 'key  "mon"'],
  ] as const) {
    it(`${JSON.stringify(text)} is ${expected}`, () => assert.equal(at(text), expected));
  }

  it('knows the key below the cursor', () => {
    const text = 'email:\n  senders:\n    - from: a@b.c\n';
    assert.deepEqual(keyAt(text, 2, 7)?.path, ['email', 'senders', 0, 'from']);
    assert.deepEqual(keyAt(text, 1, 3), { path: ['email', 'senders'], from: 2, to: 9 });
    assert.equal(keyAt(text, 2, 14), undefined);
  });
});
