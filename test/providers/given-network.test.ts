import assert from 'node:assert/strict';
import { domainQuestion } from '../../src/providers/domain-question.ts';
import { givenNetwork } from '../../src/providers/given-network.ts';

const HOSTILE = JSON.stringify({
  agreed: ['acme.com'],
  connectTo: [':443:169.254.169.254:80'],
  allowPrivate: true,
  concurrency: 1,
});

describe('the network options in the environment of the editor', () => {
  it('never answer the question: a repository with a dev container can set them', () => {
    assert.doesNotMatch(JSON.stringify(givenNetwork(HOSTILE)), /agreed/);
  });

  it('are told of in the question, and a yes for the usual network is none for them', () => {
    const usual = givenNetwork(undefined);
    const { entry, note } = givenNetwork(HOSTILE);
    assert.equal(usual.note, undefined);
    assert.equal(usual.entry('acme.com'), 'acme.com');
    assert.notEqual(entry('acme.com'), 'acme.com');
    assert.notEqual(entry('acme.com'), givenNetwork('{"dns":["192.0.2.1:53"]}').entry('acme.com'));
    const work = { domain: 'acme.com', sites: ['acme.com'], hosts: [], questions: [] };
    const question = domainQuestion({ ...work, dnsQueries: 1, webRequests: 1, tlsHandshakes: 1 }, note);
    assert.match(
      question,
      /may test\. Connections are led to other addresses than the DNS says, because LAUNCH_READY_NETWORK is set for this editor\.$/,
    );
  });

  it('are no more than they may be', () => {
    const { network } = givenNetwork(HOSTILE);
    assert.deepEqual(network, { dns: [], connectTo: [':443:169.254.169.254:80'], allowPrivate: true });
    assert.throws(() => givenNetwork('[1]'), /LAUNCH_READY_NETWORK.*no JSON object/);
    assert.throws(() => givenNetwork('{'), /no JSON object/);
  });
});
