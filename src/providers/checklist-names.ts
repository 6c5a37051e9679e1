import { shownName } from '../formats/international-name.ts';
import type { Check } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { Result } from '../model/report.ts';
import { shortGist } from '../reporters/gist.ts';

type Answer = Pick<Result, 'outcome' | 'checkId'>;

/** Longer sentences are cut in a side bar of the usual width, about 300 px. In UTF-16 code units. */
const ROOM = 22;

/** Words of an id that are written otherwise in a sentence. */
const WRITTEN: Readonly<Record<string, string>> = Object.fromEntries(
  'CAA CNAME CORS DDoS DMARC DNSSEC HSTS HTTPS IPv6 MX SPF Supabase Turbo'
    .split(' ')
    .map((word) => [word.toLowerCase(), word]),
);

/** What names a check in a row: its sentence where there is room, else the thing: "Too many SPF lookups". */
export function checkLabel({ outcome, checkId }: Answer, check: Check | undefined): string {
  const sentence = checkSentence({ outcome, checkId }, check);
  const isQuiet = outcome === 'pass' || outcome === 'notApplicable';
  return isQuiet || sentence.length <= ROOM || !check ? sentence : thing(checkId);
}

/** The whole sentence, for who points at the row or hears it. */
export function checkSentence({ outcome, checkId }: Answer, check: Check | undefined): string {
  return (outcome === 'fail' ? check?.failureTitle : check?.title) ?? checkId;
}

function thing(checkId: string): string {
  const words = checkId.slice(checkId.indexOf('/') + 1).split('-');
  const text = words.map((word) => WRITTEN[word] ?? word).join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a finding is about: the variable, the kind of secret, or what its message begins with. */
export function findingLabel(finding: Finding): string {
  const { name, title } = finding.data ?? {};
  if (finding.checkId.startsWith('secrets/') && typeof title === 'string') return title;
  const isVariable = typeof name === 'string' && /^[A-Z][A-Z0-9_]*$/u.test(name);
  return isVariable && finding.location.kind === 'file' ? name : shortGist(finding);
}

/** Names that say nothing without their folder. */
const COMMON = /^(?:index|main|mod|page|layout|route|__init__)\.\w+$/u;

/** `stripe.ts:4`, `checkout/route.ts:8`, `acme.com TXT`: the path is in the tooltip. */
export function findingPlace({ location }: Finding): string {
  if (location.kind === 'host') return [shownName(location.host), location.record].filter(Boolean).join(' ');
  const [name = '', folder] = location.path.split('/').reverse();
  const shown = folder && COMMON.test(name) ? `${folder}/${name}` : name;
  return `${shown}:${location.range.start.line + 1}`;
}
