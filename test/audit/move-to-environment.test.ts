import assert from 'node:assert/strict';
import { parse } from 'dotenv';
import { makeToken } from '../support/tokens.ts';
import { type MoveCase, moved, plan, refusal } from './move-support.ts';

const TOKEN = makeToken('stripe-secret-key', 3);
/** `§` stands for a dollar: the linter takes it for a template's otherwise. */
const at = (text: string) => text.replaceAll('TOKEN', TOKEN).replaceAll('§', '$');

/** path, before, after; TOKEN stands for the secret. */
type Row = [path: string, before: string, after: string, more?: Partial<MoveCase>];

const NEXT = { 'package.json': '{"dependencies":{"next":"15.0.0"}}' };
const PLAIN = { 'package.json': '{"dependencies":{"express":"5.0.0"}}' };
const VITE = { 'package.json': '{"dependencies":{"vite":"7.0.0","react":"19.0.0"}}' };
const KIT = { 'package.json': '{"devDependencies":{"@sveltejs/kit":"2.0.0","vite":"7.0.0"}}' };
const ASTRO = { 'package.json': '{"dependencies":{"astro":"5.0.0"}}' };
const WORKER = { 'package.json': '{}', 'wrangler.toml': 'name = "w"\n' };

const JAVASCRIPT: Row[] = [
  [
    'a.js',
    "const stripe = new Stripe('TOKEN');\n",
    'const stripe = new Stripe(process.env.STRIPE_SECRET_KEY);\n',
  ],
  [
    'a.ts',
    'const stripe = new Stripe("TOKEN");\n',
    'const stripe = new Stripe(process.env.STRIPE_SECRET_KEY!);\n',
  ],
  ['a.js', 'const k = `TOKEN`;\n', 'const k = process.env.STRIPE_SECRET_KEY;\n'],
  ['a.js', 'const h = `Bearer TOKEN`;\n', 'const h = `Bearer §{process.env.STRIPE_SECRET_KEY}`;\n'],
  ['a.js', 'const h = `§{a}TOKEN§{b}`;\n', 'const h = `§{a}§{process.env.STRIPE_SECRET_KEY}§{b}`;\n'],
  ['a.ts', "const h = 'Bearer TOKEN';\n", "const h = 'Bearer ' + process.env.STRIPE_SECRET_KEY;\n"],
  ['a.js', "f('TOKEN:');\n", "f(process.env.STRIPE_SECRET_KEY + ':');\n"],
  ['a.js', "f('a\\'TOKEN\\n');\n", "f('a\\'' + process.env.STRIPE_SECRET_KEY + '\\n');\n"],
  [
    'a.js',
    "const l = 'Bearer TOKEN'.length;\n",
    "const l = ('Bearer ' + process.env.STRIPE_SECRET_KEY).length;\n",
  ],
  ['a.js', "const h = 'a ' + 'TOKEN' + b;\n", "const h = 'a ' + process.env.STRIPE_SECRET_KEY + b;\n"],
  [
    'a.js',
    "const o = { headers: { Authorization: 'Bearer TOKEN' } };\n",
    "const o = { headers: { Authorization: 'Bearer ' + process.env.STRIPE_SECRET_KEY } };\n",
  ],
  [
    'a.ts',
    "export default { key: 'TOKEN' as const };\n",
    'export default { key: process.env.STRIPE_SECRET_KEY! };\n',
  ],
  [
    'a.tsx',
    'const a = <Pay secret="TOKEN" />;\n',
    'const a = <Pay secret={process.env.STRIPE_SECRET_KEY!} />;\n',
  ],
  [
    'a.jsx',
    "const a = <Pay secret={'TOKEN'} />;\n",
    'const a = <Pay secret={process.env.STRIPE_SECRET_KEY} />;\n',
  ],
  [
    'a.jsx',
    'const a = <Pay secret="Bearer TOKEN" />;\n',
    'const a = <Pay secret={"Bearer " + process.env.STRIPE_SECRET_KEY} />;\n',
  ],
  ['a.ts', "if (key === 'TOKEN') go();\n", 'if (key === process.env.STRIPE_SECRET_KEY) go();\n'],
  ['a.js', "const k = process.env.PAY_KEY || 'TOKEN';\n", 'const k = process.env.PAY_KEY;\n'],
  ['a.ts', "const k = process.env.PAY_KEY ?? 'TOKEN';\n", 'const k = process.env.PAY_KEY!;\n'],
  [
    'a.js',
    "const k = process.env.NEXT_PUBLIC_PAY_KEY || 'TOKEN';\n",
    'const k = process.env.STRIPE_SECRET_KEY;\n',
  ],
  [
    'a.js',
    "const k = 'TO\\x4bEN';\n".replace('TO\\x4bEN', 'TOKEN'),
    'const k = process.env.STRIPE_SECRET_KEY;\n',
  ],
  [
    'supabase/functions/pay/index.ts',
    "const k = 'TOKEN';\n",
    "const k = Deno.env.get('STRIPE_SECRET_KEY')!;\n",
  ],
  [
    'src/pages/index.astro',
    "---\nconst k = 'TOKEN';\n---\n<p>hi</p>\n",
    '---\nconst k = import.meta.env.STRIPE_SECRET_KEY;\n---\n<p>hi</p>\n',
    { files: ASTRO },
  ],
  [
    'src/routes/+page.server.ts',
    "import x from 'x';\nconst k = 'TOKEN';\n",
    "import { env } from '$env/dynamic/private';\nimport x from 'x';\nconst k = env.STRIPE_SECRET_KEY;\n",
    { files: KIT },
  ],
  [
    'src/hooks.server.ts',
    "const env = 1;\nconst k = 'TOKEN';\n",
    "import { env as privateEnv } from '$env/dynamic/private';\nconst env = 1;\nconst k = privateEnv.STRIPE_SECRET_KEY;\n",
    { files: KIT },
  ],
  [
    'src/index.ts',
    "export default { fetch(request, env) { return f('TOKEN'); } };\n",
    "import { env as workerEnv } from 'cloudflare:workers';\nexport default { fetch(request, env) { return f(workerEnv.STRIPE_SECRET_KEY); } };\n",
    { files: WORKER },
  ],
  [
    'app/actions.ts',
    "'use server';\r\nconst k = 'TOKEN';\r\n",
    "'use server';\r\nconst k = process.env.STRIPE_SECRET_KEY!;\r\n",
    { files: NEXT },
  ],
];

const PYTHON: Row[] = [
  ['a.py', 'key = "TOKEN"\n', 'import os\nkey = os.environ["STRIPE_SECRET_KEY"]\n'],
  ['a.py', "import os\nkey = 'TOKEN'\n", 'import os\nkey = os.environ["STRIPE_SECRET_KEY"]\n'],
  [
    'a.py',
    "import sys, os as o\nkey = 'TOKEN'\n",
    'import sys, os as o\nkey = o.environ["STRIPE_SECRET_KEY"]\n',
  ],
  [
    'a.py',
    '#!/usr/bin/env python\n"""Docs.\n\nimport os\n"""\nfrom __future__ import annotations\n\nimport stripe\n\nstripe.api_key = "TOKEN"\n',
    '#!/usr/bin/env python\n"""Docs.\n\nimport os\n"""\nfrom __future__ import annotations\n\nimport os\nimport stripe\n\nstripe.api_key = os.environ["STRIPE_SECRET_KEY"]\n',
  ],
  [
    'a.py',
    '"""Docs."""\nkey = """TOKEN"""\n',
    '"""Docs."""\nimport os\nkey = os.environ["STRIPE_SECRET_KEY"]\n',
  ],
  [
    'a.py',
    'import os\nh = f"Bearer TOKEN {x}"\n',
    'import os\nh = f"Bearer {os.environ[\'STRIPE_SECRET_KEY\']} {x}"\n',
  ],
  [
    'a.py',
    "import os\nh = f'Bearer TOKEN {{}}'\n",
    'import os\nh = f\'Bearer {os.environ["STRIPE_SECRET_KEY"]} {{}}\'\n',
  ],
  [
    'a.py',
    "import os\nh = f'{get('TOKEN')} b'\n",
    'import os\nh = f\'{get(os.environ["STRIPE_SECRET_KEY"])} b\'\n',
  ],
  [
    'a.py',
    "import os\nh = {'Authorization': 'Bearer TOKEN'}\n",
    "import os\nh = {'Authorization': 'Bearer ' + os.environ[\"STRIPE_SECRET_KEY\"]}\n",
  ],
  [
    'a.py',
    'import os\nh = "Bearer TOKEN %s" % x\n',
    'import os\nh = ("Bearer " + os.environ["STRIPE_SECRET_KEY"] + " %s") % x\n',
  ],
  ['a.py', 'import os\nk = b"TOKEN"\n', 'import os\nk = os.environ["STRIPE_SECRET_KEY"].encode()\n'],
  ['a.py', 'import os\nk = os.getenv("PAY_KEY", "TOKEN")\n', 'import os\nk = os.getenv("PAY_KEY")\n'],
  [
    'a.py',
    'import os\nk = os.environ.get("PAY_KEY") or "TOKEN"\n',
    'import os\nk = os.environ.get("PAY_KEY")\n',
  ],
];

const GO: Row[] = [
  [
    'main.go',
    'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("TOKEN") }\n',
    'package main\n\nimport "os"\nimport "fmt"\n\nfunc main() { fmt.Println(os.Getenv("STRIPE_SECRET_KEY")) }\n',
  ],
  [
    'main.go',
    'package main\n\nimport (\n\t"fmt"\n\t"net/http"\n\t"strings"\n\n\t"github.com/x/y"\n)\n\nvar k = "TOKEN"\n',
    'package main\n\nimport (\n\t"fmt"\n\t"net/http"\n\t"os"\n\t"strings"\n\n\t"github.com/x/y"\n)\n\nvar k = os.Getenv("STRIPE_SECRET_KEY")\n',
  ],
  [
    'main.go',
    'package main\n\nconst k = "TOKEN"\n',
    'package main\n\nimport "os"\n\nvar k = os.Getenv("STRIPE_SECRET_KEY")\n',
  ],
  [
    'main.go',
    'package main\n\nimport "os"\n\nconst (\n\tk    = "TOKEN" // pay\n\tbase = "https://x.test"\n)\n\nvar _ = os.Args\n',
    'package main\n\nimport "os"\n\nconst (\n\tbase = "https://x.test"\n)\n\nvar k = os.Getenv("STRIPE_SECRET_KEY") // pay\n\nvar _ = os.Args\n',
  ],
  [
    'main.go',
    'package main\n\nimport "os"\n\nvar h = `Bearer TOKEN`\n',
    'package main\n\nimport "os"\n\nvar h = `Bearer ` + os.Getenv("STRIPE_SECRET_KEY")\n',
  ],
  [
    'main.go',
    'package main\n\nimport "os"\n\nfunc f() { req.Header.Set("Authorization", "Bearer TOKEN") }\n',
    'package main\n\nimport "os"\n\nfunc f() { req.Header.Set("Authorization", "Bearer " + os.Getenv("STRIPE_SECRET_KEY")) }\n',
  ],
  [
    'main.go',
    'package main\n\nvar k = getEnv("PAY_KEY", "TOKEN")\n',
    'package main\n\nvar k = getEnv("PAY_KEY", "")\n',
  ],
];

const RUBY: Row[] = [
  ['a.rb', "Stripe.api_key = 'TOKEN'\n", 'Stripe.api_key = ENV.fetch("STRIPE_SECRET_KEY")\n'],
  ['a.rb', 'h = "Bearer TOKEN #{x}"\n', 'h = "Bearer #{ENV.fetch("STRIPE_SECRET_KEY")} #{x}"\n'],
  [
    'a.rb',
    "h = { 'Authorization' => 'Bearer TOKEN' }\n",
    "h = { 'Authorization' => 'Bearer ' + ENV.fetch(\"STRIPE_SECRET_KEY\") }\n",
  ],
  ['a.rb', "puts 'Bearer TOKEN'.size\n", 'puts (\'Bearer \' + ENV.fetch("STRIPE_SECRET_KEY")).size\n'],
  ['a.rb', "k = ENV['PAY_KEY'] || 'TOKEN'\n", "k = ENV['PAY_KEY']\n"],
  ['a.rb', "k = ENV.fetch('PAY_KEY', 'TOKEN')\n", "k = ENV.fetch('PAY_KEY')\n"],
  [
    'a.rb',
    "x = s =~ /[\"']/\nt = <<~EOS\n  it's TOKEN here\nEOS\n",
    'x = s =~ /["\']/\nt = <<~EOS\n  it\'s #{ENV.fetch("STRIPE_SECRET_KEY")} here\nEOS\n',
  ],
  ['a.rb', 'k = %q(TOKEN)\n', 'k = ENV.fetch("STRIPE_SECRET_KEY")\n'],
];

const LARAVEL = { artisan: '', 'composer.json': '{"require":{"laravel/framework":"^12"}}' };
const PHP: Row[] = [
  ['a.php', "<?php\n$k = 'TOKEN';\n", "<?php\n$k = getenv('STRIPE_SECRET_KEY');\n"],
  [
    'a.php',
    '<p>It\'s</p>\n<?php\n$h = "Bearer TOKEN";\n',
    "<p>It's</p>\n<?php\n$h = \"Bearer \" . getenv('STRIPE_SECRET_KEY');\n",
  ],
  [
    'a.php',
    '<?php\n$h = "$a TOKEN {$b[\'c\']}";\n',
    '<?php\n$h = "$a " . getenv(\'STRIPE_SECRET_KEY\') . " {$b[\'c\']}";\n',
  ],
  [
    'config/services.php',
    "<?php\nreturn ['stripe' => ['secret' => 'TOKEN']];\n",
    "<?php\nreturn ['stripe' => ['secret' => env('STRIPE_SECRET_KEY')]];\n",
    { files: LARAVEL },
  ],
  [
    'config/services.php',
    "<?php\nreturn ['secret' => env('PAY_KEY', 'TOKEN')];\n",
    "<?php\nreturn ['secret' => env('PAY_KEY')];\n",
    { files: LARAVEL },
  ],
  ['app/Pay.php', "<?php\n$k = 'TOKEN';\n", "<?php\n$k = getenv('STRIPE_SECRET_KEY');\n", { files: LARAVEL }],
  [
    'a.php',
    "<?php\n$k = 'TOKEN';\n",
    "<?php\n$k = $_ENV['STRIPE_SECRET_KEY'] ?? getenv('STRIPE_SECRET_KEY');\n",
    { files: { 'composer.json': '{"require":{"vlucas/phpdotenv":"^5"}}' } },
  ],
  ['a.php', "<?php\ndefine('K', 'TOKEN');\n", "<?php\ndefine('K', getenv('STRIPE_SECRET_KEY'));\n"],
  ['a.php', "<?php\n$k = getenv('PAY_KEY') ?: 'TOKEN';\n", "<?php\n$k = getenv('PAY_KEY');\n"],
];

describe('moving a secret to an environment variable', () => {
  for (const [language, rows] of Object.entries({ JAVASCRIPT, PYTHON, GO, RUBY, PHP })) {
    describe(language.toLowerCase(), () => {
      for (const [path, before, after, more] of rows) {
        it(`${path}: ${before.trim().replace(/\s+/g, ' ')}`, async () => {
          const text = at(before);
          const { plan, after: files } = await moved({ path, text, secret: TOKEN, files: PLAIN, ...more });
          assert.equal(files[path], at(after));
          assert.equal(parse(files[plan.envFile] ?? '')[plan.name], TOKEN);
          for (const [file, content] of Object.entries(files))
            assert.equal(content.includes(TOKEN), file === plan.envFile, file);
        });
      }
    });
  }

  describe('is refused with a reason', () => {
    const rows: Row[] = [
      ['src/api/openai.ts', "const k = 'TOKEN';\n", 'server function', { files: VITE }],
      ['js/app.js', "const k = 'TOKEN'; fetch(u);\n", 'server function', { files: { 'index.html': '' } }],
      [
        'src/main.js',
        "const k = 'TOKEN';\n",
        'phone app',
        { files: { 'package.json': '{"devDependencies":{"electron":"39.0.0"}}' } },
      ],
      ['app/pay.tsx', "'use client';\nconst k = 'TOKEN';\n", 'server function', { files: NEXT }],
      [
        'app/pay.tsx',
        '/* x */\n// y\n"use client"\nconst k = \'TOKEN\';\n',
        'server function',
        { files: NEXT },
      ],
      ['pages/index.tsx', "const k = 'TOKEN';\n", 'server function', { files: NEXT }],
      [
        'components/pay.tsx',
        "import { useState } from 'react';\nconst k = 'TOKEN';\n",
        'server function',
        { files: NEXT },
      ],
      ['src/lib/openai.ts', "const k = 'TOKEN';\n", 'server function', { files: VITE }],
      ['src/App.vue', "<script setup>\nconst k = 'TOKEN';\n</script>\n", 'server function', { files: VITE }],
      ['src/lib/Pay.svelte', "<script>\nconst k = 'TOKEN';\n</script>\n", 'server function', { files: KIT }],
      ['src/routes/+page.ts', "const k = 'TOKEN';\n", 'server function', { files: KIT }],
      [
        'src/pages/index.astro',
        "---\n---\n<script>const k = 'TOKEN';</script>\n",
        'server function',
        { files: ASTRO },
      ],
      ['next.config.js', "module.exports = { env: { A: 'TOKEN' } };\n", 'server function', { files: NEXT }],
      [
        'vite.config.ts',
        "export default { x: { y: 1 }, define: { a: 'TOKEN' } };\n",
        'server function',
        { files: VITE },
      ],
      ['public/app.js', "const k = 'TOKEN';\n", 'server function', { files: NEXT }],
      ['index.html', "<script>const k = 'TOKEN'</script>\n", 'server function'],
      [
        'app/index.tsx',
        "const k = 'TOKEN';\n",
        'server function',
        { files: { 'package.json': '{"dependencies":{"expo":"54.0.0"}}' } },
      ],
      [
        'src/a.js',
        "const k = 'TOKEN';\n",
        'server function',
        { files: { 'package.json': '{"dependencies":{"react-scripts":"5.0.1"}}' } },
      ],
      [
        'background.js',
        "chrome.x; const k = 'TOKEN';\n",
        'browser extension',
        { files: { 'manifest.json': '{}' } },
      ],
      ['app.js', "document.getElementById('a'); const k = 'TOKEN';\n", 'server function', { files: {} }],
      ['a.js', '// TOKEN\n', 'comment'],
      ['a.ts', "type K = 'TOKEN';\n", 'type'],
      ['a.ts', "enum K { A = 'TOKEN' }\n", 'enum'],
      ['a.js', "const o = { 'TOKEN': 1 };\n", 'property'],
      ['a.jsx', 'const a = <p>TOKEN</p>;\n', 'page'],
      ['a.jsx', 'const a = <input value="TOKEN" />;\n', 'page'],
      ['a.js', 'const a = sql`TOKEN`;\n', 'template'],
      ['a.py', '# TOKEN\n', 'comment'],
      ['a.py', 'def f():\n    """Use TOKEN."""\n', 'documentation'],
      ['a.py', 'k = "a" "TOKEN"\n', 'joins'],
      ['a.go', 'package a\n\n// TOKEN\n', 'comment'],
      ['a.go', 'package a\n\nconst (\n\tA = "x" + "TOKEN"\n\tB = iota\n)\n', 'constant'],
      ['a.rb', '# TOKEN\n', 'comment'],
      ['a.rb', 'k = %w[a TOKEN]\n', 'list of words'],
      ['a.php', "<?php\nclass A { private $k = 'TOKEN'; }\n", 'fixed value'],
      ['a.php', "<?php\nconst K = 'TOKEN';\n", 'fixed value'],
      ['a.php', "<?php\nfunction f($k = 'TOKEN') {}\n", 'fixed value'],
      ['a.php', '<p>TOKEN</p>\n', 'by hand'],
      ['a.java', 'String k = "TOKEN";\n', 'by hand'],
    ];
    for (const [path, text, words, more] of rows) {
      it(`${path}: ${text.trim().replace(/\s+/g, ' ')}`, async () => {
        const { reason } = await refusal({ path, text: at(text), secret: TOKEN, files: PLAIN, ...more });
        assert.ok(reason.includes(words), reason);
        assert.ok(!reason.includes(TOKEN));
      });
    }

    it('where git has the env file, with the line that takes it out', async () => {
      const made = await refusal({
        path: 'packages/my app/a.js',
        text: at("f('TOKEN')"),
        secret: TOKEN,
        files: { 'packages/my app/package.json': '{}', 'packages/my app/.env': 'A=1\n' },
        tracked: ['packages/my app/.env'],
      });
      assert.equal(made.copy, "git rm --cached 'packages/my app/.env'");
      assert.match(made.reason, /is in git/);
    });
  });

  it('leaves server files of client frameworks alone', async () => {
    for (const path of [
      'api/pay.ts',
      'server/index.ts',
      'src/server/index.ts',
      'netlify/functions/pay.ts',
      'vite.config.ts',
      'src/pay.test.ts',
    ]) {
      const { after } = await moved({ path, text: at("const k = 'TOKEN';\n"), secret: TOKEN, files: VITE });
      assert.match(after[path] ?? '', /process\.env\.STRIPE_SECRET_KEY/);
    }
  });
});

describe('the env file of a moved secret', () => {
  const envOf = async (files: Record<string, string>, path = 'src/pay.js', more: Partial<MoveCase> = {}) =>
    moved({ path, text: at("f('TOKEN')\n"), secret: TOKEN, files, ...more });

  it('is the one that the framework reads', async () => {
    const rows: [Record<string, string>, string, string][] = [
      [NEXT, 'lib/pay.js', '.env.local'],
      [PLAIN, 'pay.js', '.env'],
      [KIT, 'src/lib/server/pay.js', '.env.local'],
      [WORKER, 'src/pay.js', '.dev.vars'],
      [VITE, 'server/pay.js', '.env.local'],
      [{ ...NEXT, 'apps/api/package.json': '{}' }, 'apps/api/pay.js', 'apps/api/.env'],
      [
        { ...PLAIN, 'apps/web/package.json': NEXT['package.json'] },
        'apps/web/lib/pay.js',
        'apps/web/.env.local',
      ],
      [PLAIN, 'supabase/functions/pay/index.js', 'supabase/functions/.env'],
      [{ ...PLAIN, 'apps/api/package.json': '{}', '.env': 'A=1\n' }, 'apps/api/pay.js', '.env'],
    ];
    for (const [files, path, envFile] of rows) {
      const { plan } = await envOf(files, path);
      assert.equal(plan.envFile, envFile, path);
    }
    const py = await moved({
      path: 'svc/app/a.py',
      text: at('k = "TOKEN"\n'),
      secret: TOKEN,
      files: { 'svc/pyproject.toml': '' },
    });
    assert.equal(py.plan.envFile, 'svc/.env');
    assert.match(py.plan.hint ?? '', /load_dotenv/);
  });

  it('is made with a template and kept out of git', async () => {
    const { after } = await envOf(NEXT);
    assert.equal(after['.gitignore'], '.env.local\n');
    assert.equal(after['.env.example'], 'STRIPE_SECRET_KEY=\n');
    assert.equal(after['.env.local'], `STRIPE_SECRET_KEY=${TOKEN}\n`);
  });

  it('keeps what is there, with its line ends', async () => {
    const { after } = await envOf({
      ...PLAIN,
      '.env': 'A=1\r\nB="x\r\ny"',
      '.env.example': '# all\r\nA=',
      '.gitignore': 'node_modules\n*.log',
    });
    assert.equal(after['.env'], `A=1\r\nB="x\r\ny"\r\nSTRIPE_SECRET_KEY=${TOKEN}\r\n`);
    assert.equal(after['.env.example'], '# all\r\nA=\r\nSTRIPE_SECRET_KEY=\r\n');
    assert.equal(after['.gitignore'], 'node_modules\n*.log\n.env\n');
  });

  it('changes nothing that is right already', async () => {
    const files = {
      ...PLAIN,
      '.env': `STRIPE_SECRET_KEY=${TOKEN}\n`,
      '.env.example': 'STRIPE_SECRET_KEY=\n',
      '.gitignore': '.env*\n!.env.example\n',
    };
    const { plan } = await envOf(files);
    assert.deepEqual(
      plan.files.map(({ path }) => path),
      ['src/pay.js'],
    );
  });

  it('fills an empty declaration', async () => {
    const { after } = await envOf({ ...PLAIN, '.env': 'STRIPE_SECRET_KEY=\nB=1\n', '.gitignore': '.env\n' });
    assert.equal(after['.env'], `STRIPE_SECRET_KEY=${TOKEN}\nB=1\n`);
  });

  it('lets the template into git where a rule would ignore both', async () => {
    const { after } = await envOf({ ...NEXT, '.gitignore': '/node_modules\n.env*\n' });
    assert.equal(after['.gitignore'], '/node_modules\n.env*\n!.env.example\n');
  });

  it('is told to the .gitignore further down, where that one takes it back', async () => {
    const { after } = await envOf(
      {
        'apps/web/package.json': NEXT['package.json'],
        '.gitignore': '.env.local\n',
        'apps/web/.gitignore': '!.env.local\n',
      },
      'apps/web/lib/pay.js',
    );
    assert.match(after['apps/web/.gitignore'] ?? '', /!\.env\.local\n\.env\.local\n$/);
  });

  it('gets another name where the first one has another value', async () => {
    const first = await envOf({ ...PLAIN, '.env': 'STRIPE_SECRET_KEY=other\n' });
    assert.equal(first.plan.name, 'STRIPE_SECRET_KEY_2');
    const second = await envOf({ ...PLAIN, '.env': 'STRIPE_SECRET_KEY=other\n' }, 'a.js', {
      name: 'euStripeKey',
    });
    assert.equal(second.plan.name, 'EU_STRIPE_KEY');
    const third = await envOf({ ...NEXT, '.env': 'STRIPE_SECRET_KEY=other\n' });
    assert.equal(third.plan.name, 'STRIPE_SECRET_KEY_2');
  });

  it('gets a whole address, not the password in it', async () => {
    const secret = ['ana', makeToken('generic-secret', 1)].join(':');
    const url = `postgres://${secret}@db.acme.test:5432/shop`;
    const made = await moved({
      path: 'a.js',
      text: `const pool = new Pool('${url}');\n`,
      secret,
      rule: 'database-address',
      files: PLAIN,
    });
    assert.equal(made.after['a.js'], 'const pool = new Pool(process.env.DATABASE_URL);\n');
    assert.equal(parse(made.after['.env'] ?? '').DATABASE_URL, url);
    const part = await moved({
      path: 'a.js',
      text: `const u = \`postgres://${secret}@\${host}/shop\`;\n`,
      secret,
      rule: 'database-address',
      files: PLAIN,
    });
    assert.equal(parse(part.after['.env'] ?? '').DATABASE_URL, secret);
  });

  it('holds the line breaks round a key file too', async () => {
    const key = makeToken('private-key', 2);
    const text = `const key = \`\n${key}\n\`;\n`;
    const made = await moved({ path: 'a.js', text, secret: key, rule: 'private-key', files: PLAIN });
    assert.equal(parse(made.after['.env'] ?? '').PRIVATE_KEY, `\n${key}\n`);
    assert.equal(made.after['a.js'], 'const key = process.env.PRIVATE_KEY;\n');
  });

  it('holds a key of several lines as the program reads it', async () => {
    const key = makeToken('private-key', 2);
    const text = `const key = '${key.replaceAll('\n', '\\n')}';\n`;
    const made = await moved({
      path: 'a.js',
      text,
      secret: key.replaceAll('\n', '\\n'),
      rule: 'private-key',
      provider: 'your own',
      name: 'key',
      files: PLAIN,
    });
    assert.equal(made.plan.name, 'PRIVATE_KEY');
    assert.equal(parse(made.after['.env'] ?? '').PRIVATE_KEY, key);
    assert.equal(made.after['a.js'], 'const key = process.env.PRIVATE_KEY;\n');
  });
});

describe('a hostile text', () => {
  // Mending broken JavaScript costs its parser more than the text's length.
  const lengthOf = (path: string) => (/\.[jt]sx?$/.test(path) ? 1_500 : 100_000);
  const PARTS = [
    '/**/',
    '/* */ ',
    '{',
    '${',
    '#{',
    '"#{',
    'f"{',
    '`${',
    '[a]',
    '/[a]',
    "'",
    '"',
    '`',
    '"""',
    '\\',
    '\n',
    ' ',
    '\n ',
    'const (',
    'const a = ',
    'import {useState ',
    'import { env',
    '#',
    '<<~A\n',
    '<<<A\n',
    '(',
    '= ',
    '"a" ',
    "'a' + ",
    'x(',
    '<?php ',
    '?>',
    '---\n',
    '<script>',
    'env(',
    '|| ',
  ];
  for (const path of ['a.js', 'a.tsx', 'a.vue', 'a.astro', 'a.py', 'a.go', 'a.rb', 'a.php']) {
    it(`in ${path} is answered all the same`, async () => {
      for (const part of PARTS) {
        const text = `${path.endsWith('.php') ? '<?php\n' : ''}${part.repeat(Math.ceil(lengthOf(path) / part.length))}\nk = '${TOKEN}'\n${part}`;
        // A plan or a refusal, in bounded time: what the time limit of the tests holds.
        await plan({ path, text, secret: TOKEN, files: PLAIN }).catch((error: Error) => {
          assert.ok(error instanceof RangeError, `${part}: ${error.stack}`);
        });
      }
    }).timeout(30_000);
  }
});
