import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AREAS } from '../src/areas/index.ts';
import { AREA_HEADS, STAGE_TITLES } from '../src/model/area-heads.ts';
import { AREA_IDS, type Check } from '../src/model/check.ts';
import type { Result } from '../src/model/report.ts';
import { GATHERERS } from '../src/observe/index.ts';

const HEADINGS = [
  'What it checks',
  'Why it matters for a launch',
  'How to fix',
  'When to accept',
  'References',
];
const OUTCOMES = ['pass', 'fail', 'notMeasured', 'review', 'notApplicable'];

const checks = AREAS.flatMap((area) => area.checks.map((check) => ({ area, check: check as Check })));
const ids = new Set<string>(checks.map(({ check }) => check.id));

const networkArtifacts = new Set<string>(
  GATHERERS.filter(({ scope }) => scope === 'network').map(({ produces }) => produces),
);

function asksNetwork(check: Check): boolean {
  return check.requires.some((name) => networkArtifacts.has(name));
}

function filesUnder(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** `<outcome>.<case>` folders of a check, with what each expects. */
function fixturesOf(id: string): { name: string; outcome: string; expected: Result | undefined }[] {
  const folder = path.join('test', 'fixtures', id);
  return foldersIn(folder).map((name) => {
    const file = path.join(folder, name, 'expected.json');
    return {
      name,
      outcome: name.split('.')[0] as string,
      expected: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result) : undefined,
    };
  });
}

describe('registry', () => {
  it('has areas with unique ids, in launch order, each with its checks', () => {
    assert.deepEqual(
      AREAS.map(({ id }) => id),
      AREA_HEADS.map(({ id }) => id),
    );
    const areaIds = AREAS.map(({ id }) => id);
    assert.equal(new Set(areaIds).size, areaIds.length);
    assert.deepEqual(
      AREAS.filter(({ checks: listed }) => listed.length === 0).map(({ id }) => id),
      [],
      'an area without a check is not listed',
    );
    for (const area of AREAS) {
      assert.match(area.title, /^[A-Z][^!]*$/u, area.id);
      const isAlone = AREAS.filter(({ stage }) => stage === area.stage).length === 1;
      assert.equal(STAGE_TITLES[area.stage] === area.title, isAlone, `${area.id}: one name for one thing`);
    }
  });

  it('has unique check ids, each with its area in front', () => {
    assert.equal(ids.size, checks.length);
    for (const { area, check } of checks)
      assert.match(check.id, new RegExp(`^${area.id}/[a-z0-9]+(-[a-z0-9]+)*$`, 'u'));
  });

  for (const { check } of checks) {
    describe(check.id, () => {
      it('has a source file of its name', () => {
        const file = path.join('src', 'areas', `${check.id}.ts`);
        assert.ok(existsSync(file), `${file} is missing`);
        assert.match(readFileSync(file, 'utf8'), /defineCheck\(/u);
      });

      it('speaks in sentences', () => {
        for (const title of [check.title, check.failureTitle]) {
          assert.match(
            title,
            /^[A-Z0-9.]|^(launch-ready\.yaml|https?|www)\b/u,
            `"${title}" begins with a capital`,
          );
          assert.doesNotMatch(title, /[!]|\.$/u, `"${title}" has no exclamation mark and no full stop`);
        }
        for (const [id, message] of Object.entries(check.messages)) {
          assert.match(message, /\S/u, `${id} is empty`);
          assert.doesNotMatch(message, /!(?!=)/u, `${id} has an exclamation mark`);
        }
      });

      it('has a docs page with the five headings', () => {
        const file = path.join('docs', 'checks', `${check.id}.md`);
        assert.ok(existsSync(file), `${file} is missing`);
        const page = readFileSync(file, 'utf8');
        const lines = page.replace(/^(```|~~~)[\s\S]*?^\1/gmu, '').split('\n');
        assert.equal(lines[0], `# ${check.id}`);
        assert.match(
          lines.slice(1).find((line) => line.trim() !== '') ?? '',
          /^[^#].*\.$/u,
          'one sentence says it all',
        );
        assert.deepEqual(
          lines.filter((line) => line.startsWith('## ')).map((line) => line.slice(3).trim()),
          HEADINGS,
        );
        for (const heading of HEADINGS) {
          const [, body = ''] =
            new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, 'mu').exec(page) ?? [];
          assert.ok(body.trim().length > 0, `${heading} is empty`);
        }
      });

      it('has its fixtures, and one for every message', () => {
        const fixtures = fixturesOf(check.id);
        const outcomes = new Set(fixtures.map(({ outcome }) => outcome));
        const answers = Object.keys(check.messages).length > 0 ? ['pass', 'fail'] : ['pass'];
        for (const needed of asksNetwork(check) ? [...answers, 'notMeasured'] : answers) {
          // A question that only a human can answer has `review` where others have `fail`.
          const isReview = outcomes.has('review') && !outcomes.has('fail');
          // One that no answer from outside can settle has no pass of its own: it is ticked off.
          const isTickedOff = isReview && outcomes.has('notApplicable');
          const has =
            outcomes.has(needed) || (needed === 'fail' && isReview) || (needed === 'pass' && isTickedOff);
          assert.ok(has, `test/fixtures/${check.id}/${needed}.* is missing`);
        }
        for (const { name, outcome, expected } of fixtures) {
          assert.ok(OUTCOMES.includes(outcome), `${name}: ${outcome} is not an outcome`);
          assert.ok(expected, `${name} has no expected.json`);
          assert.equal(expected.outcome, outcome, `${name} expects another outcome than its name says`);
          for (const { message } of expected.findings ?? [])
            assert.doesNotMatch(message ?? '', /\{\w+\}/u, `${name}: unfilled`);
        }
        const told = new Set(
          fixtures.flatMap(({ expected }) => (expected?.findings ?? []).map((found) => found.messageId)),
        );
        assert.deepEqual(
          Object.keys(check.messages).filter((id) => !told.has(id)),
          [],
          'messages without a fixture',
        );
      });
    });
  }

  it('has no docs page, fixture or source of a check that is not listed', () => {
    const pages = filesUnder('docs/checks', '.md').map((file) => file.replace(/\.md$/u, ''));
    assert.deepEqual(
      pages.filter((id) => !ids.has(id)),
      [],
      'orphaned pages in docs/checks',
    );
    const fixtures = foldersIn('test/fixtures')
      .filter((area) => (AREA_IDS as readonly string[]).includes(area))
      .flatMap((area) => foldersIn(path.join('test', 'fixtures', area)).map((name) => `${area}/${name}`));
    assert.deepEqual(
      fixtures.filter((id) => !ids.has(id)),
      [],
      'orphaned folders in test/fixtures',
    );
    const defined = filesUnder('src/areas', '.ts').filter((file) =>
      /\bdefineCheck\(/u.test(readFileSync(path.join('src', 'areas', file), 'utf8')),
    );
    assert.deepEqual(
      defined.map((file) => file.replace(/\.ts$/u, '')).filter((id) => !ids.has(id)),
      [],
      "checks that their area's index.ts does not list",
    );
  });

  it('lists every gatherer once, and every artifact that a check requires has one', async () => {
    const produced = GATHERERS.map(({ produces }) => produces as string);
    assert.equal(new Set(produced).size, produced.length, 'two gatherers produce the same artifact');
    for (const file of filesUnder('src/observe', '.ts')) {
      const module = (await import(pathToFileURL(path.resolve('src/observe', file)).href)) as Record<
        string,
        unknown
      >;
      for (const [name, value] of Object.entries(module)) {
        if (typeof value !== 'object' || value === null || !('produces' in value)) continue;
        assert.ok(produced.includes(String(value.produces)), `src/observe/index.ts does not list ${name}`);
      }
    }
    for (const { check } of checks) {
      for (const name of check.requires)
        assert.ok(produced.includes(name), `${check.id} requires ${name}, which nobody gathers`);
    }
    for (const gatherer of GATHERERS) {
      if (gatherer.scope === 'file') continue;
      for (const name of gatherer.dependsOn ?? []) {
        assert.ok(produced.includes(name), `${gatherer.produces} depends on ${name}, which nobody gathers`);
      }
    }
  });

  it('asks the network only in areas that say so', () => {
    for (const { area, check } of checks) {
      if (area.network) continue;
      assert.equal(asksNetwork(check), false, `${check.id} needs the network, but its area does not say so`);
    }
  });
});
