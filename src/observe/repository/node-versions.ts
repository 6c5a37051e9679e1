import { DOCKERFILE, readDockerfile } from '../../formats/dockerfile.ts';
import { at, type DocumentNode, itemsOf, textAt } from '../../formats/document.ts';
import { parseJsonDocument } from '../../formats/document-json.ts';
import { parseTomlDocument } from '../../formats/document-toml.ts';
import { parseYamlDocument } from '../../formats/document-yaml.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import { nodeRangeOf, versionInTag } from '../../formats/node-version.ts';
import { WORKFLOW_FILE, workflowSteps } from '../../formats/workflow.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    NodeVersions: ByFile<NodeVersion[]>;
  }
}

/** One place that says which Node version is used. */
export interface NodeVersion {
  source: 'engines' | 'devEngines' | 'volta' | 'pin' | 'host' | 'image' | 'workflow';
  /** What the file says, by the words a person knows it: `engines.node`, `Dockerfile FROM`, `setup-node`. */
  label: string;
  /** As written: `20.x`, `lts/*`, `>=18`. */
  text: string;
  /** The semver range it stands for; undefined where it moves with time. */
  semver?: string;
  range: Range;
  /** One of several versions that CI tries in turn. */
  isMatrix: boolean;
}

interface Pin {
  source: NodeVersion['source'];
  label: string;
  text: string;
  from: number;
  to: number;
  isMatrix?: boolean;
}

const READERS: [RegExp, (text: string) => Pin[]][] = [
  [/(?:^|\/)\.(?:nvmrc|node-version)$/, ofPlainFile],
  [/(?:^|\/)\.tool-versions$/, ofToolVersions],
  [/(?:^|\/)package\.json$/, ofPackage],
  [/(?:^|\/)\.?mise\.toml$/, ofMise],
  [/(?:^|\/)netlify\.toml$/, ofNetlify],
  [/(?:^|\/)render\.ya?ml$/, ofRender],
  [DOCKERFILE, ofDockerfile],
  [WORKFLOW_FILE, ofWorkflow],
];

/** Not what ships: samples, fixtures, images for developing and testing. */
const ASIDE =
  /(?:^|\/)(?:examples?|samples?|fixtures?|templates?|test|tests|__tests__|e2e|docs?|\.devcontainer|benchmarks?)\/|[Dd]ockerfile\.(?:dev|development|test|local|ci|e2e)\b|(?:dev|test)\.[Dd]ockerfile$/;

/** Every place that names a Node version, file by file. */
export const nodeVersionsGatherer: FileGatherer<'NodeVersions'> = {
  produces: 'NodeVersions',
  scope: 'file',
  appliesTo: (path) =>
    !isVendored(path) && !ASIDE.test(path) && READERS.some(([pattern]) => pattern.test(path)),
  gatherFile({ path, text }) {
    const reader = READERS.find(([pattern]) => pattern.test(path));
    const pins = reader?.[1](text) ?? [];
    if (pins.length === 0) return undefined;
    const lines = lineIndexOf(text);
    return pins.map(({ from, to, isMatrix = false, ...pin }) => {
      const semver = nodeRangeOf(pin.text);
      return { ...pin, ...(semver && { semver }), range: lines.range(from, to), isMatrix };
    });
  },
};

function ofPlainFile(text: string): Pin[] {
  const match = /^(?!\s*#)[ \t]*(\S+)/m.exec(text.replace(/^\uFEFF/, ' '));
  if (!match) return [];
  const from = match.index + match[0].length - (match[1] as string).length;
  return [
    {
      source: 'pin',
      label: 'Node version file',
      text: match[1] as string,
      from,
      to: from + (match[1] as string).length,
    },
  ];
}

function ofToolVersions(text: string): Pin[] {
  const match = /^[ \t]*node(?:js)?[ \t]+(\S+)/m.exec(text);
  if (!match) return [];
  const to = match.index + match[0].length;
  return [
    {
      source: 'pin',
      label: '.tool-versions',
      text: match[1] as string,
      from: to - (match[1] as string).length,
      to,
    },
  ];
}

function ofPackage(text: string): Pin[] {
  const document = parseJsonDocument(text);
  const pins = [
    scalarPin(at(document, 'engines', 'node'), 'engines', 'engines.node'),
    scalarPin(at(document, 'volta', 'node'), 'volta', 'volta.node'),
  ];
  const runtimes = at(document, 'devEngines', 'runtime');
  for (const runtime of runtimes?.kind === 'list' ? runtimes.items : runtimes ? [runtimes] : []) {
    if (textAt(runtime, 'name') === 'node')
      pins.push(scalarPin(at(runtime, 'version'), 'devEngines', 'devEngines.runtime'));
  }
  return pins.flat();
}

function ofMise(text: string): Pin[] {
  const document = parseTomlDocument(text);
  return ['node', 'nodejs'].flatMap((name) => scalarPin(at(document, 'tools', name), 'pin', 'mise tools'));
}

function ofNetlify(text: string): Pin[] {
  const document = parseTomlDocument(text);
  return scalarPin(
    at(document, 'build', 'environment', 'NODE_VERSION'),
    'host',
    'NODE_VERSION of netlify.toml',
  );
}

function ofRender(text: string): Pin[] {
  return itemsOf(at(parseYamlDocument(text), 'services')).flatMap((service) =>
    itemsOf(at(service, 'envVars'))
      .filter((variable) => textAt(variable, 'key') === 'NODE_VERSION')
      .flatMap((variable) => scalarPin(at(variable, 'value'), 'host', 'NODE_VERSION of render.yaml')),
  );
}

/** A tag filled in from an ARG stands where the ARG's default stands. */
function ofDockerfile(text: string): Pin[] {
  const { stages, arguments: defaults } = readDockerfile(text);
  return stages.flatMap((stage): Pin[] => {
    const version = /(?:^|\/)node$/.test(stage.image) && stage.tag ? versionInTag(stage.tag) : undefined;
    if (!version) return [];
    const pin = { source: 'image' as const, label: 'Docker image', text: version.text };
    const written = text.slice(stage.from, stage.to);
    const name = /\$\{?(\w+)/.exec(written)?.[1];
    const argument = defaults.find((one) => one.name === name && one.value?.startsWith(version.text));
    if (argument) return [{ ...pin, from: argument.valueFrom, to: argument.valueFrom + version.text.length }];
    return name ? [] : [{ ...pin, from: stage.tagFrom, to: stage.tagFrom + version.text.length }];
  });
}

function ofWorkflow(text: string): Pin[] {
  const document = parseYamlDocument(text);
  return workflowSteps(document).flatMap(({ step, jobNode }): Pin[] => {
    if (!textAt(step, 'uses')?.startsWith('actions/setup-node@')) return [];
    const node = at(step, 'with', 'node-version');
    const written = textAt(node);
    if (!node || written === undefined) return [];
    const expression = /^\$\{\{\s*(matrix|env)\.([\w-]+)\s*\}\}$/.exec(written);
    if (!expression) return /\$\{\{/.test(written) ? [] : scalarPin(node, 'workflow', 'setup-node');
    const name = expression[2] as string;
    if (expression[1] === 'env') {
      const value = at(step, 'env', name) ?? at(jobNode, 'env', name) ?? at(document, 'env', name);
      return scalarPin(value, 'workflow', 'setup-node');
    }
    return matrixPins(at(jobNode, 'strategy', 'matrix'), name);
  });
}

function matrixPins(matrix: DocumentNode | undefined, name: string): Pin[] {
  const listed = itemsOf(at(matrix, name));
  const included = itemsOf(at(matrix, 'include')).flatMap((item) => at(item, name) ?? []);
  const all = [...listed, ...included];
  return all.flatMap((item) =>
    scalarPin(item, 'workflow', 'setup-node').map((pin) => ({ ...pin, isMatrix: all.length > 1 })),
  );
}

function scalarPin(node: DocumentNode | undefined, source: NodeVersion['source'], label: string): Pin[] {
  const text = textAt(node);
  return node && text !== undefined && text.trim() !== ''
    ? [{ source, label, text, from: node.from, to: node.to }]
    : [];
}
