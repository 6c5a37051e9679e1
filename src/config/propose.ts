/** A domain that the repository names, the most likely first. */
export interface ProposedDomain {
  domain: string;
  /** The file that names it. */
  place?: string;
}

const ALSO_SHOWN = 3;

/** The text that `launch-ready init` writes: few lines, all explained, the likeliest domain filled in. */
export function proposeConfig(candidates: readonly ProposedDomain[] = []): string {
  const [first, ...others] = candidates;
  const found = first?.place ? ` Found in ${inComment(first.place)}.` : '';
  const also = others
    .slice(0, ALSO_SHOWN)
    .map(({ domain, place }) => inComment(place ? `${domain} (${place})` : domain))
    .join(', ');
  const domain = first ? inComment(first.domain) : 'your-domain.com';
  return [
    '# What Launch Ready should know about your launch. Every key is optional.',
    '',
    `# The domain your customers use, without https://.${found}`,
    ...(also ? [`# Also found: ${also}`] : []),
    first ? `domain: ${domain}` : `# domain: ${domain}`,
    '',
    '# What tells you that the site is down, and when you last saw a test alert arrive:',
    '# monitoring:',
    '#   provider: betterstack',
    '#   lastAlertTest: 2026-01-31',
    '',
    '# Who can act when something breaks, and the file that says how to go back:',
    '# handover:',
    `#   owners: [you@${domain}, second-person@${domain}]`,
    '#   rollback: docs/rollback.md',
    '',
  ].join('\n');
}

/** A path may hold anything, a line break too. */
function inComment(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').slice(0, 120);
}
