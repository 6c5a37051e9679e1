import { createHmac } from 'node:crypto';
import { COMPOSE_FILE, composeServices } from '../../formats/compose.ts';
import type { DeclaredVariable } from '../../formats/declared-variable.ts';
import { DOCKERFILE, readDockerfile } from '../../formats/dockerfile.ts';
import { at, type DocumentNode, entriesOf } from '../../formats/document.ts';
import { parseJsonDocument } from '../../formats/document-json.ts';
import { parseTomlDocument } from '../../formats/document-toml.ts';
import { parseYamlDocument, parseYamlDocuments } from '../../formats/document-yaml.ts';
import { parseDotenv } from '../../formats/dotenv.ts';
import { envFileNameOf } from '../../formats/env-file-name.ts';
import { type ValueFacts, valueFactsOf } from '../../formats/env-value.ts';
import { type LineIndex, lineIndexOf } from '../../formats/line-index.ts';
import { netlifyVariables } from '../../formats/netlify.ts';
import {
  anyVariables,
  appJsonVariables,
  flyVariables,
  renderVariables,
} from '../../formats/platform-variables.ts';
import { vercelVariables } from '../../formats/vercel.ts';
import {
  namesWrittenByScript,
  runOf,
  WORKFLOW_FILE,
  workflowSteps,
  workflowVariables,
} from '../../formats/workflow.ts';
import {
  WRANGLER_FILE,
  wranglerBindings,
  wranglerSecrets,
  wranglerVariables,
} from '../../formats/wrangler.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import { identityKey } from '../../scanner/identity.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    EnvDeclarations: ByFile<EnvDeclaration[]>;
  }
}

/**
 * `template`: `.env.example` and the like. `values`: `.env` and the like. `comment`: a commented-out line of either.
 * `deploy`: a host's or container's configuration. `script`: an npm script sets it for itself only.
 */
export type DeclarationKind = 'template' | 'values' | 'comment' | 'deploy' | 'ci' | 'script';

export interface EnvDeclaration {
  name: string;
  /** Of the name. */
  range: Range;
  valueRange: Range;
  kind: DeclarationKind;
  /** What wrote it: `dotenv`, `compose`, `dockerfile`, `vercel` … */
  source: string;
  /** The environment, service or job it is for, where the file says so. */
  environment?: string;
  /** Compose: the service is built from this repository, not a ready image. */
  isBuiltHere?: boolean;
  /** Equal for equal values of this run; says nothing else, and nothing in another run. Only for values of 8 and more. */
  equality?: string;
  /** Facts of the value; undefined where the value is set elsewhere. Never the value. */
  value?: ValueFacts;
  /** Only in env files: how the line is written. */
  style?: { quoted: boolean; multiLine: boolean; exported: boolean; colon: boolean };
}

/** The `environment` of a worker's bindings. */
export const BINDING = 'binding';

type Reader = (text: string) => DeclaredVariable[];

/** `server.config.example`: a program's own name for its env file. Only what such a file mostly holds makes it one. */
const OTHER_ENV_FILE =
  /(?:^|\/)(?:[\w-]+\.)?(?:config|conf|cfg|settings|variables|vars)(?:\.[\w-]+)*\.(?:example|sample|template|dist|default|development|local)$/;

const READERS: { source: string; kind: DeclarationKind; matches: RegExp; read: Reader }[] = [
  {
    source: 'compose',
    kind: 'deploy',
    matches: COMPOSE_FILE,
    read: (text) => compose(parseYamlDocument(text)),
  },
  { source: 'dockerfile', kind: 'deploy', matches: DOCKERFILE, read: dockerfile },
  { source: 'workflow', kind: 'ci', matches: WORKFLOW_FILE, read: workflow },
  {
    source: 'ci',
    kind: 'ci',
    matches:
      /(?:^|\/)(?:\.gitlab-ci|bitbucket-pipelines|azure-pipelines|\.travis|codemagic)\.ya?ml$|(?:^|\/)\.(?:circleci|buildkite)\/[^/]+\.ya?ml$/,
    read: ofYaml(anyVariables),
  },
  {
    source: 'vercel',
    kind: 'deploy',
    matches: /(?:^|\/)(?:vercel|now)\.json$/,
    read: ofJson(vercelVariables),
  },
  {
    source: 'netlify',
    kind: 'deploy',
    matches: /(?:^|\/)netlify(?:\.[\w-]+)?\.toml$/,
    read: ofToml(netlifyVariables),
  },
  {
    source: 'wrangler',
    kind: 'deploy',
    matches: WRANGLER_FILE,
    read: wrangler,
  },
  { source: 'fly', kind: 'deploy', matches: /(?:^|\/)fly(?:[.-][\w-]+)?\.toml$/, read: ofToml(flyVariables) },
  { source: 'render', kind: 'deploy', matches: /(?:^|\/)render\.ya?ml$/, read: ofYaml(renderVariables) },
  { source: 'heroku', kind: 'deploy', matches: /(?:^|\/)app\.json$/, read: ofJson(appJsonVariables) },
  { source: 'package.json', kind: 'script', matches: /(?:^|\/)package\.json$/, read: packageScripts },
  {
    source: 'host',
    kind: 'deploy',
    matches:
      /(?:^|\/)(?:railway|nixpacks|apprunner|serverless|template|app|cloudbuild|service|apphosting|heroku|amplify|docker-stack|values[\w.-]*|kustomization|skaffold|mise)\.(?:ya?ml|json|toml)$/,
    read: host,
  },
  { source: 'dotenv', kind: 'template', matches: OTHER_ENV_FILE, read: otherEnvFile },
  {
    source: 'kubernetes',
    kind: 'deploy',
    matches:
      /(?:^|\/)(?:k8s|kubernetes|helm|charts?|deploy(?:ment)?s?|manifests|infra|\.do|\.aws|ops)\/.*\.ya?ml$/,
    read: host,
  },
];

/** Nearly all files, told by their end before a score of names is tried. */
const CODE = /\.(?:[cm]?[jt]sx?|py|go|rb|mdx?|css|svg)$/;
/** A Dockerfile may be called `Dockerfile.py`, and in a folder of env files anything is one. */
const NAMED = /(?:docker|container)file|\.envs\//i;

/** Where the repository says which variables are set, file by file. Values become facts here and go no further. */
export const envDeclarationsGatherer: FileGatherer<'EnvDeclarations'> = {
  produces: 'EnvDeclarations',
  scope: 'file',
  appliesTo: (path) =>
    (!CODE.test(path) || NAMED.test(path)) &&
    !isVendored(path) &&
    (envFileNameOf(path) !== undefined || readerOf(path) !== undefined),
  gatherFile({ path, text }) {
    const lines = lineIndexOf(text);
    const found = envFileNameOf(path) ? ofEnvFile(path, text, lines) : ofConfiguration(path, text, lines);
    return found.length > 0 ? found : undefined;
  },
};

/**
 * A keyed hash under a key that nobody keeps: it can be compared within a run, and not guessed from. The editor's window and its
 * worker thread have one key, so that the line that is typed can be compared with the files that were read.
 */
function equalityOf(value: string): { equality?: string } {
  if (value.length < 8) return {};
  return { equality: createHmac('sha256', identityKey()).update(value).digest('hex').slice(0, 12) };
}

const readerOf = (path: string) => READERS.find((reader) => reader.matches.test(path));

function ofEnvFile(path: string, text: string, lines: LineIndex): EnvDeclaration[] {
  const file = envFileNameOf(path);
  return parseDotenv(text).map((entry) => ({
    name: entry.name,
    range: lines.range(entry.nameFrom, entry.nameTo),
    valueRange: lines.range(entry.valueFrom, entry.valueTo),
    kind: entry.commented ? 'comment' : (file?.kind ?? 'values'),
    source: 'dotenv',
    ...(file?.environment && { environment: file.environment }),
    value: valueFactsOf(entry.value),
    ...equalityOf(entry.value),
    style: {
      quoted: entry.quote !== '',
      multiLine: entry.multiLine,
      exported: entry.exported,
      colon: entry.colon,
    },
  }));
}

function otherEnvFile(text: string): DeclaredVariable[] {
  const lines = text.split('\n').filter((line) => /^\s*[^\s#]/.test(line));
  const pairs = lines.filter((line) => /^\s*(?:export\s+)?[A-Z][A-Z0-9_]*=/.test(line));
  if (pairs.length < 2 || pairs.length < lines.length * 0.8) return [];
  return parseDotenv(text).map((entry) => {
    const { name, valueFrom, valueTo, value } = entry;
    return { name, from: entry.nameFrom, to: entry.nameTo, valueFrom, valueTo, value };
  });
}

function ofConfiguration(path: string, text: string, lines: LineIndex): EnvDeclaration[] {
  const reader = readerOf(path);
  if (!reader) return [];
  return reader.read(text).map((variable) => ({
    name: variable.name,
    range: lines.range(variable.from, variable.to),
    valueRange: lines.range(variable.valueFrom, variable.valueTo),
    kind: reader.kind,
    source: reader.source,
    ...(variable.environment && { environment: variable.environment }),
    ...(variable.isBuiltHere && { isBuiltHere: true }),
    ...(variable.value !== undefined && {
      value: valueFactsOf(variable.value),
      ...equalityOf(variable.value),
    }),
  }));
}

function ofJson(read: (document: DocumentNode | undefined) => DeclaredVariable[]): Reader {
  return (text) => read(parseJsonDocument(text));
}

function ofYaml(read: (document: DocumentNode | undefined) => DeclaredVariable[]): Reader {
  return (text) => read(parseYamlDocument(text));
}

function ofToml(read: (document: DocumentNode | undefined) => DeclaredVariable[]): Reader {
  return (text) => read(parseTomlDocument(text));
}

/** What every place that can hold variables is called; parsing YAML costs more than all else. */
const VARIABLES_KEY =
  /(?:^|[\s{,"'-])(?:env|environment|variables|env_variables|secrets|data|stringData)["']?\s*[:=\]]/im;

function host(text: string): DeclaredVariable[] {
  if (!VARIABLES_KEY.test(text)) return [];
  if (text.trimStart().startsWith('{')) return anyVariables(parseJsonDocument(text));
  if (/^\s*\[[\w."-]+\]/m.test(text)) return anyVariables(parseTomlDocument(text));
  return parseYamlDocuments(text).flatMap(anyVariables);
}

/** A binding (KV, D1, a queue …) is declared like a variable, and is none. */
function wrangler(text: string): DeclaredVariable[] {
  const document = /^\s*(?:\{|\/[/*])/.test(text) ? parseJsonDocument(text) : parseTomlDocument(text);
  const place = { from: 0, to: 0, valueFrom: 0, valueTo: 0, environment: BINDING };
  return [
    ...wranglerVariables(document),
    ...wranglerSecrets(document, text),
    ...wranglerBindings(document).map((name) => ({ name, ...place })),
  ];
}

function compose(document: DocumentNode | undefined): DeclaredVariable[] {
  return composeServices(document).flatMap((service) => [
    ...service.variables.map((variable) => ({ ...variable, isBuiltHere: service.build !== undefined })),
    ...service.buildArguments,
  ]);
}

function dockerfile(text: string): DeclaredVariable[] {
  const facts = readDockerfile(text);
  return [...facts.environment, ...facts.arguments];
}

function workflow(text: string): DeclaredVariable[] {
  if (!/\benv\s*:|GITHUB_ENV|\.env\b|\.dev\.vars/.test(text)) return [];
  const document = parseYamlDocument(text);
  const written = workflowSteps(document).flatMap(({ step, job }) => {
    const run = runOf(step);
    const place = {
      from: run?.from ?? 0,
      to: run?.from ?? 0,
      valueFrom: run?.from ?? 0,
      valueTo: run?.from ?? 0,
    };
    return namesWrittenByScript(run?.text ?? '').map((name) => ({
      name,
      ...place,
      ...(job && { environment: job }),
    }));
  });
  return [...workflowVariables(document), ...written];
}

/** `"e2e": "PLAYWRIGHT=1 playwright test"`: set for that script alone; `environment` is the script's name. */
function packageScripts(text: string): DeclaredVariable[] {
  return entriesOf(at(parseJsonDocument(text), 'scripts')).flatMap(({ key, value }) => {
    if (value.kind !== 'scalar' || typeof value.value !== 'string') return [];
    const place = { from: value.from, to: value.to, valueFrom: value.from, valueTo: value.to };
    const names = [
      ...value.value.matchAll(/(?:^|[\s;&|("'])(?:export\s+|set\s+)?([A-Za-z_][A-Za-z0-9_]*)=/g),
    ];
    return names.map((match) => ({ name: match[1] as string, ...place, environment: key }));
  });
}
