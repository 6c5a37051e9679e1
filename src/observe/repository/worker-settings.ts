import { at, itemsOf, textAt } from '../../formats/document.ts';
import { parseJsonDocument } from '../../formats/document-json.ts';
import { parseTomlDocument } from '../../formats/document-toml.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import { WRANGLER_FILE } from '../../formats/wrangler.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    WorkerSettings: ByFile<WorkerSettings>;
    NodeImports: ByFile<{ module: string; range: Range }>;
  }
}

export interface WorkerSettings {
  /** The file the worker starts with, relative to the configuration's folder. */
  main?: { text: string; range: Range };
  compatibilityDate?: { text: string; range: Range };
  flags: string[];
}

/** wrangler.toml and wrangler.json(c): what the worker runs on. */
export const workerSettingsGatherer: FileGatherer<'WorkerSettings'> = {
  produces: 'WorkerSettings',
  scope: 'file',
  appliesTo: (path) => WRANGLER_FILE.test(path) && !isVendored(path),
  gatherFile({ path, text }) {
    const document = path.endsWith('.toml') ? parseTomlDocument(text) : parseJsonDocument(text);
    if (document?.kind !== 'map') return undefined;
    const lines = lineIndexOf(text);
    const scalar = (key: string) => {
      const node = at(document, key);
      const written = textAt(node);
      return node && written !== undefined
        ? { text: written, range: lines.range(node.from, node.to) }
        : undefined;
    };
    const main = scalar('main');
    const compatibilityDate = scalar('compatibility_date');
    return {
      ...(main && { main }),
      ...(compatibilityDate && { compatibilityDate }),
      flags: itemsOf(at(document, 'compatibility_flags')).flatMap((item) => textAt(item) ?? []),
    };
  },
};

const IMPORT =
  /(?:^|\n)[ \t]*(?:import\s(?!type\b)[^'"\n;]*(?:\n[^'"\n;]*){0,12}|export\s[^'"\n;]*from\s*|(?:const|let|var)\s[^\n]*\brequire\(\s*)['"](node:[\w/]+)['"]/;

/** The first module of Node that a file loads by its full name. */
export const nodeImportsGatherer: FileGatherer<'NodeImports'> = {
  produces: 'NodeImports',
  scope: 'file',
  appliesTo: (path) => /\.(?:[cm]?[jt]sx?)$/.test(path) && !isVendored(path),
  gatherFile({ text }) {
    if (!/['"]node:/.test(text)) return undefined;
    const match = IMPORT.exec(text);
    const module = match?.[1];
    if (!match || !module) return undefined;
    const from = match.index + match[0].lastIndexOf(module);
    return { module, range: lineIndexOf(text).range(from, from + module.length) };
  },
};
