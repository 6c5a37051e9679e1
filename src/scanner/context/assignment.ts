/** A name and the value that the text gives it. Offsets are UTF-16. */
export interface Assignment {
  name: string;
  nameStart: number;
  value: string;
  start: number;
  end: number;
  quoted: boolean;
  /** What stands between them: `=`, `:`, `=>`, `,`, `(`, `>`, `||` … or a space. */
  operator: string;
}

const MAX_NAME = 80;
const MAX_VALUE = 512;

/** What may stand between a name's end and the operator: closing quotes and brackets, the setter of a state, a type. */
const CLOSING =
  /\\?["'`]{0,2}(?:\[\d{0,4}\]|,[ \t]{0,3}\w{1,60}(?=[ \t]{0,3}\][ \t]{0,3}=)[ \t]{0,3})?[\])]{0,2}[?!]?[ \t]{0,20}/;
const TYPE =
  /(?::[ \t]{0,3}(?:string|String\??|str|char ?\*?|&'static str|&str|text|any|final|SecretStr|Optional\[str\])[ \t]{0,3}(?==)|(?:[Aa]s )?(?:string|String|\[\]byte)[ \t]{1,3}(?==))?/;
const OPERATOR =
  /(::=|:-(?=[^\s-])|:=|=>|<-|\?=|\|\|=?|\?\?=?|={1,3}|!={1,2}|:(?![/:+?])|,|\(|>|\{(?=[ \t]?["'])|\|(?=[ \t])|[-–—](?=[ \t])|or(?= ["'])|is(?=[ \t:])|[ \t](?![ \t=:]))[ \t]{0,20}/;
/**
 * The environment with a fallback, a default, one side of a choice, a call that only wraps or hashes the text, the first state of
 * a component, an embedded expression, a prefix.
 */
const WRAPPING =
  /(?:(?:process\.env|import\.meta\.env)\.\w{1,60}[ \t]{0,2}(?:\|\||\?\?)[ \t]{0,2}|(?:default|defaultValue|default_value|fallback)[ \t]{0,2}[:=][ \t]{0,2}|[\w.!]{1,40}[ \t]{1,2}\?[ \t]{0,2}(?=["'`]))?(?:(?:new |await )?(?:(?:React\.)?use(?:State|Ref)(?:<string>)?|ref(?:<string>)?|signal|createSignal|writable|bcrypt(?:js)?\.hash(?:Sync|pw)?|bcrypt|Hash::make|(?:argon2\.)?hash(?:Password|Sync)?|\[\]byte|hash_password|make_password|generate_password_hash|String(?:::from)?|str|Some|Secret|SecretStr|SecretString(?:::new)?|GuardedString|Buffer\.from|bytes|b64decode|base64\.b64decode|atob|encodeURIComponent|Base64\.decode)\([ \t]{0,2})?(?:\{[ \t]{0,2}(?=["'`]))?(?:[brfuL@]{1,2}(?=["'`]))?/;
const OPENING =
  /(\\?["'`]{1,3}(?:\\["'])?)?(?:(?:Bearer|Basic|Token|token|Api-Token|ApiKey|SSWS)[ \t]{1,2})?/;
/** From the end of the name to the value. */
const BETWEEN = new RegExp(
  [CLOSING, TYPE, OPERATOR, WRAPPING, OPENING].map(({ source }) => source).join(''),
  'y',
);
/** `password === confirmed ? 'text-green-600'`: the text belongs to the answer, not to the name. */
const COMPARED = /^[^"'`]*[=!]==?[^"'`]*\?/;
/**
 * The name and its value apart: `name: X` and `value: Y` in Kubernetes, workflow and Postman files, `name="X" value="Y"` in XML,
 * `<key>X</key><string>Y` in property lists, the default of a Terraform variable.
 */
const VALUE_APART =
  /["']?,?(?:[ \t]{0,4}\r?\n[ \t]{0,24}(?:-[ \t])?|[ \t]{1,4})["']?(?:secret_)?value["']?[ \t]{0,10}[:=][ \t]{0,10}(["'])?|<\/key>\s{0,24}<string>| encoding="base64">|"[ \t]?\{(?:[^\n{}]{0,200}\r?\n){1,5}?[ \t]{0,12}default[ \t]{0,12}=[ \t]{0,4}(")/iy;

/** The assignment to the name that surrounds `[from, to)`, or undefined. Linear in the name and the value, both bounded. */
export function assignmentAt(text: string, from: number, to: number): Assignment | undefined {
  let nameStart = from;
  while (nameStart > 0 && from - nameStart < MAX_NAME && isNameCode(text.charCodeAt(nameStart - 1)))
    nameStart--;
  let nameEnd = to;
  // A literal may hold the operator already: `pass=`.
  while (nameEnd > from && !isNameCode(text.charCodeAt(nameEnd - 1))) nameEnd--;
  while (nameEnd < text.length && nameEnd - to < MAX_NAME && isNameCode(text.charCodeAt(nameEnd))) nameEnd++;
  while (nameEnd > to && text.charCodeAt(nameEnd - 1) === 46) nameEnd--;
  const name = text.slice(nameStart, nameEnd);

  if (!mayAssign(text, nameEnd, text.charCodeAt(nameStart) === 45)) return undefined;
  VALUE_APART.lastIndex = nameEnd;
  const apart = VALUE_APART.exec(text);
  if (apart) {
    return valueAt(text, name, nameStart, ':', VALUE_APART.lastIndex, apart[1] ?? apart[2]);
  }
  BETWEEN.lastIndex = nameEnd;
  const match = BETWEEN.exec(text);
  if (!match || COMPARED.test(match[0])) return undefined;
  return valueAt(text, name, nameStart, operatorOf(match[1] ?? ''), BETWEEN.lastIndex, match[2]);
}

/** 1: may close a name (quotes, brackets, blanks), 2: an operator or what leads to one, 3: a line's end. */
const AFTER_NAME = new Uint8Array(128);
for (const character of '\\"\'`)]?! \t') AFTER_NAME[character.charCodeAt(0)] = 1;
for (const character of ':=<>,(|{-[') AFTER_NAME[character.charCodeAt(0)] = 2;
for (const character of '\r\n') AFTER_NAME[character.charCodeAt(0)] = 3;

/** A first look by character codes: most mentions of a `key` or a `token` are followed by nothing that could be a value. */
function mayAssign(text: string, nameEnd: number, isOption: boolean): boolean {
  let at = nameEnd;
  let kind = 1;
  let blank = false;
  for (; at < nameEnd + 24 && kind === 1; at++) {
    const code = text.charCodeAt(at);
    kind = code < 128 ? (AFTER_NAME[code] as number) : 2;
    if (kind !== 1) continue;
    if (code === 32 || code === 9) blank = true;
    // A quote or a question mark behind a blank opens a value or leads to one.
    else if (blank) return true;
  }
  at--;
  if (kind === 2) return true;
  if (kind === 3)
    return text
      .slice(at, at + 32)
      .toLowerCase()
      .includes('value');
  if (!blank) return kind === 1;
  return isOption || isLinkWord(text, at) || mayBeDrawn(text, at);
}

function isLinkWord(text: string, at: number): boolean {
  return /^(?:is |is:|or ['"]|[Aa]s |string |String |value|secret_value)/i.test(text.slice(at, at + 12));
}

/** A run of characters with a digit in it, or a long one. */
function mayBeDrawn(text: string, from: number): boolean {
  let at = from;
  for (; at < from + 64; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) return true;
    if (!(code > 32) || code === 44 || code === 59) break;
  }
  return at - from >= 20;
}

/** Words and dashes between a name and its value tell no more than a space. */
function operatorOf(text: string): string {
  return /^(?:is|[-–—|]|\s*)$/.test(text) ? ' ' : text;
}

function valueAt(
  text: string,
  name: string,
  nameStart: number,
  operator: string,
  start: number,
  quote: string | undefined,
): Assignment | undefined {
  const quoted = quote !== undefined && quote !== '';
  const end = quoted ? endOfQuoted(text, start, quote.slice(-1)) : endOfBare(text, start);
  if (end === undefined || (!quoted && end - start < 4)) return undefined;
  return { name, nameStart, value: text.slice(start, end), start, end, quoted, operator };
}

/** By code: 1 ends a value without quotes. */
const ENDS_BARE = new Uint8Array(128).fill(1, 9, 14);
for (const character of ' "\'`<>,;(){}[]\\&|') ENDS_BARE[character.charCodeAt(0)] = 1;

function endOfBare(text: string, start: number): number {
  const limit = Math.min(text.length, start + MAX_VALUE);
  let at = start;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 ? ENDS_BARE[code] === 1 : code === 0xa0 || code === 0xfeff || code >= 0x2000) {
      if (code < 128 || /\s/.test(text[at] as string)) break;
    }
  }
  return at;
}

function endOfQuoted(text: string, start: number, quote: string): number | undefined {
  const limit = Math.min(text.length, start + MAX_VALUE);
  for (let i = start; i < limit; i++) {
    const character = text[i];
    if (character === quote) return text[i - 1] === '\\' ? i - 1 : i;
    if (character === '\n') return undefined;
  }
  return undefined;
}

/** Letters, digits, `_`, `-`, `.`, `$`: what names in code and configuration files are made of. */
function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46 ||
    code === 36
  );
}

/** `awsSecretKey_v2` into `aws`, `secret`, `key`, `v2`. */
export function wordsOf(name: string): readonly string[] {
  if (name !== asked.name) {
    asked.name = name;
    asked.words = wordsIn(name);
  }
  return asked.words;
}

/** One name is looked at from several sides. */
const asked: { name: string; words: readonly string[] } = { name: '', words: [] };

function wordsIn(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}
