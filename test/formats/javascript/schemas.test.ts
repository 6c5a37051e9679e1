import assert from 'node:assert/strict';
import { readEnvironment } from '../../../src/formats/javascript/environment.ts';

const shown = (text: string) =>
  readEnvironment('env.ts', text).reads.map((r) => `${r.name} ${r.requirement}`);

describe('formats/javascript/schemas', () => {
  const cases: [string, string, string[]][] = [
    [
      'zod, parsed',
      'const schema = z.object({ A: z.string().min(1), B: z.string().optional(), C: z.coerce.number().default(1) });\nexport const env = schema.parse(process.env);',
      ['A required', 'B optional', 'C optional'],
    ],
    [
      'zod, inline and chained',
      'const r = z.object({ A: z.string() }).merge(other).refine(x).safeParse(process.env)',
      ['A required'],
    ],
    [
      'zod, extended',
      'const base = z.object({ A: z.string() }); base.extend({ B: z.string() }).parse(process.env)',
      ['A required', 'B required'],
    ],
    [
      'zod, handed over',
      'z.object({ A: z.string().optional(), B: z.string() }).parse({ A: process.env.A, B: process.env.B })',
      ['A optional', 'B required', 'A optional', 'B optional'],
    ],
    ['zod, not of the environment', 'z.object({ A: z.string() }).parse(body)', []],
    [
      't3-env',
      "export const env = createEnv({ server: { A: z.string(), B: z.string().optional() }, client: { NEXT_PUBLIC_C: z.string() }, runtimeEnv: { A: process.env.A, B: process.env['B'], NEXT_PUBLIC_C: process.env.NEXT_PUBLIC_C } })",
      [
        'A required',
        'B optional',
        'NEXT_PUBLIC_C required',
        'A optional',
        'B optional',
        'NEXT_PUBLIC_C optional',
      ],
    ],
    [
      'envalid',
      "const env = cleanEnv(process.env, { A: str(), B: port({ default: 3000 }), C: str({ devDefault: 'x' }) })",
      ['A required', 'B optional', 'C optional'],
    ],
    [
      'valibot',
      'v.parse(v.object({ A: v.string(), B: v.optional(v.string()) }), process.env)',
      ['A required', 'B optional'],
    ],
    [
      'env-var',
      "import env from 'env-var'; const a = env.get('A').required().asString(), b = env.get('B').default('1').asInt()",
      ['A required', 'B optional'],
    ],
    [
      'NestJS',
      "import { ConfigService } from '@nestjs/config'; class S { constructor(private configService: ConfigService) { this.configService.get<string>('A'); this.configService.getOrThrow('B'); this.configService.get('C', 1) } }",
      ['A required', 'B required', 'C optional'],
    ],
    [
      'Effect',
      "import { Config } from 'effect'; const a = Config.string('A'), b = Config.withDefault(Config.number('B'), 1)",
      ['A required', 'B optional'],
    ],
    [
      'SvelteKit',
      "import { A, B as b } from '$env/static/private'; import { env } from '$env/dynamic/public'; use(env.PUBLIC_C)",
      ['A required', 'B required', 'PUBLIC_C required'],
    ],
    [
      'Nuxt',
      "export default defineNuxtConfig({ runtimeConfig: { apiSecret: '', public: { apiBase: '/' } } })",
      ['NUXT_API_SECRET optional', 'NUXT_PUBLIC_API_BASE optional'],
    ],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => assert.deepEqual(shown(text), expected));
  }
});
