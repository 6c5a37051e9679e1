import { sideOfPath } from '../../formats/env-side.ts';
import { isJavaScript } from '../../formats/javascript/source.ts';
import { lineIndexOf } from '../../formats/line-index.ts';
import { localCallsOf } from '../../formats/local-calls.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    LocalCalls: ByFile<{ host: string; range: Range }[]>;
  }
}

/** Where shipped code calls the machine that it runs on: a visitor's, in a browser. */
export const localCallsGatherer: FileGatherer<'LocalCalls'> = {
  produces: 'LocalCalls',
  scope: 'file',
  appliesTo: (path) => isJavaScript(path) && !isVendored(path) && sideOfPath(path) === undefined,
  gatherFile({ path, text }) {
    const found = localCallsOf(path, text);
    if (found.length === 0) return undefined;
    const lines = lineIndexOf(text);
    return found.map(({ host, from, to }) => ({ host, range: lines.range(from, to) }));
  },
};
