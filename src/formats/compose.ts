import { type DeclaredVariable, variablesOfList, variablesOfMap } from './declared-variable.ts';
import { at, type DocumentNode, entriesOf, itemsOf, textAt } from './document.ts';

export interface ComposeService {
  name: string;
  from: number;
  to: number;
  variables: DeclaredVariable[];
  /** `build.args`. */
  buildArguments: DeclaredVariable[];
  envFiles: string[];
  image?: string;
  /** Folder that is built, relative to the file. */
  build?: string;
  dockerfile?: string;
  /** `volumes`: the name or folder outside, and the folder inside. */
  volumes: { source: string; target: string }[];
  hasHealthCheck: boolean;
  hasRestart: boolean;
  /** The service that it takes a part of itself from; without a file, one of the same file. */
  extended?: { service: string; file?: string };
}

export const COMPOSE_FILE = /(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;

/** The services of a Compose file (compose-spec: services.environment, env_file, build). */
export function composeServices(document: DocumentNode | undefined): ComposeService[] {
  return entriesOf(at(document, 'services')).map(({ key, from, to, value }) => {
    const image = textAt(value, 'image');
    const build = textAt(value, 'build') ?? textAt(value, 'build', 'context');
    const dockerfile = textAt(value, 'build', 'dockerfile');
    return {
      name: key,
      from,
      to,
      variables: ofEither(at(value, 'environment'), key),
      buildArguments: ofEither(at(value, 'build', 'args'), `${key} (build)`),
      envFiles: envFiles(at(value, 'env_file')),
      ...(image !== undefined && { image }),
      ...(build !== undefined && { build }),
      ...(dockerfile !== undefined && { dockerfile }),
      volumes: itemsOf(at(value, 'volumes')).flatMap(volumeOf),
      hasHealthCheck: at(value, 'healthcheck') !== undefined,
      hasRestart: at(value, 'restart') !== undefined || at(value, 'deploy', 'restart_policy') !== undefined,
      ...extendedOf(at(value, 'extends')),
    };
  });
}

/** `extends: base`, or `extends: { file: common.yaml, service: base }` (compose-spec: extends). */
function extendedOf(node: DocumentNode | undefined): Pick<ComposeService, 'extended'> {
  if (!node) return {};
  const file = textAt(node, 'file');
  return {
    extended: { service: textAt(node) ?? textAt(node, 'service') ?? '', ...(file !== undefined && { file }) },
  };
}

/** `name:/folder`, `./folder:/folder:ro`, or the long form with `source` and `target`. */
function volumeOf(node: DocumentNode): { source: string; target: string }[] {
  const short = textAt(node)?.split(/:(?![-?])/);
  const source = short ? short[0] : textAt(node, 'source');
  const target = short ? short[1] : textAt(node, 'target');
  return source && target ? [{ source, target }] : [];
}

function ofEither(node: DocumentNode | undefined, service: string): DeclaredVariable[] {
  return node?.kind === 'list' ? variablesOfList(node, service) : variablesOfMap(node, service);
}

function envFiles(node: DocumentNode | undefined): string[] {
  if (node?.kind === 'scalar') return [String(node.value)];
  return itemsOf(node).flatMap((item) => textAt(item) ?? textAt(item, 'path') ?? []);
}

/** A `${NAME}` in the file, filled in from the shell or the `.env` beside it. */
export interface Interpolation {
  name: string;
  from: number;
  to: number;
  /** It has a default, or may be empty on purpose. */
  hasDefault: boolean;
  /** `${X:?message}`: Compose itself stops when it is not set. */
  isChecked: boolean;
}

const INTERPOLATION = /\$(?:\$|\{([A-Za-z_][A-Za-z0-9_]*)(:?[-?+])?|([A-Za-z_][A-Za-z0-9_]*))/g;

/** `${X}`, `$X`, `${X:-d}`; `$$` is an escape (compose-spec: interpolation). Comments do not count. */
export function interpolationsOf(text: string): Interpolation[] {
  const found: Interpolation[] = [];
  let at = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const code = line.replace(/(?:^|\s)#.*$/s, (comment) => ' '.repeat(comment.length));
    for (const match of code.matchAll(INTERPOLATION)) {
      const name = match[1] ?? match[3];
      if (!name) continue;
      const from = at + match.index + match[0].indexOf(name);
      found.push({
        name,
        from,
        to: from + name.length,
        isChecked: (match[2] ?? '').endsWith('?'),
        hasDefault: (match[2] ?? '').replace(':', '') === '-' || (match[2] ?? '').endsWith('+'),
      });
    }
    at += line.length;
  }
  return found;
}
