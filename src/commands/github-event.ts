import { readFileSync } from 'node:fs';

/** What of the event of a workflow run matters here. */
export interface GithubEvent {
  /** `push`, `pull_request`, `schedule` … */
  name: string;
  pull?: { number: number; baseSha: string; baseRef: string };
  /** The code that is checked comes from somebody who need not be trusted. */
  isFork: boolean;
}

type Json = { readonly [key: string]: unknown } | undefined;

/**
 * Reads GITHUB_EVENT_NAME and GITHUB_EVENT_PATH. A pull request whose source cannot be told counts as one of a fork:
 * GitHub says null where the fork was deleted.
 */
export function githubEvent(environment: Readonly<Record<string, string | undefined>>): GithubEvent {
  const name = environment.GITHUB_EVENT_NAME ?? '';
  const pull = object(readJson(environment.GITHUB_EVENT_PATH)?.pull_request);
  if (!pull) return { name, isFork: name.startsWith('pull_request') };
  const base = object(pull.base);
  const from = object(object(pull.head)?.repo)?.full_name;
  const to = object(base?.repo)?.full_name;
  return {
    name,
    isFork: typeof from !== 'string' || from !== to,
    ...(typeof base?.sha === 'string' &&
      /^[0-9a-f]{40,64}$/.test(base.sha) && {
        pull: { number: Number(pull.number) || 0, baseSha: base.sha, baseRef: String(base.ref ?? '') },
      }),
  };
}

function readJson(file: string | undefined): Json {
  try {
    return file ? object(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  } catch {
    return undefined;
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : undefined;
}
