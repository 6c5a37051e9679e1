import { type DocumentNode, entriesOf, itemsOf, textAt } from '../../formats/document.ts';
import { parseTomlDocument } from '../../formats/document-toml.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    SupabaseReferences: ByFile<SupabaseReference[]>;
  }
}

/** `env(NAME)` in supabase/config.toml. */
export interface SupabaseReference {
  name: string;
  range: Range;
  /** The part of the configuration it belongs to: `auth.external.github`. */
  section: string;
  /** That part, or one around it, says `enabled = false`. */
  isOff: boolean;
}

/** Names that the configuration of Supabase fills in. */
export const supabaseReferencesGatherer: FileGatherer<'SupabaseReferences'> = {
  produces: 'SupabaseReferences',
  scope: 'file',
  appliesTo: (path) => /(?:^|\/)supabase\/config\.toml$/.test(path),
  gatherFile({ text }) {
    const lines = lineIndexOf(text);
    const found: SupabaseReference[] = [];
    const walk = (node: DocumentNode, section: string, isOff: boolean) => {
      const off = isOff || textAt(node, 'enabled') === 'false';
      for (const { key, value } of entriesOf(node)) {
        const parts = value.kind === 'list' ? itemsOf(value) : [value];
        for (const part of parts) {
          const match = /^env\(\s*([A-Za-z_]\w*)\s*\)$/.exec(textAt(part) ?? '');
          if (!match?.[1]) continue;
          const from = part.from + text.slice(part.from, part.to).indexOf(match[1]);
          found.push({
            name: match[1],
            range: lines.range(from, from + match[1].length),
            section,
            isOff: off,
          });
        }
        if (value.kind === 'map') walk(value, section ? `${section}.${key}` : key, off);
      }
    };
    const document = parseTomlDocument(text);
    if (document) walk(document, '', false);
    return found.length > 0 ? found : undefined;
  },
};
