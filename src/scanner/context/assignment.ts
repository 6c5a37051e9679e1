/** A name and the value that the text gives it. Offsets are UTF-16. */
export interface Assignment {
  name: string;
  nameStart: number;
  value: string;
  start: number;
  end: number;
  quoted: boolean;
  /** What stands between them: `=`, `:`, `=>`, `,`, `(`, `>` or a space. */
  operator: string;
}

const MAX_NAME = 80;
const MAX_VALUE = 512;

/** From the end of the name to the value: closing quotes, a type, the operator, a call or a scheme, opening quotes. */
const BETWEEN =
  /\\?["'`]{0,2}[\])]{0,2}[?!]?[ \t]{0,20}(?::[ \t]{0,3}(?:string|String|str|char ?\*?|&'static str|&str|text|any|final)[ \t]{0,3}(?==))?(::=|:=|=>|\?=|\|\|=|\?\?=|={1,3}|!={1,2}|:(?![/:])|,|\(|>|[ \t](?![ \t=:]))[ \t]{0,20}(?:(?:new )?(?:String|Buffer\.from|SecretStr|SecretString|GuardedString|bytes|b64decode|atob)\([ \t]{0,2})?(?:[brfuL@]{1,2}(?=["'`]))?(\\?["'`]{1,3})?(?:(?:Bearer|Basic|Token|token|Api-Token|ApiKey|SSWS)[ \t]{1,2})?/y;
/** `name: X` on one line and `value: Y` on the next, as in Kubernetes, Terraform and workflow files. */
const VALUE_LINE =
  /["']?,?[ \t]{0,4}\r?\n[ \t]{0,24}(?:-[ \t])?["']?(?:secret_)?value["']?[ \t]{0,10}[:=][ \t]{0,10}(["'])?/iy;
const BARE_VALUE = /[^\s"'`<>,;(){}[\]\\&|]{4,512}/y;

/** The assignment to the name that surrounds `[from, to)`, or undefined. Linear in the name and the value, both bounded. */
export function assignmentAt(text: string, from: number, to: number): Assignment | undefined {
  let nameStart = from;
  while (nameStart > 0 && from - nameStart < MAX_NAME && isNameCode(text.charCodeAt(nameStart - 1)))
    nameStart--;
  let nameEnd = to;
  while (nameEnd < text.length && nameEnd - to < MAX_NAME && isNameCode(text.charCodeAt(nameEnd))) nameEnd++;
  while (nameEnd > to && text.charCodeAt(nameEnd - 1) === 46) nameEnd--;
  const name = text.slice(nameStart, nameEnd);

  VALUE_LINE.lastIndex = nameEnd;
  const line = VALUE_LINE.exec(text);
  if (line) return valueAt(text, { name, nameStart, operator: ':' }, VALUE_LINE.lastIndex, line[1]);
  BETWEEN.lastIndex = nameEnd;
  const match = BETWEEN.exec(text);
  if (!match) return undefined;
  return valueAt(
    text,
    { name, nameStart, operator: (match[1] ?? ' ').trim() || ' ' },
    BETWEEN.lastIndex,
    match[2],
  );
}

function valueAt(
  text: string,
  head: Pick<Assignment, 'name' | 'nameStart' | 'operator'>,
  start: number,
  quote: string | undefined,
): Assignment | undefined {
  if (quote) {
    const end = endOfQuoted(text, start, quote.slice(-1));
    if (end === undefined) return undefined;
    return { ...head, value: text.slice(start, end), start, end, quoted: true };
  }
  BARE_VALUE.lastIndex = start;
  const value = BARE_VALUE.exec(text)?.[0];
  return value === undefined
    ? undefined
    : { ...head, value, start, end: start + value.length, quoted: false };
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
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}
