import type { Gatherer } from '../model/gatherer.ts';
import type {} from './gather-context.ts';
import { configurationGatherer } from './repository/configuration.ts';
import { hardcodedSecretsGatherer } from './repository/hardcoded-secrets.ts';
import { javaScriptPackagesGatherer } from './repository/javascript-packages.ts';
import { secretBaselineGatherer } from './repository/secret-baseline.ts';
import { secretHistoryGatherer } from './repository/secret-history.ts';
import { secretlintSettingsGatherer } from './repository/secretlint-settings.ts';
import { suppressionCommentsGatherer } from './repository/suppression-comments.ts';
import { workspaceFilesGatherer } from './repository/workspace-files.ts';

/** All that the secrets area looks at. Apart, so that a hook which asks for secrets does not load the readers of code. */
// biome-ignore lint/suspicious/noExplicitAny: gatherers differ in what they produce
export const SECRET_GATHERERS: readonly Gatherer<any>[] = [
  workspaceFilesGatherer,
  configurationGatherer,
  hardcodedSecretsGatherer,
  javaScriptPackagesGatherer,
  secretlintSettingsGatherer,
  secretHistoryGatherer,
  secretBaselineGatherer,
  // Only where a secret may be found is there one to silence.
  { ...suppressionCommentsGatherer, appliesTo: hardcodedSecretsGatherer.appliesTo },
];
