import assert from 'node:assert/strict';
import { addAcceptedRisk, addIgnore, addReviewed, removeReviewed, setDomain } from '../../src/config/edit.ts';
import type { ConfigEdit } from '../../src/config/edit-source.ts';
import { parse } from '../../src/config/parse.ts';
import { proposeConfig } from '../../src/config/propose.ts';

const RISK = {
  check: 'dns/missing-caa',
  reason: 'registrar: has none',
  owner: 'ana@acme.com',
  until: '2027-02-01',
};

function done(result: ConfigEdit): string {
  assert.ok(result.ok, result.ok ? '' : result.reason);
  return result.text;
}

/** The edit, applied by line and character as an editor does, gives the text. */
function applied(text: string, result: ConfigEdit): string {
  assert.ok(result.ok && result.edit);
  const { range, newText } = result.edit;
  const lines = text.replace(/^\uFEFF/, '').split(/(?<=\n)/);
  const offset = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).join('').length + character;
  const body = lines.join('');
  return (
    (text.startsWith('\uFEFF') ? '\uFEFF' : '') +
    body.slice(0, offset(range.start)) +
    newText +
    body.slice(offset(range.end))
  );
}

describe('configuration edits', () => {
  it('set a domain', () => {
    const cases: [string, string][] = [
      ['domain: old.com # the one\nignore: [a]\n', 'domain: acme.com # the one\nignore: [a]\n'],
      ['domain: "old.com"\n', 'domain: acme.com\n'],
      ['domain:   # to do\nignore: [a]\n', 'domain: acme.com   # to do\nignore: [a]\n'],
      ['domain: https://acme.com/\n', 'domain: acme.com\n'],
      ['# head\n\nignore: [a] # why\n', '# head\n\ndomain: acme.com\nignore: [a] # why\n'],
      ['', 'domain: acme.com\n'],
      ['# only a comment', '# only a comment\ndomain: acme.com\n'],
      // The example of a template is what is filled in; a sentence that begins alike is somebody's note.
      ['# domain: your-domain.com\n\n# rest\n', 'domain: acme.com\n\n# rest\n'],
      ['# head\r\n#domain:\r\nignore: [a]\r\n', '# head\r\ndomain: acme.com\r\nignore: [a]\r\n'],
      ['# domain: "x.com"  # live\nignore: [a]\n', 'domain: acme.com  # live\nignore: [a]\n'],
      ['# domain: the one we sell on\n', '# domain: the one we sell on\ndomain: acme.com\n'],
      ['ignore: [a]\n# domain: x.com\n', 'domain: acme.com\nignore: [a]\n# domain: x.com\n'],
      ['{ ignore: [a] }', '{ domain: acme.com, ignore: [a] }'],
      ['{}', '{ domain: acme.com }'],
      [
        'domains: { production: old.com, staging: acme.dev }\n',
        'domains: { production: acme.com, staging: acme.dev }\n',
      ],
      ['ignore:\r\n  - a\r\n', 'domain: acme.com\r\nignore:\r\n  - a\r\n'],
      ['---\nignore: [a]\n', '---\ndomain: acme.com\nignore: [a]\n'],
      ['\uFEFFignore: [a]\n', '\uFEFFdomain: acme.com\nignore: [a]\n'],
      ['domain: acme.com\n', 'domain: acme.com\n'],
    ];
    for (const [before, after] of cases) {
      const result = setDomain(before, 'acme.com');
      assert.equal(done(result), after);
      if (before !== after) assert.equal(applied(before, result), after);
      else assert.ok(result.ok && result.edit === undefined);
    }
  });

  it('set the domain of a template without leaving a second line of it', () => {
    const text = done(setDomain(proposeConfig(), 'acme.com'));
    assert.deepEqual(text.match(/^.*\bdomain:.*$/gm), ['domain: acme.com']);
    assert.deepEqual(parse(text).problems, []);
  });

  it('add a pattern to ignore', () => {
    const cases: [string, string][] = [
      ['ignore: [a] # x\n', 'ignore: [a, gen/**] # x\n'],
      ['ignore: []\n', 'ignore: [gen/**]\n'],
      ['ignore: [\n  a, # one\n  b, # two\n]\n', 'ignore: [\n  a, # one\n  b, gen/**, # two\n]\n'],
      [
        'ignore:\n- a # x\n- b # y\n\n# tail\ndomain: acme.com\n',
        'ignore:\n- a # x\n- b # y\n- gen/**\n\n# tail\ndomain: acme.com\n',
      ],
      ['ignore:\n    - a', 'ignore:\n    - a\n    - gen/**'],
      ['ignore: # none yet\ndomain: acme.com\n', 'ignore: # none yet\n  - gen/**\ndomain: acme.com\n'],
      ['ignore: ~\n', 'ignore: [gen/**]\n'],
      ['domain: acme.com', 'domain: acme.com\n\nignore:\n  - gen/**\n'],
      ['domain: acme.com\n# tail\n', 'domain: acme.com\n# tail\n\nignore:\n  - gen/**\n'],
      ['{ domain: acme.com }', '{ ignore: [gen/**], domain: acme.com }'],
      ['ignore: [gen/**]\n', 'ignore: [gen/**]\n'],
      ['domain: acme.com\r\n', 'domain: acme.com\r\n\r\nignore:\r\n  - gen/**\r\n'],
    ];
    for (const [before, after] of cases) {
      const result = addIgnore(before, 'gen/**');
      assert.equal(done(result), after);
      if (before !== after) assert.equal(applied(before, result), after);
    }
    assert.equal(done(addIgnore('ignore: [a]\n', '**/gen: x')), 'ignore: [a, "**/gen: x"]\n');
  });

  it('add an accepted risk', () => {
    const block =
      '  - check: dns/missing-caa\n    reason: "registrar: has none"\n    owner: ana@acme.com\n    until: 2027-02-01\n';
    assert.equal(done(addAcceptedRisk('domain: acme.com\n', RISK)), `domain: acme.com\n\naccept:\n${block}`);
    assert.equal(
      done(addAcceptedRisk(`# top\naccept:\n${block}# tail\n`, { ...RISK, check: 'dns/x' })),
      `# top\naccept:\n${block}${block.replace('missing-caa', 'x')}# tail\n`,
    );
    const flow = done(addAcceptedRisk('accept: [] # none\n', { ...RISK, host: 'app', path: '*.ts' }));
    assert.equal(parse(flow).value.accept?.[0]?.path, '*.ts');
    assert.match(flow, /^accept: \[\{ check: .* \}\] # none\n$/);
  });

  it('say who looked at what only a person can tell, and take it back without a trace', () => {
    const look = { check: 'handover/missing-rollback', by: 'ana@acme.com', date: '2026-11-01' };
    const other = { ...look, check: 'monitoring/missing-monitor' };
    for (const eol of ['\n', '\r\n']) {
      const before = ['# mine', 'domain: acme.com', 'ignore: [a] # why', ''].join(eol);
      const once = addReviewed(before, look);
      assert.ok(once.ok);
      assert.deepEqual(parse(once.text).value.reviewed, [look]);
      const twice = addReviewed(once.text, other);
      assert.ok(twice.ok);
      const back = removeReviewed(twice.text, look.check);
      assert.ok(back.ok);
      assert.deepEqual(parse(back.text).value.reviewed, [other]);
      const none = removeReviewed(back.text, other.check);
      assert.ok(none.ok);
      assert.equal(parse(none.text).value.reviewed, undefined);
      assert.equal(none.text.trimEnd(), before.trimEnd());
      assert.ok(none.text.startsWith('# mine'));
    }
    const repeated = addReviewed(
      `reviewed:\n  - check: ${look.check}\n    by: bo@acme.com\n    date: 2026-01-01\n`,
      look,
    );
    assert.ok(repeated.ok);
    const gone = removeReviewed(repeated.text, look.check);
    assert.ok(gone.ok && parse(gone.text).value.reviewed === undefined);
    assert.equal(removeReviewed('reviewed: [{ check: a/b, by: x, date: 2026-01-01 }]\n', 'a/b').ok, false);
  });

  it('a missing file becomes a small commented one', () => {
    for (const result of [
      setDomain(undefined, 'acme.com'),
      addIgnore(undefined, 'gen/**'),
      addAcceptedRisk(undefined, RISK),
    ]) {
      const text = done(result);
      assert.ok(result.ok && result.edit?.newText === text);
      assert.match(text, /^# What Launch Ready should know/);
      assert.deepEqual(parse(text).problems, []);
    }
    assert.equal(parse(done(setDomain(undefined, 'acme.com'))).value.domain, 'acme.com');
  });

  it('a broken or odd file is left alone, with a sentence', () => {
    for (const [text, sentence] of [
      ['domain: "acme\n', /broken on line 1/],
      ['- a\n', /keys with values/],
      ['ignore: 3\n', /"ignore" is not a list/],
      [`# ${'x'.repeat(300_000)}`, /too large/],
    ] as const) {
      const result = addIgnore(text, 'gen/**');
      assert.ok(!result.ok);
      assert.match(result.reason, sentence);
    }
    const wrong = setDomain('ignore: []\n', 'https://acme.com/');
    assert.ok(!wrong.ok && /Write acme.com/.test(wrong.reason));
    assert.equal(setDomain('domain: [a]\n', 'acme.com').ok, false);
    assert.equal(addIgnore('domain: acme.com\nignore: *x\n', 'a').ok, false);
  });
});

describe('proposed configuration', () => {
  it('names the likeliest domain and the others in a comment', () => {
    const text = proposeConfig({
      domains: [
        { domain: 'acme.com', place: 'CNAME' },
        { domain: 'acme.dev', place: 'docs\nx: 1/.env.example' },
      ],
    });
    assert.deepEqual(parse(text).problems, []);
    assert.deepEqual(parse(text).value, { domain: 'acme.com' });
    assert.match(text, /Found in CNAME\.\n# Also found: acme\.dev \(docs x: 1\/\.env\.example\)\n/);
  });

  it('without one the line is commented out, and uncommenting everything is valid', () => {
    const text = proposeConfig();
    assert.deepEqual(parse(text).value, {});
    const open = text.replace(/^# (?=(domain|monitoring|handover):)/gm, '').replace(/^# {3}/gm, '  ');
    // The people in it are made up: pasted as they are, they are no answer.
    assert.deepEqual(
      parse(open).problems.map((one) => [one.messageId, one.key]),
      [
        ['invalidValue', 'handover.owners.0'],
        ['invalidValue', 'handover.owners.0'],
      ],
    );
    assert.deepEqual(Object.keys(parse(open).value), ['domain', 'monitoring', 'handover']);
    assert.deepEqual(parse(open).value.handover?.owners, []);
  });
});
