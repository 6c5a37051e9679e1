import assert from 'node:assert/strict';
import { ownerIn } from '../../src/providers/git-owner.ts';

describe('git owner', () => {
  const cases: [name: string, text: string, owner: string | undefined][] = [
    [
      'the address',
      '[core]\n\tbare = false\n[user]\n\tname = Ana\n\temail = ana@acme.test\n',
      'ana@acme.test',
    ],
    ['the name, where there is no address', '[user]\r\n  name = "Ana Lima"\r\n', 'Ana Lima'],
    ['on the header line', '[user] email = ana@acme.test', 'ana@acme.test'],
    ['without a comment', '[USER]\n EMAIL = ana@acme.test ; at work\n', 'ana@acme.test'],
    [
      'nothing of another section',
      '[remote "user"]\n email = x@y.test\n[committer]\n email = z@y.test\n',
      undefined,
    ],
    ['nothing of an empty file', '', undefined],
    ['nothing of an empty value', '[user]\n email =\n', undefined],
  ];
  for (const [name, text, owner] of cases) {
    it(`is ${name}`, () => assert.equal(ownerIn(text), owner));
  }
});
