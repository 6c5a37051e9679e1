import assert from 'node:assert/strict';
import type { ByFile } from '../../../src/model/artifacts.ts';
import {
  type DomainMention,
  domainCandidatesGatherer,
  rankDomainCandidates,
} from '../../../src/observe/repository/domain-candidates.ts';

const context = { signal: new AbortController().signal, now: 0 };

async function gather(files: Record<string, string>): Promise<ByFile<DomainMention[]>> {
  const mentions: ByFile<DomainMention[]> = {};
  for (const [path, text] of Object.entries(files)) {
    const facts = domainCandidatesGatherer.appliesTo(path)
      ? await domainCandidatesGatherer.gatherFile({ path, text }, context)
      : undefined;
    if (facts) mentions[path] = facts;
  }
  return mentions;
}

async function propose(files: Record<string, string>): Promise<string[]> {
  const ranked = await rankDomainCandidates(await gather(files));
  return ranked.map(({ domain, place, confidence }) => `${domain} ${confidence} ${place}`);
}

describe('domain candidates', () => {
  it('reads the domain from each kind of file', async () => {
    const cases: [string, string, string][] = [
      ['CNAME', 'www.acme.com\n', 'acme.com bound'],
      ['docs/CNAME', '\uFEFFacme.com\r\n'.slice(1), 'acme.com bound'],
      ['vercel.json', '{ "alias": ["www.acme.co.uk"] }', 'acme.co.uk bound'],
      ['wrangler.toml', '[[routes]]\npattern = "api.acme.com/*"\ncustom_domain = true\n', 'acme.com bound'],
      ['wrangler.toml', 'routes = ["*.acme.com/*"]\n', 'acme.com bound'],
      [
        'wrangler.jsonc',
        '{\n  // the shop\n  "routes": [{ "pattern": "acme.com", "custom_domain": true }] }',
        'acme.com bound',
      ],
      ['netlify.toml', '[[redirects]]\n  to = "https://acme.com/:splat"\n', 'acme.com stated'],
      ['fly.toml', '[env]\n  APP_URL = "https://app.acme.com"\n', 'acme.com stated'],
      ['.env.example', 'NEXT_PUBLIC_SITE_URL=https://www.acme.com/x?token=y\n', 'acme.com stated'],
      ['apps/web/.env.template', 'export VITE_BASE_URL="https://acme.com"\n', 'acme.com stated'],
      [
        'astro.config.mjs',
        "export default defineConfig({\n  site: 'https://acme.com',\n});\n",
        'acme.com stated',
      ],
      [
        'next-sitemap.config.js',
        "module.exports = { siteUrl: process.env.SITE_URL || 'https://acme.com' }",
        'acme.com stated',
      ],
      ['package.json', '{\n  "homepage": "https://acme.com/docs"\n}', 'acme.com hinted'],
      ['CNAME', 'bücher.de\n', 'bücher.de bound'],
    ];
    for (const [path, text, expected] of cases) {
      assert.deepEqual(await propose({ [path]: text }), [`${expected} ${path}`], `${path}: ${text}`);
    }
  });

  it('leaves out platforms, services, examples, addresses and what is not its own', async () => {
    const env = [
      'NEXT_PUBLIC_SITE_URL=http://localhost:3000',
      'APP_URL=https://acme.vercel.app',
      'SITE_URL=https://example.com',
      'APP_URL=https://your-domain.com',
      'APP_URL=http://192.0.2.7',
      'APP_URL=https://acme.internal',
      'OPENAI_BASE_URL=https://api.acme-llm.com',
      'APP_URL=https://ana.name:pw@db.acme.com',
      'DATABASE_URL=https://db.acme.com',
      '# APP_URL=https://old.com',
    ];
    const files = {
      '.env.example': env.join('\n'),
      '.env': 'SITE_URL=https://acme.com',
      'package.json': '{\n  "homepage": "https://github.com/acme/web"\n}',
      CNAME: 'acme.github.io',
      'README.md': 'https://acme.com',
      'node_modules/x/package.json': '{\n  "homepage": "https://x.com"\n}',
    };
    assert.deepEqual(await propose(files), []);
  });

  it('ranks by how sure the place is, then by how often it is named', async () => {
    const files = {
      'package.json': '{\n  "homepage": "https://acme.org"\n}',
      '.env.example': 'APP_URL=https://app.acme.dev\nSITE_URL=https://acme.dev\nX_SITE_URL=https://acme.io\n',
      CNAME: 'acme.com',
    };
    assert.deepEqual(await propose(files), [
      'acme.com bound CNAME',
      'acme.dev stated .env.example',
      'acme.io stated .env.example',
      'acme.org hinted package.json',
    ]);
    const ranked = await rankDomainCandidates(await gather(files));
    assert.deepEqual(ranked[1]?.hosts, ['app.acme.dev', 'acme.dev']);
  });

  it('keeps the host alone, at its place', async () => {
    const value = ['s3', 'cret'].join('');
    const mentions = await gather({ '.env.example': `A=1\nSITE_URL="https://ACME.com/${value}"\n` });
    assert.deepEqual(mentions['.env.example'], [
      {
        host: 'acme.com',
        confidence: 'stated',
        range: { start: { line: 1, character: 18 }, end: { line: 1, character: 26 } },
      },
    ]);
    assert.ok(
      !JSON.stringify(await gather({ '.env.example': `SITE_URL=https://u:${value}@acme.com` })).includes(
        value,
      ),
    );
  });

  it('takes hostile text in its stride', async () => {
    for (const text of ['A_'.repeat(100_000), `SITE_URL=https://${'a.'.repeat(400)}`, '\0'.repeat(1_000)]) {
      await gather({ '.env.example': text, CNAME: text, 'wrangler.toml': text });
    }
  });
});
