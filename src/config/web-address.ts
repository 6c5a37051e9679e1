import { isIP } from 'node:net';
import { quoted, type Reading, readDomainName } from './domain-name.ts';

/**
 * Reads a web address as people paste it: `acme.com`, `acme.com/sale?from=mail`, `https://bücher.example/`. Without a scheme it
 * is http, where browsers and old links begin. `value` is the whole address, its host in A-labels, without fragment.
 */
export function readWebAddress(written: string): Reading {
  const text = written.trim();
  const remedy = 'Write a web address, for example https://acme.com/';
  if (text === '' || /\s/.test(text))
    return { ok: false, what: `${quoted(text)} is not a web address`, remedy };
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  } catch {
    return { ok: false, what: `${quoted(text)} is not a web address`, remedy };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { ok: false, what: `${quoted(text)} is neither http nor https`, remedy };
  if (url.username || url.password)
    return { ok: false, what: 'the address holds a user name or a password', remedy: 'Leave it out' };
  url.hash = '';
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) return { ok: true, value: url.href };
  const host = readDomainName(url.hostname.replace(/\.$/, ''));
  return host.ok ? { ok: true, value: url.href } : { ok: false, what: host.what, remedy };
}
