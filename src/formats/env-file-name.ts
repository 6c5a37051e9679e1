/** What a file name says of an env file. */
export type EnvFileKind = 'template' | 'values';

export interface EnvFileName {
  kind: EnvFileKind;
  /** `production`, `development`, `test`, …; undefined for all environments. */
  environment?: string;
  /** A developer's own file: `.env.local`. */
  local: boolean;
}

const TEMPLATE = /^(?:example|sample|template|dist|defaults?|schema|tmpl|tpl|skel|stub)$/;
const FILE = /^(?:\.?env(?:[._-].+)?|.+\.env(?:[.-].+)?|\.dev\.vars(?:[.-].+)?|\.flaskenv)$/;
const ENVIRONMENTS: Record<string, string> = {
  prod: 'production',
  production: 'production',
  live: 'production',
  dev: 'development',
  development: 'development',
  test: 'test',
  testing: 'test',
  e2e: 'test',
  ci: 'test',
  staging: 'staging',
  stage: 'staging',
  preview: 'preview',
};

/**
 * `.env`, `.env.local`, `.env.production`, `.dev.vars`, `.env.example`, `env.sample`, `.env-template`, `prod.env` …;
 * undefined for any other file (also for `.envrc`, which is a shell script, and for code such as `env.ts`).
 */
export function envFileNameOf(path: string): EnvFileName | undefined {
  const inFolder = FOLDER.exec(path);
  if (inFolder) return ofFolder(inFolder[1] ?? '');
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (!FILE.test(base) || CODE.test(base)) return undefined;
  const words = base
    .toLowerCase()
    .split(/[._-]+/)
    .filter((word) => word && word !== 'env' && word !== 'vars');
  if (!base.startsWith('.') && words.length === 0) return undefined;
  const environment = words.map((word) => ENVIRONMENTS[word]).find((word) => word !== undefined);
  const isTemplate =
    words.some((word) => TEMPLATE.test(word)) || /^env[.-]/.test(base) || words.includes('shared');
  return {
    kind: isTemplate ? 'template' : 'values',
    ...(environment && { environment }),
    local: words.includes('local') || (base.startsWith('.dev.vars') && !isTemplate),
  };
}

/** `.envs/.production/.django`: a folder of env files, as Django projects have it. */
const FOLDER = /(?:^|\/)\.envs\/(?:\.?([\w-]+)\/)?\.[\w-]+$/;

/** What everybody develops with is committed, and lists the names; what production has is not. */
function ofFolder(folder: string): EnvFileName {
  const environment = ENVIRONMENTS[folder];
  const isShared = folder === 'local' || environment === 'development';
  return { kind: isShared ? 'template' : 'values', ...(environment && { environment }), local: false };
}

const CODE =
  /\.(?:[cm]?[jt]sx?|py|go|rb|php|java|kt|rs|cs|ex|exs|sh|bash|zsh|fish|ps1|bat|md|mdx|txt|ya?ml|json[c5]?|toml|xml|html|css|d\.ts|gpg|enc|age|sops|vue|svelte|astro|lock|nix|svg|png|map|eex|tf|tfvars)$|\.(?:sh|js|ts|py|rb)\.[a-z]+$/i;
