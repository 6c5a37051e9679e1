import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { applied, dmarcEffect } from '../../src/formats/dmarc.ts';
import { discoverDmarc } from '../../src/formats/dmarc-discovery.ts';

const VECTORS = new URL('../../../shared/conformance/dmarc/rfc9989-vectors.json', import.meta.url);

interface Vector {
  section: string;
  zone: Record<string, string[]>;
  from: string;
  spf: string | null;
  dkim: string | null;
  expect: Record<string, unknown>;
}

/** A message's DMARC result from our parser and discovery (RFC 9989 sections 4.4, 4.10 and 5.3). */
function evaluate({ zone, from, spf, dkim }: Vector): Record<string, unknown> {
  const textsAt = (domain: string): string[] => zone[`_dmarc.${domain}`] ?? [];
  const found = discoverDmarc(from, textsAt);
  const base = {
    orgDomain: found.organizationalDomain,
    queries: found.queried.map((name) => `_dmarc.${name}`),
  };
  const effect = found.policy && dmarcEffect(found.policy.record);
  if (!found.policy || !effect) return { ...base, result: 'none' };
  const { record, domain } = found.policy;
  const aligned = (identifier: string | null, mode: 'r' | 's'): boolean => {
    if (identifier === null) return false;
    if (mode === 's') return identifier === from;
    return discoverDmarc(identifier, textsAt).organizationalDomain === found.organizationalDomain;
  };
  const spfAligned = aligned(spf, record.aspf);
  const dkimAligned = aligned(dkim, record.adkim);
  const exists =
    from === domain || Object.keys(zone).some((name) => name === from || name.endsWith(`.${from}`));
  const policy = from === domain ? effect.p : exists ? effect.sp : effect.np;
  const disposition = applied(policy, record.testing);
  const result = spfAligned || dkimAligned ? 'pass' : 'fail';
  return { ...base, result, policyDomain: domain, spfAligned, dkimAligned, disposition };
}

describe('DMARC against the vectors of RFC 9989', () => {
  it('agrees with every vector', function () {
    if (!existsSync(VECTORS)) {
      console.log('      skipped: ../shared/conformance/dmarc is not here');
      this.skip();
    }
    const { cases } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { cases: Vector[] };
    const wrong = cases.flatMap((vector) => {
      const got = evaluate(vector);
      return Object.entries(vector.expect)
        .filter(([key, value]) => JSON.stringify(got[key]) !== JSON.stringify(value))
        .map(
          ([key, value]) =>
            `${vector.section}: ${key} is ${JSON.stringify(got[key])}, not ${JSON.stringify(value)}`,
        );
    });
    console.log(`      ${cases.length} vectors, ${wrong.length} differences`);
    assert.deepEqual(wrong, []);
  });
});
