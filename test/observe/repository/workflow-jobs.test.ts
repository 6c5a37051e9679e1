// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are workflows
import assert from 'node:assert/strict';
import { type WorkflowFacts, workflowJobsGatherer } from '../../../src/observe/repository/workflow-jobs.ts';

const gather = (text: string): WorkflowFacts => {
  const file = { path: '.github/workflows/a.yml', text };
  const facts = workflowJobsGatherer.gatherFile(file, { signal: new AbortController().signal, now: 0 });
  if (!facts || facts instanceof Promise) throw new Error('nothing gathered');
  return facts;
};

const WORKFLOW = `# MAIL_TOKEN: from the mail provider. Not ${'A'.repeat(20)}.
on:
  workflow_call:
    secrets:
      CALLER_KEY: { required: true }
env:
  EVERYWHERE: \${{ vars.EVERYWHERE }}
jobs:
  deploy:
    runs-on: ubuntu-latest
    defaults: { run: { working-directory: ./apps/web } }
    steps:
      - uses: actions/checkout@v4
      - run: npm run build
        env:
          VITE_A_B: \${{ secrets.A_B }}
          PLAIN: written-out-value
      - run: ./send.sh "$DEPLOY_KEY" # secrets.NOT_ASKED
        env:
          DEPLOY_KEY: \${{ secrets.DEPLOY_KEY }}
      - uses: peaceiris/actions-gh-pages@v4
`;

describe('the jobs of a workflow', () => {
  const facts = gather(WORKFLOW);
  const [job] = facts.jobs;

  it('names what has to be made in the settings, and what somebody explained', () => {
    assert.deepEqual(
      facts.asks.map(({ name, kind }) => `${kind}.${name}`),
      ['vars.EVERYWHERE', 'secrets.A_B', 'secrets.DEPLOY_KEY'],
    );
    assert.ok(facts.explained.includes('MAIL_TOKEN') && facts.explained.includes('CALLER_KEY'));
    assert.ok(!facts.explained.some((word) => word.startsWith('AAAA')), 'what may be a key is left out');
  });

  it('tells what a job is given, and whether its own commands alone get it', () => {
    const given = job?.names.map(({ name, isAsked, isForOwn, isUsedHere }) => [
      name,
      isAsked,
      isForOwn,
      isUsedHere,
    ]);
    assert.deepEqual(given, [
      ['EVERYWHERE', true, false, false],
      ['VITE_A_B', true, true, false],
      ['PLAIN', false, true, false],
      ['DEPLOY_KEY', true, false, true],
    ]);
  });

  it('tells what a job does, and where', () => {
    assert.deepEqual(
      [job?.builds, job?.uploads, job?.testsWhole, job?.folder],
      [true, true, false, 'apps/web'],
    );
  });

  it('holds no value', () => assert.ok(!JSON.stringify(facts).includes('written-out-value')));
});
