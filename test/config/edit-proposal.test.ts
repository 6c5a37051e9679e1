import assert from 'node:assert/strict';
import { addProposal } from '../../src/config/edit-proposal.ts';
import { parse } from '../../src/config/parse.ts';
import { positionsOf } from '../../src/config/positions.ts';
import { type Proposal, proposeConfig } from '../../src/config/propose.ts';

const PROPOSAL: Proposal = {
  domains: [{ domain: 'acme.com', place: 'CNAME' }, { domain: 'acme.dev' }],
  hosts: [
    { name: 'app', place: '.env.production' },
    { name: 'api', place: 'wrangler.toml' },
  ],
  senders: [{ from: 'hello@acme.com', provider: 'resend', place: 'lib/mail.ts' }],
  environments: [{ name: 'production', files: ['.env.production'] }],
};

const WANTED = {
  domain: 'acme.com',
  hosts: { app: {}, api: {} },
  email: { senders: [{ from: 'hello@acme.com', provider: 'resend' }] },
  environments: { production: { files: ['.env.production'] } },
};

function merged(text: string, proposal = PROPOSAL): string {
  const result = addProposal(text, proposal);
  assert.ok(result.ok, result.ok ? '' : result.reason);
  assert.deepEqual(parse(result.text).problems, []);
  if (!result.edit) {
    assert.equal(result.text, text);
    return result.text;
  }
  // The one edit leads to the very text.
  const lines = positionsOf(text);
  const { range, newText } = result.edit;
  const offset = ({ line, character }: { line: number; character: number }) => {
    for (let at = 0; at <= text.length; at++) {
      const { start } = lines.range(at, at);
      if (start.line === line && start.character === character) return at;
    }
    return assert.fail('no such place');
  };
  assert.equal(text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end)), result.text);
  return result.text;
}

describe('a proposal', () => {
  it('writes no mail address at the name of the web server', () => {
    const text = proposeConfig({
      domains: [{ domain: 'www.acme.com' }],
      mailProvider: { provider: 'resend', place: 'package.json' },
    });
    assert.match(text, /^domain: www\.acme\.com$/m);
    assert.match(text, /you@acme\.com, second-person@acme\.com/);
    assert.match(text, /your-address@acme\.com/);
    assert.doesNotMatch(text, /@www\./);
  });

  it('is a first file, with the place of each thing beside it', () => {
    const text = proposeConfig(PROPOSAL);
    assert.deepEqual(parse(text).problems, []);
    assert.deepEqual(parse(text).value, WANTED);
    for (const words of ['Found in CNAME', 'app: {} # .env.production', 'hello@acme.com # lib/mail.ts'])
      assert.ok(text.includes(words), words);
    const result = addProposal(undefined, PROPOSAL);
    assert.ok(result.ok && result.text === text);
  });

  it('with a provider and no address is a comment that only wants the address', () => {
    const text = proposeConfig({
      domains: [{ domain: 'acme.com' }],
      mailProvider: { provider: 'resend', place: 'lib/mail.ts' },
    });
    assert.deepEqual(parse(text).value, { domain: 'acme.com' });
    const open = text
      .replace(/^# (?=email:)/m, '')
      .replace(/^# {3}(?=.*(senders|from|provider: resend))/gm, '  ');
    assert.deepEqual(parse(open.replace('your-address', 'hello')).value.email, WANTED.email);
  });

  for (const [name, text] of Object.entries({
    'an empty file': '',
    'a file of comments': '# ours\n\n# nothing yet\n',
    'a file with all in blocks':
      '# ours\ndomain: acme.com # live\n\nhosts:\n  # the app\n  app: {} # yes\n\n# mail\nemail:\n  smtpProbe: false\n  # none yet\nenvironments:\n  production:\n    files: [.env.production]\n',
    'a file with empty keys': 'hosts:\nemail:\n  senders:\nenvironments:\n# end\n',
    'a file in brackets': 'hosts: { app: {} }\nemail: { senders: [] }\nenvironments: {}\n',
    'a file that is one pair of brackets': '{ domain: acme.com, hosts: { app: {} } }\n',
    'a file with Windows line ends': '# ours\r\nhosts:\r\n  app: {}\r\n',
    'a file without a last line end': 'domain: acme.com\nhosts:\n  app:\n    proxied: false',
    'an indented file': '  domain: acme.com\n  hosts:\n     app: {}\n',
  })) {
    it(`is added to ${name}, and no word of it is lost`, () => {
      const result = merged(text);
      const { value } = parse(result);
      assert.equal(value.domain, 'acme.com');
      assert.deepEqual(Object.keys(value.hosts ?? {}).sort(), ['api', 'app']);
      assert.deepEqual(value.email?.senders, WANTED.email.senders);
      assert.deepEqual(value.environments, WANTED.environments);
      for (const comment of text.match(/#.*/g) ?? []) assert.ok(result.includes(comment.trimEnd()), comment);
      if (text.includes('\r\n')) assert.ok(!/[^\r]\n/.test(result));
      // Asked twice, it has nothing to add.
      assert.equal(merged(result), result);
    });
  }

  it('changes nothing that the file says itself', () => {
    const text =
      'domains: { production: acme.io }\nhosts:\n  app:\n    proxied: false\nemail:\n  senders:\n    - from: Hello@acme.com\nenvironments:\n  production:\n    provided: [A]\n';
    const { value } = parse(merged(text));
    assert.equal(value.domain, undefined);
    assert.deepEqual(value.hosts, { app: { proxied: false }, api: {} });
    assert.equal(value.email?.senders?.length, 1);
    assert.deepEqual(value.environments, { production: { provided: ['A'] } });
  });

  it('leaves a broken file alone, and what cannot be added safely out', () => {
    assert.equal(addProposal('domain: "acme\n', PROPOSAL).ok, false);
    const odd = addProposal('domain: acme.com\nhosts: *x\n', PROPOSAL);
    assert.ok(!odd.ok || !odd.text.includes('api'));
    const list = addProposal('hosts: 3\n', PROPOSAL);
    assert.ok(list.ok && list.text.includes('hosts: 3') && !list.text.includes('api'));
  });
});
