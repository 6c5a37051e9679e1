import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { runCommandLine } from '../../src/commands/main.ts';
import { ensureBuilt, runCli } from '../support/built-cli.ts';
import { recordedStream, recordedTerminal } from './terminal.ts';

const SCHEMA = JSON.parse(readFileSync('media/env.schema.json', 'utf8')) as object;
/** What this process has must not fill in for what a test leaves out. */
const NEEDED = ['ACME_DATABASE_URL', 'ACME_API_SECRET', 'NEXT_PUBLIC_ACME_URL'];

const CODE = `
export const db = connect(process.env.ACME_DATABASE_URL!);
export const secret = sign(process.env.ACME_API_SECRET!);
export const level = process.env.ACME_LOG_LEVEL ?? 'info';
export const port = process.env.PORT!;
`;
const PAGE = "'use client';\nexport const url = new URL(process.env.NEXT_PUBLIC_ACME_URL!);\n";

describe('launch-ready env', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => ensureBuilt());
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'launch-ready-env-'));
    write('src/db.ts', CODE);
    write('src/page.tsx', PAGE);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string | Buffer): void {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const built = (words: string[], env: Record<string, string> = {}) => runCli(words, { cwd: folder, env });
  /** In this process, which is much faster than one of its own. */
  async function here(words: string[], environment: Record<string, string> = {}) {
    const terminal = recordedTerminal({ cwd: folder, environment });
    const code = await runCommandLine(words, terminal);
    return { code, out: terminal.out.text, err: terminal.err.text };
  }
  interface Variable {
    name: string;
    purpose: string | null;
    required: boolean;
    sides: string[];
    reads: { count: number; places: { path: string; package: string; range: { start: { line: number } } }[] };
    declarations: { path: string }[];
    environments: { environment: string; state: string; mark: string | null }[];
  }
  async function inventory(...words: string[]): Promise<{ hidden: number; byName: Map<string, Variable> }> {
    const { code, out, err } = await here(['env', '--format', 'json', ...words]);
    assert.equal(code, 0, err);
    const read = JSON.parse(out) as { schema: string; hidden: number; variables: Variable[] };
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(SCHEMA);
    assert.ok(validate(read), JSON.stringify(validate.errors));
    assert.equal(read.schema, 'launch-ready/env@1');
    return { hidden: read.hidden, byName: new Map(read.variables.map((one) => [one.name, one])) };
  }

  it('tells which package of a monorepo reads', async () => {
    write('package.json', '{}');
    write('apps/web/package.json', '{}');
    write('apps/web/src/a.ts', 'use(process.env.ACME_SHARED_KEY);\n');
    write('services/api/pyproject.toml', '[project]\n');
    write('services/api/app/main.py', 'import os\na = os.environ["ACME_SHARED_KEY"]\n');
    write('supabase/functions/pay/index.ts', 'use(Deno.env.get("ACME_SHARED_KEY"));\n');
    write('src/b.ts', 'use(process.env.ACME_SHARED_KEY);\n');
    const { byName } = await inventory();
    assert.deepEqual(
      byName.get('ACME_SHARED_KEY')?.reads.places.map((one) => [one.path, one.package]),
      [
        ['apps/web/src/a.ts', 'apps/web'],
        ['services/api/app/main.py', 'services/api'],
        ['src/b.ts', ''],
        ['supabase/functions/pay/index.ts', 'supabase/functions'],
      ],
    );
  });

  it('tells what each variable is for, where it is read and declared, and who sets it', async () => {
    write(
      '.env.example',
      '# Where invoices are kept for the accountant\nACME_DATABASE_URL=\nACME_API_SECRET= # ask Ana\n',
    );
    write('.env.production', 'ACME_DATABASE_URL=db-one-for-all\nACME_API_SECRET=\n');
    write('.env.development', 'ACME_DATABASE_URL=db-one-for-all\n');
    write('launch-ready.yaml', 'environments: { production: { provided: [NEXT_PUBLIC_ACME_URL] } }\n');
    const { byName } = await inventory();
    const database = byName.get('ACME_DATABASE_URL');
    assert.equal(database?.purpose, 'Where invoices are kept for the accountant');
    assert.equal(database?.required, true);
    assert.deepEqual(database?.sides, ['server']);
    assert.equal(database?.reads.count, 1);
    assert.deepEqual(
      database?.reads.places.map((place) => `${place.path}:${place.range.start.line + 1}`),
      ['src/db.ts:2'],
    );
    assert.deepEqual(
      database?.declarations.map((one) => one.path),
      ['.env.development', '.env.example', '.env.production'],
    );
    assert.deepEqual(
      database?.environments.map(({ environment, state, mark }) => [environment, state, mark]),
      [
        ['development', 'set', 'A'],
        ['production', 'set', 'A'],
      ],
    );
    const secret = byName.get('ACME_API_SECRET');
    assert.equal(secret?.purpose, 'ask Ana');
    assert.deepEqual(
      secret?.environments.map(({ environment, state, mark }) => [environment, state, mark]),
      [['production', 'empty', null]],
    );
    const url = byName.get('NEXT_PUBLIC_ACME_URL');
    assert.deepEqual([url?.sides, url?.environments[0]?.state], [['client'], 'provided']);
    assert.equal(byName.get('ACME_LOG_LEVEL')?.required, false);
  });

  it('is a table for a spreadsheet, in which no text is a formula', async () => {
    write('.env.example', 'ACME_API_SECRET= # =HYPERLINK("x"), and words\nACME_DATABASE_URL=\n');
    const { out } = await here(['env', '--format', 'csv']);
    const [head, ...rows] = out.split('\r\n');
    assert.equal(head, 'name,for,needed to run,read by,reads,first read,declared,set for');
    assert.equal(
      rows[0],
      `ACME_API_SECRET,"'=HYPERLINK(""x""), and words",yes,server,1,src/db.ts:3,.env.example:1,`,
    );
    assert.equal(rows[1], 'ACME_DATABASE_URL,,yes,server,1,src/db.ts:2,.env.example:2,');
  });

  it('keeps what the platform sets for --all', async () => {
    const { hidden, byName } = await inventory();
    assert.deepEqual([hidden, byName.has('PORT')], [1, false]);
    const all = await inventory('--all');
    assert.deepEqual([all.hidden, all.byName.has('PORT')], [0, true]);
  });

  it('names different values differently, and marks nothing that stands alone', async () => {
    write('.env.production', 'ACME_API_SECRET=first-secret-value\nACME_DATABASE_URL=first-database-value\n');
    write('.env.development', 'ACME_API_SECRET=other-secret-value\nACME_DATABASE_URL=first-secret-value\n');
    const { byName } = await inventory();
    for (const name of ['ACME_API_SECRET', 'ACME_DATABASE_URL'])
      assert.deepEqual(
        byName.get(name)?.environments.map(({ mark }) => mark),
        [null, null],
      );
  });

  for (const columns of [80, 100]) {
    it(`fits ${columns} columns`, async () => {
      write('.env.example', `# ${'a long purpose '.repeat(12)}\nACME_DATABASE_URL=\n`);
      for (const one of ['production', 'development', 'staging', 'test', 'preview'])
        write(`.env.${one}`, 'ACME_DATABASE_URL=one-and-the-same\n');
      const terminal = recordedTerminal({ cwd: folder, out: recordedStream({ isTerminal: true, columns }) });
      assert.equal(await runCommandLine(['env', '--no-color'], terminal), 0);
      const { text } = terminal.out;
      assert.match(text, /^Needed to run \(3\)\n {2}NAME +READ BY +READS +SET FOR\n/u);
      assert.match(text, /ACME_DATABASE_URL +server +1 +development A, /u);
      for (const line of text.split('\n')) assert.ok(line.length <= columns, line);
    });
  }

  it('says in Markdown and in text the same names, also from the built program', async () => {
    const text = await built(['env']);
    const markdown = await built(['env', '--format', 'markdown']);
    assert.deepEqual([text.code, text.err, markdown.code, markdown.err], [0, '', 0, '']);
    assert.match(text.out, /3 variables|4 variables/u);
    assert.match(text.out, /first read src\/db\.ts:2; declared nowhere/u);
    assert.match(markdown.out, /^# Environment variables\n\n## Needed to run \(3\)\n/u);
    for (const name of NEEDED)
      assert.ok(text.out.includes(name) && markdown.out.includes(`\`${name}\``), name);
  });

  describe('verify', () => {
    const gate = ['env', 'verify', '--environment', 'production', '--from'];
    const full = 'ACME_DATABASE_URL=a\nACME_API_SECRET=b\nexport NEXT_PUBLIC_ACME_URL="c"\n';

    it('passes with one line when all is there, in the process or in a file', async () => {
      const values = {
        ACME_DATABASE_URL: 'x1y2z3',
        ACME_API_SECRET: 'x1y2z3',
        NEXT_PUBLIC_ACME_URL: 'x1y2z3',
      };
      const process = await built([...gate, 'process'], values);
      assert.deepEqual(process, {
        code: 0,
        out: 'production: all 3 variables that the code needs are set in the process environment.\n',
        err: '',
      });
      write('prod.env', full);
      assert.deepEqual(await built([...gate, 'prod.env']), {
        code: 0,
        out: 'production: all 3 variables that the code needs are set in prod.env.\n',
        err: '',
      });
    });

    it('ends with 1 and names what is missing or empty, with the place that reads it', async () => {
      const { code, out, err } = await built([...gate, 'process'], { ACME_API_SECRET: ' ' });
      assert.deepEqual([code, err], [1, '']);
      assert.match(
        out,
        /^production: 3 variables that the code needs are not set in the process environment\.\n/u,
      );
      assert.match(out, /^ {2}empty {4}ACME_API_SECRET +read at src\/db\.ts:3$/mu);
      assert.match(out, /^ {2}missing {2}ACME_DATABASE_URL +read at src\/db\.ts:2$/mu);
      assert.match(out, /^ {2}missing {2}NEXT_PUBLIC_ACME_URL +read at src\/page\.tsx:2$/mu);
      assert.doesNotMatch(out, /ACME_LOG_LEVEL|PORT/u);
    });

    it('takes the last line of a name, and no commented one', async () => {
      write('prod.env', `${full}ACME_API_SECRET=\n`);
      const { code, out } = await here([...gate, 'prod.env']);
      assert.equal(code, 1);
      assert.match(
        out,
        /production: 1 variable that the code needs is not set in prod\.env\.\n\n {2}empty {4}ACME_API_SECRET/u,
      );
      write('prod.env', full.replace('ACME_API', '# ACME_API'));
      assert.match((await here([...gate, 'prod.env'])).out, /missing {2}ACME_API_SECRET/u);
    });

    it('honours provided names and files of this environment, not of another', async () => {
      write(
        'launch-ready.yaml',
        'environments:\n  production: { provided: [ACME_DATABASE_URL], files: [.env.production, gone.env] }\n  staging: { provided: [ACME_API_SECRET] }\n',
      );
      write('.env.production', 'NEXT_PUBLIC_ACME_URL=https://acme.test\n');
      const { code, out } = await here([...gate, 'process']);
      assert.equal(code, 1);
      assert.deepEqual(out.match(/(?:missing|empty) {2,}\w+/gu), ['missing  ACME_API_SECRET']);
      assert.equal((await here([...gate, 'process'], { ACME_API_SECRET: 'x' })).code, 0);
    });

    it('does not pass where it sees no code', async () => {
      mkdirSync(path.join(folder, 'empty'));
      const { code, out, err } = await here(['env', 'verify', 'empty', ...gate.slice(2), 'process']);
      assert.deepEqual([code, out], [3, '']);
      assert.match(err, /no code here reads an environment variable/u);
    });

    const bad: [what: string, text: string, line: number, remedy: RegExp][] = [
      ['no sign', 'A=1\nhushhush\n', 2, /Write NAME=value/u],
      ['an open quote', 'A=1\nB="hushhush\n', 2, /Close the quote/u],
      ['a bad name', '1HUSHHUSH=2\n', 1, /A name has letters/u],
      ['JSON', '{ "A": "hushhush" }\n', 1, /Write lines NAME=value/u],
    ];
    for (const [what, text, line, remedy] of bad) {
      it(`ends with 2 for a file with ${what}, with the line, and without what it holds`, async () => {
        write('prod.env', text);
        const { code, out, err } = await here([...gate, 'prod.env']);
        assert.deepEqual([code, out], [2, '']);
        assert.match(err, new RegExp(`^launch-ready: prod\\.env:${line}: `, 'u'));
        assert.match(err, remedy);
        assert.doesNotMatch(err, /hushhush/iu);
      });
    }

    const wrong: [words: string[], says: RegExp][] = [
      [['env', 'verify'], /env verify needs --environment NAME/u],
      [['env', 'verify', '--environment', 'production'], /env verify needs --from process\|FILE/u],
      [['env', 'verfy'], /Did you mean verify\?/u],
      [['env', 'verify', '--enviroment', 'x'], /Did you mean --environment\?/u],
      [['env', 'verify', '--environment', 'prodution', '--from', 'process'], /Did you mean production\?/u],
      [['env', '--from', 'process'], /--from goes with env verify only/u],
      [[...gate, 'process', '--format', 'json'], /--format does not go with env verify/u],
      [[...gate, 'missing.env'], /there is no file missing\.env/u],
      [[...gate, 'src'], /src is a folder/u],
    ];
    for (const [words, says] of wrong) {
      it(words.join(' '), async () => {
        const { code, out, err } = await here(words);
        assert.deepEqual([code, out], [2, '']);
        assert.match(err, says);
      });
    }

    it('refuses what is no text', async () => {
      write('prod.env', Buffer.from([0, 1, 2, 3]));
      const { code, err } = await here([...gate, 'prod.env']);
      assert.equal(code, 2);
      assert.match(err, /is no text/u);
    });
  });

  it('shows no value, in any format, whatever the files hold', async () => {
    // Numbers that follow from the one before (Numerical Recipes, section 7.1): the same in every run.
    let state = 7;
    const next = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
    const secret = () => Array.from({ length: 6 + next(40) }, () => letters[next(letters.length)]).join('');
    for (let round = 0; round < 12; round++) {
      const values: string[] = [];
      const elsewhere: string[] = [];
      const value = () => {
        values.push(secret());
        return values.at(-1) as string;
      };
      const line = (name: string): string => {
        const one = value();
        // In a comment alone nobody can tell a short word from a value: a key is long, and of many kinds of letters.
        const alone = Array.from({ length: 5 }, () => 'aB3cD'.replace(/./gu, (c) => c + secret()[0])).join(
          '',
        );
        values.push(alone);
        elsewhere.push(`ELSEWHERE_${elsewhere.length}=${one}`);
        const shapes = [
          `${name}=${one}`,
          `${name}="${one}"`,
          `${name}=${one} # the old one was ${one}`,
          `# like ${one}\n${name}=`,
          `# like ${alone}\n${name}=`,
          `${name}= # such as ${alone}`,
          `# ${name}=${one}\n${name}=`,
          `${name}='${one}\n${value()}'`,
          `${name}="${one}`,
          `${name}= # ${one}`,
          `${name}=https://user:${one}@db.acme.test/x?key=${value()}`,
          `export ${name}=${one}\n${value()}${value()}==`,
        ];
        return shapes[next(shapes.length)] as string;
      };
      const files = ['.env.example', '.env', '.env.local', '.env.production'];
      for (const file of files) write(file, `${NEEDED.map(line).join('\n')}\n`);
      write('.env.staging', `${elsewhere.join('\n')}\n`);
      write('vercel.json', JSON.stringify({ env: { ACME_API_SECRET: value() } }));
      const outputs = [];
      for (const format of ['text', 'json', 'markdown'])
        outputs.push(await here(['env', '--all', '--format', format]));
      for (const from of ['process', ...files]) {
        const words = ['env', 'verify', '--environment', 'production', '--from', from];
        outputs.push(await here(words, { ACME_DATABASE_URL: value(), ACME_API_SECRET: '' }));
      }
      for (const { out, err } of outputs) {
        for (const one of values)
          assert.ok(!`${out}${err}`.includes(one), `round ${round}: ${one} in\n${out}${err}`);
      }
    }
  });
});
