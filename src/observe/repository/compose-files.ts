import { COMPOSE_FILE, type ComposeService, composeServices } from '../../formats/compose.ts';
import { parseYamlDocument } from '../../formats/document-yaml.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Position, Range } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    ComposeFiles: ByFile<ComposeServiceFacts[]>;
  }
}

/** A service of a Compose file, by names alone. */
export interface ComposeServiceFacts
  extends Omit<ComposeService, 'from' | 'to' | 'variables' | 'buildArguments'> {
  /** Of the service's name. */
  range: Range;
  /** Names under `environment`. */
  names: string[];
  /** Names under `build.args`. */
  buildArguments: string[];
  /** Where a further line of `environment` goes, and how it begins; undefined where there is none yet. */
  nextVariable?: { at: Position; before: string; isList: boolean };
}

/** The services of Compose files: what they are given, and what they keep. */
export const composeFilesGatherer: FileGatherer<'ComposeFiles'> = {
  produces: 'ComposeFiles',
  scope: 'file',
  appliesTo: (path) => COMPOSE_FILE.test(path) && !isVendored(path),
  gatherFile({ text }) {
    const lines = lineIndexOf(text);
    const services = composeServices(parseYamlDocument(text));
    if (services.length === 0) return undefined;
    return services.map((service) => {
      const { from, to, variables, buildArguments, image, ...same } = service;
      const nextVariable = nextVariableOf(service, text);
      return {
        ...same,
        range: lines.range(from, to),
        names: variables.map((variable) => variable.name),
        buildArguments: buildArguments.map((variable) => variable.name),
        // Without its tag.
        ...(image !== undefined && { image: image.replace(/[:@][^/]*$/, '') }),
        ...(nextVariable && { nextVariable }),
      };
    });

    function nextVariableOf({ variables }: ComposeService, source: string) {
      const last = variables.at(-1);
      if (!last) return undefined;
      const { line } = lines.position(last.valueTo);
      const start = lines.lineStart(lines.position(last.from).line);
      const before = /^\s*(?:-\s*)?["']?/.exec(source.slice(start, last.from + 1))?.[0] ?? '';
      const isPlain = /^\s+(?:-\s*)?$/.test(before) && source.slice(start, last.from).trim().length <= 1;
      // A merged or a one-line map has no line of its own to follow.
      if (!isPlain) return undefined;
      return { at: { line: line + 1, character: 0 }, before, isList: before.includes('-') };
    }
  },
};
