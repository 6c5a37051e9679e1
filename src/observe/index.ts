import type { Gatherer } from '../model/gatherer.ts';
import type {} from './domain/address-families.ts';
import type {} from './domain/certificate-revocations.ts';
import type {} from './domain/dns-caa.ts';
import type {} from './domain/dns-map.ts';
import type {} from './domain/dns-pointers.ts';
import type {} from './domain/dns-reachability.ts';
import type {} from './domain/dns-records.ts';
import type {} from './domain/dns-registration.ts';
import type {} from './domain/dns-security.ts';
import type {} from './domain/dns-service-bindings.ts';
import type {} from './domain/dns-zones.ts';
import type {} from './domain/host-probes.ts';
import type {} from './domain/http-chains.ts';
import type {} from './domain/mail-records.ts';
import type {} from './domain/old-links.ts';
import type {} from './domain/origin-probes.ts';
import type {} from './domain/site-files.ts';
import type {} from './domain/target.ts';
import type {} from './domain/tls-certificates.ts';
import type {} from './domain/tls-servers.ts';
import type {} from './domain/trace.ts';
import type {} from './domain/unknown-names.ts';
import type {} from './domain/web-pages.ts';
import type {} from './gather-context.ts';
import { onDemand } from './on-demand.ts';
import { addressDefaultsGatherer } from './repository/address-defaults.ts';
import { bundlerSettingsGatherer } from './repository/bundler-settings.ts';
import { composeFilesGatherer } from './repository/compose-files.ts';
import { domainCandidatesGatherer } from './repository/domain-candidates.ts';
import { envDeclarationsGatherer } from './repository/env-declarations.ts';
import { envFilesGatherer, gitIgnoreRulesGatherer } from './repository/env-files.ts';
import { envMentionsGatherer } from './repository/env-mentions.ts';
import { envReadsGatherer } from './repository/env-reads.ts';
import { hostFilesGatherer } from './repository/host-files.ts';
import { localCallsGatherer } from './repository/local-calls.ts';
import { mailSendersGatherer } from './repository/mail-senders.ts';
import { nodeVersionsGatherer } from './repository/node-versions.ts';
import { packageManifestsGatherer } from './repository/package-manifests.ts';
import { printedSecretsGatherer } from './repository/printed-secrets.ts';
import { proseMentionsGatherer } from './repository/prose-mentions.ts';
import { supabaseReferencesGatherer } from './repository/supabase-references.ts';
import { turboSettingsGatherer } from './repository/turbo-settings.ts';
import { nodeImportsGatherer, workerSettingsGatherer } from './repository/worker-settings.ts';
import { workflowJobsGatherer } from './repository/workflow-jobs.ts';
import { SECRET_GATHERERS } from './secret-gatherers.ts';

/** Every gatherer. The planner picks those whose artifacts the enabled checks require. */
// biome-ignore lint/suspicious/noExplicitAny: gatherers differ in what they produce
export const GATHERERS: readonly Gatherer<any>[] = [
  ...SECRET_GATHERERS,
  domainCandidatesGatherer,
  envReadsGatherer,
  envMentionsGatherer,
  envDeclarationsGatherer,
  envFilesGatherer,
  gitIgnoreRulesGatherer,
  packageManifestsGatherer,
  nodeVersionsGatherer,
  mailSendersGatherer,
  addressDefaultsGatherer,
  bundlerSettingsGatherer,
  composeFilesGatherer,
  hostFilesGatherer,
  localCallsGatherer,
  printedSecretsGatherer,
  proseMentionsGatherer,
  supabaseReferencesGatherer,
  turboSettingsGatherer,
  nodeImportsGatherer,
  workerSettingsGatherer,
  workflowJobsGatherer,
  onDemand(
    'MailRecords',
    ['Target', 'MailSenders', 'Configuration'],
    async () => (await import('./domain/mail-records.ts')).mailRecordsGatherer,
  ),
  onDemand('Target', ['Configuration'], async () => (await import('./domain/target.ts')).targetGatherer),
  onDemand(
    'DnsRecords',
    ['Target'],
    async () => (await import('./domain/dns-records.ts')).dnsRecordsGatherer,
  ),
  onDemand(
    'HttpChains',
    ['Target'],
    async () => (await import('./domain/http-chains.ts')).httpChainsGatherer,
  ),
  onDemand(
    'TlsCertificates',
    ['Target'],
    async () => (await import('./domain/tls-certificates.ts')).tlsCertificatesGatherer,
  ),
  onDemand(
    'TlsServers',
    ['Target'],
    async () => (await import('./domain/tls-servers.ts')).tlsServersGatherer,
  ),
  onDemand('DnsZones', ['Target'], async () => (await import('./domain/dns-zones.ts')).dnsZonesGatherer),
  onDemand(
    'DnsSecurity',
    ['Target'],
    async () => (await import('./domain/dns-security.ts')).dnsSecurityGatherer,
  ),
  onDemand('CaaRecords', ['Target'], async () => (await import('./domain/dns-caa.ts')).caaRecordsGatherer),
  onDemand(
    'ServiceBindings',
    ['Target'],
    async () => (await import('./domain/dns-service-bindings.ts')).serviceBindingsGatherer,
  ),
  onDemand(
    'DnsPointers',
    ['Target'],
    async () => (await import('./domain/dns-pointers.ts')).dnsPointersGatherer,
  ),
  onDemand(
    'AddressReach',
    ['Target'],
    async () => (await import('./domain/dns-reachability.ts')).addressReachGatherer,
  ),
  onDemand('WebPages', ['Target'], async () => (await import('./domain/web-pages.ts')).webPagesGatherer),
  onDemand(
    'HostProbes',
    ['Target'],
    async () => (await import('./domain/host-probes.ts')).hostProbesGatherer,
  ),
  onDemand(
    'OldLinks',
    ['Target', 'Configuration'],
    async () => (await import('./domain/old-links.ts')).oldLinksGatherer,
  ),
  onDemand('SiteFiles', ['Target'], async () => (await import('./domain/site-files.ts')).siteFilesGatherer),
  onDemand(
    'OriginProbes',
    ['Target'],
    async () => (await import('./domain/origin-probes.ts')).originProbesGatherer,
  ),
  onDemand(
    'DnsMap',
    ['Target', 'DnsZones', 'DnsPointers'],
    async () => (await import('./domain/dns-map.ts')).dnsMapGatherer,
  ),
  onDemand(
    'DomainRegistration',
    ['Target'],
    async () => (await import('./domain/dns-registration.ts')).domainRegistrationGatherer,
  ),
  onDemand(
    'AddressFamilies',
    ['Target'],
    async () => (await import('./domain/address-families.ts')).addressFamiliesGatherer,
  ),
  onDemand(
    'UnknownNames',
    ['Target'],
    async () => (await import('./domain/unknown-names.ts')).unknownNamesGatherer,
  ),
  onDemand(
    'CertificateRevocations',
    ['Target'],
    async () => (await import('./domain/certificate-revocations.ts')).certificateRevocationsGatherer,
  ),
  onDemand('Trace', ['Configuration'], async () => (await import('./domain/trace.ts')).traceGatherer),
  // one line each
];
