import { type DnsMap, lifetimeWords, type MapRecord } from '../formats/dns-map.ts';
import type { DnsPurpose } from '../formats/dns-purpose.ts';
import { shownName } from '../formats/international-name.ts';
import { count } from './place.ts';
import { guardLine, plainLine } from './plain-text.ts';
import { styleFor } from './style.ts';
import { cutTo, displayWidth, wrap } from './wrap.ts';

export interface DnsTextOptions {
  colour: boolean;
  /** Columns. */
  width: number;
}

const GROUPS: readonly { title: string; purposes: readonly DnsPurpose[] }[] = [
  { title: 'THE SITE', purposes: ['web', 'webHints'] },
  {
    title: 'MAIL',
    purposes: ['mail', 'mailPermission', 'mailSignature', 'mailPolicy', 'mailTransport'],
  },
  { title: 'PROOFS, SERVICES AND TEXTS', purposes: ['verification', 'service', 'text'] },
  { title: 'THE DOMAIN ITSELF', purposes: ['delegation', 'dnssec', 'certificates', 'zone'] },
];
/** What the type alone says needs no words. */
const PLAIN: ReadonlySet<DnsPurpose> = new Set(['web', 'delegation', 'mail', 'zone']);
const LONGEST_NAME = 40;
const LONGEST_GAPS = 4;

/** A map as a table, by what the records are for, and where they lead in the end. */
export function formatDnsMapText(map: DnsMap, { colour, width }: DnsTextOptions): string {
  const style = styleFor(colour);
  const time = `${map.takenAt.slice(0, 16).replace('T', ' ')} UTC`;
  const lines = [
    ...wrap(
      `${style.bold(plainLine(shownName(map.domain)))}, as ${plainLine(map.askedOf)} says, ${time}`,
      width,
    ),
    '',
  ];
  for (const { title, purposes } of GROUPS) {
    const records = map.records.filter(({ purpose }) => purposes.includes(purpose));
    if (records.length === 0) continue;
    lines.push(style.bold(`${title} (${records.length})`));
    const nameWidth = Math.min(
      LONGEST_NAME,
      Math.max(...records.map(({ name }) => displayWidth(plainLine(name)))),
    );
    for (const record of records) lines.push(...recordLines(record, nameWidth, width, style.dim));
    lines.push('');
  }
  lines.push(`${count(map.records.length, 'record')}.`);
  const notes = [
    'DNS cannot be listed from outside: a name that is neither usual nor in launch-ready.yaml (hosts:) is not in it.',
    ...(map.fromZone
      ? []
      : ['Lifetimes are what was left of them in a resolver: no name server of the domain could be asked.']),
    ...gapWords(map),
  ];
  lines.push(...notes.flatMap((note) => wrap(note, width)).map(style.dim));
  return `${lines.map(guardLine).join('\n').trimEnd()}\n`;
}

function recordLines(
  record: MapRecord,
  nameWidth: number,
  width: number,
  dim: (text: string) => string,
): string[] {
  const head = `  ${cutTo(plainLine(record.name), nameWidth).padEnd(nameWidth)}  ${record.type.padEnd(6)} ${lifetimeWords(record.ttl).padEnd(10)} `;
  const leads = record.leadsTo ? ` → ${record.leadsTo.join(', ')}` : '';
  const value = cutTo(plainLine(`${record.value}${leads}`), Math.max(20, width - head.length));
  const line = `${head}${value}`;
  if (PLAIN.has(record.purpose)) return [line];
  const words = `  ${record.words}`;
  return displayWidth(line) + displayWidth(words) <= width
    ? [`${line}${dim(words)}`]
    : [line, dim(`${' '.repeat(head.length - 2)}${words}`)];
}

function gapWords({ unanswered }: DnsMap): string[] {
  if (unanswered.length === 0) return [];
  const shown = unanswered
    .slice(0, LONGEST_GAPS)
    .map(({ name, type, reason }) => `${name} ${type} (${reason})`);
  const more = unanswered.length - shown.length;
  return [
    `${count(unanswered.length, 'question')} had no answer: ${plainLine(shown.join('; '), 600)}${more > 0 ? `; and ${more} more` : ''}.`,
  ];
}
