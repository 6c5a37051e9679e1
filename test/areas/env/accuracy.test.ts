// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts under test
import assert from 'node:assert/strict';
import { AREAS } from '../../../src/areas/index.ts';
import { createArtifactStore } from '../../../src/audit/artifact-store.ts';
import { gatherInProcess } from '../../../src/audit/gather.ts';
import { artifactsFor } from '../../../src/audit/plan.ts';
import { runCheck } from '../../../src/audit/run.ts';
import type { Check } from '../../../src/model/check.ts';
import { GATHERERS } from '../../../src/observe/index.ts';
import { createMemoryFileSystem } from '../../support/memory-file-system.ts';

const checks = (AREAS.find((area) => area.id === 'env')?.checks ?? []).filter((check) =>
  /undeclared-variable|unused-variable|near-miss/.test(check.id),
) as Check[];

/** What the three checks say of a small repository: `missing NAME high`, `unused NAME`, `slip NAME SUGGESTION`. */
async function said(files: Record<string, string>): Promise<string[]> {
  const gather = gatherInProcess(createMemoryFileSystem(files), GATHERERS);
  const names = artifactsFor(checks, GATHERERS);
  const request = { names, given: {}, configPath: 'launch-ready.yaml', now: 0 };
  const store = createArtifactStore(await gather(request, new AbortController().signal));
  return checks.flatMap((check) =>
    runCheck(check, store, 0).findings.map(({ checkId, data, severity }) => {
      if (checkId === 'env/undeclared-variable') return `missing ${data?.name} ${severity}`;
      return checkId === 'env/unused-variable'
        ? `unused ${data?.name}`
        : `slip ${data?.name} ${data?.suggestion}`;
    }),
  );
}

const cases: Record<string, [files: Record<string, string>, expected: string[]]> = {
  'what a workflow sets for its tests is no declaration': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'app.ts': 'connect(process.env.OTHER_KEY!, process.env.AUTH_KEY!, process.env.BUILD_KEY!)',
      '.github/workflows/playwright.yml':
        'jobs:\n  test:\n    env:\n      AUTH_KEY: ${{ secrets.AUTH_KEY }}\n',
      '.github/workflows/main.yml':
        'jobs:\n  build:\n    env:\n      BUILD_KEY: ${{ secrets.BUILD_KEY }}\n  cypress:\n    env:\n      AUTH_KEY: postgres://x\n',
    },
    ['missing AUTH_KEY high'],
  ],
  'the tests of a workflow that deploys are tests all the same': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'app.ts': 'connect(process.env.OTHER_KEY!, process.env.DATA_URL!)',
      '.github/workflows/deploy.yml': 'jobs:\n  vitest:\n    env:\n      DATA_URL: postgres://x\n',
    },
    ['missing DATA_URL high'],
  ],
  'look-up functions of another file, in Go': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'config/env.go':
        'package config\nfunc GetEnv(key, fallback string) string {\n\tif v := os.Getenv(key); v != "" {\n\t\treturn v\n\t}\n\treturn fallback\n}\nfunc MustEnv(key string) string {\n\tv := os.Getenv(key)\n\tif v == "" {\n\t\tpanic(key)\n\t}\n\treturn v\n}\n',
      'main.go':
        'package main\nvar a = config.GetEnv("A_NAME", "x")\nvar b = config.MustEnv("B_NAME")\nvar c = other.GetSecret("NO_NAME")\nvar d = config.MustEnv("OTHER_KEY")\n',
    },
    ['missing A_NAME low', 'missing B_NAME high'],
  ],
  'one env object for all settings, in Django': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'conf/base.py': 'import environ\nenv = environ.Env()\nO = env("OTHER_KEY")\n',
      'conf/production.py':
        'from .base import env\nA = env("A_NAME")\nB = env.bool("B_NAME", default=True)\n',
    },
    ['missing A_NAME high', 'missing B_NAME low'],
  ],
  'a class that looks names up, in Ruby': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'lib/global_config.rb':
        'class GlobalConfig\n  def self.get(name, default = nil)\n    ENV.fetch(name, default)\n  end\nend\n',
      'app/a.rb': 'a = GlobalConfig.get("A_NAME")\nb = Cache.get("NO_NAME")\n',
    },
    ['missing A_NAME medium', 'unused OTHER_KEY'],
  ],
  'a look-up function that does without, and stops at what is wrong alone': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'lib/config.ex':
        'defmodule App.Config do\n  def port_of!(env) do\n    if port = System.get_env(env) do\n      case Integer.parse(port) do\n        {port, ""} -> port\n        :error -> abort!("no number: " <> port)\n      end\n    end\n  end\n\n  def needed!(env) do\n    if value = System.get_env(env) do\n      value\n    else\n      raise "missing"\n    end\n  end\nend\n',
      'config/runtime.exs':
        'config :app, port: App.Config.port_of!("A_PORT"), key: App.Config.needed!("B_KEY"), c: System.fetch_env!("OTHER_KEY")\n',
    },
    ['missing A_PORT low', 'missing B_KEY high'],
  ],
  'a look-up function that hands on nothing, in Python': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'settings.py':
        'import os\ndef secret(name, default=None):\n    path = os.getenv(name + "_FILE")\n    if path:\n        raise ImproperlyConfigured("unreadable")\n    return os.getenv(name, default)\nA = secret("A_TOKEN")\nB = os.environ["OTHER_KEY"]\n',
    },
    ['missing A_TOKEN medium'],
  ],
  'a test of the same variable with a default, in Python': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'app.py':
        'import os\ndef version():\n    if os.environ.get("THE_VERSION", False):\n        return os.environ.get("THE_VERSION")\nB = os.environ["OTHER_KEY"]\n',
    },
    ['missing THE_VERSION low'],
  ],
  'a message that names the value of a variable with a default': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'app.py':
        'import os\nA = os.environ["OTHER_KEY"]\ntry:\n    size = int(os.getenv("POOL_SIZE", "10"))\nexcept ValueError:\n    log(f"wrong: {os.getenv(\'POOL_SIZE\')}")\n',
    },
    ['missing POOL_SIZE low'],
  ],
  'a look-up function whose caller hands the default over': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'config.js':
        'const required = (key, fallback = undefined) => {\n  const value = process.env[key] || fallback;\n  if (value === undefined) throw new Error(key);\n  return value;\n};\nconst soft = (key, fallback = "x") => process.env[key] ?? fallback;\nexport default { a: required("A_URL"), b: required("B_URL", "http://x"), c: soft("C_URL"), d: required("OTHER_KEY") };\n',
    },
    ['missing A_URL high', 'missing B_URL low', 'missing C_URL low'],
  ],
  'members of a proxy around the environment, in another file': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'src/lib/config.ts':
        'import { env } from "$env/dynamic/private";\nclass Manager { get(key: string) { return env[key] || ""; } }\nexport const config = new Proxy(new Manager(), { get: (target, key) => target.get(key as string) });\n',
      'src/lib/other.ts': 'export const state = new Proxy({}, {});\nlog(process.env.OTHER_KEY);\n',
      'src/a.ts':
        'import { config } from "$lib/config";\nimport { state } from "./lib/other";\nconnect(config.MONGODB_DB_NAME, config.MODELS, config.Models, config.connection, state.A_STATE);\n',
    },
    ['missing MODELS low', 'missing MONGODB_DB_NAME low'],
  ],
  'a look-up function with options, on the server and in the browser': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'env.ts':
        'type O = { isRequired?: boolean; isSecret?: boolean };\nexport function getEnv(name: string, { isRequired = true, isSecret = true }: O = {}) {\n  const source = (isBrowser ? window.env : process.env) ?? {};\n  const value = (source as NodeJS.ProcessEnv)[name];\n  if (!value && isRequired) {\n    throw new Error(name);\n  }\n  return value;\n}\nexport const A = getEnv("A_KEY");\nexport const B = getEnv("B_KEY", { isSecret: true });\nexport const C = getEnv("C_KEY", { isRequired: false });\n',
      'other.ts':
        'import { getEnv } from "./env";\nexport const d = [getEnv("D_KEY", { isSecret: false }), getEnv("OTHER_KEY")];\n',
    },
    ['missing A_KEY high', 'missing B_KEY high', 'missing C_KEY low', 'missing D_KEY high'],
  ],
  'a schema that a function of the file is handed': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'env.ts':
        'import { z } from "zod";\nconst schema = z.object({\n  A_DOMAIN: z.string().url().optional(),\n  B_DOMAIN: z.string().url(),\n});\nconst given = { A_DOMAIN: process.env.A_DOMAIN, B_DOMAIN: process.env.B_DOMAIN, OTHER_KEY: process.env.OTHER_KEY };\nfunction checked(env: typeof given) { return schema.safeParse(env); }\nexport default checked(given);\n',
    },
    ['missing A_DOMAIN low', 'missing B_DOMAIN high'],
  ],
  'settings in parts, in pydantic': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'settings/app.py':
        'from pydantic import BaseModel, Field\nclass AppSettingsMixin(BaseModel):\n    allowed_headers: str = Field(default="*")\n    other_key: str\n    token: str = Field(alias="APP_TOKEN")\nclass Nested(BaseModel):\n    no_name: str\n',
      'settings/__init__.py':
        'from pydantic_settings import BaseSettings\nfrom .app import AppSettingsMixin\nclass Settings(BaseSettings, AppSettingsMixin):\n    pass\n',
    },
    ['missing ALLOWED_HEADERS low', 'missing APP_TOKEN high'],
  ],
  'a variable whose absence is compared': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'a.ts':
        'if (process.env.A_KEY === undefined) throw new Error("a");\nconst b = process.env.B_KEY;\nif (b == null || b === "") { process.exit(1); }\nconst c = process.env.C_KEY;\nif (c === undefined) console.log("off");\nconst d = process.env.D_KEY === "on";\nif (process.env.E_KEY !== undefined) use(process.env.E_KEY, process.env.OTHER_KEY!);\n',
    },
    [
      'missing A_KEY high',
      'missing B_KEY high',
      'missing C_KEY low',
      'missing D_KEY low',
      'missing E_KEY low',
    ],
  ],
  'what the schema can do without': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'env.ts':
        'import { z } from "zod";\nexport const env = z.object({ OTHER_KEY: z.string(), A_HOST: z.string().optional() }).parse(process.env);\n',
      'client.ts': 'init({ host: process.env.A_HOST, other: process.env.B_HOST });\n',
    },
    ['missing A_HOST low', 'missing B_HOST high'],
  ],
  'names that have a default in the standard that names them, or that a host sets': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'a.py':
        'import os\na = os.environ["OTHER_KEY"]\nb = os.environ["OTEL_EXPORTER_OTLP_HEADERS"]\nc = os.environ["RDS_HOSTNAME"]\nd = os.environ["VCAP_SERVICES"]\ne = os.environ["POSTGRESQL_ADDON_HOST"]\n',
    },
    ['missing OTEL_EXPORTER_OTLP_HEADERS low'],
  ],
  'what stands in for a service in tests': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'src/mock.ts': 'send(process.env.A_WEBHOOK!);\n',
      'src/api.mock.ts': 'send(process.env.B_WEBHOOK!);\n',
      'src/mocking.ts': 'send(process.env.C_WEBHOOK!, process.env.OTHER_KEY!);\n',
    },
    ['missing C_WEBHOOK high'],
  ],
  'an env file by a name of its own': [
    {
      'server.config.example': '# note\nAPP_SECRET_KEY=\nAPP_PORT_NO=1\n',
      'main.go': 'package main\nvar a = os.Getenv("APP_SECRET_KEY")\n',
      'other.conf.example': 'server {\n  listen 80;\n}\n',
    },
    [],
  ],
  'a slip in a name that Supabase fills into its configuration': [
    {
      '.env.example': 'GITHUB_CLEINT_ID=\n',
      'supabase/config.toml': '[auth.external.github]\nenabled = true\nclient_id = "env(GITHUB_CLIENT_ID)"\n',
    },
    ['slip GITHUB_CLIENT_ID GITHUB_CLEINT_ID'],
  ],
  'a folder of env files, as Django projects have it': [
    {
      '.envs/.local/.django': 'A_NAME=1\nOLD_NAME=1\n',
      '.envs/.production/.django': 'A_NAME=\nB_NAME=\n',
      'conf/base.py':
        'import environ\nenv = environ.Env()\na = env("A_NAME")\nb = env("B_NAME")\nc = env("C_NAME")\n',
    },
    ['missing C_NAME high', 'unused OLD_NAME'],
  ],
  'a language that answers with nothing': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'app.py': 'import os\na = os.getenv("A_NAME")\nb = os.environ["B_NAME"]\nc = os.environ["OTHER_KEY"]\n',
    },
    ['missing A_NAME medium', 'missing B_NAME high'],
  ],
  'what Cargo, a desktop and a service manager set': [
    {
      'a.rs':
        'let a = env!("CARGO_PKG_NAME");\nlet b = env::var("XDG_CURRENT_DESKTOP")?;\nlet c = env::var("NOTIFY_SOCKET")?;\n',
    },
    [],
  ],
  'what a container starts with': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'a.ts': 'process.env.OTHER_KEY!',
      'docker/entrypoint.sh': '#!/bin/sh\n: "${A_NAME:?}"\necho "$B_NAME"\n',
      Dockerfile: 'ENV APP_PORT=1\nEXPOSE ${APP_PORT}\n',
      'b.py': 'class S(BaseSettings):\n    API_PORT: int = 1\n',
    },
    ['missing A_NAME high', 'missing API_PORT low'],
  ],
  'configuration that a framework publishes': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'config/queue.php': "<?php return ['a' => env('SQS_SUFFIX'), 'b' => env('SQS_QUEUE', 'x')];",
      'config/shop.php': "<?php return ['a' => env('SHOP_NAME', 'x'), 'b' => env('OTHER_KEY')];",
    },
    ['missing SHOP_NAME low'],
  ],
  "names of a project's own among those of the framework, in Laravel": [
    {
      '.env.example': 'OTHER_KEY=\n',
      'config/app.php':
        "<?php return ['a' => env('APP_NAME', 'x'), 'b' => env('REVISION_LIMIT', 100), 'c' => env('OTHER_KEY')];",
      'config/mail.php': "<?php return ['a' => env('MAIL_HOST', 'x'), 'b' => env('MAIL_VERIFY_SSL', true)];",
      'config/backup.php': "<?php return ['a' => env('ARCHIVE_PASSWORD')];",
    },
    ['missing MAIL_VERIFY_SSL low', 'missing REVISION_LIMIT low'],
  ],
  'settings that the program fills in itself, in pydantic': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'settings.py':
        'from pydantic_settings import BaseSettings\nclass S(BaseSettings, env_prefix="APP_"):\n    other: str = Field(validation_alias=AliasChoices("other", "OTHER_KEY"))\n    key: str\nclass T(BaseSettings):\n    SECRET: str\nT(**{"SECRET": make()})\n',
    },
    ['missing APP_KEY high', 'missing SECRET low'],
  ],
  'the environment spread under something else': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'config.ts':
        'const given = (window as any).__ENV__ || {};\nexport const env = { ...process.env, ...given };\nexport const a = env.REACT_APP_A_NAME || "x";\nuse(env.OTHER_KEY);\n',
    },
    ['missing REACT_APP_A_NAME low'],
  ],
  'keys of runtimeConfig with a value of their own': [
    {
      '.env.example': 'OTHER_KEY=\n',
      'nuxt.config.ts':
        'export default defineNuxtConfig({ runtimeConfig: { apiKey: "", region: "eu", other: process.env.OTHER_KEY, public: { site: "x" } } })',
    },
    ['missing NUXT_API_KEY low'],
  ],
  'names of a ready image that gets the env file, and of one that is given its names': [
    {
      '.env.example':
        'MONGO_INITDB_ROOT_USERNAME=\nMYSQL_ROOT_PASSWORD=\nPGADMIN_DEFAULT_EMAIL=\nLEFT_OVER_KEY=\n',
      'compose.yaml':
        'services:\n  db:\n    image: mongo:7\n    env_file: .env\n  other:\n    image: mariadb:11\n    env_file: [.env]\n  admin:\n    image: dpage/pgadmin4\n    environment:\n      A: b\n',
    },
    ['unused LEFT_OVER_KEY', 'unused PGADMIN_DEFAULT_EMAIL'],
  ],
  'names made from fields, in Rust': [
    {
      '.env.example': 'SMTP_TIMEOUT=\nLEFT_OVER_KEY=\n',
      'src/config.rs':
        'macro_rules! make { ($n:ident) => { get_env(&stringify!($n).to_uppercase()) } }\nmake! { smtp_timeout }\n',
    },
    ['unused LEFT_OVER_KEY'],
  ],
  'a tool of the project reads names that begin as it does': [
    {
      '.env.example': 'LANGUINE_PROJECT_ID=\nSTRIPE_OLD_KEY=\n',
      'package.json': '{"devDependencies":{"languine":"1","stripe":"1"}}',
    },
    ['unused STRIPE_OLD_KEY'],
  ],
};

describe('missing and unused variables', () => {
  for (const [title, [files, expected]] of Object.entries(cases)) {
    it(title, async () => assert.deepEqual((await said(files)).sort(), [...expected].sort()));
  }
});
