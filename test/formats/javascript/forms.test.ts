// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts under test
import assert from 'node:assert/strict';
import { readEnvironment } from '../../../src/formats/javascript/environment.ts';
import { mayReadEnvironment } from '../../../src/formats/javascript/prefilter.ts';

/** The ways of frameworks and schema libraries: a file, and what it reads. */
const cases: [path: string, text: string, expected: string][] = [
  [
    'a.ts',
    "import { z } from 'zod';\nconst s = z.object({ A_K: z.string(), B_K: z.coerce.number().default(1), C_K: z.string().optional() });\nexport const env = s.parse(process.env);",
    'A_K required,B_K optional,C_K optional',
  ],
  [
    'a.ts',
    'const envSchema = z.object({ A_K: z.string() });\nconst parsed = envSchema.safeParse(process.env);\nif (!parsed.success) throw 1;',
    'A_K required',
  ],
  [
    'a.ts',
    "export const env = createEnv({ server: { A_K: z.string() }, client: { NEXT_PUBLIC_B: z.string().optional() }, shared: { N_E: z.enum(['a']).default('a') }, experimental__runtimeEnv: { NEXT_PUBLIC_B: process.env.NEXT_PUBLIC_B }, emptyStringAsUndefined: true });",
    'A_K required,NEXT_PUBLIC_B optional,N_E optional',
  ],
  [
    'a.ts',
    "import { cleanEnv, str, num } from 'envalid';\nexport const env = cleanEnv(process.env, { A_K: str(), B_K: num({ default: 1 }), C_K: str({ devDefault: 'x' }) });",
    'A_K required,B_K optional,C_K optional',
  ],
  [
    'a.ts',
    "import env from 'env-var';\nconst a = env.get('A_K').required().asString(); const b = env.get('B_K').default('1').asInt(); const c = env.get('C_K').asString();",
    'A_K required,B_K optional,C_K optional',
  ],
  [
    'a.ts',
    "import * as v from 'valibot';\nconst S = v.object({ A_K: v.string(), B_K: v.optional(v.string(), 'x') });\nexport const env = v.parse(S, process.env);",
    'A_K required,B_K optional',
  ],
  [
    'a.ts',
    "import { type } from 'arktype';\nconst Env = type({ A_K: 'string', 'B_K?': 'string' });\nexport const env = Env(process.env);",
    'A_K required,B_K optional',
  ],
  [
    'a.ts',
    "import { type } from 'arktype';\nconst Env = type({ A_K: 'string', 'B_K?': 'string' });\nexport const env = Env.assert(process.env);",
    'A_K required,B_K optional',
  ],
  [
    'a.js',
    "const Joi = require('joi');\nconst schema = Joi.object({ A_K: Joi.string().required(), B_K: Joi.number().default(1), C_K: Joi.string() }).unknown();\nconst { value, error } = schema.validate(process.env);",
    'A_K required,B_K optional,C_K optional',
  ],
  [
    'a.ts',
    "import { object, string, optional, assert } from 'superstruct';\nconst Env = object({ A_K: string(), B_K: optional(string()) });\nassert(process.env, Env);",
    'A_K required,B_K optional',
  ],
  [
    'a.ts',
    "import convict from 'convict';\nconst config = convict({ port: { format: 'port', default: 1, env: 'A_PORT' }, db: { url: { format: String, default: null, env: 'DB_K' } } });",
    'A_PORT optional,DB_K optional',
  ],
  [
    'a.ts',
    "import * as yup from 'yup';\nconst s = yup.object({ A_K: yup.string().required(), B_K: yup.string() });\nconst env = s.validateSync(process.env);",
    'A_K required,B_K optional',
  ],
  [
    'a.module.ts',
    "import { ConfigService } from '@nestjs/config';\nclass X { constructor(private configService: ConfigService) { this.configService.get<string>('A_K'); this.configService.getOrThrow('B_K'); this.configService.get('C_K', 'd'); } }",
    'A_K required,B_K required,C_K optional',
  ],
  [
    'a.module.ts',
    'ConfigModule.forRoot({ validationSchema: Joi.object({ A_K: Joi.string().required(), B_K: Joi.number().default(1) }) })',
    'A_K required,B_K optional',
  ],
  [
    'a.ts',
    "import { parseEnv, z } from 'znv';\nexport const { A_K, B_K } = parseEnv(process.env, { A_K: z.string(), B_K: z.number().default(1) });",
    'A_K required,B_K optional',
  ],
  [
    'a.ts',
    "import { str, envsafe } from 'envsafe';\nexport const env = envsafe({ A_K: str(), B_K: str({ default: 'x' }) });",
    'A_K required,B_K optional',
  ],
  [
    'a.ts',
    "import { Config } from 'effect';\nconst a = Config.string('A_K'); const b = Config.string('B_K').pipe(Config.withDefault('x')); const c = Config.redacted('C_K');",
    'A_K required,B_K optional,C_K required',
  ],
  [
    'a.vue',
    '<script setup>\nconst a = import.meta.env.VITE_A\n</script>\n<template><a :href="import.meta.env.VITE_B">{{ import.meta.env.VITE_C }}</a></template>',
    'VITE_A required,VITE_B optional,VITE_C optional',
  ],
  [
    'a.svelte',
    "<script>\nimport { PUBLIC_A } from '$env/static/public';\nimport { env } from '$env/dynamic/private';\n</script>\n<p>{PUBLIC_A} {env.B_K}</p>",
    'PUBLIC_A required,B_K optional',
  ],
  ['a.ts', "import { env } from '$env/dynamic/private';\nexport const load = () => env.B_K;", 'B_K required'],
  [
    'a.astro',
    "---\nconst { A_K } = import.meta.env;\nimport { B_K } from 'astro:env/server';\n---\n<p>{import.meta.env.PUBLIC_C}</p>",
    'A_K required,B_K required,PUBLIC_C optional',
  ],
  [
    'vite.config.ts',
    "export default defineConfig(({ mode }) => { const env = loadEnv(mode, process.cwd(), ''); return { define: { 'process.env.X_Y': JSON.stringify(env.A_K) }, server: { port: Number(env.B_K) || 3 } } })",
    'A_K required,B_K optional',
  ],
  [
    'app.config.ts',
    "export default ({ config }) => ({ ...config, extra: { apiKey: process.env.A_K, o: process.env.EXPO_PUBLIC_B ?? 'x' } });",
    'A_K required,EXPO_PUBLIC_B optional',
  ],
  [
    'src/index.ts',
    'export default { async fetch(request: Request, env: Env, ctx) { return fetch(env.A_K) } } satisfies ExportedHandler<Env>;',
    'A_K required',
  ],
  ['src/index.ts', 'export default { async fetch(request, env) { return fetch(env.A_K) } }', 'A_K required'],
  ['a.ts', "import { env } from 'cloudflare:workers';\nenv.A_K", 'A_K required'],
  [
    'a.ts',
    "const { A_K = 'x', B_K: b, ...rest } = process.env; const env = process.env; env.C_K!; env['D_K'];",
    'A_K optional,B_K required,C_K required,D_K required',
  ],
  [
    'a.ts',
    "enum E { A = 'A_K', B = 'B_K' }\nfunction get(k: E) { return process.env[k] }\nget(E.A); get(E.B);",
    'A_K required,B_K required',
  ],
  [
    'a.ts',
    "const NAMES = ['A_K', 'B_K'] as const;\nfor (const n of NAMES) { if (!process.env[n]) throw new Error(n); }",
    'A_K required,B_K required',
  ],
  ['entry.server.tsx', "invariant(process.env.A_K, 'A_K must be set');", 'A_K required'],
  ['a.ts', "const a = process.env.A_K; if (!a) { throw new Error('x') }", 'A_K required'],
  ['a.ts', 'const a = process.env.A_K; assert(a);', 'A_K required'],
  [
    'nitro.config.ts',
    "export default defineNitroConfig({ runtimeConfig: { apiKey: '', region: 'x' } })",
    'NITRO_API_KEY optional',
  ],
  [
    'a.ts',
    "Deno.env.get('A_K')!; Deno.env.get('B_K') ?? 'x'; Bun.env.C_K; Deno.env.has('D_K')",
    'A_K required,B_K optional,C_K required,D_K tested',
  ],
  [
    'prisma.config.ts',
    "import { defineConfig, env } from 'prisma/config';\nexport default defineConfig({ datasource: { url: env('A_K') } })",
    'A_K required',
  ],
  ['drizzle.config.ts', 'export default { dbCredentials: { url: process.env.A_K! } }', 'A_K required'],
  [
    'a.ts',
    "import 'dotenv/config';\nimport { env } from 'process';\nenv.A_K; import proc from 'node:process'; proc.env.B_K",
    'A_K required,B_K required',
  ],
  [
    'a.ts',
    "const config = { url: process.env.A_K as string, n: Number(process.env.B_K), s: `${process.env.C_K}`, p: parseInt(process.env.D_K || '3', 10) }",
    'A_K required,B_K required,C_K required,D_K optional',
  ],
];

describe('formats/javascript, ways to read the environment', () => {
  for (const [path, text, expected] of cases) {
    it(`${path}: ${text.split('\n')[0]?.slice(0, 90)}`, () => {
      assert.ok(mayReadEnvironment(text), 'worth walking');
      const { reads } = readEnvironment(path, text);
      const own = reads.filter((read) => read.form !== 'runtimeConfig override');
      const names = [...new Set(own.map((read) => read.name))].map((name) => {
        const ways = own.filter((read) => read.name === name).map((read) => read.requirement);
        return `${name} ${ways.includes('required') ? 'required' : ways.at(-1)}`;
      });
      assert.deepEqual(names.sort(), expected.split(',').sort());
    });
  }
});
