import {
  type ConfigProblem,
  emptyConfig,
  MAX_CONFIG_BYTES,
  type ParsedConfig,
  tooLarge,
} from '../../config/model.ts';
import type { ProjectGatherer } from '../../model/gatherer.ts';
import { START_OF_FILE } from '../../model/location.ts';
import { FileError, type FileSystem } from '../../workspace/file-system.ts';
import type {} from '../gather-context.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    Configuration: ParsedConfig;
  }
}

/** launch-ready.yaml, or launch-ready.yml where that is how somebody named it. */
export const configurationGatherer: ProjectGatherer<'Configuration'> = {
  produces: 'Configuration',
  scope: 'project',
  isInvalidatedBy: (path) => /(^|\/)launch-ready\.ya?ml$/.test(path),
  async gather({ files, configPath, now }) {
    const paths = configPath === DEFAULT ? [DEFAULT, 'launch-ready.yml'] : [configPath];
    for (const path of paths) {
      try {
        const bytes = await readBytes(files, path);
        const text = decode(bytes);
        if (text === undefined) return broken(path, 'it is not a text file (UTF-8)');
        // The YAML reader is loaded only where there is something to read.
        const { parse } = await import('../../config/parse.ts');
        return parse(text, path, { now });
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        if (error.code === 'tooLarge') return { ...emptyConfig(path, true), problems: [tooLarge()] };
        if (error.code !== 'notFound') return broken(path, error.message);
      }
    }
    // Only a file that somebody named must be there.
    return configPath === DEFAULT ? emptyConfig(DEFAULT) : broken(configPath, 'there is no such file', false);
  },
};

const DEFAULT = emptyConfig().path;

function readBytes(files: FileSystem, path: string): Promise<Uint8Array> | Uint8Array {
  const isAbsolute = /^(\/|[a-z]:[\\/])/i.test(path);
  if (!isAbsolute) return files.readFile(path.replace(/^\.\//, ''), MAX_CONFIG_BYTES);
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const folder = files.at?.(path.slice(0, cut) || '/');
  if (!folder) throw new FileError('notFound', path, `${path} is outside the project and cannot be read`);
  return folder.readFile(path.slice(cut + 1), MAX_CONFIG_BYTES);
}

/** UTF-8, or UTF-16 with a byte order mark, as Windows' Notepad writes it. */
function decode(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function broken(path: string, what: string, exists = true): ParsedConfig {
  const problem: ConfigProblem = { messageId: 'unreadable', key: '', range: START_OF_FILE, data: { what } };
  return { ...emptyConfig(path, exists), problems: [problem] };
}
