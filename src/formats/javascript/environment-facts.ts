import type { Requirement } from './requirement.ts';
import type { Placed } from './scopes.ts';

export interface JavaScriptRead {
  name: string;
  /** Offsets of the name itself. */
  from: number;
  to: number;
  /** How it is read: `process.env.X`, `destructured`, `Deno.env.get`, … */
  form: string;
  requirement: Requirement;
  /** A text that is no empty one stands in for it: `process.env.X || 'text'`. */
  hasTextDefault?: boolean;
}

/** A read whose name is known only in part; `prefix` and `suffix` may be empty. */
export interface DynamicRead {
  prefix: string;
  suffix: string;
  from: number;
  to: number;
}

/** `import { env } from './env'; env.X` or `requireEnv('X')`: whether it is a read is told by that other file. */
export interface ImportedUse extends JavaScriptRead {
  source: string;
  imported: string;
  /** Position of the name among the arguments; -1 for a member. */
  argument: number;
}

export type EnvironmentExport =
  | { name: string; kind: 'environment'; isChecked: boolean }
  | {
      name: string;
      kind: 'wrapper';
      argument: number;
      requirement: Requirement;
      /** A language whose functions are found by name (`:go`), not by an import. */
      source?: string;
      isQuiet?: boolean;
    }
  | { name: string; kind: 'again'; source: string; imported: string };

export interface JavaScriptEnvironment {
  reads: JavaScriptRead[];
  writes: { name: string; from: number; to: number }[];
  dynamic: DynamicRead[];
  uses: ImportedUse[];
  exports: EnvironmentExport[];
  /** Everything is put into the pages: `define: { 'process.env': process.env }`, `envPrefix: ''`. */
  exposed: { kind: 'whole' | 'prefix'; from: number; to: number }[];
}

/** A function whose parameter is looked up in the environment. */
export interface Wrapper {
  fn: Placed;
  argument: number;
  requirement: Requirement;
}
