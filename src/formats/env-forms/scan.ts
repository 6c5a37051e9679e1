import type { JavaScriptRead } from '../javascript/environment-facts.ts';
import type { Requirement } from '../javascript/requirement.ts';
import { CONFIG_FORM, type Form, LANGUAGES, type Language } from './languages.ts';
import { isCode, maskCode } from './masking.ts';
import { settingsFieldsOf } from './python-settings.ts';

export interface ScannedEnvironment {
  reads: JavaScriptRead[];
  writes: { name: string; from: number; to: number }[];
}

export function languageOf(path: string): Language | undefined {
  return LANGUAGES.find((language) => language.files.test(path));
}

/** Reads by the language's own forms, comments and strings left out. Undefined when the text cannot hold any. */
export function scanEnvironment(path: string, text: string): ScannedEnvironment | undefined {
  const language = languageOf(path);
  if (!language?.prefilter.test(text)) return undefined;
  const masked = maskCode(text, language.lexicon);
  const found: ScannedEnvironment = { reads: [], writes: [] };
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
  if (path.endsWith('.py')) found.reads.push(...settingsFieldsOf(text, masked));
  found.reads.sort((a, b) => a.from - b.from);
  return found;
}

function readOf(
  form: Form,
  match: RegExpExecArray,
  code: string,
  place: { name: string; from: number; to: number },
  path: string,
): JavaScriptRead {
  const requirement = requirementOf(form, match, code);
  const isLaravel = form.form === CONFIG_FORM && path.endsWith('.php') && /(?:^|\/)config\//.test(path);
  const after = code.slice(match.index + match[0].length, match.index + match[0].length + 80);
  const hasTextDefault =
    /^\s*(?:,\s*(?:default\s*=\s*)?|\)\s*(?:or|\|\||\?\?|\?:)\s*)(?:"[^"]+"|'[^']+')\s*[,)\n;]/.test(after);
  const text = hasTextDefault ? { hasTextDefault } : {};
  if (!isLaravel) return { ...place, form: form.form, requirement, ...text };
  // Null is what the framework expects of a provider that is not used.
  return {
    ...place,
    form: requirement === 'required' ? form.form : 'config with default',
    requirement: 'optional',
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

const SECOND_ARGUMENT = /^\s*,(?!\s*\))/;
const TEST = /^[ \t\])]*(?:\bif\b|\bunless\b|\.is_ok|\.is_err|\.nil\?|\.present\?|\.blank\?|&&)/;
const FALLBACK =
  /^[ \t\])]*(?:\?\?|\?:|\?\.|\|\||\bor\b|\{|do\b|\.presence|&\.|==|!=)|^[\s\])]*(?:\.unwrap_or|\.ok\(\)|\.orElse|\?\?|\?:|\|\||\.getOrElse)/;

/** What follows the name says whether there is a default; what precedes it on its line, whether it is a test. */
function requirementOf(form: Form, match: RegExpExecArray, code: string): Requirement {
  if (form.requirement !== 'default') return form.requirement;
  if (match.groups?.fallback !== undefined) return 'optional';
  const end = match.index + match[0].length;
  const after = code.slice(end, end + 80);
  if (SECOND_ARGUMENT.test(after) && /["']$/.test(match[0])) return 'optional';
  if (TEST.test(after)) return 'tested';
  if (FALLBACK.test(after)) return 'optional';
  const line = code.slice(code.lastIndexOf('\n', match.index) + 1, match.index);
  if (/\b(?:if|elif|unless|while|when)\s+(?:not\s+)?[\w.:($ ]*$|\bbool\($|^\s*assert\b.*\bor\b/.test(line)) {
    return /\bnot\s|!\s*$|unless\b/.test(line) ? 'required' : 'tested';
  }
  return 'required';
}
