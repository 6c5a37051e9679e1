import assert from 'node:assert/strict';
import type { Area } from '../../src/model/check.ts';
import { START_OF_FILE } from '../../src/model/location.ts';
import type { Report } from '../../src/model/report.ts';
import { formatHtml } from '../../src/reporters/html.ts';
import { REPORT_SCRIPT } from '../../src/reporters/html-script.ts';

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>&\'';

const AREAS: Area[] = [
  { id: 'dns', title: HOSTILE, stage: 'domain', network: true, checks: [] },
  { id: 'email', title: 'Email', stage: 'email', network: true, checks: [] },
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

describe('report as a page', () => {
  const html = formatHtml(hostileReport, { areas: AREAS, name: HOSTILE });
  const inEditor = formatHtml(hostileReport, { areas: AREAS, editor: { nonce: 'n0nce', folder: HOSTILE } });

  it('escapes whatever the project or the network says', () => {
    for (const page of [html, inEditor]) {
      // The one script is ours.
      assert.equal(page.split('<script').length, 2);
      assert.ok(!page.includes('<img'));
      assert.ok(page.split('&lt;img').length > 8);
      assert.ok(!/\son\w+=/.test(page.replaceAll(/&[#\w]+;/g, '').replaceAll(/onerror=alert/g, '')));
      assert.ok(!/\sstyle="/.test(page));
    }
  });

  it('loads nothing, and runs nothing but its own', () => {
    for (const [page, nonce] of [
      [html, 'launch-ready'],
      [inEditor, 'n0nce'],
    ] as const) {
      const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
      const own = `'nonce-${nonce}'`;
      assert.equal(
        policy,
        `default-src 'none'; style-src ${own}; script-src ${own}; base-uri 'none'; form-action 'none'`,
      );
      assert.ok(page.includes(`<script nonce="${nonce}">`) && page.includes(`<style nonce="${nonce}">`));
      assert.ok(!/(?:src|href)="(?!#)/.test(page), 'no address but places in the page');
    }
  });

  it('says the verdict, what comes first, what was not checked, who accepted what, and what was left unread', () => {
    const plain = html.replaceAll(/<[^>]+>/g, ' ');
    for (const text of [
      '2026-11-21 12:34 UTC',
      'Launch order',
      'Fix before you launch',
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

  it('leads from the launch order to each check', () => {
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(targets, ['dns/a']);
    for (const id of targets) assert.ok(html.includes(`id="${id}"`), id);
  });

  it('has buttons for what only the editor can do in the editor only', () => {
    for (const act of ['open', 'explain', 'export', 'run']) {
      assert.ok(inEditor.includes(`data-act="${act}"`), act);
      assert.ok(!html.includes(`data-act="${act}"`), act);
    }
  });

  it('is a script that a browser understands', () => {
    assert.doesNotThrow(() => new Function(REPORT_SCRIPT));
  });
});
