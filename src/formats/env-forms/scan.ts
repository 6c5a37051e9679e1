import type { JavaScriptRead } from '../javascript/environment-facts.ts';
import { CONFIG_FORM, type Form, type Language } from './form.ts';
import { LANGUAGES } from './languages.ts';
import { isCode, type MaskedCode, maskCode } from './masking.ts';
import { settingsFieldsOf } from './python-settings.ts';
import { judge } from './requirement.ts';
import { goStructReads, prefixesIn, rustFieldReads } from './struct-fields.ts';
import { callsIn, type LanguageCall, type LanguageWrapper, wrappersIn } from './wrappers.ts';

export interface ScannedRead extends JavaScriptRead {
  /** Nothing shows that the program stops without it. */
  isQuiet?: boolean;
}

export interface ScannedEnvironment {
  language: string;
  reads: ScannedRead[];
  writes: { name: string; from: number; to: number }[];
  /** Beginnings of names put together from a structure. */
  dynamic: { prefix: string; from: number; to: number }[];
  /** Calls of what may be another file's look-up function. */
  calls: LanguageCall[];
  wrappers: LanguageWrapper[];
  /** Where it runs whatever the path says. */
  side?: 'script';
}

export function languageOf(path: string): Language | undefined {
  return LANGUAGES.find((language) => language.files.test(path));
}

/** Reads by the language's own forms, comments and strings left out. Undefined when the text cannot hold any. */
export function scanEnvironment(path: string, text: string): ScannedEnvironment | undefined {
  const language = LANGUAGES.find((one) => one.files.test(path) && one.prefilter.test(text));
  if (!language) return undefined;
  const masked = maskCode(text, language.lexicon);
  const found: ScannedEnvironment = {
    language: language.id,
    reads: [],
    writes: [],
    dynamic: prefixesIn(language.id, masked.code),
    calls: [],
    wrappers: wrappersIn(language, masked),
    ...(language.side && { side: language.side }),
  };
  const taken = new Set<number>();
  for (const form of language.forms) {
    if (form.needs && !form.needs.test(text)) continue;
    for (const match of masked.code.matchAll(form.pattern)) {
      const name = match.groups?.name as string;
      const from = match.index + match[0].indexOf(name, nameOffset(match[0], name));
      if (taken.has(from) || (!form.inString && !isCode(masked, match.index, language.lexicon))) continue;
      taken.add(from);
      const place = { name, from, to: from + name.length };
      if (form.writes) found.writes.push(place);
      else found.reads.push(readOf(form, match, masked.code, place, path));
    }
  }
  found.reads.push(...structuredReads(language.id, text, masked, found));
  readCalls(language, masked, taken, found);
  found.reads.sort((a, b) => a.from - b.from);
  return found;
}

function structuredReads(
  language: string,
  text: string,
  masked: MaskedCode,
  found: ScannedEnvironment,
): ScannedRead[] {
  if (language === 'go') return goStructReads(text, masked);
  if (language === 'rust') return rustFieldReads(text, masked);
  if (language !== 'python') return [];
  // `from .base import env`: other files use what this one made of django-environ or environs.
  if (/^env\s*=\s*(?:environ\.)?(?:\w*Env)\(/m.test(masked.bare)) {
    found.wrappers.push({ name: 'env', argument: 0, requirement: 'required' });
  }
  return settingsFieldsOf(text, masked);
}

/** Calls of the file's own look-up functions are reads; other files' are told apart later. */
function readCalls(
  language: Language,
  masked: MaskedCode,
  taken: ReadonlySet<number>,
  found: ScannedEnvironment,
): void {
  const own = new Map(found.wrappers.map((wrapper) => [wrapper.name, wrapper]));
  for (const call of callsIn(masked, language, new Set(own.keys()))) {
    if (taken.has(call.from)) continue;
    const wrapper = call.isWithin ? own.get(call.callee) : undefined;
    if (!wrapper) found.calls.push(call);
    else if (wrapper.argument === call.argument) {
      const { name, from, to } = call;
      const requirement = call.hasDefault ? 'optional' : wrapper.requirement;
      const isQuiet = requirement === 'required' && wrapper.isQuiet;
      found.reads.push({ name, from, to, form: 'wrapper', requirement, ...(isQuiet && { isQuiet: true }) });
    }
  }
}

/** Reads of configuration files that Laravel and its packages publish: nobody has to set any of them. */
export const PUBLISHED_FORM = 'published config';
const PUBLISHED =
  /\/(?:ai|audit|backup|debugbar|dompdf|excel|fortify|horizon|ide-helper|ignition|image|jwt|livewire|log-viewer|media-library|mcp|octane|passport|permission|prism|pulse|purifier|reverb|sanctum|scout|scramble|tinker|telescope|vapor)\.php$/i;
const OF_FRAMEWORK =
  /\/(?:app|auth|broadcasting|cache|concurrency|cors|database|filesystems|hashing|logging|mail|queue|services|session|view)\.php$/i;
/** The names in the configuration that a new Laravel project has (laravel.com/docs, configuration; versions 8 to 12). */
const FRAMEWORK_NAMES =
  /^(?:APP_(?:NAME|ENV|DEBUG|URL|TIMEZONE|LOCALE|FALLBACK_LOCALE|FAKER_LOCALE|KEY|PREVIOUS_KEYS|CIPHER|MAINTENANCE_(?:DRIVER|STORE))|ASSET_URL|AUTH_(?:GUARD|MODEL|PASSWORD_(?:BROKER|RESET_TOKEN_TABLE|TIMEOUT))|BROADCAST_(?:DRIVER|CONNECTION)|(?:PUSHER|ABLY|REVERB)_.+|CACHE_(?:DRIVER|STORE|PREFIX)|DB_.+|DATABASE_URL|MYSQL_ATTR_SSL_CA|MEMCACHED_(?:HOST|PORT|USERNAME|PASSWORD|PERSISTENT_ID)|DYNAMODB_(?:CACHE_TABLE|ENDPOINT)|REDIS_(?:URL|CLIENT|CLUSTER|PREFIX|HOST|PORT|USERNAME|PASSWORD|DB|PERSISTENT|MAX_RETRIES|BACKOFF_\w+|(?:CACHE|QUEUE)\w*)|FILESYSTEM_(?:DRIVER|DISK|CLOUD)|AWS_.+|BCRYPT_\w+|ARGON_\w+|HASH_\w+|LOG_(?:CHANNEL|LEVEL|STACK|DAILY_DAYS|DEPRECATIONS_(?:CHANNEL|TRACE)|SLACK_\w+|PAPERTRAIL_HANDLER|STDERR_FORMATTER|SYSLOG_FACILITY)|PAPERTRAIL_(?:URL|PORT)|MAIL_(?:MAILER|DRIVER|HOST|PORT|USERNAME|PASSWORD|ENCRYPTION|SCHEME|URL|FROM_(?:ADDRESS|NAME)|EHLO_DOMAIN|SENDMAIL_PATH|LOG_CHANNEL|MARKDOWN_THEME)|MAILGUN_.+|POSTMARK_.+|RESEND_KEY|SES_.+|SLACK_BOT_.+|QUEUE_(?:CONNECTION|DRIVER|FAILED_DRIVER)|BEANSTALKD_QUEUE_?\w*|SQS_.+|SESSION_(?:DRIVER|LIFETIME|EXPIRE_ON_CLOSE|ENCRYPT|CONNECTION|TABLE|STORE|COOKIE|PATH|DOMAIN|SECURE_COOKIE|HTTP_ONLY|SAME_SITE|PARTITIONED_COOKIE)|SANCTUM_.+|VIEW_COMPILED_PATH|CONCURRENCY_DRIVER)$/;

const isPublished = (path: string, name: string): boolean =>
  PUBLISHED.test(path) || (OF_FRAMEWORK.test(path) && FRAMEWORK_NAMES.test(name));

function readOf(
  form: Form,
  match: RegExpExecArray,
  code: string,
  place: { name: string; from: number; to: number },
  path: string,
): ScannedRead {
  const judged = judge(form, match, code);
  const isLaravel = form.form === CONFIG_FORM && path.endsWith('.php') && /(?:^|\/)config\//i.test(path);
  const after = code.slice(match.index + match[0].length, match.index + match[0].length + 80);
  const hasTextDefault =
    /^\s*(?:,\s*(?:default\s*=\s*)?|\)\s*(?:or|\|\||\?\?|\?:)\s*)(?:"[^"]+"|'[^']+')\s*[,)\n;]/.test(after);
  const text = hasTextDefault ? { hasTextDefault } : {};
  if (!isLaravel) return { ...place, form: form.form, ...judged, ...text };
  // Null is what the framework expects of a provider that is not used.
  return {
    ...place,
    form: isPublished(path, place.name) ? PUBLISHED_FORM : form.form,
    requirement: 'optional',
    ...text,
  };
}

/** The name stands last in a form: `viper.BindEnv("name", "NAME")`. */
const nameOffset = (whole: string, name: string): number => {
  const quoted = Math.max(
    whole.lastIndexOf(`"${name}`),
    whole.lastIndexOf(`'${name}`),
    whole.lastIndexOf(`{${name}`),
  );
  return Math.max(0, quoted);
};
