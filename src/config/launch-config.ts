import { SEVERITIES } from '../model/severity.ts';
import type {
  AcceptedRisk,
  EnvironmentExpectation,
  HostExpectation,
  LaunchConfig,
  MailSender,
  RedirectExpectation,
  ReviewedCheck,
  RotatedSecret,
} from './model.ts';
import { choice, flag, integer, listOf, mapOf, number, record, type Shape, text } from './shape.ts';

const optional = { required: [] } as const;

const host = record<HostExpectation>(
  {
    ...optional,
    description: 'What this host is expected to answer. Leave it empty to ask only that it answers.',
  },
  {
    expect: record<NonNullable<HostExpectation['expect']>>(
      { ...optional, description: 'What a visitor must get from this host.' },
      {
        status: integer({ minimum: 100, maximum: 599, description: 'The HTTP status.', example: 200 }),
        title: text({ description: "Words that the page's title contains.", example: 'Acme' }),
        contains: text({ description: 'Words that the page contains.', example: 'Sign in' }),
        finalUrl: text({
          format: 'url',
          description: 'The address where a visitor ends up after all redirects.',
          example: 'https://app.acme.com/',
        }),
      },
    ),
    proxied: flag({
      description:
        'false when this host is meant to answer without an edge (Cloudflare or another) in front.',
      example: false,
    }),
    reason: text({ description: 'Why this host differs from the others.', example: 'the mail server' }),
  },
);

const redirect = record<RedirectExpectation>(
  { required: ['from', 'to'], description: 'One redirect that must work at launch.' },
  {
    from: text({
      format: 'pathOrUrl',
      description: 'The old address: a path, or a whole URL.',
      example: '/old',
    }),
    to: text({ format: 'pathOrUrl', description: 'Where it must lead.', example: '/new' }),
    status: choice([301, 302, 303, 307, 308], {
      description: 'The redirect code: 301 and 308 are permanent, the others are not.',
      example: 301,
    }),
  },
);

const sender = record<MailSender>(
  { required: ['from'], description: 'One address that your app sends mail from.' },
  {
    from: text({ format: 'mailAddress', description: 'The sender address.', example: 'hello@acme.com' }),
    provider: text({ format: 'words', description: 'The service that sends it.', example: 'resend' }),
  },
);

const environment = record<EnvironmentExpectation>(
  { ...optional, description: 'Where this environment gets its variables.' },
  {
    files: listOf(
      text({ format: 'path', description: 'A file of the project.', example: '.env.production' }),
      {
        description: 'The env files that this environment loads.',
        example: ['.env.production'],
      },
    ),
    provided: listOf(
      text({ format: 'variable', description: "A variable's name.", example: 'DATABASE_URL' }),
      {
        description: 'Names (never values) that are set in the dashboard of your platform.',
        example: ['DATABASE_URL'],
      },
    ),
  },
);

const acceptedRisk = record<AcceptedRisk>(
  {
    required: ['check', 'reason', 'owner', 'until'],
    description:
      'A risk that somebody takes on purpose, until a date. It is counted apart and comes back afterwards.',
  },
  {
    check: text({ format: 'checkId', description: 'The check.', example: 'dns/missing-caa' }),
    reason: text({
      format: 'words',
      description: 'Why it is fine for now.',
      example: 'the registrar has none',
    }),
    owner: text({ format: 'words', description: 'Who takes it.', example: 'ana@acme.com' }),
    until: text({
      format: 'dateAhead',
      description: 'The day it comes back (YYYY-MM-DD), at most a year ahead.',
      example: '2027-02-01',
    }),
    host: text({ format: 'host', description: 'Only for this host.', example: 'app' }),
    path: text({ format: 'glob', description: 'Only for files that match.', example: 'scripts/**' }),
    name: text({
      format: 'words',
      description: 'Only for the variable or constant of this name.',
      example: 'RESEND_API_KEY',
    }),
  },
);

const reviewedCheck = record<ReviewedCheck>(
  {
    required: ['check', 'by', 'date'],
    description: 'One check that only a person can answer, and somebody did.',
  },
  {
    check: text({ format: 'checkId', description: 'The check.', example: 'handover/missing-rollback' }),
    by: text({ format: 'words', description: 'Who looked.', example: 'ana@acme.com' }),
    date: text({ format: 'datePast', description: 'The day of it (YYYY-MM-DD).', example: '2026-11-01' }),
  },
);

const rotatedSecret = record<RotatedSecret>(
  {
    required: ['secret', 'date'],
    description: 'One secret of the git history that has been replaced and revoked.',
  },
  {
    secret: text({
      format: 'secretName',
      description: 'The name that the finding shows: kind, path and date of the commit.',
      example: 'stripe-secret-key@src/pay.ts@2026-03-04T10:12:13Z',
    }),
    date: text({
      format: 'datePast',
      description: 'The day on which the old one was revoked (YYYY-MM-DD).',
      example: '2026-11-01',
    }),
  },
);

/** The one description of launch-ready.yaml: the parser, the JSON Schema, completion and hovers come from it. */
export const LAUNCH_CONFIG: Shape<LaunchConfig> = record<LaunchConfig>(
  { ...optional, description: 'What Launch Ready should know about your launch. Every key is optional.' },
  {
    domain: text({
      format: 'domain',
      description: 'The domain your customers use, without https:// and without www.',
      example: 'acme.com',
    }),
    domains: mapOf(
      'label',
      text({ format: 'domain', description: 'The domain of this environment.', example: 'acme.com' }),
      {
        description:
          'Instead of "domain": one domain for each environment. "production" is the one that launches.',
        example: { production: 'acme.com', staging: 'acme.dev' },
      },
    ),
    hosts: mapOf('host', host, {
      description: 'The hosts of your domain that must answer at launch, and what you expect of each.',
      example: { app: { expect: { status: 200, title: 'Acme' } }, api: {} },
    }),
    canonical: text({
      format: 'origin',
      description: 'The one address that all visitors end up on, with https://.',
      example: 'https://acme.com',
    }),
    redirects: listOf(redirect, {
      description: 'Old addresses that must lead somewhere.',
      example: [{ from: '/old', to: '/new', status: 301 }],
    }),
    email: record<NonNullable<LaunchConfig['email']>>(
      { ...optional, description: 'Mail that your app sends.' },
      {
        senders: listOf(sender, {
          description: 'The addresses your app sends from, and through which service.',
          example: [{ from: 'hello@acme.com', provider: 'resend' }],
        }),
        smtpProbe: flag({
          description: 'true to let Launch Ready say hello to your mail servers on port 25. No mail is sent.',
          example: false,
        }),
      },
    ),
    environments: mapOf('label', environment, {
      description: 'Where each environment gets its variables, so that missing ones can be told.',
      example: { production: { files: ['.env.production'], provided: ['DATABASE_URL'] } },
    }),
    checks: mapOf(
      'checkId',
      choice(['off', ...SEVERITIES], {
        description: 'off, or how grave a finding of this check is.',
        example: 'off',
      }),
      {
        description: 'Turn a check off, or change how grave its findings are.',
        example: { 'env/unused-variable': 'off', 'tls/certificate-expiry': 'high' },
      },
    ),
    ignore: listOf(text({ format: 'glob', description: 'A file pattern.', example: 'fixtures/**' }), {
      description: 'Files whose findings do not count.',
      example: ['fixtures/**'],
    }),
    accept: listOf(acceptedRisk, {
      description: 'Risks taken on purpose, each with a reason, an owner and a date.',
      example: [
        {
          check: 'dns/missing-caa',
          reason: 'registrar has none',
          owner: 'ana@acme.com',
          until: '2027-02-01',
        },
      ],
    }),
    rotated: listOf(rotatedSecret, {
      description:
        'Secrets that once were committed and have since been replaced and revoked. Deleting one from the code is not enough: old commits keep it.',
      example: [{ secret: 'stripe-secret-key@src/pay.ts@2026-03-04T10:12:13Z', date: '2026-11-01' }],
    }),
    reviewed: listOf(reviewedCheck, {
      description:
        'Checks that only a person can answer, with who looked and when. After 90 days they are asked again.',
      example: [{ check: 'handover/missing-rollback', by: 'ana@acme.com', date: '2026-11-01' }],
    }),
    monitoring: record<NonNullable<LaunchConfig['monitoring']>>(
      { ...optional, description: 'What tells you that the site is down before your customers do.' },
      {
        provider: text({
          format: 'words',
          description: 'The uptime monitor: gatus, betterstack, uptimerobot, checkly, pingdom or another.',
          example: 'gatus',
        }),
        lastAlertTest: text({
          format: 'datePast',
          description: 'The day somebody last saw a test alert arrive (YYYY-MM-DD).',
          example: '2026-11-01',
        }),
        url: text({
          format: 'url',
          description: 'Where the monitor or the status page is.',
          example: 'https://status.acme.com',
        }),
      },
    ),
    handover: record<NonNullable<LaunchConfig['handover']>>(
      { ...optional, description: 'Who can act when something breaks, and how to go back.' },
      {
        owners: listOf(text({ format: 'words', description: 'A person.', example: 'ana@acme.com' }), {
          description: 'The people who have access to domain, hosting and mail. Two at least.',
          example: ['ana@acme.com', 'bo@acme.com'],
        }),
        rollback: text({
          format: 'pathOrLink',
          description: 'The file (or page) that says how to go back to the last good version.',
          example: 'docs/rollback.md',
        }),
      },
    ),
    thresholds: record<NonNullable<LaunchConfig['thresholds']>>(
      { ...optional, description: 'The limits your launch must hold.' },
      {
        p95Ms: record<NonNullable<NonNullable<LaunchConfig['thresholds']>['p95Ms']>>(
          { ...optional, description: 'Milliseconds in which 95 of 100 answers must be there.' },
          {
            page: integer({ minimum: 1, maximum: 600_000, description: 'A page.', example: 500 }),
            chat: integer({
              minimum: 1,
              maximum: 600_000,
              description: 'An answer of a chat or a model.',
              example: 2000,
            }),
          },
        ),
        errorRate: number({
          minimum: 0,
          maximum: 1,
          description: 'The share of requests that may fail: 0.01 is one in a hundred.',
          example: 0.01,
        }),
        redirectHops: integer({
          minimum: 0,
          maximum: 20,
          description: 'How many redirects a visitor may be sent through.',
          example: 1,
        }),
      },
    ),
    baseline: text({
      format: 'path',
      description: 'The file of secrets that were known before you began. Only the secrets checks read it.',
      example: '.launch-ready/baseline.json',
    }),
  },
);

/** The description at a key path; names chosen by the person and list positions stand for any. */
export function shapeAt(path: readonly (string | number)[]): Shape | undefined {
  let shape: Shape | undefined = LAUNCH_CONFIG;
  for (const step of path) {
    if (shape?.kind === 'record') shape = Object.hasOwn(shape.keys, step) ? shape.keys[step] : undefined;
    else if (shape?.kind === 'map') shape = shape.values;
    else if (shape?.kind === 'list') shape = shape.items;
    else return undefined;
  }
  return shape;
}
