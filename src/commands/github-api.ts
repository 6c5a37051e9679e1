import { gzipSync } from 'node:zlib';

/** How long GitHub may take for one answer. Milliseconds. */
const TIMEOUT_MS = 30_000;
const MOST_TEXT = 256 * 1024;

export interface GithubApi {
  url: string;
  /** OWNER/NAME. */
  repository: string;
  token: string;
  signal: AbortSignal;
}

/** The API of the run's own repository; undefined without a token. */
export function githubApi(
  environment: Readonly<Record<string, string | undefined>>,
  token: string,
  signal: AbortSignal,
): GithubApi | undefined {
  const { GITHUB_API_URL: url = 'https://api.github.com', GITHUB_REPOSITORY: repository = '' } = environment;
  return token && /^[\w.-]+\/[\w.-]+$/.test(repository) ? { url, repository, token, signal } : undefined;
}

/** The text of a file at a commit; null where there is none; undefined where GitHub does not say. */
export async function fileAt(
  api: GithubApi,
  path: string,
  commit: string,
): Promise<string | null | undefined> {
  const place = path.split('/').map(encodeURIComponent).join('/');
  const answer = await ask(api, `contents/${place}?ref=${commit}`, { accept: 'application/vnd.github.raw' });
  if (answer?.status === 404) return null;
  if (!answer?.ok) return undefined;
  const text = await answer.text();
  return text.length <= MOST_TEXT ? text : undefined;
}

/** Hands a SARIF report to code scanning. Undefined when it was taken, else why not, in words. */
export async function uploadSarif(
  api: GithubApi,
  sarif: string,
  { commit, ref }: { commit: string; ref: string },
): Promise<string | undefined> {
  const body = JSON.stringify({
    commit_sha: commit,
    ref,
    sarif: gzipSync(sarif).toString('base64'),
    tool_name: 'Launch Ready',
  });
  const answer = await ask(api, 'code-scanning/sarifs', { method: 'POST', body });
  if (answer?.ok) return undefined;
  if (!answer) return 'GitHub did not answer';
  if (answer.status === 403 || answer.status === 404)
    return 'code scanning is not on for this repository, or the job lacks "security-events: write"';
  return `GitHub answered ${answer.status}`;
}

async function ask(
  { url, repository, token, signal }: GithubApi,
  path: string,
  { accept = 'application/vnd.github+json', ...init }: { accept?: string; method?: string; body?: string },
): Promise<Response | undefined> {
  try {
    return await fetch(`${url}/repos/${repository}/${path}`, {
      ...init,
      headers: {
        accept,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': 'launch-ready',
        'x-github-api-version': '2022-11-28',
      },
      // The token goes to GitHub and nowhere else.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
