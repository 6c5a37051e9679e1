import { at, entriesOf, itemsOf, textAt } from '../../formats/document.ts';
import { parseJsonDocument } from '../../formats/document-json.ts';
import { parseTomlDocument } from '../../formats/document-toml.ts';
import { parseYamlDocument } from '../../formats/document-yaml.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import { appJsonVariables, renderVariables } from '../../formats/platform-variables.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    HostFiles: ByFile<HostFile>;
  }
}

/** A host's file that says which variables an app there has. */
export interface HostFile {
  host: 'render' | 'heroku' | 'netlify';
  /** Names it sets or asks for. */
  names: string[];
  /** False when names come from elsewhere too: a group of the dashboard, another repository, a ready image. */
  isComplete: boolean;
  /** Folders of the apps, relative to the file; empty: its own. */
  folders: string[];
  /** Netlify: folders of functions, which get nothing of what the file sets. */
  functionFolders?: string[];
  /** Where the list of variables begins. */
  range: Range;
}

const FILE = /(?:^|\/)(?:render\.ya?ml|app\.json|netlify\.toml)$/;

/** render.yaml, Heroku's app.json and netlify.toml: which names they give to which folders. */
export const hostFilesGatherer: FileGatherer<'HostFiles'> = {
  produces: 'HostFiles',
  scope: 'file',
  appliesTo: (path) => FILE.test(path) && !isVendored(path),
  gatherFile({ path, text }) {
    const found = path.endsWith('.toml')
      ? netlify(text)
      : path.endsWith('.json')
        ? heroku(text)
        : render(text);
    if (!found) return undefined;
    const { from, to, ...facts } = found;
    return { ...facts, range: lineIndexOf(text).range(from, to) };
  },
};

type Found = Omit<HostFile, 'range'> & { from: number; to: number };

function render(text: string): Found | undefined {
  const document = parseYamlDocument(text);
  const services = itemsOf(at(document, 'services'));
  const apps = services.filter((service) => !/^(?:redis|keyvalue)$/.test(textAt(service, 'type') ?? ''));
  const first = entriesOf(apps.find((service) => itemsOf(at(service, 'envVars')).length > 0)).find(
    ({ key }) => key === 'envVars',
  );
  if (!first) return undefined;
  const groups = new Set(itemsOf(at(document, 'envVarGroups')).map((group) => textAt(group, 'name')));
  const isComplete = apps.every(
    (service) =>
      at(service, 'repo') === undefined &&
      at(service, 'image') === undefined &&
      itemsOf(at(service, 'envVars')).every((variable) => {
        const group = textAt(variable, 'fromGroup');
        return group === undefined || groups.has(group);
      }),
  );
  const names = renderVariables(document).map(({ name }) => name);
  const folders = apps.map((service) => textAt(service, 'rootDir') ?? '').map(plainFolder);
  return { host: 'render', names, isComplete, folders, from: first.from, to: first.to };
}

function heroku(text: string): Found | undefined {
  const document = parseJsonDocument(text);
  const env = entriesOf(document).find(({ key }) => key === 'env');
  // Expo's app.json has the same name.
  if (!env || entriesOf(env.value).length === 0 || at(document, 'expo') !== undefined) return undefined;
  const names = appJsonVariables(document).map(({ name }) => name);
  return { host: 'heroku', names, isComplete: true, folders: [''], from: env.from, to: env.to };
}

function netlify(text: string): Found | undefined {
  const document = parseTomlDocument(text);
  if (document?.kind !== 'map') return undefined;
  const base = plainFolder(textAt(document, 'build', 'base') ?? '');
  const inBase = (folder: string) => [base, plainFolder(folder)].filter(Boolean).join('/');
  const functions =
    textAt(document, 'functions', 'directory') ??
    textAt(document, 'build', 'functions') ??
    'netlify/functions';
  const edge = textAt(document, 'build', 'edge_functions') ?? 'netlify/edge-functions';
  const names = entriesOf(at(document, 'context', 'production', 'environment')).map(({ key }) => key);
  const plugins = itemsOf(at(document, 'plugins')).map((plugin) => textAt(plugin, 'package') ?? '');
  return {
    host: 'netlify',
    names,
    // A plugin may write the values into the functions.
    isComplete:
      !plugins.some((name) => /env/.test(name)) &&
      !/sed\s|printenv|\.env/.test(textAt(document, 'build', 'command') ?? ''),
    folders: [base],
    functionFolders: [inBase(functions), inBase(edge)],
    from: 0,
    to: 0,
  };
}

const plainFolder = (folder: string): string =>
  folder
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
    .replace(/^\.$/, '');
