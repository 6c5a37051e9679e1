import type { DnsMap, MapRecord } from '../formats/dns-map.ts';

/** Types whose value ends with a name. */
const NAMED: ReadonlySet<string> = new Set(['CNAME', 'NS', 'MX', 'SRV', 'PTR', 'DNAME']);
const MAX_STRING = 255;

/**
 * A map as a zone file (RFC 1035, section 5) that DNS providers import, what each record is for beside it. Serial and keys are not
 * in it as records: every provider makes its own.
 */
export function formatZone(map: DnsMap): string {
  const records = map.records.filter(({ type }) => !MADE.has(type));
  const width = Math.min(48, Math.max(0, ...records.map(({ name }) => name.length + 1)));
  const lines = [
    `; ${map.domain}, as seen from outside at ${map.takenAt} (${comment(map.askedOf)})`,
    '; DNS cannot be listed from outside: a name that is neither usual nor in launch-ready.yaml is not in it.',
    ...(map.fromZone ? [] : ['; Lifetimes are what was left of them in a resolver.']),
    ...map.unanswered.map(({ name, type, reason }) => `; no answer: ${name} ${type}: ${comment(reason)}`),
    '',
    ...records.map((record) => {
      const leads = record.leadsTo ? ` -> ${record.leadsTo.join(', ')}` : '';
      return `${zoneLine(record, width)} ; ${comment(`${record.words}${leads}`)}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

const MADE: ReadonlySet<string> = new Set(['SOA', 'DNSKEY']);

/** One record as a line of a zone file, its name whole. `width`: columns of the name. */
export function zoneLine({ name, ttl, type, value }: MapRecord, width = 0): string {
  return `${`${name}.`.padEnd(width)} ${ttl} IN ${type} ${zoneValue(type, value)}`;
}

function zoneValue(type: string, value: string): string {
  if (type === 'TXT') return strings(value).map(quoted).join(' ');
  if (type === 'CAA') {
    const [, head, text] = /^(\d+ \S+) "([\s\S]*)"$/u.exec(value) ?? [];
    return head === undefined ? value : `${head} ${quoted(text ?? '')}`;
  }
  return NAMED.has(type) && !value.endsWith('.') ? `${value}.` : value;
}

/** Character-strings of at most 255 octets, cut between characters. */
function strings(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let length = 0;
  for (const character of text) {
    const size = new TextEncoder().encode(character).length;
    if (length + size > MAX_STRING) {
      parts.push(part);
      part = '';
      length = 0;
    }
    part += character;
    length += size;
  }
  return [...parts, part];
}

/** RFC 1035, section 5.1: what is not plain is written by its octets. */
function quoted(text: string): string {
  const escaped = [...new TextEncoder().encode(text)]
    .map((octet) => {
      if (octet === 0x22 || octet === 0x5c) return `\\${String.fromCharCode(octet)}`;
      return octet >= 0x20 && octet < 0x7f
        ? String.fromCharCode(octet)
        : `\\${String(octet).padStart(3, '0')}`;
    })
    .join('');
  return `"${escaped}"`;
}

/** A comment ends with its line. */
function comment(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, ' ');
}
