import type { Requirement } from '../javascript/requirement.ts';
import type { Form } from './form.ts';

export interface Judgement {
  requirement: Requirement;
  /** Nothing shows that the program stops without it: the language answers with nothing, and the program goes on. */
  isQuiet?: boolean;
}

const REQUIRED: Judgement = { requirement: 'required' };
const QUIET: Judgement = { requirement: 'required', isQuiet: true };
const OPTIONAL: Judgement = { requirement: 'optional' };
const TESTED: Judgement = { requirement: 'tested' };

/** Bounds of what is looked at around a read. */
const AROUND = 240;
const BELOW = 1200;

const OR = String.raw`(?:\|\||\?\?|\?:|\bor\b)`;
const END = String.raw`(?:raise|throw|panic!?|abort|die|exit|fail|bail!|error)\b`;
const OR_STOPS = new RegExp(String.raw`^[\s\])]*${OR}\s*\(?\s*${END}`);
const STOPS =
  /\b(?:raise|throw|panic|abort|die|exit|os\.Exit|log\.Fatal\w*|fatal|bail|fail|stop|abort_if|halt)\b|\breturn\b[^\n;]*(?:\b[eE]rr\b|[eE]rror|\b[45]\d\d\b)/;
const SECOND_ARGUMENT = /^\s*,(?!\s*\))/;
const TEST =
  /^[ \t\])]*(?:\bif\b|\bunless\b|\.is_ok|\.is_err|\.is_some|\.is_none|\.nil\?|\.present\?|\.blank\?|&&|\band\b)/;
const FALLBACK =
  /^[ \t\])]*(?:\?\?|\?:|\?\.|\|\||\bor\b|\{|do\b|\.presence|&\.|==|!=|\bin\b|\bis\b)|^[\s\])]*(?:\.unwrap_or|\.ok\(\)|\.orElse|\?\?|\?:|\|\||\.getOrElse|\.map_or|\.or_else|\.as_deref|\.filter|\.and_then|or\b)/;
/** `if os.getenv("X") is None:` */
const ABSENCE =
  /^[ \t\])]*(?:is\s+None\b|===?\s*(?:""|''|nil\b|null\b|None\b)|\.(?:nil|blank|empty)\?|\.isEmpty)/;
const GUARD =
  /\b(?:if|elif|unless|while|when|case|match|switch)\s+(?:not\s+)?!?[\w.:($ ]*$|^\s*assert\b.*\bor\b/;
/** `if (v := os.getenv(…)):`, `if v := os.Getenv(…); v != "" {`, `if let Ok(v) = env::var(…)`, `let Some(v) = … else {`. */
const GUARD_ASSIGNS =
  /\b(?:if|elif|while|unless)\s*\(?\s*(?:let\s+(?:\w+\()?)?(?:mut\s+)?[\w$@]+\)?(?:\s*,\s*\w+)?\s*:?=\s*[\w.:]*$|\b(?:let)\s+(?:Ok|Some)\(\w+\)\s*=\s*[\w.:]*$/;
const LAST_RESORT = new RegExp(String.raw`${OR}\s*\(?\s*[\w.:]*$`);
/** Functions that take nothing for an answer: `bool(…)`, `int_or_none(…)`. */
const LENIENT =
  /(?:bool\w*|truthy|default\w*|_or_?none|_or_?nil|optional\w*|fallback|coalesce|compact)\(\s*[\w.:]*$/i;
/** Functions that fail on nothing: `int(os.environ.get(…))`. */
const STRICT =
  /\b(?:int|float|Integer|Float|Atoi|ParseInt|parseInt|Parse|json\.loads|to_integer)\(\s*[\w.:]*$/;
const INNER = /\b(?:get|getenv|fetch)\(\s*["'][A-Za-z_]\w*["']\s*,\s*[\w.:]*$/;
const ASSIGNED =
  /^[ \t]*(?:(?:export|const|let|mut|var|val|static|final|public|private|protected|internal|readonly|my|String\??|string\??|auto)[ \t]+)*(?:self\.|this\.|@|\$)?([A-Za-z_][\w.]*)(?:[ \t]*:[ \t]*[\w<>?|[\]. ]+)?[ \t]*(?::=|=)[ \t]*[\w.:]*$/;

/** What follows a read says whether there is a default; what precedes it on its line, or is done with it below, whether it is tested. */
export function judge(form: Form, match: RegExpExecArray, code: string): Judgement {
  if (form.requirement !== 'default') return { requirement: form.requirement };
  if (match.groups?.fallback !== undefined) return OPTIONAL;
  const end = match.index + match[0].length;
  const after = code.slice(end, end + AROUND);
  const line = code.slice(code.lastIndexOf('\n', match.index) + 1, match.index);
  if (SECOND_ARGUMENT.test(after) && /["']$/.test(match[0])) {
    const given = secondArgument(after);
    return given === OPTIONAL && GUARD.test(line) ? TESTED : given;
  }
  if (OR_STOPS.test(after)) return REQUIRED;
  if (form.isResult) return ofResult(after);
  const test = GUARD_ASSIGNS.exec(line);
  if (test) return assignedInTest(after);
  const isAbsence = ABSENCE.test(after) && GUARD.test(line);
  if (isAbsence) return stopsWithin(after) ? REQUIRED : TESTED;
  if (TEST.test(after)) return TESTED;
  if (FALLBACK.test(after)) return OPTIONAL;
  if (GUARD.test(line)) return /\bnot\s|!\s*$|unless\b/.test(line) && stopsWithin(after) ? REQUIRED : TESTED;
  if (/(?:\bbool|[iI]s_?[nN]ull\w*|\bempty|\bis_nil|\bBoolean)\(\s*[\w.]*$/.test(line)) return TESTED;
  if (LAST_RESORT.test(line) || LENIENT.test(line) || INNER.test(line)) return OPTIONAL;
  if (STRICT.test(line) || /^\s*[)\]]\s*\.\s*(?!get\b)\w+\s*\(/.test(after)) return REQUIRED;
  const name = ASSIGNED.exec(line)?.[1];
  if (form.isStrict) return REQUIRED;
  return (name && byUse(name, code.slice(end, end + BELOW))) || QUIET;
}

/** Python: `cast=int` is no default. */
function secondArgument(after: string): Judgement {
  const keyword = /^\s*,\s*(\w+)\s*=(?!=)/.exec(after)?.[1];
  if (keyword === undefined || /^(?:default|fallback|required|or_else)$/.test(keyword)) return OPTIONAL;
  const rest = after.slice(0, endOfCall(after));
  return /\bdefault\s*=/.test(rest) ? OPTIONAL : REQUIRED;
}

function endOfCall(after: string): number {
  let depth = 0;
  for (let at = 0; at < after.length; at++) {
    if (after[at] === '(') depth++;
    else if (after[at] === ')' && depth-- === 0) return at;
  }
  return after.length;
}

/** Rust hands back a `Result`: it is needed where that is opened by force. */
function ofResult(after: string): Judgement {
  const chain = /^\s*\)(?:\s*\.\w+(?:::<[^>]*>)?\((?:[^()]|\([^()]*\))*\)|\s*\?)*/.exec(after)?.[0] ?? '';
  if (/\.(?:unwrap_or\w*|ok|or_else|map_or\w*|or|is_ok|is_err|is_some|is_none|ok_or_default)\(/.test(chain)) {
    return /\.(?:ok_or\w*|expect|unwrap)\(|\?$/.test(chain.trimEnd()) && !/unwrap_or|map_or/.test(chain)
      ? REQUIRED
      : OPTIONAL;
  }
  return /\.(?:unwrap|expect|context|with_context|map_err)\(|\?\s*$/.test(chain) ? REQUIRED : OPTIONAL;
}

/** Go: `if v := os.Getenv("X"); v == "" { return err }`. */
function assignedInTest(after: string): Judgement {
  const condition = /^[^\n{:]*/.exec(after)?.[0] ?? '';
  return /==\s*(?:""|nil|None|null)|!\w/.test(condition) && stopsWithin(after.slice(condition.length))
    ? REQUIRED
    : TESTED;
}

const stopsWithin = (text: string): boolean => STOPS.test(text.split('\n', 4).join('\n'));

/** What the lines below do with the variable that holds it. */
function byUse(name: string, below: string): Judgement | undefined {
  const n = String.raw`(?<![\w.])(?:self\.|this\.|@|\$)?${name.replace(/[.$]/g, '\\$&')}`;
  const absent = new RegExp(
    String.raw`\b(?:if|elif)\s*\(?\s*(?:not\s+${n}\b|!\s*${n}\b|${n}\s*===?\s*(?:""|''|nil|null|None|false)|${n}\s+is\s+(?:None|null)\b|(?:string\.|String\.)?[iI]s_?[nN]ull\w*\(${n}|is_nil\(${n}|empty\(${n}|${n}\.(?:nil\?|blank\?|empty\?|isEmpty|isBlank|isNullOr\w+|is_empty)|len\(${n}\)\s*==\s*0)|\bunless\s+${n}\b`,
  ).exec(below);
  const present = new RegExp(
    String.raw`\b(?:if|elif|while|match|case|when)\s*\(?\s*(?:let\s+\w+\(\w+\)\s*=\s*)?&?${n}\b|\bif\s+(?:${n})\s|${n}\s*(?:\|\||&&|\?\?|\?:|\?[ \n]|\bor\b|\band\b|!=)|${n}\s+is\s+not\b|${n}\.(?:present\?|presence)|\bif\s+${n}\s*(?:else|:)|\S[ \t]+(?:if|unless)\s+${n}\b`,
  ).exec(below);
  if (absent && (!present || absent.index <= present.index)) {
    return stopsWithin(below.slice(absent.index + absent[0].length)) ? REQUIRED : TESTED;
  }
  return present ? TESTED : undefined;
}

/** A function that looks up what it is given stops without a value, hands on nothing, or does without. */
export function judgeLookUp(match: RegExpExecArray, body: string): Judgement {
  // What stands in for it is handed over as well, or nothing is.
  if (SECOND_ARGUMENT.test(body.slice(match.index + match[0].length))) return QUIET;
  const judged = judge({ form: '', pattern: LOOKED_UP, requirement: 'default' }, match, body);
  if (FIRM.test(match[0])) return REQUIRED;
  if (judged.requirement === 'required') return judged.isQuiet && !HARD_STOP.test(body) ? QUIET : REQUIRED;
  return stopsElse(match, body) ? REQUIRED : OPTIONAL;
}

const LOOKED_UP = /(?:)/g;
const FIRM = /\benviron\s*\[|fetch_env!|\bENV\.fetch\b/;
const HARD_STOP = /\b(?:raise|throw|panic!?|abort|die|exit|Fatal\w*|expect|unwrap|fail|bail!?|error)\b/;

/**
 * `if v := …; v != "" { return v }` and `panic` below it: what stops stands no deeper than the test, or in its `else`. What
 * stands within the test is said of a value that is there and wrong.
 */
function stopsElse(match: RegExpExecArray, body: string): boolean {
  const at = body.lastIndexOf('\n', match.index) + 1;
  const depth = /^[ \t]*/.exec(body.slice(at))?.[0].length ?? 0;
  const lines = body.slice(match.index).split('\n').slice(1);
  let isElse = false;
  for (const line of lines) {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (line.trim() === '') continue;
    if (indent < depth) return false;
    if (indent === depth) isElse = /^\s*\}?\s*(?:else|rescue|except)\b/.test(line);
    if ((isElse || indent === depth) && STOPS.test(line)) return true;
  }
  return false;
}
