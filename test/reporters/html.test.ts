import assert from 'node:assert/strict';
import type { Area } from '../../src/model/check.ts';
import { START_OF_FILE } from '../../src/model/location.ts';
import type { Report } from '../../src/model/report.ts';
import type { Severity } from '../../src/model/severity.ts';
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

  it('counts in the launch order what is as grave as the step, and names the rest apart', () => {
    const [failed] = hostileReport.results;
    const [finding] = failed?.findings ?? [];
    assert.ok(failed && finding);
    const orderOf = (...severities: Severity[]) =>
      formatHtml(
        {
          ...hostileReport,
          results: [{ ...failed, findings: severities.map((severity) => ({ ...finding, severity })) }],
        },
        { areas: AREAS },
      ).split('<section class="area">')[0] ?? '';
    assert.match(orderOf('blocker', 'low', 'low'), /\(and 2 less grave\)/);
    assert.match(orderOf('blocker', 'blocker', 'low'), /\(2 places, and 1 less grave\)/);
    assert.match(orderOf('high', 'high'), /\(2 places\)/);
    assert.doesNotMatch(orderOf('high'), /places|less grave/);
  });

  it('has buttons for what only the editor can do in the editor only', () => {
    for (const act of ['open', 'explain', 'export', 'run']) {
      assert.ok(inEditor.includes(`data-act="${act}"`), act);
      assert.ok(!html.includes(`data-act="${act}"`), act);
    }
  });

  it('has the search above all that it searches, and says when nothing is found', () => {
    const at = (text: string) => html.indexOf(text);
    assert.ok(at('role="search"') > 0 && at('role="search"') < at('<h2>Launch order'));
    assert.match(
      html,
      /<div id="none" hidden><p id="none-said"><\/p><button type="button" data-act="clear">/,
    );
    assert.match(REPORT_SCRIPT, /No finding matches/);
  });

  it('sets off only counts of what is there', () => {
    assert.match(html, /<li class="blocker"><b>1<\/b> blocker<\/li>/);
    assert.match(html, /<li class="zero"><b>0<\/b> high<\/li>/);
  });

  it('puts the checks that one cause hides below one line, with what to do', () => {
    const blind = ['email/a', 'email/b', 'email/c', 'email/d'].map((checkId, n) => ({
      checkId,
      outcome: 'notMeasured' as const,
      durationMs: 0,
      reason: n === 3 ? HOSTILE : `host${n}.acme.test: no route leads to the server from here`,
      findings: [],
    }));
    const page = formatHtml({ ...hostileReport, results: blind }, { areas: AREAS });
    const [order = '', area = ''] = page.split('<section class="area">');
    assert.match(
      order,
      /This computer does not reach the servers\.<p class="dim">Look at the internet connection/,
    );
    assert.match(order, /<summary>3 checks<\/summary>/);
    assert.match(
      area,
      /<details class="cause"><summary>3 could not be checked: This computer does not reach/,
    );
    assert.equal(area.match(/<article /g)?.length, 4);
    assert.ok(
      area.indexOf('id="email/d"') < area.indexOf('<details'),
      'what stands alone is not folded away',
    );
  });

  it('says once why several areas were not looked at', () => {
    const notAsked = (['dns', 'email'] as const).map((area) => ({ area, reason: 'no domain is set' }));
    const page = formatHtml({ ...hostileReport, notAsked }, { areas: AREAS });
    assert.match(page, /<h2>Not checked<\/h2><ul><li>[^<]*, Email: no domain is set<\/li><\/ul>/);
  });

  it('is a script that a browser understands', () => {
    assert.doesNotThrow(() => new Function(REPORT_SCRIPT));
  });
});
