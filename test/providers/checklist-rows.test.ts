import assert from 'node:assert/strict';
import type { Area, Check } from '../../src/model/check.ts';
import type { Finding } from '../../src/model/finding.ts';
import { START_OF_FILE } from '../../src/model/location.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { rowsToOpen } from '../../src/providers/checklist-expansion.ts';
import type { Row } from '../../src/providers/checklist-row.ts';
import { checklistRows } from '../../src/providers/checklist-rows.ts';

const check = (id: string): Check =>
  ({
    id,
    title: `${id} is fine`,
    failureTitle: `${id} is broken`,
    severity: 'high',
    requires: [],
    messages: {},
  }) as unknown as Check;

const AREAS: Area[] = [
  {
    id: 'secrets',
    title: 'Secrets',
    stage: 'code',
    network: false,
    checks: [check('secrets/a'), check('secrets/b')],
  },
  {
    id: 'env',
    title: 'Environment',
    stage: 'code',
    network: false,
    checks: [check('env/a')],
  },
  { id: 'dns', title: 'DNS', stage: 'domain', network: true, checks: [check('dns/a')] },
  {
    id: 'handover',
    title: 'Handover',
    stage: 'handover',
    network: false,
    checks: [check('handover/a')],
  },
];

const finding = (checkId: string, severity: Finding['severity'], n = 0): Finding => ({
  checkId,
  messageId: 'x',
  message: `problem ${n}`,
  severity,
  location: { kind: 'file', path: `src/${n}.ts`, range: START_OF_FILE },
  fingerprint: `${checkId}-${n}`,
  remediation: { text: 'do this', copy: 'paste this' },
});

const result = (
  checkId: string,
  outcome: Result['outcome'],
  findings: Finding[] = [],
  reason: string | null = null,
): Result => ({
  checkId,
  outcome,
  durationMs: 0,
  reason,
  findings,
});

const report = (results: Result[], extra: Partial<Report> = {}): Report =>
  ({ results, notAsked: [], suppressed: [], domain: 'acme.test', ...extra }) as unknown as Report;

const rows = (
  given: Report,
  extra: { domainAgeMs?: number; trusted?: boolean; waiting?: readonly string[] } = {},
) => checklistRows({ folder: 'file:///w', report: given, areas: AREAS, trusted: true, ...extra });

const flat = (list: readonly Row[]): Row[] => list.flatMap((row) => [row, ...flat(row.children)]);

describe('checklist rows', () => {
  it('go from stage to area to check to finding, in launch order, the worst checks first', () => {
    const made = rows(
      report([
        result('secrets/a', 'pass'),
        result('secrets/b', 'fail', [finding('secrets/b', 'blocker'), finding('secrets/b', 'high', 1)]),
        result('env/a', 'notMeasured', [], 'no such file'),
        result('dns/a', 'pass'),
        result('handover/a', 'review'),
      ]),
    );
    const told = flat(made).map((row) => `${row.kind}: ${row.label} [${row.description}]`);
    assert.deepEqual(told, [
      'stage: Code [1 blocker +1]',
      'area: Secrets [1 blocker +1]',
      'check: secrets/b is broken [1 blocker +1]',
      'finding: problem 0 [0.ts:1]',
      'finding: problem 1 [1.ts:1]',
      'check: secrets/a is fine [Passed]',
      'area: Environment [1 could not be checked]',
      'check: env/a is fine [Could not check]',
      'stage: Domain [1 passed]',
      'area: DNS [1 passed]',
      'check: dns/a is fine [Passed]',
      'area: Handover [1 to check by hand]',
      'check: handover/a is fine [Check by hand]',
    ]);
  });

  it('say what is being looked at, and keep what is known meanwhile', () => {
    const notAsked = [{ area: 'dns' as const, reason: 'not asked' }];
    const made = rows(report([result('secrets/a', 'pass'), result('env/a', 'pass')], { notAsked }), {
      waiting: ['secrets/b', 'dns/a'],
    });
    const told = flat(made)
      .filter(({ running }) => running)
      .map((row) => `${row.kind}: ${row.label} [${row.description}]`);
    assert.deepEqual(told, [
      'stage: Code [2 passed · checking]',
      'area: Secrets [1 passed · checking, 1 to go]',
      'stage: Domain [Checking]',
      'area: DNS [Checking, 1 to go]',
    ]);
  });

  it('say of a part that is open in places only what is open', () => {
    const [code] = rows(
      report([result('secrets/a', 'pass'), result('secrets/b', 'review'), result('env/a', 'notApplicable')]),
    );
    assert.equal(code?.description, '1 to check by hand');
    assert.equal(code?.children[1]?.description, '1 not needed here');
  });

  it('call a risk that somebody accepted neither passed nor failed', () => {
    const suppressed = [
      {
        finding: finding('secrets/a', 'high'),
        suppression: { kind: 'accept' as const, owner: 'ana@acme.test' },
      },
    ];
    const given = report([result('secrets/a', 'pass'), result('secrets/b', 'pass')], { suppressed });
    const told = flat(rows(given))
      .filter(({ kind }) => kind === 'check')
      .map(({ label, description }) => `${label}: ${description}`);
    assert.deepEqual(told, ['secrets/a is broken: Risk accepted', 'secrets/b is fine: Passed']);
  });

  it('name a check that nobody asked for, in an area that was asked about', () => {
    const notAsked = [
      { area: 'secrets' as const, check: 'secrets/b', reason: 'the history was not asked for' },
    ];
    const [code] = rows({ ...report([result('secrets/a', 'pass')]), notAsked });
    const told = code?.children[0]?.children.map(({ label, description }) => `${label}: ${description}`);
    assert.deepEqual(told, [
      'secrets/b is fine: Not checked: the history was not asked for',
      'secrets/a is fine: Passed',
    ]);
  });

  it('name old commits once, and let them be searched where the workspace is trusted', () => {
    const areas = AREAS.map((area) => ({
      ...area,
      checks: area.checks.map((one) =>
        one.id.startsWith('secrets/') ? ({ ...one, requires: ['SecretHistory'] } as Check) : one,
      ),
    }));
    const notAsked = ['secrets/a', 'secrets/b'].map((id) => ({
      area: 'secrets' as const,
      check: id,
      reason: 'old commits were not asked for',
    }));
    const told = (trusted: boolean) =>
      flat(
        checklistRows({ folder: 'file:///w', report: report([], { notAsked }), areas, trusted }).slice(0, 1),
      )
        .filter(({ area, kind }) => kind !== 'stage' && area !== 'secrets' && area !== 'env')
        .map(({ label, description, words }) => `${label} (${description}) ${words.join()}`);
    assert.deepEqual(told(true), ['Old commits (Click to search them) history,searchable']);
    assert.deepEqual(told(false), ['Old commits (Not searched: the workspace is not trusted) history']);
    const read = flat(
      checklistRows({ folder: 'f', report: report([result('secrets/a', 'pass')]), areas, trusted: true }),
    );
    const [row] = read.filter(({ checkId }) => checkId === 'secrets/a');
    assert.ok(row?.words.includes('history') && row.words.includes('runnable'));
  });

  it('never call a stage passed when a part of it was not looked at', () => {
    const [code] = rows(
      report([result('secrets/a', 'pass'), result('secrets/b', 'pass'), result('env/a', 'notMeasured')]),
    );
    assert.equal(code?.standing, 'notMeasured');
  });

  it('let what needs nobody share a row, below what does', () => {
    const many = Array.from({ length: 6 }, (_, n) => check(`env/c${n}`));
    const areas = AREAS.map((area) => (area.id === 'env' ? { ...area, checks: many } : area));
    const outcomes = ['pass', 'pass', 'fail', 'notApplicable', 'pass', 'review'] as const;
    const results = many.map(({ id }, n) =>
      result(id, outcomes[n] ?? 'pass', n === 2 ? [finding(id, 'high')] : []),
    );
    const [code] = checklistRows({ folder: 'f', report: report(results), areas, trusted: true });
    const env = code?.children.find((row) => row.area === 'env');
    assert.deepEqual(
      env?.children.map((row) => `${row.kind}: ${row.label} [${row.description}]`),
      [
        'check: env/c2 is broken [1 high]',
        'check: env/c5 is fine [Check by hand]',
        'rest: 3 passed [1 not needed here]',
      ],
    );
    assert.equal(env?.children[2]?.children.length, 4);
  });

  it('are one for the domain that nobody looked at, with what to do about it', () => {
    const email: Area = {
      ...(AREAS[0] as Area),
      id: 'email',
      title: 'Email delivery',
      stage: 'email',
      network: true,
    };
    const notAsked = (['dns', 'email'] as const).map((area) => ({ area, reason: 'not asked' }));
    const told = (domain: string | null, trusted = true) => {
      const input = { folder: 'f', report: report([result('env/a', 'pass')], { notAsked, domain }), trusted };
      return checklistRows({ ...input, areas: [...AREAS, email] })
        .filter(({ kind, standing }) => kind === 'live' || standing === 'notAsked')
        .map(({ label, description, words, children }) => [
          label,
          description,
          words.at(-1),
          children.length,
        ]);
    };
    assert.deepEqual(told(null), [['Live domain', 'No domain is set', 'needsDomain', 0]]);
    assert.deepEqual(told('acme.test'), [['Live domain', 'Not checked yet', 'checkable', 2]]);
    assert.deepEqual(told('acme.test', false), [
      ['Live domain', 'Not checked: the workspace is not trusted', 'untrusted', 0],
    ]);
  });

  it('say which part of the domain was not asked about, once another was', () => {
    const dns: Area = { ...(AREAS[2] as Area), checks: [check('dns/a')] };
    const tls: Area = { ...dns, id: 'tls', title: 'SSL certificates', checks: [check('tls/a')] };
    const notAsked = [{ area: 'tls' as const, reason: 'not asked' }];
    const given = report([result('dns/a', 'pass')], { notAsked });
    const made = checklistRows({ folder: 'f', report: given, areas: [dns, tls], trusted: true });
    const area = flat(made).find((row) => row.area === 'tls');
    assert.equal(area?.description, 'Not checked yet');
    assert.deepEqual(area?.words, ['area', 'network', 'runnable']);
  });

  it('share a line where checks could not look for one cause, which says what to do', () => {
    const ids = ['dns/a', 'dns/b', 'dns/c', 'dns/d'];
    const areas = [{ ...(AREAS[2] as Area), checks: ids.map(check) }];
    const results = ids.map((id, n) =>
      n === 1
        ? result(id, 'fail', [finding(id, 'high')])
        : result(id, 'notMeasured', [], `host${n}.acme.test: the name has no address`),
    );
    const [domain] = checklistRows({ folder: 'f', report: report(results), areas, trusted: true });
    const below = domain?.children[0]?.children ?? [];
    assert.deepEqual(
      below.map(({ label, description, children }) => [label, description, children.length]),
      [
        ['dns/b is broken', '1 high', 1],
        ['3 could not be checked', 'The name has no address', 3],
      ],
    );
    assert.match(below[1]?.tooltip ?? '', /add the DNS record/);
  });

  it('fit into a narrow side bar: a few words, the place, and the whole in the tooltip', () => {
    const long: Check = {
      ...check('env/undeclared-variable'),
      failureTitle: 'The code reads variables that nothing declares',
    };
    const areas = [{ ...(AREAS[1] as Area), checks: [long] }];
    const message = 'The code reads APP_URL, and nothing declares it: the code then fails.';
    const at = (path: string) => ({ kind: 'file' as const, path, range: START_OF_FILE });
    const findings = [
      {
        ...finding(long.id, 'high'),
        message,
        data: { name: 'APP_URL' },
        location: at('src/app/api/checkout/route.ts'),
      },
      { ...finding(long.id, 'high', 1), message, location: at('src/lib/email.ts') },
      {
        ...finding(long.id, 'high', 2),
        message: 'acme.test has no CAA record: any authority may issue.',
        location: { kind: 'host' as const, host: 'acme.test', record: 'CAA' },
      },
    ];
    const given = report([result(long.id, 'fail', findings)]);
    const [, , row, ...below] = flat(checklistRows({ folder: 'f', report: given, areas, trusted: true }));
    assert.equal(row?.label, 'Undeclared variable');
    assert.equal(row?.spoken, long.failureTitle);
    assert.match(row?.tooltip ?? '', /^The code reads variables that nothing declares\n/);
    assert.deepEqual(
      below.map(({ label, description }) => `${label} | ${description}`),
      [
        'APP_URL | checkout/route.ts:1',
        'The code reads APP_URL | email.ts:1',
        'acme.test has no CAA record | acme.test CAA',
      ],
    );
    assert.match(
      below[0]?.tooltip ?? '',
      /the code then fails\.\s+do this\s+paste this\s+src\/app\/api\/checkout\/route\.ts:1$/,
    );
  });

  it('tell the age of answers about the domain, and when they are out of date', () => {
    const given = report([result('dns/a', 'pass')]);
    const area = (age: number) => flat(rows(given, { domainAgeMs: age })).find((row) => row.area === 'dns');
    assert.equal(area(120_000)?.description, '1 passed · 2 min ago');
    assert.equal(area(120_000)?.stale, undefined);
    assert.equal(area(2 * 3_600_000)?.description, '1 passed · 2 h ago, out of date');
    assert.equal(area(2 * 3_600_000)?.stale, true);
  });

  it('show 30 findings of a check, and where the others are', () => {
    const many = Array.from({ length: 100 }, (_, n) => finding('env/a', 'high', n));
    const shown = flat(rows(report([result('env/a', 'fail', many)]))).find((row) => row.kind === 'check');
    assert.equal(shown?.children.length, 31);
    assert.equal(shown?.children.at(-1)?.label, '70 more in the report');
    assert.equal(shown?.description, '100 high');
    assert.equal(rows(report([result('env/a', 'fail', many)]))[0]?.description, '100 high');
  });

  it('have ids that differ, and stay the same over runs', () => {
    const given = () =>
      report([
        result('secrets/b', 'fail', [finding('secrets/b', 'blocker'), finding('secrets/b', 'high', 1)]),
      ]);
    const ids = flat(rows(given())).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      flat(rows(given())).map(({ id }) => id),
      ids,
    );
  });
});

describe('rows to open', () => {
  const visible = (list: readonly Row[], open: Set<string>): number =>
    list.reduce((n, row) => n + 1 + (open.has(row.id) ? visible(row.children, open) : 0), 0);

  it('never show more than 30 rows, whatever fails', () => {
    const areas = (['secrets', 'env', 'deploy', 'dns', 'routing', 'tls', 'edge', 'email'] as const).map(
      (id, i): Area => ({
        ...(AREAS[0] as Area),
        id,
        stage:
          (['code', 'code', 'deployment', 'domain', 'domain', 'domain', 'edge', 'email'] as const)[i] ??
          'code',
        checks: Array.from({ length: 12 }, (_, n) => check(`${id}/c${n}`)),
      }),
    );
    const results = areas.flatMap((area) =>
      area.checks.map(({ id }, n) =>
        result(id, 'fail', [finding(id, n === 0 && area.id === 'email' ? 'blocker' : 'high')]),
      ),
    );
    const made = checklistRows({ folder: 'f', report: report(results), areas, trusted: true });
    const open = rowsToOpen(made);
    assert.ok(visible(made, open) <= 30, `${visible(made, open)} rows`);
    assert.ok(open.has('f#email') && open.has('f#email/email'), 'the blocker comes first');
  });

  it('leave closed what passes', () => {
    const made = rows(
      report([result('secrets/a', 'pass'), result('dns/a', 'fail', [finding('dns/a', 'high')])]),
    );
    assert.deepEqual([...rowsToOpen(made)], ['file:///w#domain', 'file:///w#domain/dns']);
  });
});
