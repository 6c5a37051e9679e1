import assert from 'node:assert/strict';
import type { Area } from '../../src/model/check.ts';
import { START_OF_FILE } from '../../src/model/location.ts';
import type { Report } from '../../src/model/report.ts';
import { reportHtml } from '../../src/providers/report-html.ts';

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>&\'';

const AREAS: Area[] = [
  { id: 'dns', title: HOSTILE, label: HOSTILE, stage: 'domain', network: true, checks: [] },
  { id: 'email', title: 'Email', label: 'Email', stage: 'email', network: true, checks: [] },
];

const hostileReport = {
  schema: 'launch-ready/report@1',
  version: '0',
  root: HOSTILE,
  domain: HOSTILE,
  checkedAt: '2026-11-21T12:34:56.000Z',
  verdict: {
    state: 'NOT READY',
    blockers: 1,
    high: 0,
    medium: 0,
    low: 0,
    accepted: 1,
    notMeasured: 1,
    review: 0,
    headline: HOSTILE,
    scope: HOSTILE,
  },
  results: [
    {
      checkId: 'dns/a',
      outcome: 'fail',
      durationMs: 0,
      reason: HOSTILE,
      findings: [
        {
          checkId: 'dns/a',
          messageId: 'x',
          message: HOSTILE,
          severity: 'blocker',
          location: { kind: 'host', host: HOSTILE, record: HOSTILE },
          remediation: { text: HOSTILE, copy: HOSTILE },
          fingerprint: 'f',
        },
      ],
    },
  ],
  suppressed: [
    {
      finding: {
        checkId: 'dns/b',
        messageId: 'x',
        message: HOSTILE,
        severity: 'high',
        location: { kind: 'file', path: HOSTILE, range: START_OF_FILE },
        fingerprint: 'g',
      },
      suppression: { kind: 'accept', reason: HOSTILE, owner: HOSTILE, until: '2027-01-01' },
    },
  ],
  notAsked: [{ area: 'email', reason: HOSTILE }],
  skipped: { binary: 1, oversized: 0, unreadable: 0 },
  files: 3,
  durations: {},
} as unknown as Report;

const page = {
  report: hostileReport,
  areas: AREAS,
  folderName: HOSTILE,
  cspSource: 'https://csp.test',
  styleUri: 'https://csp.test/report.css',
};

describe('report page', () => {
  const html = reportHtml(page);

  it('escapes whatever the project or the network says', () => {
    assert.ok(!html.includes('<script') && !html.includes('<img'), html);
    assert.equal(html.split('&lt;script&gt;').length - 1, html.split('&lt;img').length - 1);
    assert.ok(html.split('&lt;script&gt;').length > 10);
  });

  it('allows styles of the extension and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(policy, "default-src 'none'; style-src https://csp.test;");
    assert.ok(!/\son\w+=/.test(html.replaceAll(/&[#\w]+;/g, '').replaceAll(/onerror=alert/g, '')));
    assert.ok(!/\sstyle="/.test(html));
  });

  it('says the verdict, what was not checked, who accepted what, and what was left unread', () => {
    const plain = html.replaceAll(/<[^>]+>/g, ' ');
    for (const text of [
      '2026-11-21 12:34 UTC',
      'Not checked',
      'Accepted risks',
      'until 2027-01-01',
      '1 binary',
      '3 files read',
      'not a penetration test',
    ]) {
      assert.ok(plain.includes(text), text);
    }
  });
});
