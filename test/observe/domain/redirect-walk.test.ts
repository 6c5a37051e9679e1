import assert from 'node:assert/strict';
import type { HttpHead } from '../../../src/net/http-client.ts';
import { MAX_REDIRECTS, targetOfRedirect, walkRedirects } from '../../../src/observe/domain/redirect-walk.ts';
import type { WebVisits } from '../../../src/observe/domain/web-visits.ts';

const BASE = new URL('https://acme.test/a/b?x=1#top');
const signal = new AbortController().signal;

/** RFC 9110, sections 10.2.2 and 15.4; RFC 3986, section 5.4. */
describe('observe/domain/redirect-walk: where a redirect leads', () => {
  for (const [location, expected] of [
    ['https://www.acme.test/', 'https://www.acme.test/'],
    ['/c', 'https://acme.test/c'],
    ['c', 'https://acme.test/a/c'],
    ['../c', 'https://acme.test/c'],
    ['?y=2', 'https://acme.test/a/b?y=2'],
    ['//other.test/c', 'https://other.test/c'],
    ['HTTPS://ACME.test:443/c', 'https://acme.test/c'],
    ['/c#part', 'https://acme.test/c'],
    ['/gr\u00c3\u00bc\u00c3\u009fe', 'https://acme.test/gr%C3%BC%C3%9Fe'],
    ['mailto:hello@acme.test', undefined],
    ['javascript:alert(1)', undefined],
    ['http://', undefined],
    ['', undefined],
  ] as const) {
    it(`${location || 'nothing'} leads to ${expected ?? 'no address'}`, () => {
      assert.equal(targetOfRedirect(location, BASE)?.href, expected);
    });
  }

  const walk = (answers: Record<string, Partial<HttpHead>>) => {
    const web = {
      chainLimitMs: 1000,
      open: async (url: URL, cookie: string) => ({
        status: 200,
        headers: {},
        setCookie: [],
        address: '192.0.2.1',
        ...(answers[`${url.href} ${cookie}`] ?? answers[url.href]),
      }),
    } as unknown as WebVisits;
    return walkRedirects(web, new URL('https://acme.test/'), (host) => host.endsWith('acme.test'), signal);
  };
  const to = (location: string, status = 301, setCookie: string[] = []) => ({
    status,
    headers: { location },
    setCookie,
  });

  it('follows the five redirecting statuses, and no other', async () => {
    for (const status of [301, 302, 303, 307, 308])
      assert.equal((await walk({ 'https://acme.test/': to('/b', status) })).hops.length, 2, String(status));
    for (const status of [300, 304, 305, 306])
      assert.equal((await walk({ 'https://acme.test/': to('/b', status) })).hops.length, 1, String(status));
  });

  it('tells a circle from a page that first sets its cookie', async () => {
    assert.equal((await walk({ 'https://acme.test/': to('/') })).end, 'loop');
    const asked = await walk({ 'https://acme.test/ ': to('/', 302, ['seen=1']) });
    assert.deepEqual([asked.end, asked.hops.length], ['final', 2]);
  });

  it('goes no further than browsers, nor to anybody else', async () => {
    const long = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`https://acme.test/${index || ''}`, to(`/${index + 1}`)]),
    );
    const { end, hops } = await walk(long);
    assert.deepEqual([end, hops.length], ['tooMany', MAX_REDIRECTS + 1]);
    assert.equal((await walk({ 'https://acme.test/': to('https://other.test/') })).end, 'elsewhere');
  });

  it('shows no query', async () => {
    const { hops } = await walk({ 'https://acme.test/': to('/b?token=topsecret') });
    assert.equal(JSON.stringify(hops).includes('topsecret'), false);
  });
});
