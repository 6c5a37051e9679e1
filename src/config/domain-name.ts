import { domainToASCII } from 'node:url';

/** A value that can be used, or what is wrong with it and what to do. */
export type Reading =
  | { ok: true; value: string }
  | { ok: false; what: string; remedy: string; suggestion?: string };

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const MAX_NAME = 253;

/** The text as it may stand in a sentence: one line, no control characters, at most 60 characters. */
export function quoted(text: string): string {
  const clean = text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
  return `"${clean.length > 60 ? `${clean.slice(0, 59)}…` : clean}"`;
}

/**
 * Reads a domain name as people paste it. Internationalised names become A-labels (UTS #46, RFC 5891), which is what
 * DNS is asked for; upper case becomes lower case. A name that is not one comes back with the name that was
 * probably meant, where that is clear.
 */
export function readDomainName(written: string): Reading {
  const text = written.trim();
  if (text === '') return refuse(text, 'the domain is empty', '');
  const host = hostOfPasted(text);
  if (host) return refuse(text, `${quoted(text)} is ${host.kind}, not a domain name`, host.name);
  if (/\s/.test(text)) return refuse(text, `${quoted(text)} has a space in it`, text.replace(/\s+/g, ''));
  if (text.includes('*'))
    return refuse(
      text,
      `${quoted(text)} is a wildcard; only one name can be checked`,
      text.replace(/^\*\./, ''),
    );
  if (text.endsWith('.')) return refuse(text, `${quoted(text)} ends with a dot`, text.replace(/\.+$/, ''));
  if (text.startsWith('.'))
    return refuse(text, `${quoted(text)} begins with a dot`, text.replace(/^\.+/, ''));
  if (isAddress(text)) return refuse(text, `${quoted(text)} is an IP address, not a domain name`, '');
  const name = domainToASCII(text);
  const bad = nameFault(name);
  if (bad) return refuse(text, `${quoted(text)} ${bad}`, '');
  if (!name.includes('.')) return refuse(text, `${quoted(text)} has no ending such as .com`, '');
  return { ok: true, value: name };
}

/** Reads the name of a host: `app`, `eu.app`, `app.acme.com`, or `@` for the domain itself. */
export function readHostName(written: string): Reading {
  const text = written.trim();
  if (text === '@') return { ok: true, value: '@' };
  const pasted = hostOfPasted(text);
  if (pasted) return refuse(text, `${quoted(text)} is ${pasted.kind}, not the name of a host`, pasted.name);
  const name = isAddress(text) ? '' : domainToASCII(text);
  const bad = nameFault(name);
  if (bad)
    return {
      ok: false,
      what: `${quoted(text)} ${bad}`,
      remedy: 'Write the part before your domain, for example app.',
    };
  return { ok: true, value: name };
}

function nameFault(name: string): string | undefined {
  if (name === '') return 'is not a domain name';
  if (name.length > MAX_NAME) return `is longer than ${MAX_NAME} characters`;
  const labels = name.split('.');
  if (!labels.every((label) => LABEL.test(label))) return 'is not a domain name';
  return /^\d+$/.test(labels.at(-1)!) ? 'is not a domain name' : undefined;
}

function isAddress(text: string): boolean {
  return IPV4.test(text) || /^\[?[0-9a-f]*:[0-9a-f:.]+\]?$/i.test(text);
}

/** The host in a pasted web address, mail address or `host:port`. */
function hostOfPasted(text: string): { kind: string; name: string } | undefined {
  const url = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#@\s]*@)?([^/?#:\s]*)/i.exec(text);
  if (url) return { kind: 'a web address', name: url[1]! };
  if (/[/?#]/.test(text)) return { kind: 'an address with a path', name: text.split(/[/?#:]/)[0]! };
  const at = text.lastIndexOf('@');
  if (at >= 0) return { kind: 'a mail address', name: text.slice(at + 1) };
  const port = /^([^:]+):\d+$/.exec(text);
  return port ? { kind: 'a host with a port', name: port[1]! } : undefined;
}

function refuse(written: string, what: string, probable: string): Reading {
  // Only what is nearer to a name can be what was meant; it may need a second look (`*.acme.com.`), never an endless one.
  const meant =
    probable.length > 0 && probable.length < written.length ? readDomainName(probable) : undefined;
  const suggestion = meant?.ok ? meant.value : meant?.suggestion;
  if (suggestion) return { ok: false, what, remedy: `Write ${suggestion}`, suggestion };
  return { ok: false, what, remedy: 'Write the name alone, for example acme.com' };
}
