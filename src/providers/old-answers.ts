import type { GatheredArtifacts } from '../audit/artifact-store.ts';
import { areaOf } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/report.ts';
import type { DnsSeen } from '../observe/domain/dns-seen.ts';

interface Look {
  results: readonly Result[];
  artifacts: GatheredArtifacts;
}

/**
 * After a fix people look at once, and what they see elsewhere is often only old: whether the change is saved where
 * the records are kept, and for how long others may not see it. Undefined when there is nothing to say.
 */
export function wordsAfterAnotherLook(id: string, before: Look, after: Look): string | undefined {
  const failed = failingRecords(id, before.results);
  const failing = new Set(failingRecords(id, after.results).map(({ fingerprint }) => fingerprint));
  const again = failed.find(({ fingerprint }) => failing.has(fingerprint));
  const finding = again ?? failed[0];
  if (!finding) return undefined;
  // The old answer's time to live: the new one says nothing of it.
  const seconds = oldAnswerSeconds(finding, seenIn(before.artifacts));
  const isOwn = isFromOwnServer(finding, seenIn(after.artifacts));
  if (again) return isOwn ? notSaved(again) : stillThere(again, seconds);
  return isOwn ? saved(finding, seconds) : undefined;
}

function failingRecords(id: string, results: readonly Result[]): Finding[] {
  return results
    .filter(({ checkId, outcome }) => outcome === 'fail' && (checkId === id || areaOf(checkId) === id))
    .flatMap(({ findings }) => findings)
    .filter(({ location }) => location.kind === 'host' && location.record !== undefined);
}

function seenIn(artifacts: GatheredArtifacts): DnsSeen | undefined {
  const entry = artifacts.DnsSeen;
  return entry?.status === 'ready' ? entry.value : undefined;
}

/** A server of the zone itself said it. */
function isFromOwnServer({ location }: Finding, seen: DnsSeen | undefined): boolean {
  if (location.kind !== 'host' || !seen) return false;
  const server = seen.answers[`${location.host} ${location.record}`]?.server;
  return server !== undefined && !seen.resolvers.includes(server);
}

/**
 * For how long resolvers may go on telling what was there before, in seconds: the time that the record came with, and
 * where there was none the time for which "there is none" may be kept. Undefined when neither is known.
 */
export function oldAnswerSeconds({ location }: Finding, seen: DnsSeen | undefined): number | undefined {
  if (location.kind !== 'host' || !seen) return undefined;
  const { host, record = '' } = location;
  const own = seen.answers[`${host} ${record}`]?.ttl;
  if (own !== undefined) return own;
  for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    const negative = seen.answers[`${name} SOA`]?.negativeTtl;
    if (negative !== undefined) return negative;
  }
  return undefined;
}

/** The change is there where the records are kept. */
export function saved({ location }: Finding, seconds: number | undefined): string {
  return `${hostOf(location)}: saved at your DNS provider; ${oldElsewhere(seconds)}.`;
}

function notSaved({ location }: Finding): string {
  return `${hostOf(location)} still has the old answer at your DNS provider: the change is not saved there yet.`;
}

/** The same finding is there again, and the servers of the zone did not answer. */
export function stillThere({ location }: Finding, seconds: number | undefined): string {
  return `${hostOf(location)} still gives the old answer. If you have saved the change at your DNS provider, ${oldElsewhere(seconds)}.`;
}

/** `seconds` is how long old answers may live. */
function oldElsewhere(seconds: number | undefined): string {
  return seconds === undefined
    ? 'other resolvers may show the old answer for a while'
    : `other resolvers may show the old answer for up to ${minutes(seconds)}`;
}

function hostOf(location: Finding['location']): string {
  return location.kind === 'host' ? location.host : 'The domain';
}

function minutes(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds / 60));
  if (whole < 120) return `${whole} min`;
  return `${Math.ceil(whole / 60)} h`;
}
