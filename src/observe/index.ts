import type { Gatherer } from '../model/gatherer.ts';
import { dnsRecordsGatherer } from './domain/dns-records.ts';
import { httpChainsGatherer } from './domain/http-chains.ts';
import { mailRecordsGatherer } from './domain/mail-records.ts';
import { targetGatherer } from './domain/target.ts';
import { tlsCertificatesGatherer } from './domain/tls-certificates.ts';
import type {} from './gather-context.ts';
import { configurationGatherer } from './repository/configuration.ts';
import { domainCandidatesGatherer } from './repository/domain-candidates.ts';
import { envDeclarationsGatherer } from './repository/env-declarations.ts';
import { envFilesGatherer, gitIgnoreRulesGatherer } from './repository/env-files.ts';
import { envMentionsGatherer } from './repository/env-mentions.ts';
import { envReadsGatherer } from './repository/env-reads.ts';
import { hardcodedSecretsGatherer } from './repository/hardcoded-secrets.ts';
import { mailSendersGatherer } from './repository/mail-senders.ts';
import { nodeVersionsGatherer } from './repository/node-versions.ts';
import { packageManifestsGatherer } from './repository/package-manifests.ts';
import { secretBaselineGatherer } from './repository/secret-baseline.ts';
import { secretHistoryGatherer } from './repository/secret-history.ts';
import { suppressionCommentsGatherer } from './repository/suppression-comments.ts';
import { workspaceFilesGatherer } from './repository/workspace-files.ts';

/** Every gatherer. The planner picks those whose artifacts the enabled checks require. */
// biome-ignore lint/suspicious/noExplicitAny: gatherers differ in what they produce
export const GATHERERS: readonly Gatherer<any>[] = [
  workspaceFilesGatherer,
  configurationGatherer,
  domainCandidatesGatherer,
  hardcodedSecretsGatherer,
  secretHistoryGatherer,
  secretBaselineGatherer,
  suppressionCommentsGatherer,
  envReadsGatherer,
  envMentionsGatherer,
  envDeclarationsGatherer,
  envFilesGatherer,
  gitIgnoreRulesGatherer,
  packageManifestsGatherer,
  nodeVersionsGatherer,
  mailSendersGatherer,
  mailRecordsGatherer,
  targetGatherer,
  dnsRecordsGatherer,
  httpChainsGatherer,
  tlsCertificatesGatherer,
  // one line each
];
