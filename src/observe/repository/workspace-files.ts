import type { ProjectGatherer } from '../../model/gatherer.ts';
import { listFiles } from '../../workspace/file-list.ts';
import type {} from '../gather-context.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    WorkspaceFiles: WorkspaceFiles;
  }
}

export interface WorkspaceFile {
  /** Relative to the root, with `/`. */
  path: string;
  /** Bytes; 0 where it is not known without a further look. */
  size: number;
  /** In git's index. Always false outside a repository. */
  tracked: boolean;
  /** Ignored by git: listed only because it is an env file, which is read by name. */
  ignored: boolean;
}

/** What git tracks, plus untracked-not-ignored, plus `.env*` by name. */
export interface WorkspaceFiles {
  files: WorkspaceFile[];
  repository: 'git' | 'none' | 'unreadable';
  /** Why git's own facts could not be read, in plain words. */
  reason?: string;
  skipped: {
    symlinks: number;
    /** Nested repositories included. */
    submodules: number;
    /** Folders and ignore files. */
    unreadable: number;
    /** Left out of the working tree by a sparse checkout. */
    notCheckedOut?: number;
  };
}

/** The list that every other repository gatherer starts from. */
export const workspaceFilesGatherer: ProjectGatherer<'WorkspaceFiles'> = {
  produces: 'WorkspaceFiles',
  scope: 'project',
  // Files that come and go change it too; whoever watches the folder knows of those.
  isInvalidatedBy: (path) => GIT_FACTS.test(path),
  gather: ({ files, signal }) => listFiles(files, { signal }),
};

/** Ignore files, and what git rewrites when something is added, switched or configured. */
const GIT_FACTS = /(?:^|\/)\.gitignore$|^\.git$|^\.git\/(?:index|HEAD|config|info\/exclude)$/;
