import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gatherInProcess } from '../../src/audit/gather.ts';
import { PROPOSAL_ARTIFACTS, proposalOf } from '../../src/audit/proposal.ts';
import { domainCandidatesGatherer } from '../../src/observe/repository/domain-candidates.ts';
import { envFilesGatherer } from '../../src/observe/repository/env-files.ts';
import { mailSendersGatherer } from '../../src/observe/repository/mail-senders.ts';
import { workspaceFilesGatherer } from '../../src/observe/repository/workspace-files.ts';
import { createNodeFileSystem } from '../../src/workspace/node-file-system.ts';

describe('what a repository says of its launch', () => {
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-proposal-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function proposed(files: Record<string, string>, domain?: string) {
    const root = mkdtempSync(join(folder, 'case-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const gather = gatherInProcess(createNodeFileSystem(root), [
      workspaceFilesGatherer,
      domainCandidatesGatherer,
      envFilesGatherer,
      mailSendersGatherer,
    ]);
    const gathered = await gather(
      { names: [...PROPOSAL_ARTIFACTS], given: {}, configPath: 'launch-ready.yaml', now: 0 },
      new AbortController().signal,
    );
    return proposalOf(gathered, domain);
  }

  const SHOP = {
    CNAME: 'www.acme.com\n',
    '.env.production': 'NEXT_PUBLIC_APP_URL=https://app.acme.com\n',
    '.env.local': 'A=1\n',
    '.env.staging.local': 'A=1\n',
    'apps/web/.env.production': 'A=1\n',
    'lib/mail.ts':
      "import { Resend } from 'resend';\nnew Resend('').emails.send({ from: 'Acme <hello@acme.com>' });\nnew Resend('').emails.send({ from: 'Other <info@other.org>' });\n",
    'package.json': '{\n  "homepage": "https://acme.dev"\n}\n',
  };

  it('is its domain, hosts, senders and environments, each with the file that names it', async () => {
    assert.deepEqual(await proposed(SHOP), {
      domains: [
        { domain: 'acme.com', place: 'CNAME' },
        { domain: 'acme.dev', place: 'package.json' },
      ],
      hosts: [{ name: 'app', place: '.env.production' }],
      environments: [{ name: 'production', files: ['.env.production'] }],
      senders: [{ from: 'hello@acme.com', place: 'lib/mail.ts', provider: 'resend' }],
    });
  });

  it('follows the domain that a person chose', async () => {
    const other = await proposed(SHOP, 'acme.dev');
    assert.equal(other.domains[0]?.domain, 'acme.dev');
    assert.deepEqual([other.hosts, other.senders], [[], []]);
    assert.deepEqual(other.mailProvider, { provider: 'resend', place: 'lib/mail.ts' });
    assert.deepEqual((await proposed(SHOP, 'typed.com')).domains[0], { domain: 'typed.com' });
  });

  it('is nothing where nothing is said', async () => {
    assert.deepEqual(await proposed({ 'README.md': '# acme\n' }), {
      domains: [],
      hosts: [],
      environments: [],
      senders: [],
    });
  });
});
