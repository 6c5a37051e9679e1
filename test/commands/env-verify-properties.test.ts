import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { runCommandLine } from '../../src/commands/main.ts';
import { recordedTerminal } from './terminal.ts';

const NAMES = [
  'ACME_DATABASE_URL',
  'ACME_API_SECRET',
  'ACME_QUEUE',
  'ACME_MAIL_KEY',
  'NEXT_PUBLIC_ACME_URL',
  'ACME_EXTRA',
];

/** How the code reads a name, and whether it then needs it. */
const FORMS: [code: (name: string) => string, isNeeded: boolean][] = [
  [(name) => `use(process.env.${name}!);`, true],
  [(name) => `use(process.env['${name}']!.trim());`, true],
  [(name) => `use(process.env.${name} ?? 'text');`, false],
  [(name) => `if (process.env.${name}) use(process.env.${name});`, false],
  [() => '', false],
];

/** What the deploy gives a name: nothing, an empty value, or one that must not be seen. */
const given = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom('', '   '),
  fc.stringMatching(/^zq[a-z0-9]{8,16}$/),
  fc.stringMatching(/^zq[a-z0-9]{8}$/).map((word) => `${word}=and "more" # ${word}`),
);

const deploy = fc.record({
  forms: fc.array(fc.nat(FORMS.length - 1), { minLength: NAMES.length, maxLength: NAMES.length }),
  values: fc.array(given, { minLength: NAMES.length, maxLength: NAMES.length }),
  provided: fc.subarray(NAMES, { maxLength: 2 }),
});

describe('launch-ready env verify, of any deploy', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'launch-ready-verify-'));
    mkdirSync(path.join(folder, 'src'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

  async function verify(from: string, environment: Record<string, string>) {
    const terminal = recordedTerminal({ cwd: folder, environment });
    const words = ['env', 'verify', '--environment', 'production', '--from', from];
    const code = await runCommandLine(words, terminal);
    return { code, out: terminal.out.text, err: terminal.err.text };
  }

  it('names exactly what is needed and neither set nor provided, and no value', async () => {
    await fc.assert(
      fc.asyncProperty(deploy, async ({ forms, values, provided }) => {
        const of = (i: number) => FORMS[forms[i] ?? 0] as (typeof FORMS)[number];
        const code = NAMES.map((name, i) => of(i)[0](name));
        write('src/a.ts', `${code.join('\n')}\nuse(process.env.ACME_ALWAYS ?? '');\n`);
        write('launch-ready.yaml', `environments: { production: { provided: [${provided.join(', ')}] } }\n`);
        const set = NAMES.flatMap((name, i) => (values[i] === undefined ? [] : [[name, values[i]] as const]));
        write('deploy.env', set.map(([name, value]) => `${name}='${value.replaceAll("'", '')}'\n`).join(''));
        const lacking = NAMES.filter(
          (name, i) => of(i)[1] && !provided.includes(name) && (values[i] ?? '').trim() === '',
        );
        for (const { code: exit, out, err } of [
          await verify('process', Object.fromEntries(set)),
          await verify('deploy.env', {}),
        ]) {
          assert.equal(exit, lacking.length > 0 ? 1 : 0, `${out}\n${err}`);
          const named = [...out.matchAll(/^ {2}(missing|empty) +(\w+) +read at src\/a\.ts:(\d+)$/gm)];
          assert.deepEqual(named.map(([, , name]) => name).sort(), [...lacking].sort(), out);
          for (const [, state, name] of named) {
            const value = values[NAMES.indexOf(name ?? '')];
            assert.equal(state, value === undefined ? 'missing' : 'empty', name);
          }
          for (const value of values) {
            const word = /zq[a-z0-9]+/.exec(value ?? '')?.[0];
            if (word) assert.ok(!`${out}${err}`.includes(word), word);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
