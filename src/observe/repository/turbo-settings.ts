import { itemsOf } from '../../formats/document.ts';
import { parseJsonDocument } from '../../formats/document-json.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import { TURBO_FILE, turboSettings } from '../../formats/turbo.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Position, Range } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    TurboSettings: ByFile<TurboFile>;
  }
}

export interface TurboFile {
  /** Names and patterns that tasks may see. */
  listed: string[];
  isLoose: boolean;
  isExtending: boolean;
  /** The list that names are added to, and where its last item ends. */
  list?: { range: Range; end: Position; newLine: string };
}

/** Which variables the tasks of a Turborepo may see. */
export const turboSettingsGatherer: FileGatherer<'TurboSettings'> = {
  produces: 'TurboSettings',
  scope: 'file',
  appliesTo: (path) => TURBO_FILE.test(path) && !isVendored(path),
  gatherFile({ text }) {
    const { list, ...settings } = turboSettings(parseJsonDocument(text));
    const lines = lineIndexOf(text);
    const last = itemsOf(list).at(-1);
    if (!list || !last) return settings;
    const end = text[last.to] === '"' ? last.to + 1 : last.to;
    const first = itemsOf(list)[0]?.from ?? 0;
    // A list over several lines goes on as it is written; a list on one line stays there.
    const newLine = /\n[ \t]*"?$/.exec(text.slice(list.from, first))?.[0].replace('"', '') ?? ' ';
    return {
      ...settings,
      list: { range: lines.range(list.from, list.to), end: lines.position(end), newLine },
    };
  },
};
