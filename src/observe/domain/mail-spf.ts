import { isSpfRecord, parseSpf, type SpfMechanism, type SpfModifier } from '../../formats/spf.ts';
import { expandSpfMacros } from '../../formats/spf-macro.ts';
import {
  answerData,
  type DnsAnswer,
  type DnsStatus,
  isAnswered,
  type RecordType,
} from '../../net/dns-answer.ts';

/** Where the SPF record of one domain stands in the tree of includes. */
export interface SpfNode {
  domain: string;
  /** How the TXT question ended. */
  status: DnsStatus;
  reason?: string;
  /** Every record receivers take for SPF; any other number than one is a fault. */
  records: string[];
  /** The terms that cost a look-up, in order, as far as a receiver may come: up to the first `all`. */
  lookups: SpfLookup[];
  /** Why it was not followed further. */
  cut?: 'loop' | 'bound';
}

export interface SpfLookup {
  kind: 'include' | 'redirect' | 'a' | 'mx' | 'ptr' | 'exists';
  /** As written. */
  term: string;
  /** Undefined where it depends on the message (a macro), which cannot be known from the record alone. */
  target?: string;
  /** include and redirect. */
  node?: SpfNode;
  /** a and exists: how the A question ended; mx: how the MX question ended. */
  status?: DnsStatus;
  /** a: how the AAAA question ended. */
  statusIpv6?: DnsStatus;
  /** mx: how many exchanges. */
  exchanges?: number;
}

/** Asks one question of the DNS; never rejects but when aborted. */
export type AskDns = (name: string, type: RecordType) => Promise<DnsAnswer>;

/** Receivers stop at 10; we go on to show what costs how much, but not for ever. */
const MAX_NODES = 60;
const MAX_DEPTH = 20;
/** Hosts asked for their addresses, so that a hostile record cannot have us ask for thousands of names. */
const MAX_HOSTS = 100;
/** More than one is a fault already. */
const MAX_RECORDS = 10;
/** Characters kept of a record. The longest that fits a DNS message is far below what a receiver reads. */
const MAX_RECORD_LENGTH = 4096;

/**
 * Follows a domain's SPF record through its includes and redirect (RFC 7208 section 4.6.4). Goes on after an error and after the tenth
 * look-up. A whole level is asked at once, so it takes one round trip a depth.
 */
export async function walkSpf(domain: string, ask: AskDns): Promise<SpfNode> {
  const root = emptyNode(domain);
  const addresses: Promise<void>[] = [];
  let count = 1;
  let level = [{ node: root, path: [] as string[] }];
  while (level.length > 0) {
    await Promise.all(level.map(({ node }) => readNode(node, ask, addresses)));
    const next: typeof level = [];
    for (const { node, path } of level) {
      const below = [...path, node.domain];
      for (const { node: child } of node.lookups) {
        if (!child) continue;
        if (below.includes(child.domain)) child.cut = 'loop';
        else if (count >= MAX_NODES || below.length >= MAX_DEPTH) child.cut = 'bound';
        else {
          count++;
          next.push({ node: child, path: below });
        }
      }
    }
    level = next;
  }
  await Promise.all(addresses);
  return root;
}

/** The SPF records among TXT strings; what is not printable ASCII becomes U+FFFD, so that it is seen and does no harm. */
export function spfRecords(texts: readonly string[]): string[] {
  return texts.filter(isSpfRecord).slice(0, MAX_RECORDS).map(printable);
}

/** Replaces one to one, so that places stay right. */
export function printable(text: string): string {
  return text.slice(0, MAX_RECORD_LENGTH).replace(/[^\x20-\x7e]/g, '\ufffd');
}

async function readNode(node: SpfNode, ask: AskDns, addresses: Promise<void>[]): Promise<void> {
  // A name that no DNS message can carry does not exist (RFC 7208 section 4.3).
  if (!isPossibleName(node.domain)) {
    node.status = 'nxdomain';
    return;
  }
  const answer = await ask(node.domain, 'TXT');
  node.status = answer.status;
  if (!isAnswered(answer)) node.reason = answer.reason ?? answer.status;
  node.records = spfRecords(answerData(answer));
  const [text] = node.records;
  if (text === undefined || node.records.length > 1) return;

  const { terms } = parseSpf(text);
  const all = terms.findIndex((term) => term.kind === 'mechanism' && term.name === 'all');
  for (const term of all < 0 ? terms : terms.slice(0, all)) {
    if (term.kind === 'mechanism') addLookup(node, term, ask, addresses);
  }
  // Only used when nothing matched, and never when there is an `all` (section 6.1).
  const redirect = terms.find((term) => term.kind === 'modifier' && term.name === 'redirect');
  if (all < 0 && redirect?.kind === 'modifier') addLookup(node, redirect, ask, addresses);
}

function addLookup(
  node: SpfNode,
  term: SpfMechanism | SpfModifier,
  ask: AskDns,
  addresses: Promise<void>[],
): void {
  const kind = term.name;
  if (
    kind !== 'include' &&
    kind !== 'redirect' &&
    kind !== 'a' &&
    kind !== 'mx' &&
    kind !== 'ptr' &&
    kind !== 'exists'
  )
    return;
  const target = term.domain ? expandSpfMacros(term.domain.parts, { d: node.domain }) : node.domain;
  const lookup: SpfLookup = { kind, term: term.text, ...(target !== undefined && { target: tidy(target) }) };
  node.lookups.push(lookup);
  if (lookup.target === undefined || kind === 'ptr') return;
  if (kind === 'include' || kind === 'redirect') lookup.node = emptyNode(lookup.target);
  else if (addresses.length < MAX_HOSTS) addresses.push(askAddresses(lookup, lookup.target, ask));
}

async function askAddresses(lookup: SpfLookup, target: string, ask: AskDns): Promise<void> {
  if (!isPossibleName(target)) {
    lookup.status = 'nxdomain';
    if (lookup.kind === 'a') lookup.statusIpv6 = 'nxdomain';
    return;
  }
  if (lookup.kind === 'mx') {
    const answer = await ask(target, 'MX');
    lookup.status = answer.status;
    lookup.exchanges = answerData(answer).length;
    return;
  }
  const [four, six] = await Promise.all([
    ask(target, 'A'),
    lookup.kind === 'a' ? ask(target, 'AAAA') : undefined,
  ]);
  lookup.status = four.status;
  if (six) lookup.statusIpv6 = six.status;
}

function emptyNode(domain: string): SpfNode {
  return { domain: tidy(domain), status: 'nodata', records: [], lookups: [] };
}

function tidy(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

function isPossibleName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => label.length > 0 && label.length <= 63);
}
