import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import {
  areHostedServicesStale,
  HOSTED_SERVICES,
  HOSTED_SERVICES_AS_OF,
  hostedServiceById,
  hostedServiceOf,
  isFreeAnswer,
} from '../../src/formats/hosted-services.ts';

const LIST = new URL('../../../shared/conformance/edge/can-i-take-over-xyz.json', import.meta.url);

describe('formats/hosted-services', () => {
  it('knows a customer’s name, and not the service’s own', () => {
    assert.equal(hostedServiceOf('acme.github.io')?.id, 'github-pages');
    assert.equal(hostedServiceOf('github.io'), undefined);
    assert.equal(hostedServiceOf('notgithub.io'), undefined);
    assert.equal(hostedServiceOf('acme.s3-website-eu-west-1.amazonaws.com')?.id, 's3');
    assert.equal(hostedServiceOf('my-lb-123.eu-west-1.elb.amazonaws.com'), undefined);
  });

  it('takes an answer for "nobody has it" only when all of the sign is there', () => {
    const pages = hostedServiceById('github-pages');
    const vercel = hostedServiceById('vercel');
    assert.ok(pages && vercel);
    const body = "<p>There isn't a GitHub Pages site here.</p>";
    assert.equal(isFreeAnswer(pages, { status: 404, headers: {}, body }), true);
    assert.equal(isFreeAnswer(pages, { status: 200, headers: {}, body }), false);
    assert.equal(isFreeAnswer(pages, { status: 404, headers: {}, body: 'Not found' }), false);
    const headers = { 'x-vercel-error': 'DEPLOYMENT_NOT_FOUND' };
    assert.equal(isFreeAnswer(vercel, { status: 404, headers, body: '' }), true);
    assert.equal(isFreeAnswer(vercel, { status: 404, headers: {}, body: '' }), false);
  });

  it('is complete: unique ids, a page to compare with, and a sign or a proof', () => {
    assert.equal(new Set(HOSTED_SERVICES.map(({ id }) => id)).size, HOSTED_SERVICES.length);
    for (const { id, source, free, provesOwnership } of HOSTED_SERVICES) {
      assert.match(source, /^https:\/\//, id);
      assert.notEqual(free.length > 0, provesOwnership === true, id);
    }
  });

  it('goes stale 180 days after the day that it names', () => {
    const day = Date.parse(HOSTED_SERVICES_AS_OF);
    assert.equal(areHostedServicesStale(day + 180 * 86_400_000), false);
    assert.equal(areHostedServicesStale(day + 181 * 86_400_000), true);
  });

  it('measures itself against the public list of services that can be taken over', function () {
    if (!existsSync(LIST)) {
      console.log('      skipped: ../shared/conformance/edge is not here');
      this.skip();
    }
    const list = JSON.parse(readFileSync(LIST, 'utf8')) as {
      service: string;
      cname: string[];
      vulnerable: boolean;
    }[];
    const vulnerable = list.filter(({ vulnerable, cname }) => vulnerable && cname.length > 0);
    const missed = vulnerable.filter(
      ({ cname }) => !cname.some((name) => hostedServiceOf(`x.${name.replace(/^[*.]+/, '')}`)?.free.length),
    );
    console.log(
      `      knows ${vulnerable.length - missed.length} of ${vulnerable.length}; not: ${missed.map(({ service }) => service).join(', ')}`,
    );
    assert.ok(missed.length < vulnerable.length);
  });
});
