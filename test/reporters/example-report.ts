import { type Area, defineCheck, passed } from '../../src/model/check.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { FileLocation } from '../../src/model/location.ts';
import { REPORT_SCHEMA, type Report, type Result } from '../../src/model/report.ts';
import type { Severity } from '../../src/model/severity.ts';

const check = (id: Area['checks'][number]['id'], title: string, failureTitle: string, severity: Severity) =>
  defineCheck({ id, title, failureTitle, severity, requires: [], messages: {}, run: () => passed() });

/** A few areas of several stages, so that the reporters' tests don't hang on the real checks. */
export const EXAMPLE_AREAS: readonly Area[] = [
  {
    id: 'secrets',
    title: 'Secrets',
    stage: 'code',
    network: false,
    checks: [
      check(
        'secrets/hardcoded-secret',
        'No secret stands in the code',
        'A secret stands in the code',
        'blocker',
      ),
    ],
  },
  {
    id: 'env',
    title: 'Environment variables',
    stage: 'code',
    network: false,
    checks: [
      check(
        'env/undeclared-variable',
        'Every variable that is read is declared',
        'A variable is read but declared nowhere',
        'high',
      ),
      check('env/tracked-env-file', 'No .env file is in git', 'A .env file is in git', 'blocker'),
    ],
  },
  {
    id: 'email',
    title: 'Email delivery',
    stage: 'email',
    network: true,
    checks: [
      check('email/missing-sender-in-spf', 'SPF allows every sender', 'SPF does not allow a sender', 'high'),
      check('email/missing-dmarc', 'DMARC is published', 'DMARC is missing', 'medium'),
      check('email/missing-mx', 'The domain receives mail', 'The domain receives no mail', 'low'),
    ],
  },
  {
    id: 'handover',
    title: 'Handover',
    stage: 'handover',
    network: false,
    checks: [check('handover/no-owner', 'Somebody owns the launch', 'Nobody owns the launch', 'medium')],
  },
];

export function at(path: string, line: number, character: number, length = 4): FileLocation {
  return {
    kind: 'file',
    path,
    range: { start: { line, character }, end: { line, character: character + length } },
  };
}

export function finding(checkId: string, changes: Partial<Finding> = {}): Finding {
  return {
    checkId,
    messageId: 'found',
    message: `What ${checkId} found.`,
    severity: 'blocker',
    location: at('src/a.ts', 2, 4),
    fingerprint: '0123456789abcdef',
    ...changes,
  };
}

export function result(checkId: string, changes: Partial<Result> = {}): Result {
  return { checkId, outcome: 'pass', durationMs: 1, reason: null, findings: [], ...changes };
}

/** Something of everything: all outcomes, all severities, suppressions, host locations. */
export function exampleReport(changes: Partial<Report> = {}): Report {
  return {
    schema: REPORT_SCHEMA,
    version: '0.1.0',
    root: '/projects/acme',
    domain: 'acme.test',
    checkedAt: '2026-11-21T22:30:00.000Z',
    verdict: {
      state: 'NOT READY',
      blockers: 2,
      high: 1,
      medium: 0,
      low: 0,
      accepted: 1,
      notMeasured: 1,
      review: 1,
      headline: 'NOT READY (2 blockers)',
      scope: 'not checked: dns',
    },
    results: [
      result('secrets/hardcoded-secret', {
        outcome: 'fail',
        findings: [
          finding('secrets/hardcoded-secret', {
            message:
              'A live payment key stands in the code: whoever can read the code can charge cards in your name.',
            location: at('src/lib/pay ment.ts', 11, 23, 40),
            data: { rule: 'stripe-secret-key', masked: 'sk_live_…', count: 1, live: true },
            related: [{ location: at('.env.example', 0, 0), message: 'declared here' }],
            remediation: {
              text: 'Make a new key, then read it from the environment.',
              copy: 'STRIPE_SECRET_KEY=',
            },
            fixes: [
              { title: 'Move it to a variable', safety: 'unsafe', edits: [] },
              {
                title: 'Read it from the environment',
                safety: 'unsafe',
                edits: [
                  {
                    path: 'src/lib/pay ment.ts',
                    range: at('', 11, 23, 40).range,
                    newText: 'process.env.KEY',
                  },
                ],
              },
            ],
          }),
          finding('secrets/hardcoded-secret', {
            location: at('src/b.ts', 0, 0),
            fingerprint: 'fedcba9876543210',
          }),
        ],
      }),
      result('env/undeclared-variable'),
      result('env/tracked-env-file', { outcome: 'notApplicable', reason: 'there is no .env file' }),
      result('email/missing-sender-in-spf', {
        outcome: 'fail',
        findings: [
          finding('email/missing-sender-in-spf', {
            severity: 'high',
            message: 'The code sends with Resend, but SPF allows only Google: invitations land in spam.',
            location: {
              kind: 'host',
              host: 'acme.test',
              record: 'TXT',
              declaredAt: at('launch-ready.yaml', 0, 8, 9),
            },
            remediation: {
              text: 'Change the TXT record of acme.test to this.',
              copy: 'v=spf1 include:_spf.google.com include:amazonses.com -all',
            },
          }),
        ],
      }),
      result('email/missing-dmarc', {
        outcome: 'notMeasured',
        reason: 'the name server did not answer within 5 s',
      }),
      result('email/missing-mx', { observations: [{ text: 'Mail goes to Google.' }] }),
      result('handover/no-owner', { outcome: 'review', reason: 'write the owners into launch-ready.yaml' }),
    ],
    suppressed: [
      {
        finding: finding('env/undeclared-variable', { severity: 'medium', fingerprint: '1111111122222222' }),
        suppression: {
          kind: 'accept',
          reason: 'only in previews',
          owner: 'ana@acme.test',
          until: '2027-02-01',
        },
      },
      {
        finding: finding('env/undeclared-variable', { fingerprint: '3333333344444444' }),
        suppression: { kind: 'comment', reason: 'a test value' },
      },
    ],
    notAsked: [{ area: 'dns', reason: 'left out on the command line' }],
    switchedOff: ['env/unused-variable'],
    skipped: { binary: 3, oversized: 1, unreadable: 0 },
    files: 41,
    durations: { repository: 12, checks: 3 },
    ...changes,
  };
}

/** What a hostile repository, DNS answer or page may put into a message. */
export const HOSTILE = [
  'line one\n::error file=x::owned',
  '\r\n::set-output name=a::b',
  '\u001b[2J\u001b]0;title\u0007',
  '\u009b31m',
  '\u202egnp.exe',
  '\u2066hidden\u2069',
  '\u200b\ufeff',
  '\u2028::warning::u2028',
  '\ud800',
  '%0A::error::encoded ##[error]old ##vso[task.x]azure',
].join(' ');
