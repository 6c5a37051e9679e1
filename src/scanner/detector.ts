import type { Severity } from '../model/severity.ts';

/** `high`: the token's own form proves it. `medium`: a provider's name stands beside it. `low`: a name and a guess. */
export type Confidence = 'high' | 'medium' | 'low';

export interface Provider {
  /** What a founder calls it. */
  name: string;
  /** Where a key is revoked or rotated. */
  rotate: string;
  /** The vendor's page on its tokens. */
  docs: string;
  /** Completes "whoever reads it can …". */
  grants: string;
}

/** One kind of token, recognisable by its own form. */
export interface Detector {
  /** The kind, kebab-case; `secrets/<id>` in ignores and severities. */
  id: string;
  provider: Provider;
  /** Completes "This is a …": "Stripe live secret key". */
  title: string;
  /** Without one of these (any case) the pattern is not tried. A pattern starts at its literal, unless `before` is given. */
  literals: readonly string[];
  /** Linear under its bounds. Group 1, where there is one, is the secret. Flags: none, or `i`. */
  pattern: RegExp;
  /** The match may start up to so many characters before the literal. */
  before?: number;
  /** The widest match, in characters, where `before` is given; else 1,500. */
  width?: number;
  severity: Severity;
  /** Default: `high`. */
  confidence?: Confidence;
  /** Bits a character that the secret must reach. Default 2.5; 0 where the pattern is proof enough. */
  minEntropy?: number;
  /** Placeholder words are not looked for: the form (a checksum, a decoded header) is proof enough. */
  literal?: boolean;
  /** A look inside the token: what does not fit is no finding. Must be pure and linear. */
  isValid?(secret: string): boolean;
  /** The vendor's checksum. What fails it was made up or cut off: it stays a finding, `medium` at most. */
  hasChecksum?(secret: string): boolean;
  /** What may stand around it: `token` (default) wants no letter or digit on either side. */
  boundary?: 'token' | 'none';
  /** Why everybody may read it: shown in a hover, never a finding. */
  publicByDesign?: string;
  rotate?: string;
  docs?: string;
  grants?: string;
}
