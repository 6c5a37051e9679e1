import assert from 'node:assert/strict';
import { formatText } from '../../src/reporters/text.ts';
import { displayWidth, wrap } from '../../src/reporters/wrap.ts';
import { EXAMPLE_AREAS, exampleReport, finding, HOSTILE, result } from './example-report.ts';

const options = { areas: EXAMPLE_AREAS, width: 80, colour: false };
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;

describe('reporters/text', () => {
  it('leaves the name of a host as it is written where a reason begins with it', () => {
    const reason = 'acme.test: no name server answers for it';
    const results = [result('email/missing-dmarc', { outcome: 'notMeasured', reason })];
    assert.match(
      formatText(exampleReport({ results }), options),
      /^ {5}acme\.test: no name server answers for it\.$/m,
    );
  });

  it('tells the whole story in launch order, the verdict last', () => {
    assert.equal(
      formatText(exampleReport(), options),
      `Launch Ready 0.1.0 · acme.test · /projects/acme

CODE ${'─'.repeat(75)}

Secrets

  BLOCKER  A secret stands in the code (secrets/hardcoded-secret)
           src/lib/pay ment.ts:12:24
           A live payment key stands in the code: whoever can read the code can
           charge cards in your name.
           See also .env.example:1:1: declared here
           Fix: Make a new key, then read it from the environment.
               STRIPE_SECRET_KEY=

           src/b.ts:1:1
           What secrets/hardcoded-secret found.

Environment variables
  -  1 risk accepted; 1 check not needed here

EMAIL DELIVERY ${'─'.repeat(65)}

  HIGH     SPF does not allow a sender (email/missing-sender-in-spf)
           acme.test TXT (launch-ready.yaml:1:9)
           The code sends with Resend, but SPF allows only Google: invitations
           land in spam.
           Fix: Change the TXT record of acme.test to this.
               v=spf1 include:_spf.google.com include:amazonses.com -all

  ?  Could not check: DMARC is published (email/missing-dmarc)
     The name server did not answer within 5 s.

  i  Mail goes to Google.
  ✓  1 passed: The domain receives mail

HANDOVER ${'─'.repeat(71)}

  ?  Check by hand: Somebody owns the launch (handover/no-owner)
     Write the owners into launch-ready.yaml.

ACCEPTED RISKS
  MEDIUM A variable is read but declared nowhere, src/a.ts:3:5: accepted by
    ana@acme.test until 2027-02-01: only in previews

NOT CHECKED
  dns: left out on the command line

SWITCHED OFF IN LAUNCH-READY.YAML
  env/unused-variable

${'─'.repeat(80)}
7 checks on 41 files and acme.test, 2026-11-21 22:30 UTC; not read: 3 binary, 1
too large; 1 finding marked as not a problem.

NOT READY (2 blockers)
Found: 2 blockers, 1 high, 1 accepted risk, 1 could not be checked, 1 to check
  by hand.
Not checked: dns.
Next: fix the 2 blockers above, first src/lib/pay ment.ts:12:24, then run the
  same command again.
More about it: launch-ready explain secrets/hardcoded-secret
`,
    );
  });

  it('keeps within the width, at every width', () => {
    for (const width of [40, 60, 80, 100, 200]) {
      const lines = formatText(exampleReport(), { ...options, width }).split('\n');
      const long = lines.filter(
        (line) => displayWidth(line) > width && !/^\s+\S+$|v=spf1|src\/lib|launch-ready\.yaml:/u.test(line),
      );
      assert.deepEqual(long, [], `at ${width} columns`);
    }
  });

  it('colours only when asked, and says the same either way', () => {
    const plain = formatText(exampleReport(), options);
    const coloured = formatText(exampleReport(), { ...options, colour: true });
    assert.match(coloured, /\u001b\[1;31mBLOCKER/u);
    assert.equal(coloured.replace(/\u001b\[[\d;]*m/gu, ''), plain);
    assert.doesNotMatch(plain, /\u001b/u);
  });

  it('says on READY that this is no penetration test', () => {
    const verdict = {
      ...exampleReport().verdict,
      state: 'READY' as const,
      headline: 'READY',
      blockers: 0,
      high: 0,
    };
    const text = formatText(
      exampleReport({ verdict, results: [result('env/undeclared-variable')] }),
      options,
    );
    assert.match(text, /^READY$/mu);
    assert.match(
      text.replace(/\n\s*/gu, ' '),
      /READY means that no listed check found a blocker or a high risk at the time shown\. It is not a penetration test/u,
    );
  });

  it('shows the fix once for findings of one check that share it', () => {
    const remediation = { text: 'Write it into .env.example.' };
    const findings = [1, 2, 3].map((n) =>
      finding('env/undeclared-variable', { severity: 'high', remediation, fingerprint: `${n}` }),
    );
    const text = formatText(
      exampleReport({ results: [result('env/undeclared-variable', { outcome: 'fail', findings })] }),
      options,
    );
    assert.equal(text.split('Write it into').length - 1, 1);
    assert.equal(text.match(/^ +src\/a\.ts:3:5$/gmu)?.length, 3);
  });

  it('leads paths from where the reader stands', () => {
    assert.match(
      formatText(exampleReport(), { ...options, pathPrefix: 'packages/web' }),
      /packages\/web\/src\/b\.ts:1:1/u,
    );
  });

  it('repeats what stops the launch above the verdict of a long output, since a person reads the end', () => {
    const many = (count: number) =>
      result('env/tracked-env-file', {
        outcome: 'fail',
        findings: Array.from({ length: count }, (_, n) =>
          finding('env/tracked-env-file', {
            message: `A live key ${n} is in git: everybody has it.`,
            location: { ...finding('x').location, path: `src/${n}.ts` } as never,
          }),
        ),
      });
    const end = (count: number, width = 80) =>
      formatText(exampleReport({ results: [many(count)] }), { ...options, width })
        .split('\n\n')
        .slice(-2);
    const [blockers = '', verdict = ''] = end(12);
    assert.deepEqual(blockers.split('\n').slice(0, 2), [
      'WHAT STOPS THE LAUNCH',
      '  src/0.ts:3:5: A live key 0 is in git',
    ]);
    assert.match(blockers, /^ {2}and 2 more above$/mu);
    assert.match(verdict, /^NOT READY/u);
    assert.doesNotMatch(end(2).join(), /WHAT STOPS/u, 'a short one is seen whole');
  });

  it('puts checks that one cause hides into one line, with what to do at the end', () => {
    const ids = ['email/missing-mx', 'email/missing-dmarc', 'email/missing-sender-in-spf'];
    const results = ids.map((id) =>
      result(id, {
        outcome: 'notMeasured',
        reason: 'acme.test: the DNS server could not be reached (1.1.1.1:53)',
      }),
    );
    const text = formatText(exampleReport({ results }), options);
    assert.match(
      text,
      /^ {2}\? {2}Could not check \(3 checks\): The DNS gave no answer\n {5}missing-mx, missing-dmarc, missing-sender-in-spf\.$/mu,
    );
    assert.match(
      text,
      /^COULD NOT BE CHECKED\n {2}3 checks: The DNS gave no answer\.\n {4}Look at the internet/mu,
    );
  });

  it('names the domain as looked at only where it was', () => {
    const code = [result('env/tracked-env-file')];
    assert.match(formatText(exampleReport({ results: code }), options), /^1 check on 41 files, 2026/mu);
    const domain = exampleReport({ results: [result('email/missing-mx')], files: 0 });
    assert.match(formatText(domain, options), /^1 check on acme\.test, 2026/mu);
    const both = [...code, result('email/missing-mx')];
    assert.match(
      formatText(exampleReport({ results: both }), options),
      /^2 checks on 41 files and acme\.test, /mu,
    );
  });

  it('says how many more there are where a terminal would not hold them', () => {
    const findings = Array.from({ length: 60 }, () => finding('env/tracked-env-file'));
    const copy = Array.from({ length: 70 }, (_, n) => `NAME_${n}=`).join('\n');
    Object.assign(findings[0] ?? {}, { remediation: { text: 'Add these.', copy } });
    const report = exampleReport({
      results: [result('env/tracked-env-file', { outcome: 'fail', findings })],
    });
    const places = (text: string) => text.split('WHAT STOPS')[0]?.match(/^ {11}src\/a\.ts:3:5$/gmu)?.length;
    assert.equal(places(formatText(report, options)), 60);
    const short = formatText(report, { ...options, mostFindings: 50 });
    assert.equal(places(short), 50);
    assert.match(short, /^ +NAME_49=\n +and 20 more lines: --format json/mu);
    assert.match(formatText(report, options), /^ +NAME_69=$/mu);
    assert.match(short, /^ +and 10 more: --format json has them all$/mu);
  });

  it('neutralises hostile text wherever it may stand', () => {
    const report = exampleReport({
      root: HOSTILE,
      domain: HOSTILE,
      results: [
        result('secrets/hardcoded-secret', {
          outcome: 'fail',
          findings: [
            finding('secrets/hardcoded-secret', {
              message: HOSTILE,
              location: { kind: 'host', host: HOSTILE, record: HOSTILE },
              remediation: { text: HOSTILE, copy: HOSTILE },
            }),
            finding('secrets/hardcoded-secret', {
              location: {
                kind: 'file',
                path: HOSTILE,
                range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
              },
            }),
          ],
        }),
        result('email/missing-dmarc', { outcome: 'notMeasured', reason: HOSTILE }),
        result('email/missing-mx', { observations: [{ text: HOSTILE }] }),
      ],
      suppressed: [
        {
          finding: finding('env/undeclared-variable'),
          suppression: { kind: 'accept', reason: HOSTILE, owner: HOSTILE },
        },
      ],
      notAsked: [{ area: 'dns', reason: HOSTILE }],
    });
    const lines = formatText(report, options).split('\n');
    assert.deepEqual(
      lines.filter((line) => UNSAFE.test(line)),
      [],
    );
    assert.deepEqual(
      lines.filter((line) => /^\s*::|##(?:vso)?\[/u.test(line)),
      [],
    );
  });

  it('wraps at spaces and never breaks what must be copied', () => {
    assert.deepEqual(wrap('one two three', 8, '  ', '    '), ['  one', '    two', '    three']);
    assert.deepEqual(wrap('x https://acme.test/a/very/long/path y', 10), [
      'x',
      'https://acme.test/a/very/long/path',
      'y',
    ]);
    assert.equal(displayWidth('日本e\u0301'), 5);
  });
});
