import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The docs page of a check as Markdown, from docs/checks; undefined where there is none. */
export function docsPage(home: string, checkId: string): string | undefined {
  if (!/^[a-z]+\/[a-z0-9-]+$/u.test(checkId)) return undefined;
  try {
    return readFileSync(path.join(home, 'docs', 'checks', `${checkId}.md`), 'utf8');
  } catch {
    return undefined;
  }
}
