/** What a Strict-Transport-Security header says (RFC 6797, section 6.1), and what is wrong with how it says it. */
export interface HstsPolicy {
  /** Seconds; null where the header names none that can be used. */
  maxAge: number | null;
  includeSubDomains: boolean;
  /** Asks to be built into browsers (hstspreload.org); no part of the RFC. */
  preload: boolean;
  issues: HstsIssues;
}

/** Codes as hstspreload.org names them, so that its answer and ours can be compared. */
export interface HstsIssues {
  errors: string[];
  warnings: string[];
}

export const YEAR_SECONDS = 31_536_000;
const EIGHTEEN_WEEKS = 10_886_400;

/** One header's value. Nothing throws: what cannot be read is an issue. */
export function parseHsts(header: string): HstsPolicy {
  const policy: HstsPolicy = {
    maxAge: null,
    includeSubDomains: false,
    preload: false,
    issues: { errors: [], warnings: [] },
  };
  const { warnings } = policy.issues;
  if (header.trim() === '') {
    warnings.push('header.parse.empty');
    return policy;
  }
  const seen = new Set<string>();
  const repeated = (name: string) => {
    if (seen.has(name) && !warnings.includes(`header.parse.repeated.${name}`))
      warnings.push(`header.parse.repeated.${name}`);
    seen.add(name);
  };
  let empty = false;
  for (const part of header.split(';')) {
    const directive = part.trim();
    const name = directive.replace(/\s*=[\s\S]*$/, '').toLowerCase();
    if (directive === '') empty = true;
    else if (directive.toLowerCase() === 'preload') {
      repeated('preload');
      policy.preload = true;
    } else if (directive.toLowerCase() === 'includesubdomains') {
      repeated('include_sub_domains');
      policy.includeSubDomains = true;
    } else if (name === 'max-age') {
      repeated('max_age');
      policy.maxAge ??= readMaxAge(directive, policy.issues);
    } else warnings.push('header.parse.unknown_directive');
  }
  // "a; b;" is told once, at the end.
  if (empty) warnings.push('header.parse.empty_directive');
  return policy;
}

function readMaxAge(directive: string, { errors, warnings }: HstsIssues): number | null {
  const at = directive.indexOf('=');
  if (at < 0) {
    errors.push('header.parse.invalid.max_age.no_value');
    return null;
  }
  // RFC 6797, section 6.1: a value may be a quoted string.
  const value = directive
    .slice(at + 1)
    .trim()
    .replace(/^"(.*)"$/, '$1');
  if (value === '' || (/^\d+$/.test(value) && value.length > 15)) {
    errors.push('header.parse.max_age.parse_int_error');
    return null;
  }
  if (!/^\d+$/.test(value)) {
    errors.push('header.parse.max_age.non_digit_characters');
    return null;
  }
  if (value.length > 1 && value.startsWith('0')) warnings.push('header.parse.max_age.leading_zero');
  return Number(value);
}

/** What keeps a domain with this header out of the browsers' built-in list; `shortest` seconds of max-age (hstspreload.org). */
export function preloadIssues(
  { maxAge, includeSubDomains, preload, issues }: HstsPolicy,
  shortest: typeof YEAR_SECONDS | typeof EIGHTEEN_WEEKS = YEAR_SECONDS,
): HstsIssues {
  const errors = [...issues.errors];
  const warnings = [...issues.warnings];
  if (!includeSubDomains) errors.push('header.preloadable.include_sub_domains.missing');
  if (!preload) errors.push('header.preloadable.preload.missing');
  if (maxAge === null) errors.push('header.preloadable.max_age.missing');
  else if (maxAge === 0) errors.push('header.preloadable.max_age.zero');
  else if (maxAge < shortest) {
    errors.push(`header.preloadable.max_age.below_${shortest === YEAR_SECONDS ? '1_year' : '18_weeks'}`);
  } else if (maxAge > 10 * YEAR_SECONDS) warnings.push('header.preloadable.max_age.over_10_years');
  return { errors, warnings };
}

/** What keeps a domain with this header in the list when its owner asks to be taken out. */
export function removalIssues({ maxAge, preload, issues }: HstsPolicy): HstsIssues {
  const errors = [...issues.errors];
  if (preload) errors.push('header.removable.contains.preload');
  if (maxAge === null) errors.push('header.removable.missing.max_age');
  return { errors, warnings: [...issues.warnings] };
}
