import { lineIndexOf } from '../../formats/line-index.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';
import type { Range } from '../../model/location.ts';
import { isVendored } from './env-reads.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    BundlerSettings: ByFile<BundlerSettings>;
  }
}

export interface BundlerSettings {
  tool: 'vite' | 'next';
  /** The build puts something in the place of `process.env`, or brings it along. */
  providesProcess: boolean;
  /** `productionBrowserSourceMaps: true`. */
  publishesSource?: Range;
  /** Builds a library or another thing than pages. */
  isLibrary: boolean;
}

const FILE = /(?:^|\/)(vite|next)\.config\.[cm]?[jt]s$/;
const PROCESS =
  /['"]?(?:global\.|globalThis\.|window\.)?process(?:\.env)?['"]?\s*:|process\.env['"]?\s*\]|EnvironmentPlugin|vite-plugin-environment|env-?compatible|node-?polyfills?|NodeGlobalsPolyfill|dotenv-?expand|transform-env|envReplace|define\s*(?:,|:\s*(?:define|env|\w+\())|process\.env\.\$\{|`process\.env|['"]process\.env\./i;

/** What the settings of Vite and Next.js do with the environment and with the source. */
export const bundlerSettingsGatherer: FileGatherer<'BundlerSettings'> = {
  produces: 'BundlerSettings',
  scope: 'file',
  appliesTo: (path) => FILE.test(path) && !isVendored(path),
  gatherFile({ path, text }) {
    const tool = FILE.exec(path)?.[1] as 'vite' | 'next';
    const code = text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/[^\n]*/g, (comment) =>
      comment.replace(/[^\n]/g, ' '),
    );
    const maps = tool === 'next' ? /\bproductionBrowserSourceMaps\s*:\s*true\b/.exec(code) : null;
    return {
      tool,
      providesProcess: PROCESS.test(code),
      isLibrary: /\blib\s*:\s*\{|\bssr\s*:|electron|webextension|crx\(|build\s*:\s*\{[^}]*\blib\b/.test(code),
      ...(maps && { publishesSource: lineIndexOf(text).range(maps.index, maps.index + maps[0].length) }),
    };
  },
};
