import assert from 'node:assert/strict';
import { browserMaxAge, parseCacheControl, sharedMaxAge } from '../../src/formats/cache-control.ts';
import { allowsInlineScripts, parseCsp } from '../../src/formats/csp.ts';
import { isHashedName, readHtml } from '../../src/formats/html.ts';
import { readSetCookie } from '../../src/formats/set-cookie.ts';

const PAGE = 'https://acme.test/start';
const effects = (html: string) =>
  readHtml(html, PAGE).insecure.map(({ where, url, effect }) => `${effect} ${where} ${url}`);

describe('formats/html', () => {
  it('sorts what a page loads over http as browsers do', () => {
    // One element of each row of the table: blocked, upgraded, a form, and what is no mixed content at all.
    const rows: [string, string[]][] = [
      ['<script src="http://a.test/x.js?k=1"></script>', ['blocked script http://a.test/x.js']],
      [
        '<link rel="preload" as="script" href="http://a.test/x.js">',
        ['blocked link preload http://a.test/x.js'],
      ],
      ['<link rel=stylesheet href=http://a.test/x.css>', ['blocked link stylesheet http://a.test/x.css']],
      [
        '<style>@font-face { src: url(http://a.test/f.woff2) }</style>',
        ['blocked style http://a.test/f.woff2'],
      ],
      ['<style>@import "http://a.test/i.css";</style>', ['blocked style http://a.test/i.css']],
      ['<iframe src="http://a.test/"></iframe>', ['blocked iframe http://a.test/']],
      ['<object data="http://a.test/o"></object>', ['blocked object http://a.test/o']],
      ['<embed src="http://a.test/e">', ['blocked embed http://a.test/e']],
      ['<script>fetch("http://a.test/api?token=1")</script>', ['blocked script http://a.test/api']],
      ["<script>new WebSocket('ws://a.test/s')</script>", ['blocked script ws://a.test/s']],
      ['<img srcset="/a.png 1x, http://a.test/b.png 2x">', ['blocked img srcset http://a.test/b.png']],
      [
        '<link rel="shortcut icon" href="http://a.test/i.ico">',
        ['blocked link shortcut icon http://a.test/i.ico'],
      ],
      ['<img src="http://a.test/i.png">', ['upgraded img http://a.test/i.png']],
      [
        '<video src="http://a.test/v.mp4" poster="http://a.test/p.png"></video>',
        ['upgraded video http://a.test/v.mp4', 'upgraded video http://a.test/p.png'],
      ],
      ['<audio src="http://a.test/a.mp3"></audio>', ['upgraded audio http://a.test/a.mp3']],
      [
        '<div style="background: url(\'http://a.test/b.png\')"></div>',
        ['upgraded style http://a.test/b.png'],
      ],
      ['<style>.a { background: url(http://a.test/b.png) }</style>', ['upgraded style http://a.test/b.png']],
      ['<form action="http://a.test/login"></form>', ['form form http://a.test/login']],
      ['<a href="http://a.test/">x</a>', []],
      ['<link rel="canonical" href="http://a.test/">', []],
      ['<meta property="og:image" content="http://a.test/i.png">', []],
      ['<svg xmlns="http://www.w3.org/2000/svg"></svg>', []],
      ['<script type="application/ld+json">{"@context":"http://schema.org"}</script>', []],
      ['<script src="http://localhost:3000/x.js"></script>', []],
      ['<script src="//a.test/x.js"></script>', []],
    ];
    for (const [html, expected] of rows) assert.deepEqual(effects(html), expected, html);
  });

  it('sees addresses from the page’s base', () => {
    assert.deepEqual(effects('<base href="http://old.test/"><script src="x.js"></script>'), [
      'blocked script http://old.test/x.js',
    ]);
  });

  it('reads what a page says of itself', () => {
    const facts = readHtml(
      `<title> Acme </title><link rel="canonical" href="/home"><meta property="og:url" content="https://www.acme.test/">
       <meta name="robots" content="NOINDEX, nofollow"><a href="/pricing?x=1">a</a><a href="https://other.test/x">b</a>
       <script src="/assets/app-3f2a1b9c.js"></script>`,
      PAGE,
    );
    assert.deepEqual(
      [facts.title, facts.canonical, facts.ogUrl, facts.noindex, facts.links, facts.assets],
      [
        'Acme',
        'https://acme.test/home',
        'https://www.acme.test/',
        true,
        ['/pricing'],
        ['/assets/app-3f2a1b9c.js'],
      ],
    );
  });

  it('comes to an end with a page that is broken or without end', () => {
    for (const html of [
      '<'.repeat(100_000),
      '<script>'.repeat(20_000),
      `<a href="${'x'.repeat(500_000)}">`,
      '<img srcset="http://a.test/ 1x,'.repeat(5000),
    ])
      assert.ok(readHtml(html, PAGE).insecure.length <= 60);
  });

  it('knows names that hold a hash', () => {
    for (const name of [
      '/assets/index-8f3a2b1c.js',
      '/_next/static/chunks/4bd1b696-a1b2c3d4e5f6.js',
      '/app.9c2f11ab.css?v=1',
    ])
      assert.ok(isHashedName(name), name);
    for (const name of ['/app.js', '/jquery-3.7.1.min.js', '/bootstrap.bundle.js', '/stylesheet.css'])
      assert.ok(!isHashedName(name), name);
  });
});

describe('formats: headers of a page', () => {
  it('reads how long an answer may be kept, and by whom', () => {
    const shared = (header: string) => sharedMaxAge(parseCacheControl(header));
    assert.equal(shared('public, max-age=600'), 600);
    assert.equal(shared('max-age=600, s-maxage="60"'), 60);
    for (const header of ['private, max-age=600', 'no-store', 'no-cache, max-age=5', '', 'max-age=abc'])
      assert.equal(shared(header), 0, header);
    assert.equal(browserMaxAge(parseCacheControl('private, max-age=600')), 600);
  });

  it('keeps no value of a cookie', () => {
    const facts = readSetCookie('sessionid=topsecret; Path=/; Secure; HttpOnly; SameSite=Lax');
    assert.deepEqual(facts, {
      name: 'sessionid',
      secure: true,
      httpOnly: true,
      isSession: true,
      sameSite: 'lax',
    });
    assert.equal(readSetCookie('nothing'), undefined);
    assert.equal(readSetCookie('csrftoken=1; secure')?.isSession, false);
  });

  it('takes unsafe-inline for what it is only where nothing switches it off', () => {
    const allows = (policy: string) => allowsInlineScripts(parseCsp(policy));
    assert.equal(allows("script-src 'self' 'unsafe-inline'"), true);
    assert.equal(allows("script-src 'nonce-abc' 'unsafe-inline'"), false);
    assert.equal(allows("default-src 'self'; script-src-elem x"), false);
    assert.equal(allows("frame-ancestors 'none'"), true);
    assert.deepEqual(parseCsp('default-src a; default-src b').get('default-src'), ['a']);
  });
});
