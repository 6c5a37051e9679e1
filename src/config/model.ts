import { type Range, START_OF_FILE } from '../model/location.ts';
import type { Severity } from '../model/severity.ts';

/** What a host of the domain is expected to answer. */
export interface HostExpectation {
  expect?: { status?: number; title?: string; contains?: string; finalUrl?: string };
  /** False when the host is meant to answer without an edge in front. */
  proxied?: boolean;
  reason?: string;
}

export interface RedirectExpectation {
  from: string;
  to: string;
  status?: 301 | 302 | 303 | 307 | 308;
}

export interface MailSender {
  from: string;
  provider?: string;
}

export interface EnvironmentExpectation {
  files?: string[];
  /** Names the platform or its dashboard provides. */
  provided?: string[];
}

export interface AcceptedRisk {
  check: string;
  reason: string;
  owner: string;
  /** ISO date (YYYY-MM-DD). */
  until: string;
  /** Narrows the acceptance to one host, one path glob, or the variable or constant of one name. */
  host?: string;
  path?: string;
  name?: string;
}

/** Something that only a person can tell, and somebody looked. */
export interface ReviewedCheck {
  check: string;
  by: string;
  /** ISO date (YYYY-MM-DD). */
  date: string;
}

/** A secret of the git history that was replaced where it is used and revoked where it was made. */
export interface RotatedSecret {
  /** Its name as the finding shows it: kind, path and date of the commit; never derived from the value. */
  secret: string;
  /** ISO date (YYYY-MM-DD). */
  date: string;
}

/** launch-ready.yaml, everything that changes a verdict. Every key is optional. */
export interface LaunchConfig {
  /** Lower case, A-labels (RFC 5890): ready to ask for. What the person wrote is in `ParsedConfig.written`. */
  domain?: string;
  domains?: Record<string, string>;
  hosts?: Record<string, HostExpectation>;
  canonical?: string;
  redirects?: RedirectExpectation[];
  email?: { senders?: MailSender[]; smtpProbe?: boolean };
  environments?: Record<string, EnvironmentExpectation>;
  checks?: Record<string, 'off' | Severity>;
  ignore?: string[];
  accept?: AcceptedRisk[];
  rotated?: RotatedSecret[];
  reviewed?: ReviewedCheck[];
  monitoring?: { provider?: string; lastAlertTest?: string; url?: string };
  handover?: { owners?: string[]; rollback?: string };
  thresholds?: { p95Ms?: { page?: number; chat?: number }; errorRate?: number; redirectHops?: number };
  baseline?: string;
}

export type ConfigProblemKind =
  | 'syntax'
  | 'unknownKey'
  | 'wrongType'
  | 'invalidValue'
  | 'missingKey'
  | 'duplicateKey'
  | 'tooLarge'
  | 'unreadable'
  | 'tooManyProblems';

/**
 * One mistake. `data` by kind (all optional but the first of each):
 * syntax `what`, `remedy`; unknownKey `name`, `suggestion`; wrongType `expected`, `found`, `suggestion`;
 * invalidValue `what`, `remedy`, `suggestion`; missingKey `name`, `of`; duplicateKey `name`, `line` (1-based, of the first);
 * tooLarge `limit` (KB); unreadable `what`; tooManyProblems `limit`.
 * `suggestion` is what may stand at `range` instead: there is one only when it is clear.
 */
export interface ConfigProblem {
  messageId: ConfigProblemKind;
  /** Dotted path of the key, `''` for the whole file. */
  key: string;
  range: Range;
  data: Record<string, string | number>;
}

/** launch-ready.yaml as read: what could be used, where each key stands, and what is wrong with it. */
export interface ParsedConfig {
  path: string;
  exists: boolean;
  value: LaunchConfig;
  /**
   * Range of the value at a dotted path: `domain`, `handover.owners.1`, `accept.0.check`; values that could not be
   * used have their range too. At `hosts.<name>` it is the range of the name.
   */
  ranges: Record<string, Range>;
  /** Range of the key at a dotted path: `domain`, `checks.dns/missing-caa`. */
  keyRanges?: Record<string, Range>;
  /** What the person wrote where `value` holds another form: an internationalised or upper-case name. */
  written?: Record<string, string>;
  problems: ConfigProblem[];
}

export const DEFAULT_CONFIG_PATH = 'launch-ready.yaml';

/** Bytes. A configuration is a page of text; more is a mistake or an attack. */
export const MAX_CONFIG_BYTES = 256 * 1024;

export function emptyConfig(path: string = DEFAULT_CONFIG_PATH, exists = false): ParsedConfig {
  return { path, exists, value: {}, ranges: {}, keyRanges: {}, written: {}, problems: [] };
}

export function tooLarge(): ConfigProblem {
  return { messageId: 'tooLarge', key: '', range: START_OF_FILE, data: { limit: MAX_CONFIG_BYTES / 1024 } };
}
