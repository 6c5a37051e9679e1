import ignore from 'ignore';
import { type EnvFileName, envFileNameOf } from '../../formats/env-file-name.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Position } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    EnvFiles: ByFile<EnvFile>;
    GitIgnoreRules: ByFile<GitIgnoreRules>;
  }
}

/** An env file as a file: what its name says, and where a line can be added. */
export interface EnvFile extends EnvFileName {
  end: Position;
  endsWithNewline: boolean;
}

export const envFilesGatherer: FileGatherer<'EnvFiles'> = {
  produces: 'EnvFiles',
  scope: 'file',
  appliesTo: (path) => !isVendored(path) && envFileNameOf(path) !== undefined,
  gatherFile({ path, text }) {
    const name = envFileNameOf(path);
    return (
      name && {
        ...name,
        end: lineIndexOf(text).position(text.length),
        endsWithNewline: endsWithNewline(text),
      }
    );
  },
};

/** Whether a .gitignore keeps the usual env files of its own folder out of git, if they come to be. */
export interface GitIgnoreRules {
  ignoresEnv: boolean;
  ignoresEnvLocal: boolean;
  end: Position;
  endsWithNewline: boolean;
}

export const gitIgnoreRulesGatherer: FileGatherer<'GitIgnoreRules'> = {
  produces: 'GitIgnoreRules',
  scope: 'file',
  appliesTo: (path) => path === '.gitignore' || (path.endsWith('/.gitignore') && !isVendored(path)),
  gatherFile({ text }) {
    const rules = ignore().add(text);
    return {
      ignoresEnv: rules.ignores('.env'),
      ignoresEnvLocal: rules.ignores('.env.local'),
      end: lineIndexOf(text).position(text.length),
      endsWithNewline: endsWithNewline(text),
    };
  },
};

const endsWithNewline = (text: string) => text === '' || text.endsWith('\n');
