import fs from 'node:fs';
import path from 'node:path';
import { AREAS } from '../../src/areas/index.ts';
import { createArtifactStore, type GatheredArtifacts } from '../../src/audit/artifact-store.ts';
import { gatherInProcess } from '../../src/audit/gather.ts';
import { artifactsFor } from '../../src/audit/plan.ts';
import { runCheck } from '../../src/audit/run.ts';
import { DEFAULT_CONFIG_PATH } from '../../src/config/model.ts';
import type { Check } from '../../src/model/check.ts';
import type { Result } from '../../src/model/report.ts';
import { GATHERERS } from '../../src/observe/index.ts';
import { createMemoryFileSystem } from './memory-file-system.ts';
import { makeToken } from './tokens.ts';

export const FIXTURES = path.join(import.meta.dirname, '..', 'fixtures');

/** `test/fixtures/<area>/<check>/<outcome>.<name>/` */
export interface FixtureCase {
  check: Check;
  outcome: string;
  name: string;
  directory: string;
}

interface CaseOptions {
  /** Makes the files a git repository with these tracked; patterns of `.gitignore` are honoured either way. */
  git?: { tracked?: string[]; ignored?: string[] };
  now?: string;
  domain?: string;
}

export function checksById(): Map<string, Check> {
  return new Map(AREAS.flatMap((area) => area.checks.map((check) => [check.id as string, check as Check])));
}

/** All cases of one check, or of all checks. */
export function fixtureCases(): FixtureCase[] {
  const cases: FixtureCase[] = [];
  for (const [id, check] of checksById()) {
    const folder = path.join(FIXTURES, id);
    if (!fs.existsSync(folder)) continue;
    for (const entry of fs.readdirSync(folder).sort()) {
      const [outcome = '', ...name] = entry.split('.');
      cases.push({ check, outcome, name: name.join('.'), directory: path.join(folder, entry) });
    }
  }
  return cases;
}

/** Gathers what the case gives (files, artifacts) and runs its check. */
export async function runFixture({ check, directory }: FixtureCase): Promise<Result> {
  const options = readJson<CaseOptions>(path.join(directory, 'case.json')) ?? {};
  const now = Date.parse(options.now ?? '2026-11-21T00:00:00Z');
  const given: Record<string, unknown> = {};
  const artifacts = readJson<Record<string, unknown>>(path.join(directory, 'artifacts.json')) ?? {};
  for (const [name, value] of Object.entries(artifacts)) given[name] = { status: 'ready', value, at: now };
  const files = createMemoryFileSystem(readFixtureFiles(path.join(directory, 'files')));
  const gather = gatherInProcess(files, GATHERERS);
  const request = {
    configPath: DEFAULT_CONFIG_PATH,
    now,
    ...(options.domain !== undefined && { domain: options.domain }),
  };
  const signal = new AbortController().signal;
  const list = await gather(
    { ...request, names: ['WorkspaceFiles'], given: given as GatheredArtifacts },
    signal,
  );
  const listed = list.WorkspaceFiles;
  if (options.git && listed?.status === 'ready') {
    const { tracked = [], ignored = [] } = options.git;
    listed.value = {
      ...listed.value,
      repository: 'git',
      files: listed.value.files.map((file) => ({
        ...file,
        tracked: tracked.includes(file.path),
        ignored: file.ignored || ignored.includes(file.path),
      })),
    };
  }
  const gathered = await gather({ ...request, names: artifactsFor([check], GATHERERS), given: list }, signal);
  return runCheck(check, createArtifactStore(gathered), now);
}

/** Files of a fixture: `dot.env` stands for `.env`, `{{token:kind}}` for a token built now. */
export function readFixtureFiles(root: string): Record<string, string | Uint8Array> {
  const files: Record<string, string | Uint8Array> = {};
  if (!fs.existsSync(root)) return files;
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = path.join(entry.parentPath, entry.name);
    const bytes = fs.readFileSync(full);
    const name = path
      .relative(root, full)
      .split(path.sep)
      .map((segment) => segment.replace(/^dot\./, '.'))
      .join('/');
    files[name] = bytes.includes('{{token:') ? expandTokens(bytes.toString('utf8')) : bytes;
  }
  return files;
}

export function expandTokens(text: string): string {
  return text.replace(/\{\{token:([\w-]+)\}\}/g, (_, kind: string) => makeToken(kind));
}

export function readJson<T>(file: string): T | undefined {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as T) : undefined;
}
