import { sideOfPath } from '../../formats/env-side.ts';
import { isLocalHost } from '../../formats/env-value.ts';
import { isJavaScript } from '../../formats/javascript/source.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    AddressDefaults: ByFile<AddressDefault[]>;
  }
}

/** An address in the code that stands in for a variable which is not set. */
export interface AddressDefault {
  name: string;
  /** Of the address, without its quotes. */
  range: Range;
  /** Scheme, host and port, in lower case: `https://api.acme.com`. */
  origin: string;
  /** The same with its path and no slash at the end. */
  address: string;
  isLocal: boolean;
}

const READ =
  /\b(?:process\.env|import\.meta\.env|Bun\.env)\??(?:\.([A-Z][A-Z0-9_]*)|\[['"]([A-Z][A-Z0-9_]*)['"]\])\s*(?:\|\||\?\?)\s*(['"`])([a-z]+:\/\/[^'"`\s${}@?#]+)\3|\bDeno\.env\.get\(\s*['"]([A-Z][A-Z0-9_]*)['"]\s*\)\s*(?:\|\||\?\?)\s*(['"`])([a-z]+:\/\/[^'"`\s${}@?#]+)\6|\b(?:getenv|environ\.get)\(\s*['"]([A-Z][A-Z0-9_]*)['"]\s*,\s*(['"])([a-z]+:\/\/[^'"\s{}@?#]+)\9/g;

const READING = ['process.env', 'import.meta.env', 'Bun.env', 'Deno.env', 'getenv', 'environ.get'];

/** Addresses that the code falls back to, file by file. Never one that holds a password. */
export const addressDefaultsGatherer: FileGatherer<'AddressDefaults'> = {
  produces: 'AddressDefaults',
  scope: 'file',
  appliesTo: (path) =>
    (isJavaScript(path) || path.endsWith('.py')) && !isVendored(path) && sideOfPath(path) === undefined,
  gatherFile({ text }) {
    // What every such read has, by plain searches: nearly no file goes on.
    if (!text.includes('://') || !READING.some((part) => text.includes(part))) return undefined;
    if (!/(?:\|\||\?\?|,)\s*['"`][a-z]+:\/\//.test(text)) return undefined;
    const lines = lineIndexOf(text);
    const found: AddressDefault[] = [];
    for (const match of text.matchAll(READ)) {
      const name = match[1] ?? match[2] ?? match[5] ?? match[8];
      const written = match[4] ?? match[7] ?? match[10];
      if (!name || !written || isComment(text, match.index)) continue;
      const origin = /^[a-z]+:\/\/[^/]+/i.exec(written)?.[0].toLowerCase();
      if (!origin) continue;
      const to = match.index + match[0].lastIndexOf(written) + written.length;
      found.push({
        name,
        range: lines.range(to - written.length, to),
        origin,
        address: origin + written.slice(origin.length).replace(/\/+$/, ''),
        isLocal: isLocalHost(origin.replace(/^[a-z]+:\/\//, '').replace(/:\d+$/, '')),
      });
    }
    return found.length > 0 ? found : undefined;
  },
};

function isComment(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^\s*(?:\*|#|\/\*)|(?<!:)\/\//.test(before);
}
