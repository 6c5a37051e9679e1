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

/** What a look at the surroundings changes. */
export interface Refinement {
  rule?: string;
  title?: string;
  severity?: Severity;
  confidence?: Confidence;
  grants?: string;
  /** Another vendor's key of the same form. */
  provider?: string;
  rotate?: string;
  docs?: string;
  doubt?: 'counted' | 'checksum';
  publicByDesign?: string;
}

/** Of a key that a vendor's manual shows. */
export const PUBLISHED_EXAMPLE =
  'The example of a manual, the same for everybody. It opens nothing; put your own key where the app reads it.';

/** What a first look sees: character codes, undefined or NaN outside of the text. What is no ASCII has some code above it. */
export type Codes = Pick<string, 'charCodeAt'>;

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
  /** Looks at single characters next to the literal before anything costly is tried: false where nothing can match. */
  quick?(text: Codes, start: number): boolean;
  /** The match may start up to so many characters before the literal. */
  before?: number;
  /** How far behind the literal's start the match may end, where `before` is given; else 1,500. */
  width?: number;
  /** The literal is a context: the match stands within so many characters behind it. */
  reach?: number;
  severity: Severity;
  /** Default: `high`. */
  confidence?: Confidence;
  /** Bits a character that the secret must reach. Default 2.5; 0 where the pattern is proof enough. */
  minEntropy?: number;
  /** Placeholder words are looked for in it. Default: true; false where the form itself is proof enough. */
  filtersPlaceholders?: boolean;
  /** How many characters at its beginning all tokens of the kind have, where these are more than the literal. */
  fixed?: number;
  /** A person may have chosen it, as a password: words do not tell that it is none. */
  chosen?: boolean;
  /** A look inside the token and round it: what does not fit is no finding. Must be pure and bounded. */
  isValid?(secret: string, text: string, start: number): boolean;
  /** A second look, for what is known only here: a milder severity, or why this one is public by design. */
  refine?(secret: string, text: string, start: number): Refinement | undefined;
  /** The vendor's checksum. What fails it was made up or cut off: it stays a finding, `medium` at most. */
  hasChecksum?(secret: string): boolean;
  /** Wins over another kind that fits the same text as well. */
  specific?: boolean;
  /** What may stand around it: `token` (default) wants no letter or digit on either side. */
  boundary?: 'token' | 'none';
  /** Why everybody may read it: shown in a hover, never a finding. */
  publicByDesign?: string;
  rotate?: string;
  docs?: string;
  grants?: string;
}

/** What differs between the kinds of one provider. */
export type Kind = Omit<Detector, 'id' | 'provider' | 'literals' | 'severity'> &
  Partial<Pick<Detector, 'literals' | 'severity'>>;

/**
 * The kinds of one provider. Where `literals` are not given, the pattern's own beginning is the literal; where `severity` is
 * not, a kind that is public by design is `low` and any other a `blocker`. Throws when a pattern has no such beginning.
 */
export function kinds(provider: Provider, table: Record<string, Kind>): Detector[] {
  return Object.entries(table).map(([id, kind]) => ({
    ...kind,
    id,
    provider,
    literals: kind.literals ?? [literalPrefix(id, kind.pattern)],
    severity: kind.severity ?? (kind.publicByDesign ? 'low' : 'blocker'),
  }));
}

export function provider(name: string, rotate: string, docs: string, grants: string): Provider {
  return { name, rotate, docs, grants };
}

function literalPrefix(id: string, { source }: RegExp): string {
  const plain = /^(?:[\w@=;:,!%&<>~"' -]|\\[./$+*?^()[\]{}|-])+/.exec(source)?.[0] ?? '';
  // A quantifier belongs to the last character, which is then no certain part.
  const certain = /^[?*{]/.test(source.slice(plain.length)) ? plain.replace(/\\?.$/, '') : plain;
  const literal = certain.replaceAll('\\', '');
  if (literal.length < 3)
    throw new Error(`The pattern of ${id} has no literal beginning; name its literals.`);
  return literal;
}
