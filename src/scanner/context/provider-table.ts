import { BUSINESS_ROWS } from './rows-business.ts';
import { DATA_ROWS } from './rows-data.ts';
import { DEVELOPER_ROWS } from './rows-developer.ts';
import { type Shape, shapesOf } from './shape.ts';

/** A provider whose keys have no form of their own: its name has to stand beside the value. */
export interface ContextProvider {
  id: string;
  name: string;
  /** In lower case, without separators. */
  words: readonly string[];
  /** What the automaton looks for; none where the words are English ones, which are looked up in the names of keys. */
  literals: readonly string[];
  shape: Shape;
  /** Nothing is known of the form: the value itself has to look drawn. */
  open: boolean;
  /** The name is an English word as well, so it must be part of the value's own name. */
  common: boolean;
  /** A key that costs or opens much. */
  grave: boolean;
  /** Its keys have the given forms and no other. */
  strict: boolean;
}

/** A row: `word[,word]  Display name  forms  [common] [grave] [strict]`, columns apart by two spaces or more. */
export const CONTEXT_PROVIDERS: readonly ContextProvider[] = [DEVELOPER_ROWS, DATA_ROWS, BUSINESS_ROWS]
  .flatMap((rows) => rows.trim().split('\n'))
  .map((row) => {
    const [words = '', name = '', forms = 'any', flags = ''] = row.trim().split(/\s{2,}/);
    return {
      id: `${(words.split(',')[0] as string).replace(/[^a-z0-9]+/g, '-')}-key`,
      name,
      words: words.split(','),
      literals: flags.includes('common') ? [] : words.split(','),
      shape: shapesOf(forms),
      open: forms.split(',').includes('any'),
      common: flags.includes('common'),
      grave: flags.includes('grave'),
      strict: flags.includes('strict'),
    };
  });

/** The provider whose word is one of the words of a name, or two of them written as one: `open`, `weather`. */
export function providerIn(words: readonly string[]): ContextProvider | undefined {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const found = BY_WORD.get(word + (words[i + 1] ?? '')) ?? BY_WORD.get(word);
    if (found) return found;
  }
  return undefined;
}

const BY_WORD = new Map(
  CONTEXT_PROVIDERS.flatMap((provider) => provider.words.map((word) => [word, provider] as const)),
);
