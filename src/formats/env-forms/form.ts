import type { Lexicon } from './masking.ts';

/** One way to read a variable; the name is the group `name`. */
export interface Form {
  form: string;
  pattern: RegExp;
  /** `optional` always; `default`: optional when a further argument, an `or` or a test is there. */
  requirement: 'required' | 'optional' | 'default';
  /** The form may stand inside a string: a struct tag, an annotation's text. */
  inString?: boolean;
  /** Only in files that say this: `env('X')` is a read in PHP where the framework has such a function. */
  needs?: RegExp;
  /** Sets the name instead. */
  writes?: boolean;
  /** What comes back has to be opened first (Rust): needed only where that is done by force. */
  isResult?: boolean;
  /** Fails by itself where the name is missing and no default is given. */
  isStrict?: boolean;
}

export interface Language {
  id: string;
  files: RegExp;
  /** The raw text has to have this for the file to be worth masking. */
  prefilter: RegExp;
  lexicon: Lexicon;
  forms: readonly Form[];
  /** Where it runs whatever the path says. */
  side?: 'script';
}

/** Laravel's `env('X')`: its config files are published by packages, and list their variables themselves. */
export const CONFIG_FORM = 'env()';

/** A name in a pattern; `Q` the same in quotes. */
export const N = '(?<name>[A-Za-z_][A-Za-z0-9_]*)';
export const Q = `["']${N}["']`;
/** A form whose pattern is found everywhere in a file. */
export const form = (
  name: string,
  source: string,
  requirement: Form['requirement'],
  more: Partial<Form> = {},
): Form => ({
  form: name,
  pattern: new RegExp(source, 'g'),
  requirement,
  ...more,
});

/** Comments begin with a hash; `SLASH`: with two slashes. */
export const HASH: Lexicon = {
  lineComments: ['#'],
  blockComments: [],
  strings: ['"', "'"],
  singleLine: ['"', "'"],
};
export const SLASH: Lexicon = {
  lineComments: ['//'],
  blockComments: [['/*', '*/']],
  strings: ['"'],
  singleLine: ['"'],
};
