import type { Artifacts } from '../../model/artifacts.ts';
import { defineCheck, judge, notApplicable } from '../../model/check.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { START_OF_FILE } from '../../model/location.ts';
import type { WorkerSettings } from '../../observe/repository/worker-settings.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
/** From here on Workers bring Node's modules without a flag (Cloudflare changelog, 2026-08-04). */
const NODE_BY_DEFAULT = '2026-08-04';
const ASIDE = /(?:^|\/)(?:examples?|tests?|__tests__|fixtures?|e2e|templates?|playground)\//;

/** Catalogue WRK104. */
export const workerCompatibility = defineCheck({
  id: 'deploy/worker-compatibility',
  title: 'Workers say which version of the runtime they are for',
  failureTitle: 'A worker does not say which runtime it needs',
  severity: 'medium',
  requires: ['WorkerSettings', 'NodeImports'],
  messages: {
    missing: 'No compatibility_date is set: the worker runs on the rules of 2021, and a deploy asks for one.',
    old: 'The compatibility_date is {date}: fixes of the runtime since then do not reach the worker.',
    node: '{file} loads {module}, and nothing switches the modules of Node on: the worker does not start.',
  },
  run: ({ artifacts: { WorkerSettings: workers, NodeImports }, now }) => {
    const files = Object.entries(workers).filter(
      ([path, { main }]) => main !== undefined && !ASIDE.test(path),
    );
    if (files.length === 0) return notApplicable('There is no worker of Cloudflare.');
    return judge(
      files.flatMap(([path, worker]) => [
        ...dateFinding(path, worker, now),
        ...nodeFinding(path, worker, NodeImports),
      ]),
    );
  },
});

function dateFinding(path: string, { compatibilityDate }: WorkerSettings, now: number): FindingDraft[] {
  const today = new Date(now).toISOString().slice(0, 10);
  if (!compatibilityDate) {
    const copy = path.endsWith('.toml')
      ? `compatibility_date = "${today}"`
      : `"compatibility_date": "${today}",`;
    return [
      {
        messageId: 'missing',
        location: { kind: 'file', path, range: START_OF_FILE },
        remediation: { text: 'Add this line, and try the worker once with it.', copy },
        anchor: 'date',
      },
    ];
  }
  const { text, range } = compatibilityDate;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || now - time < YEAR_MS) return [];
  return [
    {
      messageId: 'old',
      data: { date: text },
      severity: 'low',
      location: { kind: 'file', path, range },
      remediation: {
        text: 'Read what has changed since, write a newer date, and try the worker once with it.',
        copy: today,
      },
      anchor: 'date',
    },
  ];
}

/** Files beside the worker's own: `main` in the root may belong to anything. */
function nodeFinding(
  path: string,
  { main, compatibilityDate, flags }: WorkerSettings,
  imports: Artifacts['NodeImports'],
): FindingDraft[] {
  if (!main || flags.some((flag) => /^(?:nodejs_compat|nodejs_als|experimental)/.test(flag))) return [];
  if (compatibilityDate && compatibilityDate.text >= NODE_BY_DEFAULT && !flags.includes('no_nodejs_compat'))
    return [];
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const file = (folder + main.text.replace(/^\.\//, '')).replace(/\/{2,}/g, '/');
  const found = imports[file];
  if (!found) return [];
  return [
    {
      messageId: 'node',
      data: { file, module: found.module },
      location: { kind: 'file', path, range: main.range },
      related: [
        {
          location: { kind: 'file', path: file, range: found.range },
          message: `${found.module} is loaded here`,
        },
      ],
      remediation: {
        text: 'Switch them on.',
        copy: path.endsWith('.toml')
          ? 'compatibility_flags = ["nodejs_compat"]'
          : '"compatibility_flags": ["nodejs_compat"],',
      },
      anchor: 'node',
    },
  ];
}
