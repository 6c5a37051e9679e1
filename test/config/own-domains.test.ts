import assert from 'node:assert/strict';
import { ownDomains } from '../../src/config/own-domains.ts';
import { parse } from '../../src/config/parse.ts';

describe('config/own-domains', () => {
  it('has production first, wherever it stands, and each name once', () => {
    const of = (text: string) => ownDomains(parse(text, 'launch-ready.yaml', { now: 0 }).value);
    assert.deepEqual(of(''), []);
    assert.deepEqual(of('domain: acme.com\n'), ['acme.com']);
    assert.deepEqual(of('domains: { staging: acme.dev, production: Bücher.example }\n'), [
      'xn--bcher-kva.example',
      'acme.dev',
    ]);
    assert.deepEqual(of('domains: { staging: acme.dev, preview: acme.dev }\n'), ['acme.dev']);
  });
});
