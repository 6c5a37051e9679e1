import { AREAS } from '../areas/index.ts';
import { didYouMean } from '../config/did-you-mean.ts';
import { areaOf } from '../model/check.ts';
import { type Command, EXIT, UsageError } from './command.ts';
import { docsPage } from './docs.ts';
import { renderMarkdown } from './markdown.ts';

const MAX_WIDTH = 90;
const HARDCODED_SECRET = 'secrets/hardcoded-secret';

export const explainCommand: Command = {
  arity: [1, 1],
  options: [{ name: 'no-color', help: 'no colours' }],
  example: 'launch-ready explain secrets/hardcoded-secret',
  async run(input, terminal) {
    const written = input.operands[0] as string;
    const ids = AREAS.flatMap(({ checks }) => checks.map(({ id }) => id as string));
    const id = resolveCheck(written, ids);
    const page = docsPage(terminal.home, id);
    if (page === undefined) throw new UsageError(`the page of ${id} is missing from this installation`);
    terminal.out.write(
      renderMarkdown(page, {
        width: Math.min(terminal.out.columns ?? MAX_WIDTH, MAX_WIDTH),
        colour: terminal.out.isTerminal && !terminal.plain && !input.has('no-color'),
      }),
    );
    return EXIT.ok;
  },
};

/** A check by its id, by its last part alone, or a kind of secret by `secrets/<kind>`. */
function resolveCheck(written: string, ids: readonly string[]): string {
  if (ids.includes(written)) return written;
  const byName = ids.filter((id) => id.endsWith(`/${written}`));
  if (byName.length === 1) return byName[0] as string;
  const meant = didYouMean(written, ids);
  // A kind of secret, `secrets/stripe-secret-key`, is explained by its check.
  if (!meant && areaOf(written) === 'secrets' && ids.includes(HARDCODED_SECRET)) return HARDCODED_SECRET;
  throw new UsageError(
    `there is no check ${written}`,
    meant ? `Did you mean ${meant}?` : similar(written, ids),
  );
}

/** The checks whose names hold the word; a word that many hold helps nobody. */
function similar(written: string, ids: readonly string[]): string {
  const found = ids.filter((id) => id.includes(written.toLowerCase()));
  const all = 'All checks: launch-ready checks';
  if (found.length === 1) return `Did you mean ${found[0]}?`;
  return found.length > 1 && found.length <= 8 ? `Perhaps ${found.join(', ')}. ${all}` : all;
}
