import { parseSpf, type SpfProblem, type SpfTerm } from '../../formats/spf.ts';
import type { SpfLookup, SpfNode } from '../../observe/domain/mail-spf.ts';

/** RFC 7208 section 4.6.4: what a receiver does at most for one message. */
export const MAX_LOOKUPS = 10;
export const MAX_VOID_LOOKUPS = 2;
export const MAX_EXCHANGES = 10;

export type SpfFaultCode = 'syntax' | 'multiple' | 'missing' | 'loop' | 'tooManyExchanges';

/** Something that makes every receiver give up on the record (permanent error). */
export interface SpfFault {
  code: SpfFaultCode;
  /** The domain whose record has it. */
  domain: string;
  /** The term that leads there, or that is wrong. */
  term: string;
  problem?: SpfProblem;
}

export interface SpfSummary {
  /** Terms that cost a look-up on the longest way a message can take, duplicates and redirect included. */
  lookups: number;
  /**
   * How many of them a receiver needs to come to the last entry that can let a message pass. What comes after can only
   * turn a fail into an error, for mail that nobody allowed.
   */
  decisiveLookups: number;
  /** False when a part could not be looked at: `lookups` is then a lower bound. */
  complete: boolean;
  /** Why, in plain words. */
  unmeasured: string[];
  /** Look-ups that find nothing, for a message that comes over IPv4 and over IPv6. */
  voidIpv4: number;
  voidIpv6: number;
  faults: SpfFault[];
  /** What each term of the domain's own record costs, its own look-up included. */
  costs: { term: string; lookups: number }[];
}

/** Counts a record's tree, and lists what is wrong anywhere in it. */
export function summarizeSpf(root: SpfNode): SpfSummary {
  const summary: SpfSummary = {
    lookups: 0,
    decisiveLookups: 0,
    complete: true,
    unmeasured: [],
    voidIpv4: 0,
    voidIpv6: 0,
    faults: [],
    costs: [],
  };
  visit(root, undefined, true, summary);
  summary.costs = root.lookups.map((lookup) => ({ term: lookup.term, lookups: costOf(lookup) }));
  return summary;
}

function costOf(lookup: SpfLookup): number {
  return 1 + (lookup.node?.lookups ?? []).reduce((sum, below) => sum + costOf(below), 0);
}

/** `passes`: a match in this record lets the message pass (it was not included with `-`, `~` or `?`). */
function visit(node: SpfNode, via: SpfLookup | undefined, passes: boolean, summary: SpfSummary): void {
  if (node.cut === 'loop') {
    summary.faults.push({ code: 'loop', domain: node.domain, term: via?.term ?? '' });
    return;
  }
  if (node.cut === 'bound') {
    summary.complete = false;
    return;
  }
  if (node.reason !== undefined) {
    summary.complete = false;
    summary.unmeasured.push(`the SPF record of ${node.domain} could not be read: ${node.reason}`);
    return;
  }
  const [text] = node.records;
  if (text === undefined) {
    // The domain's own missing record is another check's finding.
    if (via) summary.faults.push({ code: 'missing', domain: node.domain, term: via.term });
    return;
  }
  if (node.records.length > 1) {
    summary.faults.push({ code: 'multiple', domain: node.domain, term: via?.term ?? '' });
    return;
  }
  const { terms, problems } = parseSpf(text);
  for (const problem of problems) {
    summary.faults.push({ code: 'syntax', domain: node.domain, term: problem.term, problem });
  }
  // The gatherer lists the look-ups in the order of the terms, redirect last.
  const lookups = [...node.lookups];
  for (const term of terms) {
    if (term.kind !== 'mechanism') continue;
    const allows = passes && term.qualifier === '+';
    const lookup =
      lookups[0]?.kind === term.name && lookups[0].term === term.text ? lookups.shift() : undefined;
    if (lookup) visitLookup(lookup, node, allows, summary);
    if (allows && canMatch(term, lookup)) summary.decisiveLookups = summary.lookups;
    if (term.name === 'all') return;
  }
  for (const lookup of lookups) visitLookup(lookup, node, passes, summary);
}

/** False only where it is plain that no message matches. An include answers for itself. */
function canMatch(term: SpfTerm, lookup: SpfLookup | undefined): boolean {
  if (term.kind !== 'mechanism' || term.name === 'include') return false;
  if (!lookup || lookup.target === undefined) return true;
  if (term.name === 'a') return !(isVoid(lookup.status) && isVoid(lookup.statusIpv6));
  return !isVoid(lookup.status);
}

function visitLookup(lookup: SpfLookup, node: SpfNode, passes: boolean, summary: SpfSummary): void {
  summary.lookups++;
  if ((lookup.exchanges ?? 0) > MAX_EXCHANGES) {
    summary.faults.push({ code: 'tooManyExchanges', domain: node.domain, term: lookup.term });
  }
  if (isVoid(lookup.status)) summary.voidIpv4++;
  if (isVoid(lookup.kind === 'a' ? lookup.statusIpv6 : lookup.status)) summary.voidIpv6++;
  if (lookup.node) visit(lookup.node, lookup, passes, summary);
}

function isVoid(status: string | undefined): boolean {
  return status === 'nxdomain' || status === 'nodata';
}
