import { type CaaRecord, caaClimb, readCaa } from '../../formats/caa.ts';
import type { CaaRecords } from '../../observe/domain/dns-caa.ts';

/** The records that count for a name (RFC 8659, section 3): the first set on the way up. */
export type CaaSet =
  | { ok: true; at: string; records: CaaRecord[]; server: string }
  | { ok: true; at: undefined }
  | { ok: false; reason: string };

export function relevantCaa(host: string, answers: CaaRecords): CaaSet {
  for (const name of caaClimb(host)) {
    const answer = answers[name];
    // An authority that cannot look must not go on either (RFC 8659, section 3; Baseline Requirements 3.2.2.8).
    if (!answer || answer.reason !== undefined)
      return { ok: false, reason: answer?.reason ?? `${name} was not looked up` };
    if (answer.records.length === 0) continue;
    const records = answer.records.flatMap((text) => readCaa(text) ?? []);
    return { ok: true, at: name, records, server: answer.server };
  }
  return { ok: true, at: undefined };
}
