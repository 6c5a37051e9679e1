import { dependenciesOf, JAVASCRIPT_MANIFEST } from '../../formats/javascript-package.ts';
import type { ByFile } from '../../model/artifacts.ts';
import type { FileGatherer } from '../../model/gatherer.ts';

declare module '../../model/artifacts.ts' {
  interface Artifacts {
    /** What each package's manifest depends on: names, by the path of the manifest. */
    JavaScriptPackages: ByFile<string[]>;
  }
}

/** Names alone, and no reader loaded for them: a hook that asks for secrets needs them too. */
export const javaScriptPackagesGatherer: FileGatherer<'JavaScriptPackages'> = {
  produces: 'JavaScriptPackages',
  scope: 'file',
  appliesTo: (path) => JAVASCRIPT_MANIFEST.test(path.slice(path.lastIndexOf('/') + 1)),
  gatherFile: ({ path, text }) => dependenciesOf(path.slice(path.lastIndexOf('/') + 1), text),
};
