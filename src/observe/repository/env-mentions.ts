import { envFileNameOf } from '../../formats/env-file-name.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    EnvMentions: ByFile<string[]>;
  }
}

/** `NAME_LIKE_THIS`, or one word of capitals. No digits alone, and nothing as long as a key. */
const WORD =
  /(?<![A-Za-z0-9_])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])[A-Z]{3,16}(?![A-Za-z0-9_])/g;
const MOST_WORDS = 3000;

/** A program that writes its fields in capitals looks them up under that name: `smtp_host` is SMTP_HOST. */
const MAKES_NAMES = /\b(?:to_(?:ascii_)?uppercase|ToUpper|upper|upcase|toUpperCase|to_upper)\b/;
const FIELD = /(?<![A-Za-z0-9_])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![A-Za-z0-9_])/g;
const PROGRAM = /\.(?:rs|py|go|rb|exs?|kts?|java|scala|cs|php)$/;

/** Stands for every word: the file has too many to list. */
export const ANY_WORD = '*';

/**
 * Words that look like variable names, in every file but env files and prose. A name that stands anywhere else is
 * never called unused: an SDK's option, a template, a script in a language that we do not read.
 */
export const envMentionsGatherer: FileGatherer<'EnvMentions'> = {
  produces: 'EnvMentions',
  scope: 'file',
  appliesTo: (path) => envFileNameOf(path) === undefined && !PROSE.test(path) && !LOCK.test(path),
  gatherFile({ path, text }) {
    const words = new Set<string>();
    for (const [word] of text.matchAll(WORD)) {
      if (word.length <= 64) words.add(word);
      if (words.size >= MOST_WORDS) return [ANY_WORD];
    }
    if (PROGRAM.test(path) && MAKES_NAMES.test(text) && /env/i.test(text)) {
      for (const [word] of text.matchAll(FIELD)) {
        if (word.length <= 64) words.add(word.toUpperCase());
        if (words.size >= MOST_WORDS) return [ANY_WORD];
      }
    }
    return words.size > 0 ? [...words] : undefined;
  },
};

const PROSE =
  /\.(?:md|mdx|markdown|rst|adoc|txt)$|(?:^|\/)(?:LICENSE|CHANGELOG|README|AUTHORS|NOTICE)[^/]*$|\.gitignore$/i;
const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|Cargo\.lock|poetry\.lock|uv\.lock|composer\.lock|Gemfile\.lock|go\.sum)$|\.(?:svg|map)$/;
