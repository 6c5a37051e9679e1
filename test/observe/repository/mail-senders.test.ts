import assert from 'node:assert/strict';
import { type FileMailSenders, mailSendersGatherer } from '../../../src/observe/repository/mail-senders.ts';

function look(path: string, text: string): FileMailSenders {
  if (!mailSendersGatherer.appliesTo(path)) return { uses: [], from: [] };
  const facts = mailSendersGatherer.gatherFile(
    { path, text },
    { signal: new AbortController().signal, now: 0 },
  );
  return (facts as FileMailSenders | undefined) ?? { uses: [], from: [] };
}

/** `provider/evidence/strength`, the name, and the text at its range. */
function uses(path: string, text: string): string[] {
  return look(path, text).uses.map((use) => {
    const { start, end } = use.range;
    const line = text.split(/\r?\n/)[start.line] ?? '';
    return `${use.provider} ${use.evidence} ${use.strength} ${line.slice(start.character, end.character)}`;
  });
}

describe('MailSenders', () => {
  const cases: [string, string, string, string[]][] = [
    ['an ES import', 'src/mail.ts', `import { Resend } from 'resend';`, ['resend library strong resend']],
    [
      'a require',
      'mail.js',
      `const sg = require("@sendgrid/mail");`,
      ['sendgrid library strong @sendgrid/mail'],
    ],
    [
      'a sub-path',
      'mail.js',
      `import Client from 'mailgun.js/client';`,
      ['mailgun library strong mailgun.js/client'],
    ],
    ['a dynamic import', 'a.mjs', `await import('postmark')`, ['postmark library strong postmark']],
    [
      'a Deno import',
      'supabase/functions/send/index.ts',
      `import { Resend } from "npm:resend@4.0.0";`,
      ['resend library strong npm:resend@4.0.0'],
    ],
    [
      'SES in the SDK of today',
      'a.ts',
      `import { SESv2Client } from '@aws-sdk/client-sesv2'`,
      ['ses library strong @aws-sdk/client-sesv2'],
    ],
    ['SES in the SDK of yesterday', 'a.js', `const ses = new AWS.SES({})`, ['ses library strong AWS.SES']],
    ['boto3', 'app/mail.py', `ses = boto3.client("ses", region_name=R)`, ['ses library strong ses']],
    [
      'Python',
      'app/mail.py',
      `import resend\nfrom sendgrid.helpers.mail import Mail`,
      ['resend library strong resend', 'sendgrid library strong sendgrid.helpers.mail'],
    ],
    [
      'anymail',
      'settings.py',
      `EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"`,
      ['postmark setting strong postmark'],
    ],
    [
      'Rails',
      'config/environments/production.rb',
      `config.action_mailer.delivery_method = :mailgun`,
      ['mailgun setting strong mailgun'],
    ],
    ['Laravel', '.env.production', `MAIL_MAILER=ses\n`, ['ses setting strong ses']],
    [
      'PHP',
      'src/Mail.php',
      `<?php\nuse SendGrid\\Mail\\Mail;`,
      ['sendgrid library strong SendGrid\\Mail\\Mail'],
    ],
    [
      'Go',
      'mail.go',
      `import "github.com/resend/resend-go/v2"`,
      ['resend library strong github.com/resend/resend-go/v2'],
    ],
    [
      'an API host',
      'a.ts',
      `await fetch('https://api.resend.com/emails')`,
      ['resend host strong api.resend.com'],
    ],
    [
      'an SMTP host',
      'a.ts',
      `nodemailer.createTransport({ host: 'smtp.sendgrid.net' })`,
      ['sendgrid host strong smtp.sendgrid.net'],
    ],
    [
      'SES over SMTP',
      '.env.production',
      `SMTP_HOST=email-smtp.eu-west-1.amazonaws.com`,
      ['ses host strong email-smtp.eu-west-1.amazonaws.com'],
    ],
    [
      'a nodemailer service',
      'a.ts',
      `import nodemailer from 'nodemailer';\nnodemailer.createTransport({ service: 'gmail' })`,
      ['google setting strong gmail'],
    ],
    [
      'Supabase',
      'supabase/config.toml',
      `[auth.email.smtp]\nenabled = true\nhost = "smtp.resend.com"\n`,
      ['resend host strong smtp.resend.com'],
    ],
    [
      'only a variable name',
      'a.ts',
      `const key = process.env.RESEND_API_KEY;`,
      ['resend variable weak RESEND_API_KEY'],
    ],
    [
      'an example of an env file',
      '.env.example',
      `SMTP_HOST=smtp.resend.com\n`,
      ['resend host weak smtp.resend.com'],
    ],
    [
      'the import before the variable',
      'a.ts',
      `const k = process.env.RESEND_API_KEY;\nimport { Resend } from 'resend';`,
      ['resend library strong resend'],
    ],
  ];
  for (const [name, path, text, expected] of cases) {
    it(`sees ${name}`, () => assert.deepEqual(uses(path, text), expected));
  }

  const none: [string, string, string][] = [
    ['a comment', 'a.ts', `// import { Resend } from 'resend';\n/* import 'postmark' */`],
    ['a Python comment and docstring', 'a.py', `# import resend\n"""\nimport sendgrid\n"""`],
    ['a type-only import', 'a.ts', `import type { Resend } from 'resend';`],
    ['a test', 'src/mail.test.ts', `import { Resend } from 'resend';`],
    ['documentation', 'docs/a.ts', `import { Resend } from 'resend';`],
    ['a package of a similar name', 'a.ts', `import x from 'resend-mock';\nimport y from './resend';`],
    [
      'a switched-off SMTP server',
      'supabase/config.toml',
      `[auth.email.smtp]\nenabled = false\nhost = "smtp.sendgrid.net"\n`,
    ],
    [
      'a commented-out SMTP server',
      'supabase/config.toml',
      `# [auth.email.smtp]\n# host = "smtp.sendgrid.net"\n`,
    ],
    ['a placeholder in a form', 'a.tsx', `<Input placeholder="smtp.gmail.com" />`],
    ['an address at a host', 'a.ts', `const email = 'me@smtp.gmail.com';`],
    ['the verb in a variable', 'a.ts', `const RESEND_CONFIRMATION_EMAIL_TIMEOUT = 20;`],
    ['the word resend', 'a.ts', `await resend(code); // resend the mail`],
  ];
  for (const [name, path, text] of none) {
    it(`does not take ${name} for sending`, () => assert.deepEqual(uses(path, text), []));
  }

  it('takes a list of many servers for a catalogue', () => {
    const text = `const presets = ['smtp.gmail.com', 'smtp.sendgrid.net', 'smtp.mailgun.org'];`;
    assert.deepEqual(
      look('presets.ts', text).uses.map((use) => use.strength),
      ['weak', 'weak', 'weak'],
    );
  });

  it('sees a server that only a setting names', () => {
    const code =
      "import nodemailer from 'nodemailer';\nnodemailer.createTransport({ host: process.env.SMTP_HOST });";
    assert.deepEqual(look('a.ts', code).unnamedServer, {
      start: { line: 1, character: 11 },
      end: { line: 1, character: 26 },
    });
    assert.equal(
      look('a.ts', code.replace('process.env.SMTP_HOST', "'smtp.resend.com'")).unnamedServer,
      undefined,
    );
    assert.equal(look('a.ts', code.replace('host:', 'jsonTransport: true, host:')).unnamedServer, undefined);
  });

  it('never keeps a value', () => {
    const value = ['re', 'AAAAAAAA', 'BBBBBBBBBBBB'].join('_');
    assert.ok(!JSON.stringify(look('.env.production', `RESEND_API_KEY=${value}\n`)).includes(value));
  });

  const from: [string, string, { domain: string; role?: string }[]][] = [
    [
      `resend.emails.send({ from: 'Acme <hello@acme.com>', to: user.email })`,
      `import 'resend';`,
      [{ domain: 'acme.com', role: 'hello' }],
    ],
    [`send({ from: "ana.maria@acme.com" })`, `import 'resend';`, [{ domain: 'acme.com' }]],
    [
      `send({ from: { email: 'no-reply@mail.acme.com', name: 'Acme' } })`,
      `import '@sendgrid/mail';`,
      [{ domain: 'mail.acme.com', role: 'no-reply' }],
    ],
    [
      `send({ from: { name: 'Acme', address: 'team@acme.com' } })`,
      `import 'nodemailer';`,
      [{ domain: 'acme.com', role: 'team' }],
    ],
    [
      `send({ from: process.env.MAIL_FROM ?? 'noreply@acme.com' })`,
      `import 'resend';`,
      [{ domain: 'acme.com', role: 'noreply' }],
    ],
    [`send({ from: data.email, to: 'owner@acme.com' })`, `import 'resend';`, []],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code under test
    ['send({ from: `x@${domain}.com` })', `import 'resend';`, []],
    [`supabase.from('a@b.com')`, `import 'resend';`, []],
    [`const FROM_EMAIL = 'support@acme.io';`, '', [{ domain: 'acme.io', role: 'support' }]],
    [`const ADMIN_EMAIL = 'admin@example.com';`, '', []],
    [`const row = { from: 'hello@acme.com' };`, '', []],
  ];
  for (const [code, header, expected] of from) {
    it(`reads the sender of ${code}`, () => {
      const text = `${header}\n${code}`;
      const found = look('src/a.ts', text).from;
      assert.deepEqual(
        found.map(({ domain, role }) => ({ domain, ...(role && { role }) })),
        expected,
      );
      for (const { domain, range } of found) {
        const line = text.split('\n')[range.start.line] ?? '';
        assert.equal(line.slice(range.start.character, range.end.character), domain);
      }
    });
  }

  // Quadratic patterns would run into the time limit of the test run.
  const hostile = ['import ', 'from: ', 'from: {name: "', 'a.', 'a-', '/*', "'", 'A_'];
  for (const piece of hostile) {
    it(`comes to an end with ${JSON.stringify(piece)} a hundred thousand times`, () => {
      assert.deepEqual(look('a.ts', `nodemailer smtp ${piece.repeat(100_000)}`).from, []);
    });
  }
});
