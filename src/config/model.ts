import type { Range } from '../model/location.ts';
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
  /** Narrows the acceptance to one host or one path glob. */
  host?: string;
  path?: string;
}

/** launch-ready.yaml, everything that changes a verdict. Every key is optional. */
export interface LaunchConfig {
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
  monitoring?: { provider?: string; lastAlertTest?: string; url?: string };
  handover?: { owners?: string[]; rollback?: string };
  thresholds?: { p95Ms?: { page?: number; chat?: number }; errorRate?: number; redirectHops?: number };
  baseline?: string;
}

export interface ConfigProblem {
  messageId: 'syntax' | 'unknownKey' | 'wrongType' | 'invalidValue' | 'duplicateKey' | 'tooLarge' | 'unreadable';
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
  /** Range of the value at a dotted path: `domain`, `hosts.app`, `accept.0.check`. */
  ranges: Record<string, Range>;
  problems: ConfigProblem[];
}

export const DEFAULT_CONFIG_PATH = 'launch-ready.yaml';
