import { DnsNotSeen } from '../audit/dns-look.ts';
import { didYouMean } from '../config/did-you-mean.ts';
import { formatZone, zoneLine } from '../exporters/dns-zone-text.ts';
import { diffDnsMaps, isGrave } from '../formats/dns-changes.ts';
import { edgeOf } from '../formats/dns-edge.ts';
import type { DnsMap } from '../formats/dns-map.ts';
import { rollbackPlan } from '../formats/dns-rollback.ts';
import { formatDnsChanges, formatRollback } from '../reporters/dns-changes-text.ts';
import { formatDnsMapText } from '../reporters/dns-map-text.ts';
import { escapeInvisible, plainLine } from '../reporters/plain-text.ts';
import { type Command, EXIT, type Input, type Terminal, UsageError } from './command.ts';
import { lookAtDns, readSnapshot } from './dns-project.ts';
import { verifyDns } from './dns-verify.ts';
import { NETWORK_OPTIONS } from './network-arguments.ts';
import { PROJECT_OPTIONS } from './project.ts';
import { sayText, textOptions } from './say.ts';

const ACTIONS: Record<string, { most: number; formats: readonly string[]; run: typeof takeSnapshot }> = {
  snapshot: { most: 2, formats: ['text', 'json', 'zone'], run: takeSnapshot },
  verify: { most: 2, formats: ['text'], run: verifyDns },
  diff: { most: 3, formats: ['text', 'json'], run: showChanges },
  'rollback-plan': { most: 3, formats: ['text', 'json'], run: showPlan },
};

export const dnsCommand: Command = {
  arity: [1, 3],
  options: [
    { name: 'format', value: 'FORMAT', choices: ['text', 'json', 'zone'], help: 'how to say it' },
    { name: 'output', value: 'FILE', short: 'o', help: 'write it to a file instead of the terminal' },
    { name: 'no-color', help: 'no colours; NO_COLOR in the environment says the same' },
    ...PROJECT_OPTIONS.filter(({ name }) => name === 'config'),
    ...NETWORK_OPTIONS.filter(({ name }) => !['offline', 'rdap', 'revocation'].includes(name)),
  ],
  example: 'launch-ready dns snapshot acme.com --format json -o before.json',
  notes:
    'snapshot [DOMAIN] writes down every record that can be seen from outside: as a table, as JSON, or as a zone file.\nverify [DOMAIN] says whether the DNS is what launch-ready.yaml and the code expect.\ndiff OLD [NEW] compares a snapshot (JSON) with another one, or with the DNS as it is, and says what each change breaks; it ends with 1 when one breaks something.\nrollback-plan OLD [NEW] says what to enter, in which order and how long to wait, to get back to the old records.',
  async run(input, terminal) {
    const [word = '', ...rest] = input.operands;
    const action = Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
    if (!action) {
      const meant = didYouMean(word, Object.keys(ACTIONS));
      throw new UsageError(
        `dns does not know "${plainLine(word)}"`,
        meant === undefined ? `Choose from: ${Object.keys(ACTIONS).join(', ')}` : `Did you mean ${meant}?`,
      );
    }
    if (input.operands.length > action.most)
      throw new UsageError(`dns ${word} does not know what to do with "${plainLine(rest.at(-1) ?? '')}"`);
    const format = input.value('format') ?? 'text';
    if (!action.formats.includes(format))
      throw new UsageError(`--format ${format} does not go with dns ${word}`);
    if ((word === 'diff' || word === 'rollback-plan') && rest.length === 0)
      throw new UsageError(`dns ${word} needs a snapshot: dns ${word} OLD [NEW]`);
    try {
      return await action.run(input, terminal);
    } catch (error) {
      if (!(error instanceof DnsNotSeen)) throw error;
      terminal.err.write(`launch-ready: could not look: ${plainLine(error.message)}\n`);
      return EXIT.incomplete;
    }
  },
};

async function takeSnapshot(input: Input, terminal: Terminal): Promise<number> {
  const map = await lookAtDns(input, terminal, input.operands[1]);
  const format = input.value('format');
  if (format === 'zone') sayText(formatZone(map), input, terminal);
  else if (format === 'json') sayText(json(map), input, terminal);
  else sayText(formatDnsMapText(map, textOptions(input, terminal)), input, terminal);
  return EXIT.ok;
}

async function showChanges(input: Input, terminal: Terminal): Promise<number> {
  const { before, after } = await twoMaps(input, terminal);
  const difference = diffDnsMaps(before, after, edgeOf);
  const compared = { domain: after.domain, from: before.takenAt, to: after.takenAt };
  const text =
    input.value('format') === 'json'
      ? json({ schema: 'launch-ready/dns-diff@1', ...compared, ...difference })
      : formatDnsChanges(difference, compared, textOptions(input, terminal));
  sayText(text, input, terminal);
  if (difference.changes.some(isGrave)) return EXIT.findings;
  return difference.unseen.length > 0 ? EXIT.incomplete : EXIT.ok;
}

async function showPlan(input: Input, terminal: Terminal): Promise<number> {
  const { before, after } = await twoMaps(input, terminal);
  const { changes } = diffDnsMaps(before, after, edgeOf);
  const steps = rollbackPlan(changes, after);
  const compared = { domain: after.domain, from: before.takenAt, to: after.takenAt };
  const text =
    input.value('format') === 'json'
      ? json({ schema: 'launch-ready/dns-rollback@1', ...compared, steps })
      : formatRollback(steps, compared, (record) => zoneLine(record), textOptions(input, terminal));
  sayText(text, input, terminal);
  return EXIT.ok;
}

/** Two snapshots, or one and the DNS as it is. */
async function twoMaps(input: Input, terminal: Terminal): Promise<{ before: DnsMap; after: DnsMap }> {
  const [, old = '', recent] = input.operands;
  const before = readSnapshot(old, terminal.cwd);
  const after =
    recent === undefined
      ? await lookAtDns(input, terminal, input.value('domain') ?? before.domain)
      : readSnapshot(recent, terminal.cwd);
  if (before.domain !== after.domain)
    throw new UsageError(
      `${plainLine(old)} is of ${plainLine(before.domain)}, not of ${plainLine(after.domain)}`,
    );
  return { before, after };
}

function json(value: unknown): string {
  return `${escapeInvisible(JSON.stringify(value, null, 2))}\n`;
}
