import { plainText } from './yaml-text.ts';

/** A domain that the repository names, the most likely first. */
export interface ProposedDomain {
  domain: string;
  /** The file that names it. */
  place?: string;
}

/** What a repository says of its launch; `place` is the file that says it. */
export interface Proposal {
  domains: readonly ProposedDomain[];
  /** Hosts of the first domain, by the name before it: `app`. */
  hosts?: readonly { name: string; place: string }[];
  /** Env files in git that name the environment they are for. */
  environments?: readonly { name: string; files: readonly string[] }[];
  /** Addresses of the first domain that the code sends from. */
  senders?: readonly { from: string; provider?: string; place: string }[];
  /** The code sends through it, and no address to send from is written there. */
  mailProvider?: { provider: string; place: string };
}

const ALSO_SHOWN = 3;

/** The text of a first launch-ready.yaml: few lines, all explained, filled in as far as the repository tells. */
export function proposeConfig(proposal: Proposal = { domains: [] }): string {
  const [first, ...others] = proposal.domains;
  const found = first?.place ? ` Found in ${inComment(first.place)}.` : '';
  const also = others
    .slice(0, ALSO_SHOWN)
    .map(({ domain, place }) => inComment(place ? `${domain} (${place})` : domain))
    .join(', ');
  const domain = first ? inComment(first.domain) : 'your-domain.com';
  // Nobody has mail at the name of the web server.
  const mail = domain.replace(/^www\./, '');
  return [
    '# What Launch Ready should know about your launch. Every key is optional.',
    '',
    `# The domain your customers use, without https://.${found}`,
    ...(also ? [`# Also found: ${also}`] : []),
    first ? `domain: ${domain}` : `# domain: ${domain}`,
    '',
    ...hostLines(proposal),
    ...mailLines(proposal, mail),
    ...environmentLines(proposal),
    '# What tells you that the site is down, and when you last saw a test alert arrive:',
    '# monitoring:',
    '#   provider: betterstack',
    '#   lastAlertTest: 2026-01-31',
    '',
    '# Who can act when something breaks, and the file that says how to go back:',
    '# handover:',
    `#   owners: [you@${mail}, second-person@${mail}]`,
    '#   rollback: docs/rollback.md',
    '',
  ].join('\n');
}

function hostLines({ hosts = [] }: Proposal): string[] {
  if (hosts.length === 0) return [];
  return [
    '# The hosts of the domain that must answer at launch. Take out what is not yours or not in use.',
    'hosts:',
    ...hosts.map(({ name, place }) => `  ${plainText(name)}: {} # ${inComment(place)}`),
    '',
  ];
}

function mailLines({ senders = [], mailProvider }: Proposal, domain: string): string[] {
  if (senders.length > 0) {
    return [
      '# The addresses that your app sends mail from, and through which service.',
      'email:',
      '  senders:',
      ...senders.flatMap(({ from, provider, place }) => [
        `    - from: ${plainText(from)} # ${inComment(place)}`,
        ...(provider ? [`      provider: ${plainText(provider)}`] : []),
      ]),
      '',
    ];
  }
  if (!mailProvider) return [];
  const { provider, place } = mailProvider;
  return [
    `# Mail goes out through ${inComment(provider)} (${inComment(place)}). The address that it comes from:`,
    '# email:',
    '#   senders:',
    `#     - from: your-address@${domain}`,
    `#       provider: ${inComment(provider)}`,
    '',
  ];
}

function environmentLines({ environments = [] }: Proposal): string[] {
  if (environments.length === 0) return [];
  return [
    '# Where each environment gets its variables. What the dashboard of your host sets goes to "provided" (names only).',
    'environments:',
    ...environments.flatMap(({ name, files }) => [
      `  ${plainText(name)}:`,
      `    files: [${files.map(plainText).join(', ')}]`,
    ]),
    '',
  ];
}

/** A path may hold anything, a line break too. */
function inComment(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').slice(0, 120);
}
