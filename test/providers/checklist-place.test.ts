import assert from 'node:assert/strict';
import type { Finding } from '../../src/model/finding.ts';
import { findingPlace } from '../../src/providers/checklist-names.ts';

describe('providers: where a finding of the checklist is', () => {
  it('shows a host of another script as people write it, and as the DNS does', () => {
    const at = (host: string) =>
      findingPlace({ location: { kind: 'host', host, record: 'TXT' } } as unknown as Finding);
    assert.equal(at('xn--bcher-kva.test'), 'bücher.test (xn--bcher-kva.test) TXT');
    assert.equal(at('acme.test'), 'acme.test TXT');
  });
});
