import { quoted, type Reading, readDomainName, readHostName } from './domain-name.ts';

/** A kind of text: how it is read, and the pattern by which an editor can tell it (as far as a pattern can). */
export interface Format {
  /** "a domain name": what a person is told was expected. */
  noun: string;
  pattern?: string;
  read(text: string, now?: number): Reading;
}

const DAY_MS = 86_400_000;
const MAX_AHEAD_DAYS = 366;
const MAX_WORDS = 300;
/** Said where nothing is known yet, and what we offer to paste: the key then counts as not set. */
const PLACEHOLDER =
  /^(none|no|nobody|todo|tbd|tba|n\/?a|fixme|changeme|\?+|-+|x{2,}|your-address|second-person|(you|second-person)@.*)$/i;

const used = (value: string): Reading => ({ ok: true, value });
const wrong = (what: string, remedy: string, suggestion?: string): Reading => ({
  ok: false,
  what,
  remedy,
  ...(suggestion !== undefined && { suggestion }),
});

const FORMAT_TABLE = {
  domain: { noun: 'a domain name', pattern: '^[^\\s/:@*]+\\.[^\\s/:@*.]+$', read: readDomainName },
  host: { noun: 'the name of a host', pattern: '^(@|[^\\s/:@*]+)$', read: readHostName },
  label: { noun: 'a name', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$', read: readLabel },
  words: { noun: 'text', pattern: '\\S', read: readWords },
  url: { noun: 'a web address', pattern: '^https?://', read: (text) => readUrl(text) },
  origin: { noun: 'a web address', pattern: '^https?://[^/?#]+/?$', read: readOrigin },
  pathOrUrl: { noun: 'a path or a web address', pattern: '^(/|https?://)', read: readPathOrUrl },
  mailAddress: { noun: 'a mail address', pattern: '^[^\\s@<>]+@[^\\s@<>]+$', read: readMailAddress },
  path: { noun: 'a file of the project', pattern: '^[^/\\\\]', read: readPath },
  pathOrLink: {
    noun: 'a file of the project',
    pattern: '^[^/\\\\]',
    read: (text) => (/^https?:/i.test(text) ? readUrl(text) : readPath(text)),
  },
  glob: { noun: 'a file pattern', pattern: '\\S', read: readGlob },
  variable: { noun: "a variable's name", pattern: '^[A-Za-z_][A-Za-z0-9_]*$', read: readVariable },
  checkId: { noun: 'the id of a check', pattern: '^[a-z]+/[a-z0-9-]+$', read: readCheckId },
  secretName: {
    noun: 'the name of a secret',
    pattern: '^[a-z0-9-]+@.+@\\d{4}-\\d{2}-\\d{2}T[0-9:]{8}Z(#\\d+)?$',
    read: readSecretName,
  },
  dateAhead: { noun: 'a date', pattern: '^\\d{4}-\\d{2}-\\d{2}$', read: readDateAhead },
  datePast: { noun: 'a date', pattern: '^\\d{4}-\\d{2}-\\d{2}$', read: readDatePast },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMAT_TABLE;

export const FORMATS: Readonly<Record<FormatName, Format>> = FORMAT_TABLE;

function readLabel(text: string): Reading {
  if (/^[A-Za-z0-9][\w.-]*$/.test(text)) return used(text);
  return wrong(
    `${quoted(text)} cannot be a name here`,
    'Use letters, digits, dots and hyphens, for example production',
  );
}

function readWords(text: string): Reading {
  const trimmed = text.trim();
  if (trimmed === '') return wrong('this is empty', 'Write it, or leave the key out');
  if (PLACEHOLDER.test(trimmed)) {
    return wrong(`${quoted(trimmed)} stands for "not yet"`, 'Write the real answer, or leave the key out');
  }
  if (trimmed.length > MAX_WORDS)
    return wrong(`this is longer than ${MAX_WORDS} characters`, 'Say it in a sentence');
  return used(trimmed);
}

/** A value that may carry a password is never repeated in a message. */
function readUrl(text: string): Reading {
  const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url)
    return wrong('this is not a web address', 'Write it with https://, for example https://acme.com/');
  if (url.username || url.password)
    return wrong('this address has a user name or password in it', 'Take them out');
  return used(text.trim());
}

function readOrigin(text: string): Reading {
  if (!/^https?:/i.test(text)) {
    const name = readDomainName(text);
    if (name.ok)
      return wrong(
        `${quoted(text)} has no https:// in front`,
        `Write https://${name.value}`,
        `https://${name.value}`,
      );
  }
  const reading = readUrl(text);
  if (!reading.ok) return reading;
  const url = new URL(text);
  const name = readDomainName(url.hostname);
  if (!name.ok) return name;
  if (url.pathname !== '/' || url.search || url.hash) {
    return wrong('this address has a path', `Write ${url.origin}`, url.origin);
  }
  return used(url.origin);
}

function readPathOrUrl(text: string): Reading {
  if (/^https?:/i.test(text)) return readUrl(text);
  if (/\s/.test(text)) return wrong(`${quoted(text)} has a space in it`, 'Write the space as %20');
  if (text.startsWith('/') && !text.startsWith('//')) return used(text);
  const fixed = /^[\w-][\w./-]*$/.test(text) ? `/${text}` : undefined;
  return wrong(
    `${quoted(text)} is neither a path nor a web address`,
    `Write ${fixed ?? 'a path such as /old'}`,
    fixed,
  );
}

function readMailAddress(text: string): Reading {
  const named = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text);
  if (named) return wrong(`${quoted(text)} has a name around the address`, `Write ${named[1]}`, named[1]);
  const parts = /^([^\s@<>"(),:;[\]\\]{1,64})@([^\s@]+)$/.exec(text.trim());
  const domain = parts && readDomainName(parts[2]!);
  if (!parts || !domain?.ok)
    return wrong(`${quoted(text)} is not a mail address`, 'Write one such as hello@acme.com');
  return used(`${parts[1]}@${domain.value}`);
}

function readPath(text: string): Reading {
  const path = text.trim();
  if (path === '') return wrong('this is empty', 'Write the path of a file, or leave the key out');
  if (/^([a-z]:[\\/]|[\\/]|~)/i.test(path)) {
    return wrong(
      `${quoted(path)} points outside the project`,
      'Write the path from the root of the project, with /',
    );
  }
  if (path.includes('\\')) {
    const fixed = path.replace(/\\+/g, '/');
    return wrong(`${quoted(path)} has backslashes`, `Write ${fixed}`, readPath(fixed).ok ? fixed : undefined);
  }
  const steps = path.split('/').filter((step) => step !== '.' && step !== '');
  if (steps.includes('..')) {
    return wrong(`${quoted(path)} points outside the project`, 'Write the path from the root of the project');
  }
  return used(steps.join('/'));
}

function readGlob(text: string): Reading {
  if (text.trim() === '') return wrong('this pattern is empty', 'Write one such as fixtures/**');
  if (/^[a-z]:[\\/]/i.test(text)) {
    return wrong(
      `${quoted(text)} is an absolute path`,
      'Write the pattern from the root of the project, with /',
    );
  }
  if (text.includes('\\')) {
    const fixed = text.replace(/\\+/g, '/');
    return wrong(`${quoted(text)} has backslashes`, `Write ${fixed}`, readGlob(fixed).ok ? fixed : undefined);
  }
  if (text.split('/').includes('..')) {
    return wrong(
      `${quoted(text)} points outside the project`,
      'Write the pattern from the root of the project',
    );
  }
  const open = unclosed(text);
  if (open)
    return wrong(`${quoted(text)} has a ${open} that is not matched`, 'Close it, or write it without');
  return text.length > 512 ? wrong('this pattern is longer than 512 characters', 'Split it') : used(text);
}

/** The bracket or brace of a pattern that has no partner. */
function unclosed(glob: string): string | undefined {
  let braces = 0;
  for (let i = 0; i < glob.length; i++) {
    if (glob[i] === '[') {
      const end = glob.indexOf(']', i + 2);
      if (end < 0) return '[';
      i = end;
    } else if (glob[i] === '{') braces++;
    else if (glob[i] === '}' && --braces < 0) return '}';
  }
  return braces > 0 ? '{' : undefined;
}

function readVariable(text: string): Reading {
  const name = text.trim();
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return used(name);
  const first = /^(?:export\s+)?\$?\{?([A-Za-z_][A-Za-z0-9_]*)\}?\s*(=|$)/.exec(name)?.[1];
  return wrong("this is not a variable's name", `Write ${first ?? 'the name alone, never the value'}`, first);
}

function readCheckId(text: string): Reading {
  const id = text.trim();
  if (/^[a-z]+\/[a-z0-9-]+$/.test(id)) return used(id);
  return wrong(`${quoted(id)} is not the id of a check`, 'Write area and check, for example dns/missing-caa');
}

/** What a person pasted instead may be the secret itself, so it is never repeated. */
function readSecretName(text: string): Reading {
  const name = text.trim();
  if (name.length <= 4096 && /^[a-z0-9-]+@.+@\d{4}-\d{2}-\d{2}T[0-9:]{8}Z(?:#\d+)?$/.test(name))
    return used(name);
  return wrong(
    'this is not the name of a secret',
    'Copy the name from the finding (kind@path@date); never write the secret itself here',
  );
}

function readDate(text: string): Reading {
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text.trim());
  const [year, month, day] = parts ? [parts[1]!, parts[2]!.padStart(2, '0'), parts[3]!.padStart(2, '0')] : [];
  const iso = `${year}-${month}-${day}`;
  const time = parts ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  // JavaScript reads 2026-02-30 as the second of March.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso) {
    return wrong(`${quoted(text)} is not a date`, 'Write year, month and day: 2026-11-30');
  }
  return text.trim() === iso
    ? used(iso)
    : wrong(`${quoted(text)} is not written as a date here`, `Write ${iso}`, iso);
}

function readDateAhead(text: string, now?: number): Reading {
  const reading = readDate(text);
  if (!reading.ok || now === undefined) return reading;
  if (Date.parse(reading.value) - now <= MAX_AHEAD_DAYS * DAY_MS) return reading;
  return wrong(
    `${reading.value} is more than a year ahead, which would hide this risk for good`,
    'Choose an earlier day',
  );
}

/** A day's slack: it may be tomorrow already where the person lives. */
function readDatePast(text: string, now?: number): Reading {
  const reading = readDate(text);
  if (!reading.ok || now === undefined || Date.parse(reading.value) <= now + DAY_MS) return reading;
  return wrong(`${reading.value} is in the future`, 'Write the day on which it happened');
}
