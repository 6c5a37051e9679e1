import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    ProseMentions: ByFile<string[]>;
  }
}

const MOST_WORDS = 2000;

/** Words of README and other prose that look like variable names: what somebody has explained. */
export const proseMentionsGatherer: FileGatherer<'ProseMentions'> = {
  produces: 'ProseMentions',
  scope: 'file',
  appliesTo: (path) => /\.(?:md|mdx|markdown|rst|adoc|txt)$/i.test(path) && !isVendored(path),
  gatherFile({ text }) {
    const words = new Set<string>();
    for (const [word] of text.matchAll(/(?<![A-Za-z0-9_])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![A-Za-z0-9_])/g)) {
      if (word.length <= 64) words.add(word);
      if (words.size >= MOST_WORDS) break;
    }
    return words.size > 0 ? [...words] : undefined;
  },
};
