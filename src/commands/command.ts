/** How a command ends (docs: README, "Exit codes"). */
export const EXIT = { ok: 0, findings: 1, usage: 2, incomplete: 3, interrupted: 130 } as const;

/** Everything a command may touch of the world, so that it can be tried without a process of its own. */
export interface Terminal {
  cwd: string;
  /** The folder that holds package.json, docs/ and dist/. */
  home: string;
  version: string;
  signal: AbortSignal;
  now(): number;
  /** All of standard input, where there is one. */
  readInput?(): Promise<string>;
  /** The environment variables of this process. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** Results. */
  out: Stream;
  /** Progress and what went wrong. */
  err: Stream;
  /** The person's wish not to see colours, or a terminal that has none. */
  plain: boolean;
  /** Show where a mistake of our own happened. */
  debug: boolean;
}

export interface Stream {
  write(text: string): void;
  isTerminal: boolean;
  /** Undefined where it is not a terminal. */
  columns: number | undefined;
}

export interface OptionSpec {
  name: string;
  /** Its value's name in the help; without one the option is a switch. */
  value?: string;
  short?: string;
  /** Takes several values: `a,b`, or the option again. */
  list?: boolean;
  /** The only values it takes. */
  choices?: readonly string[];
  help: string;
}

export interface CommandHead {
  name: string;
  /** A sentence without its full stop. */
  summary: string;
  /** Named arguments for the help: `[DIR]`. */
  operands: string;
}

export interface Command {
  /** How many there must be: at least, at most. */
  arity: readonly [number, number];
  options: readonly OptionSpec[];
  example: string;
  /** Further lines for the help. */
  notes?: string;
  run(input: Input, terminal: Terminal): Promise<number>;
}

/** The arguments as given, checked against the command's options. */
export interface Input {
  operands: readonly string[];
  value(name: string): string | undefined;
  values(name: string): readonly string[];
  has(name: string): boolean;
}

/** A mistake of the caller: one sentence for a person, exit code 2. */
export class UsageError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}

/** By name: a loader may hold the class twice. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}
