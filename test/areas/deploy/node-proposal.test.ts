import assert from 'node:assert/strict';
import { proposeNodeMajor } from '../../../src/areas/deploy/node-proposal.ts';

const demand = (semver: string) => ({ semver, isDemand: true });
const pin = (semver: string) => ({ semver, isDemand: false });

describe('areas/deploy/node-proposal', () => {
  it('meets what the package asks for before it follows the pins', () => {
    assert.equal(proposeNodeMajor([demand('>=22'), pin('20.x'), pin('18.x'), pin('20.x')]), '22');
  });

  it('follows most of the places', () => {
    assert.equal(proposeNodeMajor([pin('20.x'), pin('18.x'), pin('20.x')]), '20');
    assert.equal(proposeNodeMajor([demand('>=18'), pin('20.x'), pin('22.x'), pin('22.x')]), '22');
  });

  it('lifts the older place where two pins weigh the same: what ran on the newer may not run on the older', () => {
    assert.equal(proposeNodeMajor([pin('18.x'), pin('20.x')]), '20');
    assert.equal(proposeNodeMajor([demand('>=18'), pin('22.x'), pin('20.x')]), '22');
    assert.equal(proposeNodeMajor([pin('20.x'), pin('21.x')]), '20');
  });

  it('prefers a long-term release', () => {
    assert.equal(proposeNodeMajor([demand('>=19')]), '20');
  });

  it('has no answer where the demands exclude each other', () => {
    assert.equal(proposeNodeMajor([demand('18.x'), demand('>=22')]), undefined);
  });
});
