// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are shell and code
import assert from 'node:assert/strict';
import {
  bringsEnvFile,
  envFileWritten,
  isDeployAction,
  isUploadAction,
  runFactsOf,
} from '../../src/formats/workflow-run.ts';

describe('what a step of a workflow does', () => {
  it('knows builds, tests in a browser, and files that are put online', () => {
    assert.equal(runFactsOf('npm ci && npm run build').builds, true);
    assert.equal(runFactsOf('npx playwright test --project=chromium').testsWhole, true);
    assert.equal(runFactsOf('aws s3 sync dist s3://acme').uploads, true);
    // Vercel builds again where it runs.
    const vercel = runFactsOf('vercel deploy --prod');
    assert.deepEqual([vercel.deploys, vercel.uploads], [true, false]);
  });

  it('tells commands of the project from programs that may read the environment', () => {
    for (const script of [
      'npm ci',
      'pnpm install --frozen-lockfile\npnpm build',
      'cd app && npm test',
      'yarn lint; yarn build',
    ])
      assert.equal(runFactsOf(script).isOwn, true, script);
    for (const script of [
      './publish.sh',
      'npx lhci autorun',
      'npm run release',
      'uv run fastapi deploy',
      'npm run build | tee log',
    ])
      assert.equal(runFactsOf(script).isOwn, false, script);
  });

  it('sees where the environment comes from', () => {
    assert.equal(runFactsOf('cp .env.example .env').fillsEnvironment, true);
    assert.equal(bringsEnvFile('vercel env pull .env.local'), true);
    assert.equal(bringsEnvFile('npm run build'), false);
  });

  it('reads the names of an env file that a step writes', () => {
    const here = 'cat <<EOF > .env\nA_B=${{ secrets.A }}\nC_D=1\nEOF\n';
    assert.deepEqual(envFileWritten(here), { path: '.env', names: ['A_B', 'C_D'] });
    const lines = 'echo "A_B=1" >> ./apps/web/.env.production\necho C_D=2 >> ./apps/web/.env.production\n';
    assert.deepEqual(envFileWritten(lines), { path: 'apps/web/.env.production', names: ['A_B', 'C_D'] });
    assert.equal(envFileWritten('printenv | grep ACME > .env'), undefined);
    assert.equal(envFileWritten('echo done > out.txt'), undefined);
  });

  it('tells actions that serve files from those that prepare', () => {
    assert.equal(isUploadAction('FirebaseExtended/action-hosting-deploy@v0'), true);
    assert.equal(isUploadAction('actions/upload-artifact@v4'), false);
    assert.equal(isDeployAction('amondnet/vercel-action@v25'), true);
    assert.equal(isDeployAction('actions/configure-pages@v5'), false);
  });
});
