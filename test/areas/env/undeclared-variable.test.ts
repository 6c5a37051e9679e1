import assert from 'node:assert/strict';
import { AREAS } from '../../../src/areas/index.ts';
import { createArtifactStore } from '../../../src/audit/artifact-store.ts';
import { gatherInProcess } from '../../../src/audit/gather.ts';
import { artifactsFor } from '../../../src/audit/plan.ts';
import { runCheck } from '../../../src/audit/run.ts';
import { withEdits } from '../../../src/audit/safe-fixes.ts';
import type { Check } from '../../../src/model/check.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { GATHERERS } from '../../../src/observe/index.ts';
import { createMemoryFileSystem } from '../../support/memory-file-system.ts';

const checks = (AREAS.find((area) => area.id === 'env')?.checks ?? []).filter((check) =>
  /undeclared-variable|missing-template|ignored-env-template/.test(check.id),
) as Check[];

async function findingsOf(files: Record<string, string>): Promise<Finding[]> {
  const gather = gatherInProcess(createMemoryFileSystem(files), GATHERERS);
  const request = {
    names: artifactsFor(checks, GATHERERS),
    given: {},
    configPath: 'launch-ready.yaml',
    now: 0,
  };
  const store = createArtifactStore(await gather(request, new AbortController().signal));
  return checks.flatMap((check) => runCheck(check, store, 0).findings);
}

const RANKS = ['low', 'medium', 'high', 'blocker'];

function mended(files: Record<string, string>, { fixes }: Finding): Record<string, string> {
  const result = { ...files };
  for (const edit of fixes?.[0]?.edits ?? []) {
    const before = result[edit.path] ?? '';
    result[edit.path] = withEdits(before, [edit]);
  }
  return result;
}

const PROJECTS: Record<string, Record<string, string>> = {
  'without a template': {
    '.gitignore': 'node_modules\n',
    'src/a.ts': 'a(process.env.STRIPE_SECRET_KEY!, process.env.MAPS_KEY!, process.env.LOG_LEVEL ?? "x");\n',
    'src/b.py': 'import os\nA = os.getenv("MAIL_TOKEN")\nB = os.environ["QUEUE_NAME"]\n',
  },
  'whose template would be ignored': {
    '.gitignore': 'node_modules\n.env*\n',
    'fly.toml': 'app = "x"\n',
    'src/a.ts': 'a(process.env.STRIPE_SECRET_KEY!, process.env.MAPS_KEY!, process.env.DATABASE_URL!);\n',
  },
  'with a template': {
    '.env.example': 'OTHER_KEY=\n',
    'src/a.ts': 'a(process.env.OTHER_KEY!, process.env.MAPS_KEY!, process.env.QUEUE_NAME!);\n',
  },
};

describe('undeclared variables', () => {
  for (const [title, files] of Object.entries(PROJECTS)) {
    it(`are never graded higher because another was mended, in a project ${title}`, async () => {
      const before = await findingsOf(files);
      const gradeOf = (list: Finding[], name: unknown) =>
        RANKS.indexOf(list.find((one) => one.data?.name === name)?.severity ?? '');
      const names = before.flatMap((one) => (one.data?.name ? [one.data.name] : []));
      assert.ok(names.length >= 2);
      for (const finding of before.filter((one) => one.data?.name)) {
        const after = await findingsOf(mended(files, finding));
        assert.ok(
          after.every((one) => one.data?.name !== finding.data?.name),
          `${finding.data?.name} is mended`,
        );
        for (const name of names) assert.ok(gradeOf(after, name) <= gradeOf(before, name), `${name} rose`);
      }
    });
  }

  it('are mended by a template that git takes', async () => {
    const files = PROJECTS['whose template would be ignored'] as Record<string, string>;
    const [finding] = (await findingsOf(files)).filter((one) => one.data?.name === 'MAPS_KEY');
    assert.ok(finding);
    const after = mended(files, finding);
    assert.equal(after['.gitignore'], 'node_modules\n.env*\n!.env.example\n');
    assert.equal(after['.env.example'], 'MAPS_KEY=\n');
    // The next one finds the template and the rule there, and adds its line alone.
    const [next] = (await findingsOf(after)).filter((one) => one.data?.name === 'DATABASE_URL');
    assert.deepEqual(
      next?.fixes?.[0]?.edits.map(({ path, newText }) => [path, newText]),
      [['.env.example', 'DATABASE_URL=\n']],
    );
  });

  it('say how urgent they are: a blocker for money and data of what is deployed', async () => {
    const files = PROJECTS['whose template would be ignored'] as Record<string, string>;
    const grades = Object.fromEntries(
      (await findingsOf(files)).map(({ data, severity }) => [data?.name, severity]),
    );
    assert.equal(grades.STRIPE_SECRET_KEY, 'blocker');
    assert.equal(grades.DATABASE_URL, 'blocker');
    assert.equal(grades.MAPS_KEY, 'high');
  });
});
