import { type DnsDifference, isGrave } from '../formats/dns-changes.ts';
import type { DnsEffect } from '../formats/dns-effects.ts';
import { lifetimeWords, type MapRecord } from '../formats/dns-map.ts';
import type { RollbackStep } from '../formats/dns-rollback.ts';
import { shownName } from '../formats/international-name.ts';
import type { DnsTextOptions } from './dns-map-text.ts';
import { count } from './place.ts';
import { guardLine, plainLine } from './plain-text.ts';
import { styleFor } from './style.ts';
import { cutTo, wrap } from './wrap.ts';

/** Titles of what a change does. */
export const EFFECT_WORDS: Record<DnsEffect, string> = {
  domainLost: 'Domain lost',
  siteLost: 'Site lost',
  mailLost: 'Mail lost',
  originExposed: 'Server exposed',
  mailRejected: 'Mail refused',
  certificateRefused: 'Certificate refused',
  verificationLost: 'Proof lost',
  siteMoved: 'Site moved',
  mailMoved: 'Mail moved',
  delegationMoved: 'Name servers moved',
  serviceLost: 'Service lost',
  weaker: 'Protection gone',
  added: 'New',
  lifetime: 'Lifetime',
  other: 'Changed',
};

export interface Compared {
  domain: string;
  /** ISO 8601 of both maps. */
  from: string;
  to: string;
}

/** What changed between two maps, the worst first. */
export function formatDnsChanges(
  { changes, unseen }: DnsDifference,
  compared: Compared,
  { colour, width }: DnsTextOptions,
): string {
  const style = styleFor(colour);
  const lines = [headline(compared, style.bold), ''];
  for (const change of changes) {
    const title = EFFECT_WORDS[change.effect];
    const shown = isGrave(change)
      ? style.severity('high', title)
      : change.effect === 'added' || change.effect === 'lifetime'
        ? style.dim(title)
        : style.severity('medium', title);
    lines.push(`${shown}  ${plainLine(change.name)} ${change.type}`);
    lines.push(...wrap(plainLine(`${change.words}.`, 400), width, '  '));
    if (change.effect !== 'lifetime') lines.push(...valueLines(change.before, change.after, width));
    lines.push('');
  }
  for (const { name, type, reason } of unseen)
    lines.push(...wrap(`Could not check  ${plainLine(name)} ${type}: ${plainLine(reason)}`, width), '');
  lines.push(summary(changes, unseen.length));
  return `${lines.map(guardLine).join('\n').trimEnd()}\n`;
}

function summary(changes: DnsDifference['changes'], unseen: number): string {
  if (changes.length === 0)
    return unseen > 0 ? 'Nothing changed in what could be checked.' : 'Nothing changed.';
  const grave = changes.filter(isGrave).length;
  return `${count(changes.length, 'change')}${grave > 0 ? `, ${grave} that ${grave === 1 ? 'breaks' : 'break'} something` : ', none that breaks something by itself'}.`;
}

function headline({ domain, from, to }: Compared, bold: (text: string) => string): string {
  const day = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`;
  return `${bold(plainLine(shownName(domain)))}, from ${plainLine(day(from))} to ${plainLine(day(to))}`;
}

function valueLines(before: readonly MapRecord[], after: readonly MapRecord[], width: number): string[] {
  const isIn = (records: readonly MapRecord[], { value }: MapRecord) =>
    records.some((one) => one.value === value);
  const line = (sign: string) => (record: MapRecord) =>
    `  ${sign} ${cutTo(plainLine(`${record.value}${record.leadsTo ? ` → ${record.leadsTo.join(', ')}` : ''}`, 400), width - 4)}`;
  return [
    ...before.filter((record) => !isIn(after, record)).map(line('-')),
    ...after.filter((record) => !isIn(before, record)).map(line('+')),
  ];
}

/** What to do to get back, in order. `zoneLine`: a record as providers take it. */
export function formatRollback(
  steps: readonly RollbackStep[],
  compared: Compared,
  zoneLine: (record: MapRecord) => string,
  { colour, width }: DnsTextOptions,
): string {
  const style = styleFor(colour);
  const lines = [headline(compared, style.bold), ''];
  if (steps.length === 0) lines.push('Nothing to put back.');
  for (const [index, step] of steps.entries()) {
    const where = step.at === 'registrar' ? 'at the registrar' : 'where the DNS records are';
    lines.push(style.bold(`${index + 1}. ${plainLine(step.name)} ${step.type}, ${where}`));
    lines.push(...wrap(plainLine(`Now ${step.why}.`, 400), width, '   '));
    const shown = (sign: string) => (record: MapRecord) => `   ${sign} ${plainLine(zoneLine(record), 1000)}`;
    lines.push(...step.remove.map(shown('delete')), ...step.put.map(shown('enter ')));
    const wait = `Then wait: resolvers may hold what is there now for ${lifetimeWords(step.waitSeconds)}.`;
    lines.push(...wrap(style.dim(wait), width, '   '));
    if (step.thenLook)
      lines.push(
        ...wrap(
          'The old name servers may still have all the old records: compare again (launch-ready dns diff) before you go on.',
          width,
          '   ',
        ),
      );
    lines.push('');
  }
  if (steps.length > 0) {
    const longest = Math.max(...steps.map(({ waitSeconds }) => waitSeconds));
    lines.push(
      ...wrap(
        `${count(steps.length, 'step')}. Do the steps of one place together; until everybody is back it takes up to ${lifetimeWords(longest)}.`,
        width,
      ),
    );
  }
  return `${lines.map(guardLine).join('\n').trimEnd()}\n`;
}
