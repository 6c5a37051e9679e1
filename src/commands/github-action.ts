import { randomUUID } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AREAS } from '../areas/index.ts';
import { exitCodeOf } from '../audit/verdict.ts';
import { emptyConfig, type LaunchConfig, type ParsedConfig } from '../config/model.ts';
import type { Report } from '../model/report.ts';
import { isSeverity } from '../model/severity.ts';
import { formatGithub } from '../reporters/github.ts';
import { formatMarkdown } from '../reporters/markdown.ts';
import { plainLine } from '../reporters/plain-text.ts';
import { formatSarif } from '../reporters/sarif.ts';
import { createNodeFileSystem } from '../workspace/node-file-system.ts';
import { parseArguments } from './arguments.ts';
import { auditCommand, auditFolder, requestOf } from './audit.ts';
import { EXIT, type Terminal, UsageError } from './command.ts';
import { reportConfigProblems } from './config-problems.ts';
import { docsPage } from './docs.ts';
import { fileAt, type GithubApi, githubApi, uploadSarif } from './github-api.ts';
import { type GithubEvent, githubEvent } from './github-event.ts';
import { loosenedMarkdown } from './github-loosened.ts';
import { pathPrefix, projectFolder } from './project.ts';

/** GitHub shows one mebibyte of a summary, or nothing of it. */
const MOST_SUMMARY_BYTES = 1_000_000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The GitHub Action: one audit, told as annotations on standard output, as the job's summary, as outputs, and as SARIF
 * to code scanning where that is on. Gives the exit code of `launch-ready audit`. Throws `UsageError`.
 */
export async function runGithubAction(terminal: Terminal): Promise<number> {
  const environment = terminal.environment ?? {};
  const cwd = environment.GITHUB_WORKSPACE ?? terminal.cwd;
  const here: Terminal = { ...terminal, cwd };
  const event = githubEvent(environment);
  const input = parseArguments(
    { name: 'audit', summary: '', operands: '[DIR]' },
    auditCommand,
    auditWords(environment, event),
  );
  const folder = projectFolder(input.operands[0], cwd);
  const prefix = pathPrefix(folder, cwd);
  const request = await requestOf(input, folder, here);
  const { report, session } = await auditFolder(input, here, createNodeFileSystem(folder), request);
  const failOn = input.value('fail-on');
  const code = exitCodeOf(report, isSeverity(failOn) ? failOn : 'blocker');

  if (event.isFork)
    terminal.out.write('::notice::The pull request comes from a fork, so the network was asked nothing.\n');
  terminal.out.write(formatGithub(report, { areas: AREAS, pathPrefix: prefix }));
  const api = githubApi(environment, inputOf(environment, 'token'), terminal.signal);
  const loosened = await loosenedBy(event, session.configuration(), prefix, api);
  writeSummary(environment, loosened, formatMarkdown(report, { areas: AREAS, pathPrefix: prefix }));
  const sarif = formatSarif(report, {
    areas: AREAS,
    pathPrefix: prefix,
    help: (id) => docsPage(terminal.home, id),
  });
  const sarifFile = path.join(environment.RUNNER_TEMP ?? tmpdir(), 'launch-ready.sarif');
  writeFileSync(sarifFile, sarif);
  const uploaded = await upload(sarif, environment, event, api, terminal);
  writeOutputs(environment, report, { 'exit-code': code, sarif: sarifFile, 'sarif-uploaded': uploaded });
  return reportConfigProblems(session.configuration(), terminal, prefix) ? EXIT.usage : code;
}

/** The words of `launch-ready audit` that say what the inputs say. */
function auditWords(environment: Environment, { isFork, pull }: GithubEvent): string[] {
  const value = (name: string) => {
    const text = inputOf(environment, name);
    return text ? [`--${name}=${text}`] : [];
  };
  return [
    '--ci',
    ...value('only'),
    ...value('skip'),
    ...value('fail-on'),
    ...value('config'),
    ...value('domain'),
    ...(flag(environment, 'changed-only') && pull ? [`--since=${pull.baseSha}`] : []),
    // Whoever opens a pull request from a fork may name any domain in launch-ready.yaml.
    ...(isFork || flag(environment, 'offline') ? ['--offline'] : []),
    '--',
    inputOf(environment, 'directory') || '.',
  ];
}

/** As the runner hands it over: upper case, hyphens kept. */
function inputOf(environment: Environment, name: string): string {
  return (environment[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

function flag(environment: Environment, name: string): boolean {
  const text = inputOf(environment, name).toLowerCase();
  if (text === '' || text === 'false') return false;
  if (text === 'true') return true;
  throw new UsageError(`${name} is true or false, not "${plainLine(text)}"`);
}

/** What the pull request makes count no more. The base is read from GitHub: a checkout holds one commit. */
async function loosenedBy(
  { pull }: GithubEvent,
  now: ParsedConfig | undefined,
  prefix: string,
  api: GithubApi | undefined,
): Promise<string> {
  if (!pull || !now) return '';
  const file = [prefix, now.path].filter(Boolean).join('/');
  const text = api && (await fileAt(api, file, pull.baseSha));
  let before: LaunchConfig | undefined;
  if (text === null) before = emptyConfig().value;
  else if (text !== undefined) before = (await import('../config/parse.ts')).parse(text, now.path).value;
  return loosenedMarkdown(before, now.value);
}

function writeSummary({ GITHUB_STEP_SUMMARY: file }: Environment, loosened: string, markdown: string): void {
  if (!file) return;
  const [title = '', ...rest] = markdown.split('\n');
  let text = [title, ...(loosened ? ['', loosened] : []), ...rest].join('\n');
  if (Buffer.byteLength(text) > MOST_SUMMARY_BYTES) {
    const cut = Buffer.from(text).subarray(0, MOST_SUMMARY_BYTES).toString('utf8');
    text = `${cut.slice(0, cut.lastIndexOf('\n'))}\n\nThe rest is in the annotations and in the SARIF file.\n`;
  }
  appendFileSync(file, text);
}

/** "true" when code scanning took it. That it is not on is nobody's mistake. */
async function upload(
  sarif: string,
  environment: Environment,
  { isFork }: GithubEvent,
  api: GithubApi | undefined,
  { out }: Terminal,
): Promise<boolean> {
  const { GITHUB_SHA: commit, GITHUB_REF: ref } = environment;
  const isWanted = inputOf(environment, 'upload-sarif').toLowerCase() !== 'never';
  // A pull request of a fork has no right to it.
  if (!isWanted || isFork || !api || !commit || !ref) return false;
  const obstacle = await uploadSarif(api, sarif, { commit, ref });
  if (obstacle !== undefined) out.write(`::notice::Not sent to code scanning: ${plainLine(obstacle)}.\n`);
  return obstacle === undefined;
}

function writeOutputs(
  { GITHUB_OUTPUT: file }: Environment,
  { verdict }: Report,
  more: Record<string, string | number | boolean>,
): void {
  if (!file) return;
  const { state, headline, blockers, high } = verdict;
  const lines = Object.entries({ verdict: state, headline, blockers, high, ...more }).flatMap(
    ([name, value]) => {
      // A value could look like the end of itself.
      const end = `end-${randomUUID()}`;
      return [`${name}<<${end}`, plainLine(String(value)), end];
    },
  );
  appendFileSync(file, `${lines.join('\n')}\n`);
}
