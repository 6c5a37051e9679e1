import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DETECTORS } from '../../src/scanner/detectors/index.ts';
import { envProject } from '../support/env-project.ts';
import { SURROUNDINGS } from '../support/token-surroundings.ts';
import { makeToken } from '../support/tokens.ts';
import { makeBigWorkspace, makeMeasuredWorkspace } from './big-workspace.ts';

export const WORKSPACES = {
  'single-root': { trusted: true },
  'multi-root': { trusted: true },
  untrusted: { trusted: false },
  'secret-fixes': { trusted: true },
  'secret-history': { trusted: true },
  'no-folder': { trusted: true },
  'big-repository': { trusted: true },
  memory: { trusted: true },
  budgets: { trusted: true },
  'env-editor': { trusted: true },
  everyday: { trusted: true },
  'domain-look': { trusted: true },
} as const;

/** Writes the suite's workspace below `directory`; returns what VS Code is to open, undefined for nothing. */
export function createWorkspace(suite: keyof typeof WORKSPACES, directory: string): string | undefined {
  if (suite === 'no-folder') return undefined;
  if (suite === 'big-repository') {
    makeBigWorkspace(directory);
    return directory;
  }
  if (suite === 'budgets') {
    makeMeasuredWorkspace(directory);
    return directory;
  }
  if (suite === 'multi-root') {
    write(join(directory, 'shop'), { ...app('shop'), 'packages/inner/src/inner.ts': secretLine('INNER', 7) });
    write(join(directory, 'blog'), { ...app('blog'), 'launch-ready.yaml': 'domain: blog.test\n' });
    const folders = [{ path: 'shop' }, { path: 'blog' }, { path: 'shop/packages/inner' }];
    write(directory, { 'acme.code-workspace': JSON.stringify({ folders }) });
    return join(directory, 'acme.code-workspace');
  }
  if (suite === 'env-editor') {
    write(join(directory, 'acme'), envProject());
    execFileSync('git', ['init', '--quiet'], { cwd: join(directory, 'acme'), stdio: 'ignore' });
    write(join(directory, 'other'), {
      '.env.example': 'DATABASE_URL=\nRESEND_APIKEY=\n',
      'main.js': 'use(process.env.DATABASE_URL, process.env.RESEND_API_KEY);\n',
    });
    write(directory, {
      'env.code-workspace': JSON.stringify({ folders: [{ path: 'acme' }, { path: 'other' }] }),
    });
    return join(directory, 'env.code-workspace');
  }
  if (suite === 'secret-fixes') {
    write(directory, secretsToMove());
    const git = (...args: string[]) => execFileSync('git', args, { cwd: directory, stdio: 'ignore' });
    git('init', '--quiet');
    git('add', 'services/mail/.env');
    return directory;
  }
  if (suite === 'everyday') {
    const { 'launch-ready.yaml': _, ...files } = app(suite);
    write(directory, {
      ...files,
      CNAME: 'www.acme.com\n',
      '.env.production': 'NEXT_PUBLIC_APP_URL=https://app.acme.com\n',
      'lib/mail.ts':
        "import { Resend } from 'resend';\nnew Resend('').emails.send({ from: 'Acme <hello@acme.com>' });\n",
    });
    return directory;
  }
  if (suite === 'secret-history') {
    makeHistory(directory);
    return directory;
  }
  write(directory, {
    ...app(suite),
    ...(suite === 'single-root' || suite === 'memory' ? manyFindings() : {}),
  });
  return directory;
}

/** A line of code with a token in it, built now. */
export function secretLine(name: string, seed: number): string {
  return `export const ${name} = '${makeToken('stripe-secret-key', seed)}';\n`;
}

/** A line for each kind that is public by design, as it stands in an app. */
export function publicKeyLines(): { kind: string; key: string; line: string }[] {
  return DETECTORS.filter(({ publicByDesign }) => publicByDesign).map(({ id: kind }) => {
    const [head, tail] = SURROUNDINGS[kind] ?? ["key: '", "'"];
    const key = makeToken(kind);
    return { kind, key, line: `${head}${key}${tail}` };
  });
}

/** A shop in Next, beside a service whose env file is in git. */
function secretsToMove(): Record<string, string> {
  const token = makeToken('stripe-secret-key', 1);
  return {
    'notes/keys.txt': `${publicKeyLines()
      .map(({ line }) => line)
      .join('\n')}\n`,
    'notes/roles.txt': `a: ${makeToken('supabase-anon-key')}\n\nb: ${makeToken('supabase-service-role-key')}\n`,
    'package.json': '{ "name": "shop", "dependencies": { "next": "15.0.0" } }\n',
    '.gitignore': '# mine\r\nnode_modules/',
    '.env.example': 'DATABASE_URL=\n',
    'lib/pay.ts': `import Stripe from 'stripe';\n\nexport const stripe = new Stripe('${token}');\n`,
    'lib/db.ts': "export const database = process.env.DATABASE_URL ?? 'file:local.db';\n",
    'lib/again.ts': `export const again = '${token}';\n`,
    'lib/long.ts': `export const text = \`\n  key: ${makeToken('stripe-secret-key', 2)}\n\`;\n`,
    'app/client.tsx': `'use client';\n\nexport const key = '${makeToken('stripe-secret-key', 3)}';\n`,
    'data/keys.json': `{ "stripe": "${makeToken('stripe-secret-key', 4)}" }\n`,
    'services/mail/pyproject.toml': '[project]\nname = "mail"\ndependencies = ["python-dotenv"]\n',
    'services/mail/.env': 'DEBUG=1\n',
    'services/mail/send.py': `KEY = "${makeToken('sendgrid-api-key', 1)}"\n`,
    'jobs/pyproject.toml': '[project]\nname = "jobs"\ndependencies = ["python-dotenv"]\n',
    'jobs/.env': '# jobs\nDEBUG=1',
    'jobs/run.py': `import sys\n\nheaders = {"Authorization": f"Bearer ${makeToken('openai-api-key', 1)}"}\n`,
    'lib/public.ts': `export const anon = '${makeToken('supabase-anon-key', 1)}';\n`,
  };
}

/** Three keys were committed: one was taken out, one went with its file, one was moved to an env file. */
function makeHistory(directory: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.test', ...args], {
      cwd: directory,
      stdio: 'ignore',
      env: {
        ...process.env,
        GIT_AUTHOR_DATE: '2026-03-04T10:00:00Z',
        GIT_COMMITTER_DATE: '2026-03-04T10:00:00Z',
      },
    });
  const openai = makeToken('openai-api-key', 1);
  write(directory, {
    'package.json': '{ "name": "shop" }\n',
    '.gitignore': '.env\n',
    'launch-ready.yaml': '# Ours\nignore:\n  - vendor/**\n',
    'lib/pay.ts': secretLine('pay', 1),
    'lib/mail.ts': `export const mail = '${makeToken('sendgrid-api-key', 1)}';\n`,
    'lib/ai.ts': `export const ai = '${openai}';\n`,
  });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'First');
  write(directory, {
    'lib/pay.ts': 'export const pay = process.env.STRIPE_SECRET_KEY;\n',
    'lib/ai.ts': 'export const ai = process.env.OPENAI_API_KEY;\n',
    '.env': `OPENAI_API_KEY=${openai}\n`,
  });
  git('rm', '--quiet', '--force', 'lib/mail.ts');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Keys out');
}

function app(name: string): Record<string, string> {
  return {
    'package.json': `${JSON.stringify({ name, version: '1.0.0', engines: { node: '20.x' }, dependencies: { resend: '4.0.0' } }, null, 2)}\n`,
    '.gitignore': 'node_modules/\n',
    '.nvmrc': '18\n',
    Dockerfile: 'FROM node:22-alpine\nCOPY . .\nCMD ["node", "src/pay.ts"]\n',
    '.env.example': 'DATABASE_URL=\n',
    'launch-ready.yaml': 'domain: acme.test\n',
    'src/pay.ts': secretLine('stripeKey', 1),
    'src/config.ts':
      "export const database = process.env.DATABASE_URL;\nexport const mail = process.env.RESEND_API_KEY;\nif (!mail) throw new Error('no mail');\n",
    'src/clean.ts': 'export const two = 1 + 1;\n',
    'README.md': `# ${name}\n`,
  };
}

/** Enough of everything for the comparison of editor and terminal. */
function manyFindings(): Record<string, string> {
  const files: Record<string, string> = {
    '.env': 'LEFTOVER=1\n',
    'netlify.toml': '[build]\ncommand = "npm run nothing"\n',
  };
  for (let i = 0; i < 35; i++) {
    files[`src/routes/route-${i}.ts`] =
      `${secretLine(`key${i}`, 100 + i)}export const setting${i} = process.env.SETTING_NUMBER_${i};\nif (!setting${i}) throw new Error();\n`;
  }
  return files;
}

function write(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
