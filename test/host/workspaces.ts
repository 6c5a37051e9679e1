import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeToken } from '../support/tokens.ts';

export const WORKSPACES = {
  'single-root': { trusted: true },
  'multi-root': { trusted: true },
  untrusted: { trusted: false },
} as const;

/** Writes the suite's workspace below `directory`; returns what VS Code is to open. */
export function createWorkspace(suite: keyof typeof WORKSPACES, directory: string): string {
  if (suite === 'multi-root') {
    write(join(directory, 'shop'), { ...app('shop'), 'packages/inner/src/inner.ts': secretLine('INNER', 7) });
    write(join(directory, 'blog'), { ...app('blog'), 'launch-ready.yaml': 'domain: blog.test\n' });
    const folders = [{ path: 'shop' }, { path: 'blog' }, { path: 'shop/packages/inner' }];
    write(directory, { 'acme.code-workspace': JSON.stringify({ folders }) });
    return join(directory, 'acme.code-workspace');
  }
  write(directory, { ...app(suite), ...(suite === 'single-root' ? manyFindings() : {}) });
  return directory;
}

/** A line of code with a token in it, built now. */
export function secretLine(name: string, seed: number): string {
  return `export const ${name} = '${makeToken('stripe-secret-key', seed)}';\n`;
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
